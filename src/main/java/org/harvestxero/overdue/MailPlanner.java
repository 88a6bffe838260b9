package org.harvestxero.overdue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.harvestxero.api.OverdueReport.State;
import org.harvestxero.dunning.ClientReminder;
import org.harvestxero.dunning.ClientTerms;
import org.harvestxero.dunning.Debt;
import org.harvestxero.dunning.DebtCase;
import org.harvestxero.dunning.Deed;
import org.harvestxero.dunning.StatementFiles;
import org.harvestxero.dunning.Step;
import org.harvestxero.dunning.StepFinder;
import org.harvestxero.overdue.DebtBook.Account;
import org.harvestxero.overdue.OverdueMail.Options;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.overdue.OverdueMailTable;
import org.harvestxero.store.overdue.OverdueMailTable.Mail;
import org.harvestxero.store.overdue.OverdueMailTable.Slot;
import org.harvestxero.store.overdue.OverdueStepTable;
import org.harvestxero.store.overdue.OverdueStepTable.Entry;

/** Finds by the plan what a run has to do: its mails, and who goes on the stop-work list. */
final class MailPlanner {
    private final ConnectionStore store;
    private final DebtBook book;
    private final FirstMails firstMails;
    private final Supplier<ZoneId> zone;
    private final List<String> usualOwners;
    private final OverdueNews news;

    /** @param zone in which days past due are counted @param usualOwners addresses of those who are told where the file names nobody */
    MailPlanner(
            ConnectionStore store,
            DebtBook book,
            FirstMails firstMails,
            Supplier<ZoneId> zone,
            List<String> usualOwners) {
        this.usualOwners = List.copyOf(usualOwners);
        this.store = store;
        this.news = new OverdueNews(store);
        this.book = book;
        this.firstMails = firstMails;
        this.zone = zone;
    }

    LocalDate today(OverdueRound round) {
        return today(round.now());
    }

    LocalDate today(Instant now) {
        return now.atZone(zone.get()).toLocalDate();
    }

    /** The mails to clients, and those to managers and owners as far as the file names them. */
    void plan(OverdueRound round, Managers managers) {
        LocalDate today = today(round);
        List<Account> accounts = book.accounts(today);
        for (Account account : accounts) {
            client(round, account, today);
        }
        gate(round, today);
        internal(round, accounts, today, Deed.TELL_MANAGER, managers);
        internal(round, accounts, today, Deed.TELL_OWNER, managers);
        stopWork(round, accounts, today);
        if (!round.isTrial()) {
            passOver(accounts, today);
        }
    }

    /** Addresses of the managers of an invoice. */
    interface Managers {
        List<String> of(Debt debt, ClientTerms terms);
    }

    /** The plan of a client, without reminders where its money is collected. */
    private static List<Step> plan(ClientTerms terms) {
        return terms.manner().directDebit()
                ? terms.plan().stream()
                        .filter(step -> step.deed() != Deed.REMIND_CLIENT)
                        .toList()
                : terms.plan();
    }

    private void client(OverdueRound round, Account account, LocalDate today) {
        ClientTerms terms = account.terms();
        Slot slot = new Slot(
                Audience.CLIENT.word(), account.payer().key(), terms.hours().day(round.now()));
        Optional<ClientReminder> reminder =
                ClientReminder.of(plan(terms), account.cases(), today, isTaken(round, account, slot));
        if (reminder.isEmpty()) {
            return;
        }
        Options options = new Options(
                account.payer(), terms.recipients().client(), terms.manner().files());
        OverdueMail mail = new OverdueMail(
                Audience.CLIENT,
                slot,
                options,
                reminder.get().step(),
                reminder.get().asked(),
                reminder.get().open());
        if (!terms.hours().isOpen(round.now())) {
            mail.become(
                    State.WAITS,
                    "clients are mailed on working days from " + terms.hours().from() + " to "
                            + terms.hours().to() + ", " + terms.hours().zone());
        }
        round.mails().add(mail);
    }

    /** The same by each name it may have gone by that day: a client may have been linked, or merged with another, since. */
    private boolean isTaken(OverdueRound round, Account account, Slot slot) {
        return account.keys().stream().anyMatch(key -> isTaken(round, new Slot(slot.audience(), key, slot.day())));
    }

    /** Whether something was sent to the recipient on that day, or a later one of a clock put back, or waits for another try. */
    private boolean isTaken(OverdueRound round, Slot slot) {
        Optional<Mail> mail = store.overdue().mails().find(slot);
        boolean taken = mail.isPresent()
                && (mail.get().state() != OverdueMailTable.State.NOT_SENT
                        || mail.get().attempts().next().isAfter(round.now()));
        return taken || store.overdue().mails().wentLater(slot);
    }

