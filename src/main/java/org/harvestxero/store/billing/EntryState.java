package org.harvestxero.store.billing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.harvestxero.billing.Hours;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.jspecify.annotations.Nullable;

/**
 * What became of a time entry or expense.
 *
 * @param settled hours billed, covered or written off, as Harvest counts them
 * @param overageOf the retainer whose overage the rest is; null when it is none
 * @param reason why it isn't billed, a name of the engine's {@code Reason}; null when it is
 * @param worth unrounded, at Harvest's own hours and rate when it was last met
 * @param fingerprint of what matters to billing
 * @param reported the fingerprint people were last told of; null for none
 */
public record EntryState(
        Work work,
        long clientId,
        LocalDate spentDate,
        State state,
        Hours settled,
        @Nullable String overageOf,
        @Nullable String reason,
        @Nullable String words,
        long runId,
        Instant sourceUpdatedAt,
        BigDecimal worth,
        String fingerprint,
        @Nullable String reported) {
    /** What became of it. */
    public enum State {
        /** Released by a draft that was rejected or credited: the next run sees it again. */
        OPEN("open"),
        BILLED("billed"),
        HELD("held"),
        COVERED("covered"),
        WRITTEN_OFF("written-off"),
        CARRIED("carried");

        private final String code;

        State(String word) {
            this.code = word;
        }

        public String code() {
            return code;
        }

        public boolean isSettled() {
            return this == BILLED || this == COVERED || this == WRITTEN_OFF;
        }

        public static State of(String word) {
            for (State state : values()) {
                if (state.code.equals(word)) {
                    return state;
                }
            }
            throw new IllegalArgumentException("Unknown state of an entry: " + word);
        }
    }
}
