package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.harvestxero.billing.variance.Cause;
import org.jspecify.annotations.Nullable;

/** What helps a person to decide about a draft. Changes nothing; safe for several threads. A draft that isn't there tells nothing. */
public interface DraftInsights {
    /** What the client's periods came to before, and what the draft's comes to. */
    default Trend trend(long draft) {
        return trends(List.of(draft)).getOrDefault(draft, Trend.NONE);
    }

    /** The same of several drafts, by their ids; at most 500. */
    Map<Long, Trend> trends(Collection<Long> drafts);

    /** What happened to it, oldest first. */
    List<Reviews.Event> happened(long draft);

    /** Why the draft's period comes to another sum than the one before. */
    Variance variance(long draft);

    /** The yeses it needs, in order, with those that were said. */
    List<Step> steps(long draft);

    /** The hours that go with it as a file; empty where it charges for none. */
    Optional<Timesheet> timesheet(long draft);

    /** The change that would be taken back next; empty where the draft is as it was made. */
    Optional<LastChange> lastChange(long draft);

    /**
     * Of each line, which line of the draft as it was made it comes from, from 1; below zero where it was split off that one, 0 where
     * a reviewer put it there. Empty where nobody changed the draft.
     */
    List<Integer> origins(long draft);

    /**
     * The sums of a client's periods, before tax.
     *
     * @param past of the last periods that were released, at most a dozen, the earliest first
     * @param now what all invoices of the draft's period come to
     */
    record Trend(List<Past> past, BigDecimal now) {
        public static final Trend NONE = new Trend(List.of(), BigDecimal.ZERO);

        public Trend {
            past = List.copyOf(past);
        }

        /** The period before; empty for the first. */
        public Optional<Past> previous() {
            return past.isEmpty() ? Optional.empty() : Optional.of(past.get(past.size() - 1));
        }

        /** How many percent more or less than the period before, one decimal; empty where that came to nothing. */
        public Optional<BigDecimal> percent() {
            return previous()
                    .map(Past::total)
                    .filter(before -> before.signum() != 0)
                    .map(before -> Percent.of(now.subtract(before), before.abs()));
        }
    }

    /**
     * What makes the difference to the period before.
     *
     * @param causes add up to the difference; empty where there was no such period in the draft's currency, or nothing changed
     * @param leftOut what of the draft's period is held, at Harvest's prices
     * @param leftOutBefore the same of the period before it
     */
    record Variance(List<Cause> causes, BigDecimal leftOut, BigDecimal leftOutBefore) {
        public static final Variance NONE = new Variance(List.of(), BigDecimal.ZERO, BigDecimal.ZERO);

        public Variance {
            causes = List.copyOf(causes);
        }
    }

    /** A period that was released. @param total of all its invoices */
    record Past(String period, BigDecimal total) {}

    /**
     * A yes that a draft needs.
     *
     * @param role who says it
     * @param people named for the role; empty where everybody may
     * @param who said it; null while nobody did
     * @param at when; null while nobody did
     */
    record Step(
            String role,
            List<String> people,
            @Nullable String who,
            @Nullable Instant at) {
        public Step {
            people = List.copyOf(people);
        }
    }

    /**
     * The file of hours.
     *
     * @param name of the file
     * @param goesAlong whether the agreement attaches it to the invoice in Xero
     * @param hasNumber whether the invoice has its number; from then on the bytes are those that are attached
     * @param made makes it, anew each time
     */
    record Timesheet(String name, boolean goesAlong, boolean hasNumber, Supplier<Made> made) {}

    /** @param missing letters no font has, shown as boxes; empty for none */
    record Made(byte[] bytes, String missing) {}

    /** A change that stands. @param isKept whether it can be taken back; the latest can */
    record LastChange(String who, Instant at, String words, boolean isKept) {}
}
