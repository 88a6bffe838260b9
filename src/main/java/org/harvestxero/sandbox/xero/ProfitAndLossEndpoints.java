package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The report of profit and loss on accrual basis, for one span without comparison. Its rows are those of the report's published example;
 * that each line is converted at its document's rate and rounded by itself is not published.
 */
final class ProfitAndLossEndpoints {
    private static final String SCOPE = "accounting.reports.profitandloss";
    private static final DateTimeFormatter TITLE = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter COLUMN = DateTimeFormatter.ofPattern("dd MMM yy", Locale.ENGLISH);
    private static final Set<AccountType> OTHER = Set.of(AccountType.OTHERINCOME);

    private final Books books;
    private final Envelope envelope;

    ProfitAndLossEndpoints(Books books, Envelope envelope) {
        this.books = books;
        this.envelope = envelope;
    }

    void addTo(Router router) {
        router.add("GET", "/Reports/ProfitAndLoss", SCOPE, (call, values) -> report(call));
    }

    private Answer report(Call call) {
        LocalDate today =
                Instant.ofEpochMilli(books.now()).atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate from = day(call.parameter("fromDate"), today.withDayOfMonth(1));
        LocalDate to = day(call.parameter("toDate"), from.withDayOfMonth(from.lengthOfMonth()));
        Map<UUID, BigDecimal> balances = balances(from, to);
        ObjectNode report = Json.object()
                .put("ReportID", "ProfitAndLoss")
                .put("ReportName", "Profit and Loss")
                .put("ReportType", "ProfitAndLoss");
        report.putArray("ReportTitles")
                .add("Profit & Loss")
                .add(books.organisation.name)
                .add(TITLE.format(from) + " to " + TITLE.format(to));
        report.put("ReportDate", TITLE.format(today)).put("UpdatedDateUTC", XeroDates.bareInstant(books.now()));
        report.putArray("Fields");
        ArrayNode rows = report.putArray("Rows");
        cells(rows.addObject().put("RowType", "Header"), null, "", COLUMN.format(to));
        BigDecimal income = section(rows, "Income", balances, type -> revenue(type) && !OTHER.contains(type));
        BigDecimal direct = section(rows, "Less Cost of Sales", balances, type -> type == AccountType.DIRECTCOSTS);
        summary(rows, "Gross Profit", income.subtract(direct));
        BigDecimal other = section(rows, "Plus Other Income", balances, OTHER::contains);
        BigDecimal expenses = section(
                rows,
                "Less Operating Expenses",
                balances,
                type -> type.accountClass().equals("EXPENSE") && type != AccountType.DIRECTCOSTS);
        summary(rows, "Net Profit", income.subtract(direct).add(other).subtract(expenses));
        return envelope.of("Reports", List.of(report));
    }

    private static LocalDate day(@Nullable String text, LocalDate usual) {
        return text == null ? usual : LocalDate.parse(text);
    }

    private static boolean revenue(AccountType type) {
        return type.accountClass().equals("REVENUE");
    }

    /** Income above zero on accounts of income, cost above zero on the others. */
    private Map<UUID, BigDecimal> balances(LocalDate from, LocalDate to) {
        Map<UUID, BigDecimal> balances = new HashMap<>();
        for (Shelf<Document> shelf : List.of(books.invoices, books.creditNotes)) {
            shelf.all().stream()
                    .filter(document -> document.status.approved() && within(document.date, from, to))
                    .forEach(document -> {
                        boolean sales =
                                document.type == DocumentType.ACCREC || document.type == DocumentType.ACCRECCREDIT;
                        add(balances, document, sales != document.type.credit());
                    });
        }
        books.bankTransactions.all().stream()
                .filter(transaction -> !transaction.deleted && within(transaction.date, from, to))
                .forEach(transaction -> {
                    Document document = transaction.asDocument();
                    document.currencyRate = transaction.currencyRate;
                    add(balances, document, document.type == DocumentType.ACCREC);
                });
        books.manualJournals.all().stream()
                .filter(journal -> journal.status == ManualJournal.Status.POSTED && within(journal.date, from, to))
                .forEach(journal -> journal.lines.forEach(line -> {
                    if (line.account() != null) {
                        put(balances, line.account(), line.amount().negate());
                    }
                }));
        return balances;
    }

    private static boolean within(LocalDate date, LocalDate from, LocalDate to) {
        return !date.isBefore(from) && !date.isAfter(to);
    }

    /** @param credits whether its lines credit their accounts, as sales do */
    private void add(Map<UUID, BigDecimal> balances, Document document, boolean credits) {
        for (Line line : document.lines) {
            Account account = line.accountId() == null ? null : books.organisation.account(line.accountId());
            if (account != null) {
                BigDecimal net = document.lineAmountTypes == LineAmountTypes.INCLUSIVE
                        ? line.lineAmount().subtract(line.taxAmount())
                        : line.lineAmount();
                BigDecimal base = net.divide(document.currencyRate, 2, RoundingMode.HALF_UP);
                put(balances, account, credits ? base : base.negate());
            }
        }
    }

    private static void put(Map<UUID, BigDecimal> balances, Account account, BigDecimal credit) {
        balances.merge(account.id(), revenue(account.type()) ? credit : credit.negate(), BigDecimal::add);
    }

    private interface Types {
        boolean hold(AccountType type);
    }

    private BigDecimal section(ArrayNode rows, String title, Map<UUID, BigDecimal> balances, Types types) {
        List<Account> accounts = books.organisation.accounts().stream()
                .filter(account -> types.hold(account.type()))
                .filter(account ->
                        balances.getOrDefault(account.id(), BigDecimal.ZERO).signum() != 0)
                .sorted(Comparator.comparing(Account::name))
                .toList();
        BigDecimal total = LineArithmetic.ZERO;
        if (accounts.isEmpty()) {
            return total;
        }
        ArrayNode list =
                rows.addObject().put("RowType", "Section").put("Title", title).putArray("Rows");
        for (Account account : accounts) {
            BigDecimal balance = Objects.requireNonNull(balances.get(account.id()));
            total = total.add(balance);
            cells(
                    list.addObject().put("RowType", "Row"),
                    account.id(),
                    account.name(),
                    balance.setScale(2, RoundingMode.HALF_UP).toPlainString());
        }
        cells(list.addObject().put("RowType", "SummaryRow"), null, "Total " + title, total.toPlainString());
        return total;
    }

    private static void summary(ArrayNode rows, String title, BigDecimal amount) {
        ArrayNode list =
                rows.addObject().put("RowType", "Section").put("Title", "").putArray("Rows");
        cells(list.addObject().put("RowType", "Row"), null, title, amount.toPlainString());
    }

    private static void cells(ObjectNode row, @Nullable UUID account, String... values) {
        ArrayNode cells = row.putArray("Cells");
        for (String value : values) {
            ObjectNode cell = cells.addObject().put("Value", value);
            if (account != null) {
                cell.putArray("Attributes")
                        .addObject()
                        .put("Value", account.toString())
                        .put("Id", "account");
            }
        }
    }
}
