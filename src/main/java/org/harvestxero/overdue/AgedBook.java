package org.harvestxero.overdue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.api.OverdueDesk.Aged;
import org.harvestxero.api.OverdueDesk.AgedClient;
import org.harvestxero.dunning.AgedAmounts;
import org.harvestxero.dunning.DaysOfSales;
import org.harvestxero.dunning.Debt;
import org.harvestxero.dunning.Debt.Debtor;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.overdue.OpenCreditTable.OpenCredit;
import org.harvestxero.store.overdue.ReceivableTable.Invoiced;
import org.harvestxero.store.overdue.ReceivableTable.Receivable;

/** What is open by client and age, and what clients have to their credit. Dated later than today it is not in it yet, as in Xero's report. */
final class AgedBook {
    private final ConnectionStore store;

    AgedBook(ConnectionStore store) {
        this.store = store;
    }

    Aged of(LocalDate today) {
        List<Receivable> open = store.overdue().receivables().open().stream()
                .filter(each -> !each.figures().issued().isAfter(today))
                .toList();
        List<OpenCredit> credits = store.overdue().credits().all().stream()
                .filter(each -> !each.dated().isAfter(today))
                .toList();
        List<AgedClient> clients = clients(open, credits, today);
        return new Aged(today, clients, outstanding(clients, today));
    }

    /** What one client owes and has to its credit, in one currency. */
    private record Account(Debtor client, String currency, List<Debt> debts, List<BigDecimal> credits) {
        Account(Debtor client, String currency) {
            this(client, currency, new ArrayList<>(), new ArrayList<>());
        }
    }

    private List<AgedClient> clients(List<Receivable> open, List<OpenCredit> credits, LocalDate today) {
        Map<Long, String> names = DebtBook.names(
                store,
                Stream.concat(
                        open.stream().map(Receivable::party), credits.stream().map(OpenCredit::party)));
        Map<String, Account> accounts = new TreeMap<>();
        open.stream()
                .map(each -> DebtBook.debt(each, names))
                .forEach(debt -> account(accounts, debt.debtor(), debt.currency())
                        .debts()
                        .add(debt));
        credits.forEach(credit -> account(accounts, DebtBook.debtor(credit.party(), names), credit.currency())
                .credits()
                .add(credit.remaining()));
        return accounts.values().stream()
                .map(each -> new AgedClient(
                        each.client().name(),
                        each.client().clientId(),
                        each.currency(),
                        AgedAmounts.of(each.debts(), today),
                        each.credits().stream().reduce(BigDecimal.ZERO, BigDecimal::add)))
                .toList();
    }

    private static Account account(Map<String, Account> accounts, Debtor client, String currency) {
        return accounts.computeIfAbsent(
                client.name() + "\0" + client.key() + "\0" + currency, first -> new Account(client, currency));
    }

    private List<DaysOfSales> outstanding(List<AgedClient> clients, LocalDate today) {
        LocalDate from = DaysOfSales.first(today);
        Map<String, BigDecimal> invoiced = store.overdue().receivables().invoiced(from, today).stream()
                .collect(Collectors.toMap(Invoiced::currency, Invoiced::total));
        Map<String, BigDecimal> open = new TreeMap<>();
        invoiced.keySet().forEach(currency -> open.put(currency, BigDecimal.ZERO));
        clients.forEach(each -> open.merge(each.currency(), each.open().total(), BigDecimal::add));
        List<DaysOfSales> outstanding = new ArrayList<>();
        open.forEach((currency, due) -> outstanding.add(
                new DaysOfSales(currency, due, invoiced.getOrDefault(currency, BigDecimal.ZERO), from, today)));
        return outstanding;
    }
}