    /** Nothing goes to clients before a person has let it. */
    private void gate(OverdueRound round, LocalDate today) {
        List<OverdueMail> due =
                round.mails().stream().filter(OverdueMail::isDue).toList();
        if (firstMails.areOff()) {
            round.mails().forEach(mail -> mail.become(State.OFF, "overdue.clients is off"));
            return;
        }
        int most = book.rules().mostMails();
        if (!firstMails.areLet()) {
            due.forEach(mail -> mail.become(
                    State.SHOWN, "the first mails since overdue.clients was switched on wait for a person's yes"));
        } else if (due.size() > most && !firstMails.areManyLet(today)) {
            due.forEach(mail -> mail.become(
                    State.SHOWN,
                    due.size() + " clients would be mailed, more than " + most
                            + " (mostMails); a person's yes is needed"));
        }
    }

    private void internal(OverdueRound round, List<Account> accounts, LocalDate today, Deed deed, Managers managers) {
        Map<List<String>, Map<Debt, Step>> byAddresses = new LinkedHashMap<>();
        for (Account account : accounts) {
            for (DebtCase one : account.cases()) {
                StepFinder.find(account.terms().plan(), one, today)
                        .of(deed)
                        .ifPresent(step -> byAddresses
                                .computeIfAbsent(
                                        addresses(one.debt(), account.terms(), deed, managers),
                                        to -> new LinkedHashMap<>())
                                .put(one.debt(), step));
            }
        }
        Audience audience = deed == Deed.TELL_MANAGER ? Audience.MANAGER : Audience.OWNER;
        byAddresses.forEach((addresses, asked) -> {
            Slot slot = new Slot(audience.word(), String.join(", ", addresses), today);
            if (!isTaken(round, slot)) {
                Step furthest = asked.values().stream()
                        .max(Comparator.comparingInt(Step::day))
                        .orElseThrow();
                Options options = new Options(null, addresses, StatementFiles.NONE);
                round.mails()
                        .add(new OverdueMail(audience, slot, options, furthest, asked, List.copyOf(asked.keySet())));
            }
        });
    }

    private List<String> addresses(Debt debt, ClientTerms terms, Deed deed, Managers managers) {
        List<String> named = terms.recipients().owners();
        List<String> owners = named.isEmpty() ? usualOwners : named;
        List<String> found = deed == Deed.TELL_OWNER ? owners : managers.of(debt, terms);
        return List.copyOf(new LinkedHashSet<>(found.isEmpty() ? owners : found));
    }

    private void stopWork(OverdueRound round, List<Account> accounts, LocalDate today) {
        Map<Debt, Step> due = new LinkedHashMap<>();
        for (Account account : accounts) {
            for (DebtCase one : account.cases()) {
                StepFinder.find(account.terms().plan(), one, today)
                        .of(Deed.STOP_WORK)
                        .ifPresent(step -> due.put(one.debt(), step));
            }
        }
        due.keySet().forEach(debt -> round.stopped().add(debt.number()));
        if (!round.isTrial() && !due.isEmpty()) {
            store.inTransaction(() -> {
                news.tell(due, today);
                due.forEach((debt, step) -> stop(debt, step, round));
            });
        }
    }

    private void stop(Debt debt, Step step, OverdueRound round) {
        store.overdue().steps().add(List.of(entry(debt, step)), OverdueStepTable.State.TAKEN, null);
        store.audit()
                .add(
                        round.who(),
                        null,
                        null,
                        "overdue-stop-work",
                        debt.number() + ", " + debt.debtor().name());
    }

    /** What a later step has made pointless is passed over for good; of reminders only once clients are mailed. */
    private void passOver(List<Account> accounts, LocalDate today) {
        List<Entry> passed = new ArrayList<>();
        for (Account account : accounts) {
            for (DebtCase one : account.cases()) {
                StepFinder.find(account.terms().plan(), one, today).passed().stream()
                        .filter(step -> step.deed() != Deed.REMIND_CLIENT || firstMails.areLet())
                        .forEach(step -> passed.add(entry(one.debt(), step)));
            }
        }
        if (!passed.isEmpty()) {
            store.inTransaction(() -> store.overdue().steps().add(passed, OverdueStepTable.State.PASSED, null));
        }
    }

    static Entry entry(Debt debt, Step step) {
        return new Entry(debt.id(), step.name(), step.deed().words());
    }

    /** Every account, for those who ask about them. */
    List<Account> accounts(LocalDate today) {
        return book.accounts(today);
    }

    /** Ids of the contacts that mails go to whose addresses the file doesn't name. */
    static Set<String> contacts(Collection<OverdueMail> mails) {
        Set<String> contacts = new TreeSet<>();
        for (OverdueMail mail : mails) {
            if (mail.options().payer() != null && mail.options().addresses().isEmpty()) {
                contacts.add(mail.options().payer().contactId());
            }
        }
        return contacts;
    }
}
