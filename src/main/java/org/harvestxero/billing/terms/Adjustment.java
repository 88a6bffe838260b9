package org.harvestxero.billing.terms;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A discount, write-down or write-off that was agreed on beforehand.
 *
 * @param kind how it is booked
 * @param level what it is taken from
 * @param match which work; for an invoice it must be any
 * @param rules names of the rules it holds for; empty for all
 * @param percent above 0 to 100; null when an amount is given
 * @param amount off the invoice; null when a percentage is given
 * @param reason why, in words; recorded with every entry
 * @param span days worked (entry and line) or invoice dates it holds for
 */
public record Adjustment(
        Kind kind,
        Level level,
        Match match,
        Set<String> rules,
        @Nullable BigDecimal percent,
        @Nullable Money amount,
        String reason,
        Span span) {
    /** How a reduction is booked. */
    public enum Kind {
        /** A favour to the client. */
        DISCOUNT,
        /** Work that was worth less than its price. */
        WRITE_DOWN,
        /** Work given up altogether. */
        WRITE_OFF
    }

    /** What a reduction is taken from. */
    public enum Level {
        /** Each entry: its line shows the reduced price. */
        ENTRY,
        /** Each line, shown as a line of its own below it. */
        LINE,
        /** The whole invoice, shown as one line per account, tax type and tracking. */
        INVOICE
    }

    /**
     * Days between which something holds.
     *
     * @param from first day; null for always
     * @param to last day; null for ever
     */
    public record Span(@Nullable LocalDate from, @Nullable LocalDate to) {
        public static Span always() {
            return new Span(null, null);
        }

        public boolean contains(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
        }
    }

    public Adjustment {
        rules = Set.copyOf(rules);
        if ((percent == null) == (amount == null)) {
            throw new IllegalArgumentException("A reduction is either a percentage or an amount: " + reason);
        }
        if (percent != null && (percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0)) {
            throw new IllegalArgumentException("A reduction is above 0 to 100 percent, not " + percent);
        }
        if (amount != null && level != Level.INVOICE) {
            throw new IllegalArgumentException("An amount is taken from the invoice only: " + reason);
        }
        if (amount != null && !amount.isPositive()) {
            throw new IllegalArgumentException("A reduction is above zero, not " + amount);
        }
        if (kind == Kind.WRITE_OFF && level != Level.ENTRY) {
            throw new IllegalArgumentException("Only entries can be written off: " + reason);
        }
        if (level == Level.INVOICE && (!match.isAny() || !rules.isEmpty())) {
            throw new IllegalArgumentException("A reduction of the invoice takes no match: " + reason);
        }
    }

    /** A percentage off some work. */
    public static Adjustment percent(Kind kind, Level level, Match match, String percent, String reason) {
        return new Adjustment(kind, level, match, Set.of(), new BigDecimal(percent), null, reason, Span.always());
    }

    /** An amount off the invoice. */
    public static Adjustment amount(Kind kind, Money amount, String reason) {
        return new Adjustment(kind, Level.INVOICE, Match.any(), Set.of(), null, amount, reason, Span.always());
    }

    public boolean holds(String rule, Origin origin, LocalDate day) {
        return (rules.isEmpty() || rules.contains(rule)) && span.contains(day) && match.matches(origin);
    }
}
