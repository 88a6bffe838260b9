package org.harvestxero.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was done here: by runs, and by people. */
public interface WorkLog {
    /**
     * Runs that did something, the latest first.
     *
     * @param kind cycle, bill, reconcile or overdue; null for any
     * @param before ids below it; {@link Long#MAX_VALUE} for the first page
     */
    List<Run> runs(@Nullable String kind, long before, int most);

    /** Who did what and when, the latest first. @param before ids below it; {@link Long#MAX_VALUE} for the first page */
    Trail audit(AuditFilter wanted, long before, int most);

    /**
     * @param took by a clock that never jumps; of the last one where it stands for several
     * @param who a person, or {@code process} for what a schedule started
     * @param done documents @param failed those that came to stand failed
     * @param words what it did; may be empty
     * @param trouble what kept it from its end; null for nothing
     * @param times how many in a row met that trouble and did nothing else
     */
    record Run(
            long id,
            String kind,
            Span span,
            String who,
            CycleReport.Calls calls,
            long done,
            long failed,
            String words,
            @Nullable String trouble,
            int times) {}

    record Span(Instant began, Instant ended, Duration took) {}

    /**
     * What is looked for; null for any.
     *
     * @param what word of the event, such as {@code approved}
     * @param about part of what is told of it, or the number of an invoice
     * @param from,to the first moment, and the first one after the last
     */
    record AuditFilter(
            @Nullable String who,
            @Nullable String what,
            @Nullable String about,
            @Nullable Instant from,
            @Nullable Instant to) {
        public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);
    }

    /**
     * @param kind of the document it is about, such as {@code invoice}; null where it is about none
     * @param number of the document; null where it has none
     */
    record Event(
            long id,
            Instant at,
            String who,
            String what,
            @Nullable String kind,
            @Nullable String number,
            @Nullable String detail) {}

    /**
     * @param next where looking goes on; 0 where there is nothing more. A look that found little may have ended early: it goes through a
     *     bounded part of the audit
     */
    record Trail(List<Event> events, long next) {
        public Trail {
            events = List.copyOf(events);
        }
    }
}
