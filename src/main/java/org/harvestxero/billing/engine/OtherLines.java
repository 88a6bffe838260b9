package org.harvestxero.billing.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.LinePrice;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.terms.Coding;
import org.harvestxero.billing.terms.Rule;

/** Writes the lines of fees and expenses. */
final class OtherLines {
    private final Run run;
    private final LineWords words;
    private final Invoices invoices;
    private final Coder coder;

    OtherLines(Run run, LineWords words, Invoices invoices, Coder coder) {
        this.run = run;
        this.words = words;
        this.invoices = invoices;
        this.coder = coder;
    }

    /** The line of an amount that no entry accounts for. */
    DraftLine flat(FlatCharge charge) {
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

    /** The line of what an earlier period was billed too little or too much. */
    DraftLine correction(Correction correction) {
        Coding own = run.agreement().rules().stream()
                .filter(rule -> rule.name().equals(correction.rule()))
                .map(Rule::coding)
                .findFirst()
                .orElse(Coding.open());
        return new DraftLine(
                LineKind.CORRECTION,
                words.of(correction),
                LinePrice.flat(correction.amount()),
                correction.amount(),
                coder.of(correction.rule(), own),
                correction.rule(),
                correction.amount(),
                correction.words(),
                List.of());
    }

    /** Each expense alone, or those of one project and category together. */
    Collection<List<ExpenseCharge>> expenseGroups() {
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

    /** The line of expenses that belong together. */
    DraftLine expense(List<ExpenseCharge> charges) {
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
}
