package org.harvestxero.event;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of billed work before it is an invoice. */
public sealed interface DraftEvent extends Event {
    /** Most reasons an event gives. */
    int MOST_REASONS = 8;

    /**
     * A draft waits for somebody's yes.
     *
     * @param total before tax
     * @param waitsFor the role that decides; null for everybody
     * @param reasons why it waits; the first {@value #MOST_REASONS}
     */
    record Waiting(DraftRef draft, Amount total, @Nullable String waitsFor, List<String> reasons)
            implements DraftEvent {
        public Waiting {
            reasons = reasons.stream()
                    .limit(MOST_REASONS)
                    .map(reason -> Words.cutText(reason, Words.NAME))
                    .toList();
        }

        @Override
        public EventKind kind() {
            return EventKind.DRAFT_WAITING;
        }

        @Override
        public Subject subject() {
            return draft.subject();
        }
    }

    /** @param total before tax @param by who said yes; {@code process} where nobody had to */
    record Approved(DraftRef draft, Amount total, String by) implements DraftEvent {
        @Override
        public EventKind kind() {
            return EventKind.DRAFT_APPROVED;
        }

        @Override
        public Subject subject() {
            return draft.subject();
        }
    }

    /**
     * A client's period was billed.
     *
     * @param period by which people name it, such as 2026-10
     * @param from first day, included
     * @param to last day, included
     * @param total of its drafts before tax
     * @param drafts how many were made; may be none
     */
    record PeriodBilled(ClientRef client, String period, LocalDate from, LocalDate to, Amount total, int drafts)
            implements DraftEvent {
        @Override
        public EventKind kind() {
            return EventKind.PERIOD_BILLED;
        }

        @Override
        public Subject subject() {
            return new Subject(Subject.Type.PERIOD, client.id() + "/" + Words.cutText(period, Words.NAME / 4));
        }
    }
}
