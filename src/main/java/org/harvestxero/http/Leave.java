package org.harvestxero.http;

import java.util.Optional;
import java.util.function.Supplier;

/** Asked before each request leaves, after all waiting for it: whether this process may still send. */
@FunctionalInterface
public interface Leave {
    /**
     * Throws when it may not.
     *
     * @param api where it goes
     * @param changes whether the request changes anything on the other side
     */
    void check(Api api, boolean changes);

    /** Where nobody else could have taken over. */
    Leave ALWAYS = (api, changes) -> {};

    /**
     * Nothing is changed on the other side while what comes of it could not be recorded; reading goes on. Throws
     * {@link NoRoomException}.
     *
     * @param shortOfRoom why nothing may be recorded for want of room on the disk; empty while there is enough
     */
    static Leave whileThereIsRoom(Supplier<Optional<String>> shortOfRoom) {
        return (api, changes) -> {
            if (changes) {
                shortOfRoom.get().ifPresent(words -> {
                    throw new NoRoomException(api, words);
                });
            }
        };
    }
}
