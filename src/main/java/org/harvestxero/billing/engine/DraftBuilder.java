package org.harvestxero.billing.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.calendar.DuePeriod;

/** Makes drafts of lines. */
final class DraftBuilder {
    private final Run run;
    private final Assembly assembly;

    DraftBuilder(Run run, Assembly assembly) {
        this.run = run;
        this.assembly = assembly;
    }

    List<Draft> drafts() {
        assembly.price();
        run.caps().fit(run.outcome());
        assembly.chargeMinimums();
        InvoiceReductions reductions = new InvoiceReductions(run, assembly.words());
        List<Draft> drafts = new ArrayList<>();
        Map<String, List<DraftLine>> invoices = assembly.lines();
        run.request().corrections().forEach(each -> invoices.putIfAbsent(each.invoice(), List.of()));
        for (Map.Entry<String, List<DraftLine>> invoice : invoices.entrySet()) {
            List<DraftLine> lines = reductions.applyTo(invoice.getValue());
            lines.addAll(assembly.corrections(invoice.getKey()));
            Draft draft = draft(invoice.getKey(), lines);
            if (isTooSmall(draft)) {
                carry(draft);
            } else {
                drafts.add(draft);
            }
        }
        return drafts;
    }

    private Draft draft(String key, List<DraftLine> lines) {
        Money subtotal = lines.stream().map(DraftLine::amount).reduce(run.nothing(), Money::plus);
        DuePeriod period = run.period();
        return new Draft(
                key,
                period.issueDate(),
                period.dueDate(),
                assembly.words().draft(order(lines)),
                lines,
                subtotal,
                List.of());
    }

    /** The purchase order of the invoice: the only one its work has, or its fees without work; empty when there are several or none. */
    private String order(List<DraftLine> lines) {
        if (!assembly.invoices().knowsOrders()) {
            return "";
        }
        List<String> orders = lines.stream()
                .flatMap(line -> line.sources().stream())
                .map(source -> assembly.invoices().order(source.source().origin()))
                .distinct()
                .limit(2)
                .toList();
        if (orders.isEmpty()) {
            orders = run.agreement().rules().stream()
                    .filter(rule -> lines.stream().anyMatch(line -> line.rule().equals(rule.name())))
                    .map(run.orders()::of)
                    .distinct()
                    .limit(2)
                    .toList();
        }
        return orders.size() == 1 ? orders.get(0) : "";
    }

    /** Fees, phases, minimums and credits are never carried, nor is anything once the agreement ends. */
    private boolean isTooSmall(Draft draft) {
        Money least = run.agreement().limits().minimumInvoice();
        return least != null
                && !run.period().isFinal()
                && draft.subtotal().compareTo(least) < 0
                && draft.lines().stream().allMatch(line -> line.own().isZero());
    }

    private void carry(Draft draft) {
        String words = "the invoice would come to " + draft.subtotal() + " only";
        Outcome outcome = run.outcome();
        for (DraftLine line : draft.lines()) {
            for (LineSource part : line.sources()) {
                if (line.kind() != LineKind.DISCOUNT) {
                    outcome.notBilled.add(new NotBilled(
                            part.source(),
                            part.hours(),
                            part.worth(),
                            Bucket.CARRIED,
                            Reason.SMALL_INVOICE,
                            words,
                            line.rule(),
                            line.kind() == LineKind.OVERAGE ? line.rule() : null));
                }
            }
        }
        outcome.timeCharges.removeIf(charge -> assembly.isOn(charge, draft.key()));
        outcome.expenseCharges.removeIf(
                charge -> assembly.invoices().of(charge.source().origin()).equals(draft.key()));
    }
}
