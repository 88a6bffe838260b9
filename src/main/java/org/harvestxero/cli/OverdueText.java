package org.harvestxero.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.OverdueDesk.AgedClient;
import org.harvestxero.api.OverdueDesk.Item;
import org.harvestxero.api.OverdueDesk.Outcome;
import org.harvestxero.api.OverdueReport;
import org.harvestxero.dunning.AgedAmounts;
import org.harvestxero.dunning.DaysOfSales;
import org.harvestxero.dunning.Debt;

/** What {@code overdue} prints for people. */
final class OverdueText {
    private OverdueText() {}

    static String named(Item item) {
        Debt debt = item.debt();
        return "invoice " + debt.number() + " of " + debt.debtor().name() + " ("
                + TextOutput.amount(debt.due(), debt.currency()) + " " + debt.currency() + ")";
    }

    static String items(List<Item> items) {
        if (items.isEmpty()) {
            return "No open invoice is known.\n";
        }
        Table table = new Table("INVOICE", "CLIENT", "DUE", ">DAYS PAST", ">OPEN", "", "DONE, NEXT, HELD");
        for (Item item : items) {
            Debt debt = item.debt();
            table.row(
                    debt.number(),
                    debt.debtor().name(),
                    debt.dates().due().toString(),
                    Long.toString(item.daysPast()),
                    TextOutput.amount(debt.due(), debt.currency()),
                    debt.currency(),
                    story(item));
        }
        return table.toString();
    }

    private static String story(Item item) {
        String done = item.done().stream()
                .filter(each -> !each.state().equals("passed"))
                .map(OverdueDesk.Done::step)
                .collect(Collectors.joining(", "));
        String next = item.next() == null
                ? ""
                : (done.isEmpty() ? "" : "; ") + "next " + item.next().step() + " on "
                        + item.next().on();
        return item.hold() != null ? "held: " + item.hold().words() : done + next;
    }

    static String stopList(List<OverdueDesk.StopWork> list, TextOutput times) {
        if (list.isEmpty()) {
            return "There is no client that should not be worked for.\n";
        }
        Table table = new Table("CLIENT", "INVOICE", "DUE", ">DAYS PAST", ">OPEN", "", "SINCE");
        for (OverdueDesk.StopWork each : list) {
            Debt debt = each.debt();
            table.row(
                    debt.debtor().name(),
                    debt.number(),
                    debt.dates().due().toString(),
                    Long.toString(each.daysPast()),
                    TextOutput.amount(debt.due(), debt.currency()),
                    debt.currency(),
                    times.time(each.since()));
        }
        return table.toString();
    }

    static String aged(OverdueDesk.Aged aged) {
        if (aged.clients().isEmpty()) {
            return "Nothing is open.\n";
        }
        boolean credits = aged.clients().stream().anyMatch(each -> each.credit().signum() != 0);
        List<String> columns =
                new ArrayList<>(List.of("CLIENT", "", ">CURRENT", ">1-30", ">31-60", ">61-90", ">OLDER", ">TOTAL"));
        if (credits) {
            columns.addAll(List.of(">CREDIT", ">NET"));
        }
        Table table = new Table(columns.toArray(new String[0]));
        aged.clients().forEach(each -> row(table, each, credits));
        aged.clients().stream().map(AgedClient::currency).distinct().sorted().forEach(currency -> {
            AgedAmounts sum = AgedAmounts.NONE;
            BigDecimal credit = BigDecimal.ZERO;
            for (AgedClient each : aged.clients()) {
                if (each.currency().equals(currency)) {
                    sum = sum.plus(each.open());
                    credit = credit.add(each.credit());
                }
            }
            row(table, new AgedClient("in all", null, currency, sum, credit), credits);
        });
        StringBuilder text = new StringBuilder(table.toString());
        aged.outstanding().forEach(each -> text.append(outstanding(each)));
        return text.toString();
    }

    private static void row(Table table, AgedClient of, boolean credits) {
        AgedAmounts open = of.open();
        List<String> cells = new ArrayList<>(List.of(of.client(), of.currency()));
        List<BigDecimal> amounts = new ArrayList<>(
                List.of(open.current(), open.to30(), open.to60(), open.to90(), open.older(), open.total()));
        if (credits) {
            amounts.addAll(List.of(of.credit(), of.net()));
        }
        amounts.forEach(amount -> cells.add(TextOutput.amount(amount, of.currency())));
        table.row(cells.toArray(new String[0]));
    }

    private static String outstanding(DaysOfSales each) {
        return "Days sales outstanding in " + each.currency() + ": "
                + each.days().map(Object::toString).orElse("none") + " ("
                + TextOutput.amount(each.open(), each.currency())
                + " open ÷ " + TextOutput.amount(each.invoiced(), each.currency()) + " invoiced from " + each.from()
                + " to "
                + each.to() + " × " + DaysOfSales.SPAN + ")\n";
    }

    static String promises(OverdueDesk.Promises promises) {
        if (promises.made().isEmpty()) {
            return "No promise was made.\n";
        }
        Table table = new Table("INVOICE", "CLIENT", "UNTIL", "PAID", "OUTCOME", "BY");
        for (OverdueDesk.PromiseMade each : promises.made()) {
            table.row(
                    each.invoice(),
                    each.client(),
                    each.until().toString(),
                    Objects.toString(each.settled(), ""),
                    OverdueJson.word(each.outcome()),
                    each.who());
        }
        return table + "Kept " + promises.count(Outcome.KEPT) + ", broken " + promises.count(Outcome.BROKEN) + ", open "
                + promises.count(Outcome.OPEN) + "\n";
    }

    static String mails(List<OverdueDesk.Mail> mails) {
        if (mails.isEmpty()) {
            return "No mail waits for a decision.\n";
        }
        Table table = new Table("MAIL", "DAY", "TO", "STATE", "INVOICES", "NOTE");
        for (OverdueDesk.Mail mail : mails) {
            table.row(
                    "M" + mail.id(),
                    mail.day().toString(),
                    mail.addresses(),
                    mail.state(),
                    mail.invoices(),
                    Objects.toString(mail.note(), ""));
        }
        return table.toString();
    }

    /** @param words whether mails are shown word for word */
    static String report(OverdueReport report, boolean words) {
        StringBuilder text = new StringBuilder();
        for (OverdueReport.Mail mail : report.mails()) {
            text.append(mail.state().code())
                    .append(": ")
                    .append(mail.audience())
                    .append(' ')
                    .append(mail.recipient())
                    .append(mail.through().equals("xero") ? " by Xero" : "")
                    .append(mail.addresses().isEmpty() ? "" : ", " + String.join(", ", mail.addresses()))
                    .append(": ")
                    .append(mail.subject())
                    .append(mail.note() == null ? "" : " (" + mail.note() + ")")
                    .append('\n');
            if (words && !mail.body().isEmpty()) {
                mail.body()
                        .lines()
                        .forEach(line ->
                                text.append(("    " + line).stripTrailing()).append('\n'));
            }
        }
        if (!report.stopped().isEmpty()) {
            text.append(words ? "Would go on the stop-work list for: " : "Put on the stop-work list for: ")
                    .append(String.join(", ", report.stopped()))
                    .append('\n');
        }
        report.notes().forEach(note -> text.append(note).append('\n'));
        return text.isEmpty() && report.troubles().isEmpty() ? "Nothing is due.\n" : text.toString();
    }
}
