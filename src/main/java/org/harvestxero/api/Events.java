package org.harvestxero.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people may ask of events: what happened, who was told of it, and to tell it again. Safe for several threads. */
public interface Events {
    /**
     * The latest of them first.
     *
     * @param most at most so many
     * @throws DecisionException when a kind or a hook is unknown
     */
    List<Item> list(Selection which, int most);

    /** By the name people use, such as {@code E12}, or the id that receivers see. */
    Optional<Detail> find(String named);

    /**
     * Has hooks that are on told of events again, also of those they took; in the order they happened. Gives how many events each hook is
     * told of.
     *
     * @param hook only this one; null means all that are on and want the kind
     * @throws DecisionException when a kind or a hook is unknown, or none is on
     */
    List<Told> replay(Selection which, @Nullable String hook, String who);

    /** The hooks that are on, by name, and how each does. */
    default List<HookState> hooks() {
        return List.of();
    }

    /**
     * A hook that is on.
     *
     * @param routed whether a route begins with its name; without one it is told of nothing
     * @param message why it did not take something that waits or is parked; null when nothing does
     */
    record HookState(
            String name,
            boolean routed,
            Tally tally,
            @Nullable String message) {}

    /**
     * What a hook was told of.
     *
     * @param told events it took since this process began
     * @param notTaken attempts that failed since then
     * @param waiting events it did not take and is told of again
     * @param parked events it is told of no more by itself
     * @param hanging calls of it that did not come back
     */
    record Tally(long told, long notTaken, long waiting, long parked, long hanging) {}

    /** Has hooks told of what stands, and waits until they are, but no longer than that; for those who end then. */
    void tell(Duration atMost);

    /**
     * Which events.
     *
     * @param since those that happened then or later; null means any
     * @param kinds words such as {@code invoice.paid} or {@code draft.*}; empty means any
     * @param hook those that stand at this hook; null means any
     * @param parked only those that some hook is told of no more by itself
     */
    record Selection(
            @Nullable Instant since,
            List<String> kinds,
            @Nullable String hook,
            boolean parked) {
        public Selection {
            kinds = List.copyOf(kinds);
        }
    }

    /**
     * An event.
     *
     * @param name such as {@code E12}
     * @param id that receivers see
     * @param subject type and id of what it is about, with a blank between them
     * @param data what it says, as JSON
     */
    record Item(String name, String id, String kind, int version, String subject, Instant occurredAt, String data) {}

    /** An event, and how it stands at hooks that did not take it. */
    record Detail(Item event, List<AtHook> hooks) {
        public Detail {
            hooks = List.copyOf(hooks);
        }
    }

    /**
     * @param state waiting or parked
     * @param next when the hook is told of it again; of no meaning where it is parked
     * @param message why it wasn't taken; null when it wasn't tried
     */
    record AtHook(
            String hook,
            String state,
            int attempts,
            Instant next,
            @Nullable String message) {}

    /** @param events how many it is told of again */
    record Told(String hook, long events) {}
}
