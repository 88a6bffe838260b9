package org.harvestxero.comparison;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.harvestxero.billing.Money;

/**
 * All comparisons of one replay or shadow run.
 *
 * @param madeAt when both sides were read
 * @param comparisons by client and period
 * @param left clients that could not be compared, each with the reason
 */
public record ReplayReport(Instant madeAt, List<Comparison> comparisons, List<Left> left) {
    /** A client that could not be compared. */
    public record Left(String client, String why) {}

    /**
     * Both sides added up in one currency.
     *
     * @param agreeing periods of clients that agree to the cent
     * @param differing the others
     */
    public record Total(Money ours, Money theirs, int agreeing, int differing) {
        Total plus(Comparison more) {
            return new Total(
                    ours.plus(more.ours()),
                    theirs.plus(more.theirs()),
                    agreeing + (more.agrees() ? 1 : 0),
                    differing + (more.agrees() ? 0 : 1));
        }
    }

    public ReplayReport {
        comparisons = comparisons.stream()
                .sorted(Comparator.comparing((Comparison each) -> each.client().name())
                        .thenComparing(Comparison::period))
                .toList();
        left = List.copyOf(left);
    }

    /** By currency code. */
    public Map<String, Total> totals() {
        Map<String, Total> totals = new TreeMap<>();
        for (Comparison each : comparisons) {
            Money none = Money.zero(each.ours().currency());
            totals.merge(
                    each.ours().currency().getCurrencyCode(),
                    new Total(none, none, 0, 0).plus(each),
                    (sum, one) -> sum.plus(each));
        }
        return totals;
    }

    /** By client, in order. */
    public Map<String, List<Comparison>> byClient() {
        Map<String, List<Comparison>> clients = new LinkedHashMap<>();
        comparisons.forEach(each -> clients.merge(each.client().name(), List.of(each), ReplayReport::both));
        return clients;
    }

    /** Whether everything that could be compared agrees, and everything could. */
    public boolean agrees() {
        return left.isEmpty() && comparisons.stream().allMatch(Comparison::agrees);
    }

    private static List<Comparison> both(List<Comparison> some, List<Comparison> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
