package org.harvestxero.reconciliation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One difference between the sides, or the part of one that has this reason.
 *
 * @param amount what Harvest has more than Xero by this reason, in the currency of the document; zero for what is no money
 */
public record Difference(Subject subject, Measure measure, Sides sides, BigDecimal amount, Cause cause) {

    /** What each side has of it; null where it isn't there, or isn't an amount. */
    public record Sides(
            @Nullable BigDecimal harvest, @Nullable BigDecimal xero) {
        public static final Sides UNKNOWN = new Sides(null, null);

        /** Of something that stands on one side alone; unknown where it is on both. */
        static Sides ofOne(@Nullable Long harvest, @Nullable String xero, BigDecimal amount) {
            if (xero == null) {
                return new Sides(amount, null);
            }
            return harvest == null ? new Sides(null, amount.negate()) : UNKNOWN;
        }
    }

    /**
     * The document.
     *
     * @param kind {@code invoice}, {@code payment}, {@code credit-note} or {@code work}
     * @param harvest Harvest's id; null where it isn't there
     * @param xero Xero's id; null where it isn't there
     * @param number of the invoice, also for its payments
     */
    public record Subject(
            String kind,
            @Nullable Long harvest,
            @Nullable String xero,
            @Nullable String number,
            String client,
            String currency) {
        Subject of(String other, @Nullable Long harvestId, @Nullable String xeroId) {
            return new Subject(other, harvestId, xeroId, number, client, currency);
        }

        Subject in(String other) {
            return new Subject(kind, harvest, xero, number, client, other);
        }
    }

    /**
     * @param detail what is known of this one beyond the reason's sentence; may be empty
     * @param command what puts it right; empty where nothing does by itself
     */
    public record Cause(Reason reason, String detail, String command) {
        static Cause of(Reason reason) {
            return new Cause(reason, "", "");
        }

        Cause with(String words) {
            return new Cause(reason, words, command);
        }

        Cause by(String line) {
            return new Cause(reason, detail, line);
        }
    }

    public Reason reason() {
        return cause.reason();
    }

    public boolean isUnexplained() {
        return cause.reason() == Reason.UNEXPLAINED;
    }
}
