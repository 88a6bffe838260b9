package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.LinePrice;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.terms.Adjustment;
import org.harvestxero.billing.terms.Coding;
import org.harvestxero.billing.terms.Rounding;
import org.harvestxero.billing.terms.Texts;

/** Makes lines of what a run charged, and sorts them onto invoices. */
final class Assembly {
    private static final Comparator<PlacedLine> IN_ORDER =
            Comparator.comparingInt(PlacedLine::place).thenComparing(PlacedLine::order);

    private final Run run;
    private final Invoices invoices;
    private final Grouping grouping;
    private final Coder coder;
    private final LineWords words;
    private final Differences differences;
    private final Map<LineKey, TimeLine> timeLines = new HashMap<>();
    private List<TimeLine> sorted = List.of();

    Assembly(Run run) {
        this.run = run;
        this.invoices = new Invoices(run.agreement());
        this.grouping = new Grouping(run.agreement(), run.words());
        this.coder = new Coder(run.agreement().books().codings());
        this.words = new LineWords(run.request(), run.words(), invoices, grouping);
        this.differences = new Differences(run.agreement().pricing().hours());
    }

    LineWords words() {
        return words;
    }

    Invoices invoices() {
        return invoices;
    }

    /** Groups the work into lines and gives every charge its share. */
    void price() {
        for (TimeCharge charge : run.outcome().timeCharges) {
            LineKey key = key(charge);
            timeLines
                    .computeIfAbsent(
                            key, wanted -> new TimeLine(wanted, run.counting().roundingOf(charge.rule.rule())))
                    .charges
                    .add(charge);
        }
        timeLines.values().forEach(TimeLine::price);
        sorted = timeLines.values().stream().sorted(inOrder()).toList();
    }

    private Comparator<TimeLine> inOrder() {
        Comparator<TimeLine> byRule =
                Comparator.comparingInt((TimeLine line) -> line.key.place()).thenComparing(line -> line.key.kind());
        Comparator<TimeLine> wanted = switch (run.agreement().layout().order()) {
            case NAME -> byRule;
            case DATE -> byRule.thenComparing(TimeLine::firstDay);
            case AMOUNT -> byRule.thenComparing(TimeLine::gross, Comparator.reverseOrder());
        };
        return wanted.thenComparing(line -> line.key, LineKey.IN_ORDER);
    }

    /** Lines by invoice, in order. */
    Map<String, List<DraftLine>> lines() {
        Map<String, List<PlacedLine>> placed = new TreeMap<>();
        for (TimeLine line : sorted) {
            List<PlacedLine> target = placed.computeIfAbsent(line.key.invoice(), name -> new ArrayList<>());
            target.add(new PlacedLine(line.key.place(), order(line.key.kind()), time(line)));
            below(line).forEach(below -> target.add(new PlacedLine(line.key.place(), order(line.key.kind()), below)));
        }
        for (FlatCharge charge : run.outcome().flatCharges) {
            placed.computeIfAbsent(invoices.of(charge.rule().rule()), name -> new ArrayList<>())
                    .add(new PlacedLine(charge.rule().place(), order(charge.kind()), flat(charge)));
        }
        for (List<ExpenseCharge> charges : expenseGroups()) {
            placed.computeIfAbsent(invoices.of(charges.get(0).source().origin()), name -> new ArrayList<>())
                    .add(new PlacedLine(Integer.MAX_VALUE, 0, expense(charges)));
        }
        Map<String, List<DraftLine>> lines = new TreeMap<>();
        placed.forEach((invoice, list) -> lines.put(
                invoice, list.stream().sorted(IN_ORDER).map(PlacedLine::line).toList()));
        return lines;
    }

    boolean isOn(TimeCharge charge, String invoice) {
        return invoices.of(charge.rule.rule(), charge.part.entry().origin()).equals(invoice);
    }

