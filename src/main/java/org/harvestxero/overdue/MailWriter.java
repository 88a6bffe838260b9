package org.harvestxero.overdue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.harvestxero.billing.Counted;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.config.SettingsException;
import org.harvestxero.config.agreement.OverdueFile;
import org.harvestxero.dunning.Debt;

/** Words mails by the templates in the folder {@code overdue/}. */
final class MailWriter {
    private static final int CLIENTS_NAMED = 5;
    /** Days and amounts. */
    static final int FIGURES = 2;

    private final OverdueFile file;
    private final Supplier<String> organisation;

    /** @param organisation our own name, as Xero has it */
    MailWriter(OverdueFile file, Supplier<String> organisation) {
        this.file = file;
        this.organisation = organisation;
    }

    /** @throws SettingsException when the template can't be used */
    MailTemplate write(OverdueMail mail, LocalDate today) {
        if (mail.isThroughXero()) {
            return new MailTemplate(
                    "Xero's mail of " + PlainWords.line(mail.open().get(0).number()), "");
        }
        String name = String.valueOf(mail.step().template());
        return MailTemplate.parse(name, file.template(name)).filled(values(mail, today));
    }

    private Map<String, String> values(OverdueMail mail, LocalDate today) {
        List<Debt> open = mail.open();
        List<Debt> past = open.stream().filter(debt -> debt.daysPast(today) > 0).toList();
        long days = open.stream().mapToLong(debt -> debt.daysPast(today)).max().orElse(0);
        Map<String, String> values = new HashMap<>();
        values.put("client", PlainWords.line(mail.recipient()));
        values.put("clients", clients(open));
        values.put("organisation", PlainWords.line(organisation.get()));
        values.put("count", Counted.of(open.size(), "invoice"));
        values.put("statement", statement(mail, today));
        values.put("total", PlainWords.total(open));
        values.put("overdue", PlainWords.total(past));
        values.put("days", Long.toString(Math.max(days, 0)));
        values.put("date", today.toString());
        values.put("oldest", open.isEmpty() ? "" : PlainWords.line(open.get(0).number()));
        return values;
    }

    private static String clients(List<Debt> open) {
        List<String> names = new ArrayList<>(new TreeSet<>(
                open.stream().map(debt -> PlainWords.line(debt.debtor().name())).toList()));
        return names.size() <= CLIENTS_NAMED
                ? PlainWords.join(names)
                : String.join(", ", names.subList(0, CLIENTS_NAMED)) + " and " + (names.size() - CLIENTS_NAMED)
                        + " more";
    }

    /** Whose invoices they are is said where it is not the reader's own alone. */
    private static String statement(OverdueMail mail, LocalDate today) {
        boolean named = !mail.isToClient() || isOfSeveral(mail.open());
        return PlainWords.table(rows(mail.open(), today, named), FIGURES);
    }

    /** Of a statement: its heads, then the invoices. The last {@link #FIGURES} columns stand to the right. */
    static List<List<String>> rows(List<Debt> open, LocalDate today, boolean named) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(named, "Client", "Invoice", "Issued", "Due", "Days past due", "Open"));
        for (Debt debt : open) {
            long past = debt.daysPast(today);
            rows.add(row(
                    named,
                    PlainWords.line(debt.debtor().name()),
                    PlainWords.line(debt.number()),
                    debt.dates().issued().toString(),
                    debt.dates().due().toString(),
                    past > 0 ? Long.toString(past) : "-",
                    PlainWords.amount(debt.due(), debt.currency())));
        }
        return rows;
    }

    static boolean isOfSeveral(List<Debt> open) {
        return open.stream().map(debt -> debt.debtor().key()).distinct().count() > 1;
    }

    /** The same as a file to print or to keep. */
    byte[] pdf(OverdueMail mail, LocalDate today) {
        return StatementPdf.of(
                new StatementPdf.Parties(PlainWords.line(organisation.get()), PlainWords.line(mail.recipient())),
                mail.open(),
                today);
    }

    /** The same for a spreadsheet; what it would take for a formula begins with an apostrophe. */
    static String csv(List<Debt> open, LocalDate today) {
        StringBuilder text = new StringBuilder("invoice,issued,due,days past due,open,currency\r\n");
        for (Debt debt : open) {
            text.append(cell(debt.number()))
                    .append(',')
                    .append(debt.dates().issued())
                    .append(',')
                    .append(debt.dates().due())
                    .append(',')
                    .append(Math.max(debt.daysPast(today), 0))
                    .append(',')
                    .append(CurrencyDigits.plain(debt.due(), debt.currency()))
                    .append(',')
                    .append(debt.currency())
                    .append("\r\n");
        }
        return text.toString();
    }

    private static String cell(String text) {
        String plain = PlainWords.line(text);
        boolean formula = !plain.isEmpty() && "=+-@".indexOf(plain.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + plain.replace("\"", "\"\"") + '"';
    }

    private static List<String> row(boolean named, String client, String... others) {
        List<String> row = new ArrayList<>(List.of(others));
        if (named) {
            row.add(0, client);
        }
        return row;
    }
}
