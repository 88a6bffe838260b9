package org.harvestxero.reconciliation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.reconciliation.Reconciliation.CurrencySum;
import org.harvestxero.reconciliation.Reconciliation.ReasonSum;

/**
 * Adds up the sides and what differs, document by document. Sums are of everything; of the documents themselves no more than so many
 * are kept for each reason.
 */
public final class Tally {
    /** Documents kept for each reason. */
    public static final int KEPT = 1_000;

    private final Map<String, Sides> sides = new TreeMap<>();
    private final Map<Part, Sum> parts = new TreeMap<>();
    private final Map<Reason, List<Difference>> kept = new EnumMap<>(Reason.class);
    private long leftOut;

    private record Part(String currency, Measure measure, Reason reason) implements Comparable<Part> {
        @Override
        public int compareTo(Part other) {
            return Comparator.comparing(Part::currency)
                    .thenComparing(Part::measure)
                    .thenComparing(Part::reason)
                    .compare(this, other);
        }
    }

    private static final class Sum {
        private long documents;
        private BigDecimal amount = BigDecimal.ZERO;
        private BigDecimal size = BigDecimal.ZERO;
    }

    private static final class Sides {
        private long inHarvest;
        private long inXero;
        private Figures harvest = Figures.ZERO;
        private Figures xero = Figures.ZERO;
    }

    /** Adds a document with its differences. */
    public void add(Twins twins, List<Difference> differences) {
        if (twins.harvest() != null) {
            Sides of = sides.computeIfAbsent(twins.harvestCurrency(), first -> new Sides());
            of.inHarvest++;
            of.harvest = plus(of.harvest, twins.harvestFigures());
        }
        if (twins.standsInXero()) {
            Sides of = sides.computeIfAbsent(twins.xeroCurrency(), first -> new Sides());
            of.inXero++;
            of.xero = plus(of.xero, twins.xeroFigures());
        }
        differences.forEach(this::add);
    }

    /** Adds a difference of no document, such as one in unbilled work. */
    public void add(Difference difference) {
        Sum sum = parts.computeIfAbsent(
                new Part(difference.subject().currency(), difference.measure(), difference.reason()),
                first -> new Sum());
        sum.documents++;
        sum.amount = sum.amount.add(difference.amount());
        sum.size = sum.size.add(difference.amount().abs());
        List<Difference> alike = kept.computeIfAbsent(difference.reason(), first -> new ArrayList<>());
        if (alike.size() < KEPT) {
            alike.add(difference);
        } else {
            leftOut++;
        }
    }

    private static Figures plus(Figures one, Figures other) {
        return new Figures(
                one.total().add(other.total()),
                one.paid().add(other.paid()),
                one.credited().add(other.credited()));
    }

    /** By currency. */
    public List<CurrencySum> currencies() {
        return sides.entrySet().stream()
                .map(each -> new CurrencySum(
                        each.getKey(),
                        each.getValue().inHarvest,
                        each.getValue().inXero,
                        each.getValue().harvest,
                        each.getValue().xero))
                .toList();
    }

    /** By currency, measure and reason. */
    public List<ReasonSum> reasons() {
        return parts.entrySet().stream()
                .map(each -> new ReasonSum(
                        each.getKey().currency(),
                        each.getKey().measure(),
                        each.getKey().reason(),
                        each.getValue().documents,
                        each.getValue().amount,
                        each.getValue().size))
                .toList();
    }

    /** Those kept, unexplained ones first, then by reason and document. */
    public List<Difference> kept() {
        return kept.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing((Difference each) -> !each.isUnexplained()))
                .toList();
    }

    /** How many are counted and not kept. */
    public long leftOut() {
        return leftOut;
    }
}
