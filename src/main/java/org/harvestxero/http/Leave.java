package org.harvestxero.http;

import java.util.Optional;
import java.util.function.Supplier;

/** Asked just before a request leaves, after all waiting: may this process still send? */
@FunctionalInterface
public interface Leave {
    /**
     * Throws when it may not.
     *
     * @param api the side it goes to
     * @param changes whether the request changes anything on the other side
     */
    void check(Api api, boolean changes);

    /** Always allowed, for when no other process could have taken over. */
    Leave ALWAYS = (api, changes) -> {};

    /**
     * Allows no change on the other side while its outcome could not be recorded; reading goes on. Throws
     * {@link NoRoomException}.
     *
     * @param shortOfRoom why there isn't enough room on the disk; empty while there is
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
