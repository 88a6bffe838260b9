package org.harvestxero.http;

/** What would come of the call could not be recorded, for want of room on the disk; so it is not made. */
public final class NoRoomException extends RequestNotSentException {
    private static final long serialVersionUID = 1L;

    /** @param words what is wrong and what to do */
    NoRoomException(Api api, String words) {
        super(api, words, 0, null);
    }
}
