package org.harvestxero.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.engine.Draft;

/** Compares what an agreement makes of a period with what was invoiced for it. */
public final class Comparer {
    private Comparer() {}

    public static Comparison compare(Trial trial) {
        Money zero = Money.zero(trial.currency());
        List<Side> ours = trial.drafts().stream()
                .flatMap(draft -> draft.lines().stream())
                .map(Side::of)
                .toList();
        List<Side> theirs = trial.invoices().stream()
                .flatMap(invoice -> invoice.items().stream())
                .map(Side::of)
                .toList();
        List<LinePairs.Group> groups = LinePairs.of(ours, theirs, zero);
        Reasons reasons = new Reasons(trial, groups);
        List<Comparison.Row> rows = new ArrayList<>();
        groups.forEach(group -> rows.add(row(group, reasons, zero)));
        rows.sort(Comparator.comparing(Comparison.Row::agrees).thenComparing(Comparison.Row::project));
        return new Comparison(
                trial.client(),
                trial.period().label(),
                trial.drafts().stream().map(Draft::subtotal).reduce(zero, Money::plus),
                LinePairs.Group.sum(theirs, zero),
                trial.invoices().stream().map(Invoiced::number).toList(),
                rows,
                notes(trial));
    }

    private static Comparison.Row row(LinePairs.Group group, Reasons reasons, Money zero) {
        Reasons.Why reason = reasons.of(group);
        return new Comparison.Row(
                reasons.projectName(group),
                group.ours().stream().map(Side::text).toList(),
                group.theirs().stream().map(Side::text).toList(),
                LinePairs.Group.sum(group.ours(), zero),
                LinePairs.Group.sum(group.theirs(), zero),
                reason.words(),
                reason.exact());
    }

    private static List<String> notes(Trial trial) {
        List<String> notes = new ArrayList<>();
        if (trial.invoices().isEmpty()) {
            notes.add("Harvest has no invoice for this period");
        }
        trial.invoices().stream()
                .filter(Invoiced::retainerFunding)
                .forEach(invoice -> notes.add(
                        invoice.number() + " adds funds to a retainer in Harvest; its fee is compared like any line"));
        return notes;
    }
}
