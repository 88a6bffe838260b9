package org.harvestxero.overdue;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.OverdueDesk.Aged;
import org.harvestxero.api.OverdueDesk.Done;
import org.harvestxero.api.OverdueDesk.Item;
import org.harvestxero.api.OverdueDesk.Next;
import org.harvestxero.api.OverdueDesk.Outcome;
import org.harvestxero.api.OverdueDesk.PromiseMade;
import org.harvestxero.api.OverdueDesk.Promises;
import org.harvestxero.api.OverdueDesk.StopWork;
import org.harvestxero.dunning.ClientTerms;
import org.harvestxero.dunning.Debt;
import org.harvestxero.dunning.DebtCase;
import org.harvestxero.dunning.Deed;
import org.harvestxero.dunning.Step;
import org.harvestxero.dunning.StepFinder;
import org.harvestxero.overdue.DebtBook.Account;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.overdue.ArrangementTable.Arrangement;
import org.harvestxero.store.overdue.OverdueStepTable;
import org.harvestxero.store.overdue.OverdueStepTable.Entry;
import org.harvestxero.store.overdue.OverdueStepTable.Stopped;
import org.harvestxero.store.overdue.ReceivableTable.Receivable;
import org.jspecify.annotations.Nullable;

/** What is open and what was done about it, for people to look at. */
final class OverdueBooks {
    private final ConnectionStore store;
    private final DebtBook book;
    private final FirstMails firstMails;
    private final Supplier<ZoneId> zone;
    private final Clock clock;

    OverdueBooks(ConnectionStore store, DebtBook book, FirstMails firstMails, Supplier<ZoneId> zone, Clock clock) {
        this.store = store;
        this.book = book;
        this.firstMails = firstMails;
        this.zone = zone;
        this.clock = clock;
    }

    LocalDate today() {
        return clock.instant().atZone(zone.get()).toLocalDate();
    }

    /** The longest due first. */
    List<Item> items() {
        LocalDate today = today();
        List<Account> accounts = book.accounts(today);
        Map<String, List<OverdueStepTable.Done>> done = store.overdue()
                .steps()
                .ofInvoices(accounts.stream()
                        .flatMap(account -> account.cases().stream())
                        .map(one -> one.debt().id())
                        .toList());
        List<Item> items = new ArrayList<>();
        for (Account account : accounts) {
            for (DebtCase one : account.cases()) {
                items.add(item(one, done.getOrDefault(one.debt().id(), List.of()), account.terms(), today));
            }
        }
        items.sort(Comparator.comparing((Item item) -> item.debt().dates().due())
                .thenComparing(item -> item.debt().number()));
        return items;
    }

    private static Item item(DebtCase one, List<OverdueStepTable.Done> steps, ClientTerms terms, LocalDate today) {
        Debt debt = one.debt();
        List<Done> done = steps.stream()
                .map(each -> new Done(each.step(), each.state(), each.at()))
                .toList();
        return new Item(debt, debt.daysPast(today), one.hold(today).orElse(null), done, next(one, terms, today));
    }

    private static @Nullable Next next(DebtCase one, ClientTerms terms, LocalDate today) {
        long past = one.debt().daysPast(today);
        return terms.plan().stream()
                .filter(step -> !one.done().contains(step.name()))
                .filter(step -> !(step.isAhead() && past > 0))
                .filter(step -> one.debt().due().compareTo(step.least()) >= 0)
                .filter(step ->
                        step.deed() != Deed.REMIND_CLIENT || !terms.manner().directDebit())
                .min(Comparator.comparingInt(Step::day))
                .map(step ->
                        new Next(step.name(), later(one.debt().dates().due().plusDays(step.day()), today)))
                .orElse(null);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /** @throws DecisionException when there is no such open invoice, or more than one */
    Item named(String number) {
        List<Item> found = items().stream()
                .filter(item -> item.debt().number().equalsIgnoreCase(number.strip()))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.size() > 1) {
            throw new DecisionException("Xero has " + found.size() + " open invoices of the number " + number
                    + ": number one of them anew there.");
        }
        List<Receivable> known = store.overdue().receivables().numbered(number.strip());
        throw new DecisionException(
                known.isEmpty()
                        ? "No open invoice " + number + " is known: see overdue list."
                        : "Invoice " + number + " is not open any more: it is "
                                + known.get(0).status() + " in Xero.");
    }

