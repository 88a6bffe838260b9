package org.harvestxero.comparison;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a contractor's work cost by Harvest, hours times cost rate, against what their bills come to. It changes nothing; where the two
 * differ it says what the usual slips would come to.
 */
public final class ContractorComparison {
    private static final BigDecimal HOUR = BigDecimal.valueOf(60);
    private static final int CENTS = 2;

    private ContractorComparison() {}

    /** One time entry. @param hours as Harvest rounds them @param costRate of one hour that day; null when nobody set one */
    public record Entry(
            long id,
            LocalDate day,
            BigDecimal hours,
            @Nullable BigDecimal costRate) {}

    /**
     * One bill of theirs.
     *
     * @param net before tax, in its own currency
     * @param quantities of its lines
     */
    public record Bill(String number, LocalDate day, String currency, BigDecimal net, List<BigDecimal> quantities) {
        public Bill {
            quantities = List.copyOf(quantities);
        }
    }

    /**
     * How the two sides compare.
     *
     * @param cost of all entries with a rate, in the base currency
     * @param billed before tax, bills in the base currency only
     * @param difference billed less cost
     * @param unrated entries without a cost rate, which cost is not known of
     * @param foreign bills in another currency, which are not compared
     * @param hints what would explain the difference, in words
     */
    public record Row(
            BigDecimal hours,
            BigDecimal cost,
            BigDecimal billed,
            BigDecimal difference,
            List<Long> unrated,
            List<String> foreign,
            List<String> hints) {
        public Row {
            unrated = List.copyOf(unrated);
            foreign = List.copyOf(foreign);
            hints = List.copyOf(hints);
        }

        public boolean agrees() {
            return difference.signum() == 0 && unrated.isEmpty() && foreign.isEmpty();
        }
    }

    /** @param base the organisation's currency */
    public static Row compare(List<Entry> entries, List<Bill> bills, String base) {
        List<Bill> comparable =
                bills.stream().filter(bill -> base.equals(bill.currency())).toList();
        BigDecimal cost = cost(entries, Entry::hours);
        BigDecimal billed = comparable.stream().map(Bill::net).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal difference = billed.subtract(cost);
        return new Row(
                entries.stream().map(Entry::hours).reduce(BigDecimal.ZERO, BigDecimal::add),
                cost,
                billed,
                difference,
                entries.stream()
                        .filter(entry -> entry.costRate() == null)
                        .map(Entry::id)
                        .toList(),
                bills.stream()
                        .filter(bill -> !base.equals(bill.currency()))
                        .map(Bill::number)
                        .toList(),
                difference.signum() == 0 ? List.of() : hints(entries, comparable, cost, billed));
    }

    /** Each entry is rounded to the cent, as a bill of them would be. */
    private static BigDecimal cost(List<Entry> entries, Function<Entry, BigDecimal> hours) {
        BigDecimal sum = BigDecimal.ZERO.setScale(CENTS);
        for (Entry entry : entries) {
            BigDecimal rate = entry.costRate();
            if (rate != null) {
                sum = sum.add(hours.apply(entry).multiply(rate).setScale(CENTS, RoundingMode.HALF_UP));
            }
        }
        return sum;
    }

    private static List<String> hints(List<Entry> entries, List<Bill> bills, BigDecimal cost, BigDecimal billed) {
        List<String> hints = new ArrayList<>();
        if (bills.isEmpty()) {
            hints.add("no bill of theirs is dated in this month");
            return hints;
        }
        BigDecimal clock = cost(entries, entry -> asWrittenByTheClock(entry.hours()));
        if (clock.compareTo(cost) != 0 && near(clock, billed)) {
            hints.add("the bill comes to what hours written by the clock do: 2:30 billed as 2.30 instead of 2.50");
        } else if (near(total(entries, entry -> asWrittenByTheClock(entry.hours())), quantities(bills))) {
            hints.add("the hours on the bill are written by the clock: 2:30 as 2.30 instead of 2.50");
        }
        if (billed.compareTo(cost.multiply(BigDecimal.valueOf(2))) == 0) {
            hints.add("the bill is twice the cost: perhaps the same month was billed twice");
        }
        return hints;
    }

    private static BigDecimal quantities(List<Bill> bills) {
        return bills.stream().flatMap(bill -> bill.quantities().stream()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal total(List<Entry> entries, Function<Entry, BigDecimal> hours) {
        BigDecimal decimal = entries.stream().map(Entry::hours).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal sum = entries.stream().map(hours).reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.compareTo(decimal) == 0 ? BigDecimal.valueOf(-1) : sum;
    }

    /** 2.5 hours are 2:30 on the clock, and 2.30 to whoever takes the colon for a point. */
    static BigDecimal asWrittenByTheClock(BigDecimal hours) {
        BigDecimal minutes = hours.multiply(HOUR).setScale(0, RoundingMode.HALF_UP);
        BigDecimal[] parts = minutes.divideAndRemainder(HOUR);
        return parts[0].add(parts[1].movePointLeft(2));
    }

    private static boolean near(BigDecimal one, BigDecimal other) {
        return one.subtract(other).abs().compareTo(new BigDecimal("0.01")) <= 0;
    }
}