    /** Charges up to the least of each rule that has any work. */
    void chargeMinimums() {
        run.outcome().minimums.forEach((rule, minimum) -> {
            Money charged = run.nothing();
            boolean worked = false;
            for (TimeCharge charge : run.outcome().timeCharges) {
                if (charge.rule.equals(rule)) {
                    charged = charged.plus(charge.gross());
                    worked = true;
                }
            }
            if (worked && charged.compareTo(minimum) < 0) {
                run.outcome()
                        .flatCharges
                        .add(new FlatCharge(
                                rule,
                                LineKind.MINIMUM,
                                Texts.Place.MINIMUM,
                                minimum.minus(charged),
                                Map.of(),
                                "up to the minimum of " + minimum + ", as work came to " + charged));
            }
        });
    }

    private LineKey key(TimeCharge charge) {
        Part part = charge.part;
        LocalDate late = part.late() ? part.entry().spentDate() : null;
        return new LineKey(
                invoices.of(charge.rule.rule(), part.entry().origin()),
                charge.rule.place(),
                charge.kind,
                grouping.of(charge),
                late,
                charge.rate,
                coder.of(
                        charge.rule.name(),
                        charge.rule.rule().coding(),
                        part.entry().origin(),
                        Grouping.role(part)),
                charge.reductions);
    }

    private DraftLine time(TimeLine line) {
        List<Money> off = line.reductions();
        List<Adjustment> folded = line.folded();
        Money amount = off.stream().reduce(line.gross(), Money::minus);
        List<List<Money>> shares = sharedOut(off, line);
        List<LineSource> sources = new ArrayList<>(line.charges.size());
        for (int i = 0; i < line.charges.size(); i++) {
            sources.add(source(line, i, folded, shares));
        }
        boolean shown = run.agreement().layout().showHours();
        LinePrice price = line.priceFor(amount, shown);
        String text = words.of(line);
        if (shown && price.equals(LinePrice.flat(amount))) {
            text += " (" + line.hours() + " at " + line.key.rate().amount().toPlainString() + ")";
        }
        String reasons = folded.isEmpty()
                ? ""
                : "less "
                        + String.join(
                                ", less ",
                                folded.stream().map(Assembly::inWords).toList());
        return new DraftLine(
                line.key.kind(),
                text,
                price,
                amount,
                line.key.coding(),
                line.charges.get(0).rule.name(),
                run.nothing(),
                reasons,
                sources);
    }

    private LineSource source(TimeLine line, int index, List<Adjustment> folded, List<List<Money>> off) {
        TimeCharge charge = line.charges.get(index);
        Part part = charge.part;
        Rounding rounding = run.counting().roundingOf(charge.rule.rule());
        BigDecimal worth = part.worth();
        List<Difference> named = differences.of(charge, worth, rounding);
        Money amount = charge.gross();
        if (!folded.isEmpty()) {
            named = new ArrayList<>(named);
            for (int i = 0; i < folded.size(); i++) {
                Money less = off.get(i).get(index);
                amount = amount.minus(less);
                Differences.add(
                        named, Differences.kind(folded.get(i)), less.negated().amount());
            }
        }
        return new LineSource(
                part.source(),
                part.hours(),
                charge.billed(),
                worth,
                amount,
                charge.rate,
                part.priced().words(),
                line.isRoundedAsALine() ? rounding.inWords() : part.counting(),
                named);
    }

    /** What each reduction takes off each charge of a line. */
    private static List<List<Money>> sharedOut(List<Money> off, TimeLine line) {
        if (off.isEmpty()) {
            return List.of();
        }
        List<Money> gross = line.charges.stream().map(TimeCharge::gross).toList();
        return off.stream().map(less -> TimeLine.share(less, gross)).toList();
    }

