package org.harvestxero.console.page.sides;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.reconciliation.Difference;
import org.harvestxero.reconciliation.Figures;
import org.harvestxero.reconciliation.Measure;
import org.harvestxero.reconciliation.Reason;
import org.harvestxero.reconciliation.Reconciliation;
import org.harvestxero.reconciliation.Reconciliation.BankSum;
import org.harvestxero.reconciliation.Reconciliation.CurrencySum;
import org.harvestxero.reconciliation.Reconciliation.ReasonSum;
import org.harvestxero.reconciliation.Reconciliation.Told;
import org.jspecify.annotations.Nullable;

/** Puts what a reconciliation found into the reader's words and numbers. */
final class Reconciled {
    private final ReaderFormat format;

    Reconciled(ReaderFormat format) {
        this.format = format;
    }

    static String level(Reconciliation found) {
        return found.unexplained() > 0 ? "red" : "green";
    }

    List<ReconcileView.Side> sums(Reconciliation found) {
        return found.currencies().stream().map(this::side).toList();
    }

    private ReconcileView.Side side(CurrencySum sum) {
        List<ReconcileView.Row> rows = new ArrayList<>();
        row(rows, "Total with tax", sum, Figures::total);
        row(rows, "Paid", sum, Figures::paid);
        row(rows, "Credited or written off", sum, Figures::credited);
        row(rows, "Due", sum, Figures::due);
        return new ReconcileView.Side(
                sum.currency(),
                format.count(sum.inHarvest(), "invoice") + " in Harvest, " + format.number(sum.inXero()) + " in Xero",
                rows);
    }

    private void row(List<ReconcileView.Row> rows, String name, CurrencySum sum, Function<Figures, BigDecimal> figure) {
        BigDecimal difference = figure.apply(sum.difference());
        rows.add(new ReconcileView.Row(
                name,
                format.money(figure.apply(sum.harvest()), sum.currency()),
                format.money(figure.apply(sum.xero()), sum.currency()),
                difference.signum() == 0 ? "" : format.money(difference, sum.currency())));
    }

    /** Those without a reason first, then by currency and what differs. @param path to the documents of one */
    List<ReconcileView.Cause> causes(Reconciliation found, Function<ReasonSum, String> path) {
        return found.reasons().stream()
                .sorted(Comparator.comparing((ReasonSum sum) -> sum.reason() != Reason.UNEXPLAINED))
                .map(sum -> cause(sum, path.apply(sum)))
                .toList();
    }

    ReconcileView.Cause cause(ReasonSum sum, String path) {
        return new ReconcileView.Cause(
                sum.reason().sentence(),
                words(sum.reason().remedy()),
                what(sum.measure()),
                format.number(sum.documents()),
                amount(sum.measure(), sum.amount(), sum.currency()),
                path,
                sum.reason() == Reason.UNEXPLAINED);
    }

    /** A remedy without the marks of a command line. */
    private static String words(String remedy) {
        return remedy.replace("`", "");
    }

    private static String what(Measure measure) {
        return switch (measure) {
            case TOTAL -> "total";
            case PAID -> "paid";
            case CREDITED -> "credited";
            case STATUS -> "status";
            case NUMBER -> "number";
            case CLIENT -> "client";
            case LEDGER -> "kept here";
            case WORK -> "work";
        };
    }

    private String amount(Measure measure, BigDecimal amount, String currency) {
        return measure.isMoney() || amount.signum() != 0 ? format.money(amount, currency) : "";
    }

    ReconcileView.Document document(Told told, @Nullable Instant gone) {
        Difference each = told.difference();
        String number = each.subject().number();
        return new ReconcileView.Document(
                number == null ? "" : number,
                each.subject().client(),
                each.subject().kind().equals("invoice")
                        ? what(each.measure())
                        : each.subject().kind().replace('-', ' '),
                amount(each.measure(), each.amount(), each.subject().currency()),
                format.date(told.since()),
                gone == null ? "" : format.time(gone),
                each.cause().detail(),
                Remedy.of(each.cause().command()));
    }

    /** What stands beside: the bank's word on payments, and what was noted. */
    List<String> notes(Reconciliation found) {
        List<String> notes = new ArrayList<>();
        for (BankSum bank : found.beside().bank()) {
            notes.add("The bank's statement confirms " + format.count(bank.reconciled(), "payment") + " of "
                    + format.money(bank.reconciledAmount(), bank.currency()) + "; " + format.number(bank.open())
                    + " of "
                    + format.money(bank.openAmount(), bank.currency()) + " it does not yet"
                    + (bank.oldestOpen() == null ? "." : ", the oldest of " + format.date(bank.oldestOpen()) + "."));
        }
        notes.addAll(found.beside().notes());
        if (found.leftOut() > 0) {
            notes.add(format.count(found.leftOut(), "difference")
                    + " more are counted in the sums and not listed one by one.");
        }
        return notes;
    }
}