    List<StopWork> stopList() {
        LocalDate today = today();
        Map<String, Receivable> open = store.overdue().receivables().open().stream()
                .collect(Collectors.toMap(Receivable::id, Function.identity()));
        Map<Long, String> names = DebtBook.names(store, open.values().stream().map(Receivable::party));
        List<StopWork> list = new ArrayList<>();
        for (Stopped each : store.overdue().steps().stopped()) {
            Debt debt = DebtBook.debt(Objects.requireNonNull(open.get(each.invoice())), names);
            list.add(new StopWork(debt, debt.daysPast(today), each.since()));
        }
        return list;
    }

    Aged aged() {
        return new AgedBook(store).of(today());
    }

    Promises promises(int days) {
        Instant since = clock.instant().minus(days, ChronoUnit.DAYS);
        List<Arrangement> made = store.overdue().arrangements().promises(since);
        List<Receivable> among = store.overdue()
                .receivables()
                .among(made.stream().map(Arrangement::invoice).distinct().toList());
        Map<String, Receivable> invoices =
                among.stream().collect(Collectors.toMap(Receivable::id, Function.identity()));
        Map<Long, String> names = DebtBook.names(store, among.stream().map(Receivable::party));
        return new Promises(made.stream()
                .filter(each -> invoices.containsKey(each.invoice()))
                .map(each -> promise(each, Objects.requireNonNull(invoices.get(each.invoice())), names))
                .toList());
    }

    private PromiseMade promise(Arrangement each, Receivable invoice, Map<Long, String> names) {
        Debt debt = DebtBook.debt(invoice, names);
        LocalDate settled = invoice.isOpen() ? null : invoice.figures().settled();
        return new PromiseMade(
                debt.number(),
                debt.debtor().name(),
                each.until(),
                settled,
                outcome(each, settled),
                each.made().who(),
                each.made().at());
    }

    private Outcome outcome(Arrangement each, @Nullable LocalDate settled) {
        if (settled != null && !settled.isAfter(each.until())) {
            return Outcome.KEPT;
        }
        if (each.ended() != null
                && !each.ended().at().atZone(zone.get()).toLocalDate().isAfter(each.until())) {
            return Outcome.ENDED;
        }
        return settled != null || today().isAfter(each.until()) ? Outcome.BROKEN : Outcome.OPEN;
    }

    /** Takes for done what is due now of reminders, or lets it go. */
    int releaseFirst(boolean mail, String who) {
        if (firstMails.areOff()) {
            throw new DecisionException(
                    "overdue.clients is off: nothing goes to clients. Set it to on, then look at overdue preview.");
        }
        LocalDate today = today();
        List<Entry> done = new ArrayList<>();
        if (!mail) {
            for (Account account : book.accounts(today)) {
                account.cases()
                        .forEach(one -> StepFinder.find(account.terms().plan(), one, today)
                                .of(Deed.REMIND_CLIENT)
                                .ifPresent(step -> done.add(MailPlanner.entry(one.debt(), step))));
            }
        }
        store.decide(() -> {
            store.overdue().steps().add(done, OverdueStepTable.State.PASSED, null);
            firstMails.let(today);
            store.audit()
                    .add(
                            who,
                            null,
                            null,
                            "overdue-first-mails",
                            mail ? "clients are mailed from now on" : done.size() + " reminders taken for done");
        });
        return done.size();
    }
}
