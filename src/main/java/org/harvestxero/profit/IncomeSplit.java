package org.harvestxero.profit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.harvestxero.billing.Named;
import org.harvestxero.monthend.Shares;
import org.jspecify.annotations.Nullable;

/**
 * Splits an invoice over what it was made of. Each line's net becomes base currency once, and is divided into whole cents that add up to
 * it: by the parts of the line of the draft or Harvest invoice it was made from, or, where the lines are not the same any more, by those of
 * all. What nothing is known of is unassigned.
 */
public final class IncomeSplit {
    /** What is left between worth, reasons and net once all of them are whole cents. */
    static final String CENTS = "cents";

    private static final int EXACT = 12;
    private static final Of NOTHING_KNOWN = new Of(Subject.NOBODY, Subject.Person.NOBODY, Subject.NOBODY);

    private final IncomeDocument document;
    private final int digits;

    private IncomeSplit(IncomeDocument document, int digits) {
        this.document = document;
        this.digits = digits;
    }

    private record Of(Named project, Subject.Person person, Named task) {}

    private record Key(String account, Of of) {}

    /** @param account in Xero that the part of the invoice is booked on */
    public record Income(String account, Fact fact) {}

    /** @param digits of the company's currency */
    public static List<Income> of(IncomeDocument document, int digits) {
        return new IncomeSplit(document, digits).incomes();
    }

    private List<Income> incomes() {
        List<List<Part>> made = document.origin().lines();
        boolean lineByLine = made.size() == document.lines().size();
        List<Part> all = made.stream().flatMap(List::stream).toList();
        Map<Key, Sum> sums = new LinkedHashMap<>();
        for (int i = 0; i < document.lines().size(); i++) {
            IncomeDocument.Line line = document.lines().get(i);
            List<Part> parts = lineByLine ? made.get(i) : all;
            BigDecimal base = base(line.net());
            BigDecimal sum = sum(parts);
            if (sum.signum() == 0) {
                sums.computeIfAbsent(new Key(line.account(), NOTHING_KNOWN), none -> new Sum())
                        .add(base);
            } else {
                divide(line, base, parts, sum, sums);
            }
        }
        List<Income> incomes = new ArrayList<>();
        sums.forEach((key, sum) -> incomes.add(new Income(key.account(), sum.fact(subject(key.of())))));
        return incomes;
    }

    private void divide(
            IncomeDocument.Line line, BigDecimal base, List<Part> parts, BigDecimal sum, Map<Key, Sum> sums) {
        SortedMap<Integer, BigDecimal> exact = new TreeMap<>();
        for (int i = 0; i < parts.size(); i++) {
            exact.put(i, base.multiply(parts.get(i).amount()).divide(sum, EXACT, RoundingMode.HALF_UP));
        }
        BigDecimal scale = line.net().divide(sum, EXACT, RoundingMode.HALF_UP);
        Shares.rounded(exact, digits).forEach((i, share) -> {
            Part part = parts.get(i);
            sums.computeIfAbsent(
                            new Key(line.account(), new Of(part.project(), part.person(), part.task())),
                            none -> new Sum())
                    .add(share, part, scale);
        });
    }

    private static BigDecimal sum(List<Part> parts) {
        return parts.stream().map(Part::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal base(BigDecimal amount) {
        return amount.divide(document.rate(), digits, RoundingMode.HALF_UP);
    }

    private Subject subject(Of of) {
        return new Subject(
                YearMonth.from(document.identity().date()), document.client(), of.project(), of.person(), of.task());
    }

    /** What a subject has of the document. */
    private final class Sum {
        private BigDecimal revenue = BigDecimal.ZERO;
        private BigDecimal net = BigDecimal.ZERO;
        private BigDecimal worth = BigDecimal.ZERO;
        private final Map<String, BigDecimal> reasons = new HashMap<>();

        void add(BigDecimal share) {
            revenue = revenue.add(share);
        }

        /** @param scale what the line is of what its parts add up to: below zero of a credit note */
        void add(BigDecimal share, Part part, BigDecimal scale) {
            add(share);
            BigDecimal known = part.worth();
            if (known != null) {
                net = net.add(share);
                worth = worth.add(known.multiply(scale));
                part.reasons().forEach((why, amount) -> reasons.merge(why, amount.multiply(scale), BigDecimal::add));
            }
        }

        Fact fact(Subject subject) {
            return new Fact(
                    subject,
                    Fact.Effort.NONE,
                    new Fact.Amounts(BigDecimal.ZERO, revenue, BigDecimal.ZERO, null),
                    billed(),
                    lag(document.origin().periodEnd()));
        }

        private Fact.Billed billed() {
            BigDecimal rounded = base(worth);
            BigDecimal left = net.subtract(rounded);
            SortedMap<String, BigDecimal> told = new TreeMap<>();
            for (Map.Entry<String, BigDecimal> reason : reasons.entrySet()) {
                BigDecimal amount = base(reason.getValue());
                if (amount.signum() != 0) {
                    told.merge(reason.getKey(), amount, BigDecimal::add);
                    left = left.subtract(amount);
                }
            }
            if (left.signum() != 0) {
                told.merge(CENTS, left, BigDecimal::add);
            }
            return new Fact.Billed(net, rounded, told);
        }

        private Fact.Lag lag(@Nullable LocalDate periodEnd) {
            if (periodEnd == null || document.identity().credit()) {
                return Fact.Lag.NONE;
            }
            long days = ChronoUnit.DAYS.between(periodEnd, document.identity().date());
            return new Fact.Lag(revenue, revenue.multiply(BigDecimal.valueOf(days)));
        }
    }
}
