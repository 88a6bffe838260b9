package org.harvestxero.http;

/** The call is not made, because there isn't enough room on the disk to record its outcome. */
public final class NoRoomException extends RequestNotSentException {
    private static final long serialVersionUID = 1L;

    /** @param words what is wrong and what to do */
    NoRoomException(Api api, String words) {
        super(api, words, 0, null);
    }
}
