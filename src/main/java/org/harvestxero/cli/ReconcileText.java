package org.harvestxero.cli;

import java.math.BigDecimal;
import java.util.List;
import org.harvestxero.api.Reconciliations.Day;
import org.harvestxero.api.Reconciliations.Sum;
import org.harvestxero.reconciliation.Difference;
import org.harvestxero.reconciliation.Figures;
import org.harvestxero.reconciliation.Measure;
import org.harvestxero.reconciliation.Reason;
import org.harvestxero.reconciliation.Reconciliation;
import org.harvestxero.reconciliation.Reconciliation.BankSum;
import org.harvestxero.reconciliation.Reconciliation.CurrencySum;
import org.harvestxero.reconciliation.Reconciliation.ReasonSum;
import org.harvestxero.reconciliation.Reconciliation.Told;
import org.harvestxero.reconciliation.Reconciliation.WorkSum;

/** What people read of a reconciliation: whether all agree, the sums, why they differ, and then document by document. */
final class ReconcileText {
    /** Documents that are listed; the others are counted. */
    private static final int LISTED = 50;

    private final StringBuilder text = new StringBuilder();
    private final Reconciliation found;

    private ReconcileText(Reconciliation found) {
        this.found = found;
    }

    static String of(Reconciliation found) {
        return new ReconcileText(found).write();
    }

    private String write() {
        text.append(found.sentence()).append('\n');
        sums();
        reasons();
        documents();
        bank();
        work();
        found.beside().notes().forEach(note -> text.append(note).append('\n'));
        return text.toString();
    }

    private void sums() {
        if (found.currencies().isEmpty()) {
            return;
        }
        Table table = new Table("", "", ">DOCUMENTS", ">TOTAL", ">PAID", ">CREDITED", ">DUE");
        for (CurrencySum sum : found.currencies()) {
            figures(table, "Harvest", sum.currency(), Long.toString(sum.inHarvest()), sum.harvest());
            figures(table, "Xero", sum.currency(), Long.toString(sum.inXero()), sum.xero());
            if (!sum.difference().isZero()) {
                figures(table, "difference", sum.currency(), "", sum.difference());
            }
        }
        text.append('\n').append(table);
    }

    private static void figures(Table table, String side, String currency, String documents, Figures figures) {
        table.row(
                side,
                currency,
                documents,
                TextOutput.amount(figures.total(), currency),
                TextOutput.amount(figures.paid(), currency),
                TextOutput.amount(figures.credited(), currency),
                TextOutput.amount(figures.due(), currency));
    }

    private void reasons() {
        if (found.reasons().isEmpty()) {
            return;
        }
        Table table = new Table("OF", ">DIFFERENCES", ">AMOUNT", "", "WHY");
        for (ReasonSum sum : found.reasons()) {
            table.row(
                    sum.measure().word(),
                    Long.toString(sum.documents()),
                    amount(sum.measure(), sum.amount(), sum.currency()),
                    sum.currency(),
                    sum.reason() == Reason.UNEXPLAINED
                            ? "UNEXPLAINED: " + sum.reason().remedy()
                            : sum.reason().sentence() + " " + sum.reason().remedy());
        }
        text.append("\nWhy they differ; an amount is what Harvest has more than Xero\n")
                .append(table);
    }

    private static String amount(Measure measure, BigDecimal amount, String currency) {
        return measure.isMoney() || amount.signum() != 0 ? TextOutput.amount(amount, currency) : "";
    }

    private void documents() {
        if (found.differences().isEmpty()) {
            return;
        }
        Table table = new Table("NUMBER", "CLIENT", "OF", ">AMOUNT", "", "SINCE", "WHY");
        for (Told told : found.differences()
                .subList(0, Math.min(LISTED, found.differences().size()))) {
            Difference each = told.difference();
            table.row(
                    each.subject().number() == null ? "" : each.subject().number(),
                    each.subject().client(),
                    each.subject().kind().equals("invoice")
                            ? each.measure().word()
                            : each.subject().kind(),
                    amount(each.measure(), each.amount(), each.subject().currency()),
                    each.subject().currency(),
                    told.since().toString(),
                    each.reason().key()
                            + (each.cause().command().isEmpty()
                                    ? ""
                                    : " → " + each.cause().command()));
            if (!each.cause().detail().isEmpty()) {
                table.note(each.cause().detail());
            }
        }
        text.append("\nDocuments\n").append(table);
        long more = found.count() - Math.min(LISTED, found.differences().size());
        if (more > 0) {
            text.append(more).append(" more; --csv and --json show up to 1,000 of each reason.\n");
        }
    }

    private void bank() {
        for (BankSum sum : found.beside().bank()) {
            if (sum.open() > 0) {
                text.append("Payments in Xero that no line of the bank's statement confirms yet: ")
                        .append(sum.open())
                        .append(" of ")
                        .append(sum.open() + sum.reconciled())
                        .append(", ")
                        .append(TextOutput.amount(sum.openAmount(), sum.currency()))
                        .append(' ')
                        .append(sum.currency())
                        .append(sum.oldestOpen() == null ? "" : ", the oldest of " + sum.oldestOpen())
                        .append(".\n");
            }
        }
    }

    private void work() {
        for (WorkSum sum : found.beside().work()) {
            text.append("Uninvoiced in Harvest, without fixed fees: ")
                    .append(TextOutput.amount(sum.reported(), sum.currency()))
                    .append(' ')
                    .append(sum.currency())
                    .append(" = ")
                    .append(TextOutput.amount(sum.nowhere(), sum.currency()))
                    .append(" billed nowhere + ")
                    .append(TextOutput.amount(sum.here(), sum.currency()))
                    .append(" billed or settled here")
                    .append(
                            sum.difference().signum() == 0
                                    ? ""
                                    : " + " + TextOutput.amount(sum.difference(), sum.currency()) + " difference")
                    .append(".\n");
        }
    }

    static String history(List<Day> days, int wanted) {
        if (days.isEmpty()) {
            return "Nothing was reconciled in the last " + wanted + " days: run `harvest-xero reconcile`, or set"
                    + " reconcile.schedule.\n";
        }
        Table table = new Table("DAY", ">DIFFERENCES", ">UNEXPLAINED", "WHY");
        for (Day day : days) {
            table.row(
                    day.day().toString(),
                    day.trouble() == null ? Long.toString(day.differences()) : "",
                    day.trouble() == null ? Long.toString(day.unexplained()) : "",
                    day.trouble() == null ? reasons(day.sums()) : "not complete: " + day.trouble());
        }
        return table.toString();
    }

    private static String reasons(List<Sum> sums) {
        StringBuilder words = new StringBuilder();
        for (Sum sum : sums) {
            words.append(words.isEmpty() ? "" : ", ")
                    .append(sum.reason().key())
                    .append(' ')
                    .append(sum.measure().word())
                    .append(" ×")
                    .append(sum.documents());
            if (sum.amount().signum() != 0) {
                words.append(' ')
                        .append(TextOutput.amount(sum.amount(), sum.currency()))
                        .append(' ')
                        .append(sum.currency());
            }
        }
        return words.isEmpty() ? "all agreed" : words.toString();
    }
}
