package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was agreed with a client, in one of the common forms; a file says everything else. Amounts are before tax, in the client's currency.
 *
 * @param order the client's purchase order; null without one
 */
public record Deal(
        Party party, Dates dates, Charge charge, @Nullable Order order) {
    /**
     * @param client Harvest's, by name or id
     * @param end last day; null while it runs on
     */
    public record Party(
            String client, LocalDate start, @Nullable LocalDate end) {}

    /**
     * @param every length of a period, such as {@code month}
     * @param due such as {@code net 30}; empty for the usual
     * @param reviewed whether a person looks at each invoice
     */
    public record Dates(String every, String due, boolean reviewed) {}

    /** What is charged. */
    public sealed interface Charge permits Hourly, Retainer, Fixed, Advance {}

    /**
     * Work by the hour.
     *
     * @param rate of an hour; null for Harvest's own rates
     * @param minimum the least for a period with any work; null for none
     * @param roundTo minutes an entry is rounded up to; 0 for none
     */
    public record Hourly(
            @Nullable BigDecimal rate, @Nullable BigDecimal minimum, int roundTo) implements Charge {}

    /**
     * A fee each period that covers some hours, billed after it.
     *
     * @param rest what becomes of hours that aren't used
     * @param overage what is beyond
     */
    public record Retainer(BigDecimal fee, BigDecimal hours, Rest rest, Overage overage) implements Charge {}

    /**
     * Hours that aren't used.
     *
     * @param word {@code lapses}, {@code carried over} or {@code credited}
     * @param most hours carried over, of all periods together; null for any
     * @param periods how many later periods they stay usable; 0 for ever
     */
    public record Rest(String word, @Nullable BigDecimal most, int periods) {}

    /**
     * Hours beyond the included ones.
     *
     * @param rate of an hour; null for each entry's own
     * @param held whether somebody has to approve them first
     */
    public record Overage(@Nullable BigDecimal rate, boolean held) {}

    /** A price for a result. */
    public record Fixed(List<Milestone> milestones) implements Charge {
        public Fixed {
            milestones = List.copyOf(milestones);
        }
    }

    /** @param on the day it is due; null until it is completed */
    public record Milestone(
            String name, BigDecimal amount, @Nullable LocalDate on) {}

    /**
     * A fee before each period, and hours after it.
     *
     * @param fee in advance
     * @param hours the fee covers
     * @param projects whose work the fee covers, by name; empty for all work
     * @param overage what is beyond, in arrears
     */
    public record Advance(BigDecimal fee, BigDecimal hours, List<String> projects, Overage overage) implements Charge {
        public Advance {
            projects = List.copyOf(projects);
        }
    }

    /**
     * The client's order, limited in money or in hours or not at all.
     *
     * @param number as the client writes it
     * @param money the most it may come to; null for no limit in money
     * @param hours the most that may be billed on it; null for no limit in hours
     */
    public record Order(
            String number,
            @Nullable BigDecimal money,
            @Nullable BigDecimal hours) {}
}
