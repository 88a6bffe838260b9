package org.harvestxero.billing.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.terms.Texts;

/** Makes lines of what a run charged, and sorts them onto invoices. */
final class Assembly {
    private static final Comparator<PlacedLine> IN_ORDER =
            Comparator.comparingInt(PlacedLine::place).thenComparing(PlacedLine::order);

    private final Run run;
    private final Invoices invoices;
    private final LineGroups grouping;
    private final Coder coder;
    private final LineWords words;
    private final WorkLines work;
    private final OtherLines others;
    private final Map<LineKey, TimeLine> timeLines = new HashMap<>();
    private List<TimeLine> sorted = List.of();

    Assembly(Run run) {
        this.run = run;
        this.invoices = new Invoices(run.agreement(), run.orders());
        this.grouping = new LineGroups(run.agreement(), run.words());
        this.coder = new Coder(run.agreement().books().codings());
        this.words = new LineWords(run.request(), run.words(), invoices, grouping);
        this.work = new WorkLines(run, words);
        this.others = new OtherLines(run, words, invoices, coder);
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
            target.add(new PlacedLine(line.key.place(), order(line.key.kind()), work.line(line)));
            work.below(line)
                    .forEach(below -> target.add(new PlacedLine(line.key.place(), order(line.key.kind()), below)));
        }
        for (FlatCharge charge : run.outcome().flatCharges) {
            placed.computeIfAbsent(invoices.of(charge.rule().rule()), name -> new ArrayList<>())
                    .add(new PlacedLine(charge.rule().place(), order(charge.kind()), others.flat(charge)));
        }
        for (List<ExpenseCharge> charges : others.expenseGroups()) {
            placed.computeIfAbsent(invoices.of(charges.get(0).source().origin()), name -> new ArrayList<>())
                    .add(new PlacedLine(Integer.MAX_VALUE, 0, others.expense(charges)));
        }
        Map<String, List<DraftLine>> lines = new TreeMap<>();
        placed.forEach((invoice, list) -> lines.put(
                invoice, list.stream().sorted(IN_ORDER).map(PlacedLine::line).toList()));
        return lines;
    }

    /** The corrections of earlier periods on an invoice; no reduction of this period touches them. */
    List<DraftLine> corrections(String invoice) {
        return run.request().corrections().stream()
                .filter(each -> each.invoice().equals(invoice))
                .map(others::correction)
                .toList();
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
                Money more = run.caps().leftForMinimum(rule.rule(), minimum.minus(charged), run.outcome());
                if (more.isZero()) {
                    return;
                }
                run.outcome()
                        .flatCharges
                        .add(new FlatCharge(
                                rule,
                                LineKind.MINIMUM,
                                Texts.Place.MINIMUM,
                                more,
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
                        LineGroups.role(part)),
                charge.reductions);
    }

    private static int order(LineKind kind) {
        return kind.ordinal();
    }
}
