package org.harvestxero.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people decide about clients and contacts that were changed on both sides. */
public interface ContactDesk {
    /** Fields that wait for an answer, the oldest first. */
    List<Conflict> conflicts();

    /**
     * Says which side counts; it is carried out in the next cycle and kept.
     *
     * @param side {@code harvest} or {@code xero}
     * @throws DecisionException when there is no such conflict, or it was answered already
     */
    Conflict answer(long conflict, String side, String who);

    /**
     * @param client its name in Harvest
     * @param field the word of its setting, such as {@code email}
     * @param harvest what each side says, in words
     * @param known what both were last known to say, in words; null where that is not known
     */
    record Conflict(
            long id,
            String client,
            String field,
            String harvest,
            String xero,
            @Nullable String known,
            Instant asked) {}
}