    /** Agreed reductions of a line, each as a line of its own. */
    private List<DraftLine> below(TimeLine line) {
        List<DraftLine> lines = new ArrayList<>();
        Money left = line.reductions().stream().reduce(line.gross(), Money::minus);
        for (Adjustment reduction : line.below()) {
            Money off = left.percentRoundedHalfUp(Objects.requireNonNull(reduction.percent()))
                    .negated();
            left = left.plus(off);
            if (!off.isZero()) {
                lines.add(reduced(line, reduction, off));
            }
        }
        return lines;
    }

    private DraftLine reduced(TimeLine line, Adjustment reduction, Money off) {
        List<Money> shares =
                TimeLine.share(off, line.charges.stream().map(TimeCharge::gross).toList());
        List<LineSource> sources = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            if (!shares.get(i).isZero()) {
                sources.add(reduction(line.charges.get(i).part.source(), reduction, shares.get(i)));
            }
        }
        return new DraftLine(
                LineKind.DISCOUNT,
                words.discount(reduction.reason(), percent(reduction)),
                LinePrice.flat(off),
                off,
                line.key.coding(),
                line.charges.get(0).rule.name(),
                run.nothing(),
                inWords(reduction),
                sources);
    }

    static LineSource reduction(Source source, Adjustment reduction, Money amount) {
        return new LineSource(
                source,
                Hours.ZERO,
                Hours.ZERO,
                BigDecimal.ZERO,
                amount,
                null,
                "",
                "",
                List.of(new Difference(Differences.kind(reduction), amount.amount())));
    }

    private DraftLine flat(FlatCharge charge) {
        Coding coding = coder.of(charge.rule().name(), charge.rule().rule().coding());
        return new DraftLine(
                charge.kind(),
                words.of(charge),
                LinePrice.flat(charge.amount()),
                charge.amount(),
                coding,
                charge.rule().name(),
                charge.amount(),
                charge.words(),
                List.of());
    }

    /** Each expense alone, or those of one project and category together. */
    private Collection<List<ExpenseCharge>> expenseGroups() {
        boolean together = run.agreement().expenses().together();
        Map<List<Object>, List<ExpenseCharge>> groups = new LinkedHashMap<>();
        for (ExpenseCharge charge : run.outcome().expenseCharges) {
            Origin origin = charge.source().origin();
            List<Object> key = together
                    ? List.of(invoices.of(origin), origin.project(), origin.kind(), coding(charge))
                    : List.of(charge.source().id());
            groups.computeIfAbsent(key, wanted -> new ArrayList<>()).add(charge);
        }
        return groups.values();
    }

    private Coding coding(ExpenseCharge charge) {
        return coder.of(ExpenseRun.RULE, charge.coding(), charge.source().origin(), "");
    }

    private DraftLine expense(List<ExpenseCharge> charges) {
        Money amount = charges.stream().map(ExpenseCharge::amount).reduce(run.nothing(), Money::plus);
        List<LineSource> sources = charges.stream()
                .map(charge -> new LineSource(
                        charge.source(),
                        Hours.ZERO,
                        Hours.ZERO,
                        charge.worth(),
                        charge.amount(),
                        null,
                        "",
                        "",
                        charge.differences()))
                .toList();
        return new DraftLine(
                LineKind.EXPENSE,
                words.of(charges),
                charges.size() == 1 ? charges.get(0).price() : LinePrice.flat(amount),
                amount,
                coding(charges.get(0)),
                ExpenseRun.RULE,
                run.nothing(),
                String.join("; ", charges.stream().map(ExpenseCharge::words).toList()),
                sources);
    }

    static String percent(Adjustment reduction) {
        BigDecimal percent = reduction.percent();
        return percent == null ? "" : percent.stripTrailingZeros().toPlainString();
    }

    static String inWords(Adjustment reduction) {
        String off = reduction.percent() == null ? String.valueOf(reduction.amount()) : percent(reduction) + " %";
        return off + " " + reduction.kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + ": "
                + reduction.reason();
    }

    private static int order(LineKind kind) {
        return kind.ordinal();
    }
}
