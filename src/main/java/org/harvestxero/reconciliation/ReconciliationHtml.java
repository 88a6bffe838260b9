package org.harvestxero.reconciliation;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.comparison.HtmlPage;
import org.harvestxero.reconciliation.Reconciliation.BankSum;
import org.harvestxero.reconciliation.Reconciliation.CurrencySum;
import org.harvestxero.reconciliation.Reconciliation.ReasonSum;
import org.harvestxero.reconciliation.Reconciliation.Told;
import org.harvestxero.reconciliation.Reconciliation.WorkSum;
import org.jspecify.annotations.Nullable;

/** A reconciliation as one page of HTML that needs nothing else: to open, print or file. Whatever names hold stays text. */
public final class ReconciliationHtml {
    private static final String STYLE = """
            body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1c2733 }
            h1 { font-size: 1.5rem } h2 { font-size: 1.2rem; margin: 2.2rem 0 .3rem }
            table { border-collapse: collapse; width: 100%; margin: .4rem 0 }
            th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #d9e0e6 }
            th { font-weight: 600; background: #f3f6f8 } .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
            .open { background: #fdecea } .note { color: #5a6875 } code { white-space: nowrap }
            @media print { body { margin: 0 } h2 { break-after: avoid } tr { break-inside: avoid } }
            """;
    /** No text has it: what people write loses it when it is made safe. */
    private static final String RIGHT = "\u0001";

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final HtmlPage page = new HtmlPage("Reconciliation", STYLE);
    private final Reconciliation found;
    private final ZoneId zone;

    private ReconciliationHtml(Reconciliation found, ZoneId zone) {
        this.found = found;
        this.zone = zone;
    }

    public static String of(Reconciliation found, ZoneId zone) {
        return new ReconciliationHtml(found, zone).write();
    }

    private String write() {
        page.tag("h1", "Reconciliation of Harvest and Xero");
        page.tag("p", found.sentence());
        page.tag(
                "p",
                "note",
                "Read " + MINUTE.format(found.scope().began().atZone(zone)) + " (" + zone.getId()
                        + "). Amounts with tax; differences are what Harvest has more than Xero. Nothing was changed.");
        sums();
        reasons();
        bank();
        work();
        documents();
        found.beside().notes().forEach(note -> page.tag("p", note));
        return page.end();
    }

    private void sums() {
        page.heads("", "Currency", ">Documents", ">Total", ">Paid", ">Credited", ">Due");
        for (CurrencySum sum : found.currencies()) {
            figures("Harvest", sum.currency(), Long.toString(sum.inHarvest()), sum.harvest());
            figures("Xero", sum.currency(), Long.toString(sum.inXero()), sum.xero());
            figures("Difference", sum.currency(), "", sum.difference());
        }
        page.endTable();
    }

    private void figures(String side, String currency, String documents, Figures figures) {
        row(
                false,
                side,
                currency,
                RIGHT + documents,
                amount(figures.total(), currency),
                amount(figures.paid(), currency),
                amount(figures.credited(), currency),
                amount(figures.due(), currency));
    }

    private void reasons() {
        if (found.reasons().isEmpty()) {
            return;
        }
        page.tag("h2", "Why they differ");
        page.heads("Reason", "What to do", "Of", ">Documents", ">Amount", "Currency");
        for (ReasonSum sum : found.reasons()) {
            row(
                    sum.reason() == Reason.UNEXPLAINED,
                    sum.reason().sentence(),
                    sum.reason().remedy(),
                    sum.measure().word(),
                    RIGHT + sum.documents(),
                    sum.measure().isMoney() || sum.amount().signum() != 0 ? amount(sum.amount(), sum.currency()) : "",
                    sum.currency());
        }
        page.endTable();
    }

    private void bank() {
        if (found.beside().bank().isEmpty()) {
            return;
        }
        page.tag("h2", "Payments in Xero, by the bank's statement");
        page.heads("Currency", ">Reconciled", ">Amount", ">Not reconciled", ">Amount", "Oldest of these");
        for (BankSum sum : found.beside().bank()) {
            row(
                    false,
                    sum.currency(),
                    RIGHT + sum.reconciled(),
                    amount(sum.reconciledAmount(), sum.currency()),
                    RIGHT + sum.open(),
                    amount(sum.openAmount(), sum.currency()),
                    sum.oldestOpen() == null ? "" : sum.oldestOpen().toString());
        }
        page.endTable();
    }

    private void work() {
        if (found.beside().work().isEmpty()) {
            return;
        }
        page.tag("h2", "Work that nobody invoiced");
        page.heads("Currency", ">By Harvest's report", ">Billed nowhere", ">Billed here", ">Difference");
        for (WorkSum sum : found.beside().work()) {
            row(
                    sum.difference().signum() != 0,
                    sum.currency(),
                    amount(sum.reported(), sum.currency()),
                    amount(sum.nowhere(), sum.currency()),
                    amount(sum.here(), sum.currency()),
                    amount(sum.difference(), sum.currency()));
        }
        page.endTable();
    }

    private void documents() {
        if (found.differences().isEmpty()) {
            return;
        }
        page.tag("h2", "Documents");
        page.heads("Number", "Client", "Kind", "Of", ">Amount", "Currency", "Reason", "Command", "Since");
        for (Told told : found.differences()) {
            Difference each = told.difference();
            row(
                    each.isUnexplained(),
                    named(each.subject().number()),
                    each.subject().client(),
                    each.subject().kind(),
                    each.measure().word(),
                    amount(each.amount(), each.subject().currency()),
                    each.subject().currency(),
                    (each.reason().sentence() + " " + each.cause().detail()).strip(),
                    each.cause().command(),
                    told.since().toString());
        }
        page.endTable();
        if (found.leftOut() > 0) {
            page.tag("p", found.leftOut() + " more are counted above and not listed.");
        }
    }

    private static String named(@Nullable String number) {
        return number == null ? "" : number;
    }

    private static String amount(BigDecimal amount, String currency) {
        return RIGHT + CurrencyDigits.plain(amount, currency);
    }

    /** @param cells one that begins with {@link #RIGHT} stands to the right */
    private void row(boolean open, String... cells) {
        page.beginRow(open ? "open" : "");
        for (String cell : List.of(cells)) {
            boolean right = cell.startsWith(RIGHT);
            page.cell(right ? "n" : "", right ? cell.substring(1) : cell);
        }
        page.endRow();
    }
}
