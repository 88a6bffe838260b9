package org.harvestxero.overdue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.api.OverdueReport.State;
import org.harvestxero.dunning.Debt;
import org.harvestxero.dunning.Hold;
import org.harvestxero.notification.MailRetries;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.overdue.OverdueMailTable;
import org.harvestxero.store.overdue.OverdueMailTable.Content;
import org.harvestxero.store.overdue.OverdueStepTable;
import org.harvestxero.store.overdue.OverdueStepTable.Entry;
import org.harvestxero.store.overdue.ReceivableTable.Receivable;
import org.jspecify.annotations.Nullable;

/** The records around the sending of one mail: before it leaves, and what became of it. */
final class OverdueMailer {
    private final ConnectionStore store;
    private final HoldFinder holds;
    private final DebtBook book;
    private final OverdueNews news;

    OverdueMailer(ConnectionStore store, HoldFinder holds, DebtBook book) {
        this.store = store;
        this.holds = holds;
        this.book = book;
        this.news = new OverdueNews(store);
    }

    /**
     * Leaves out what is paid, changed, promised, disputed or held by now, as Xero shows it and as people and other work have noted it
     * since the mail was planned. Where nothing is left to ask for, the mail is not due any more.
     */
    void freshen(OverdueMail mail, LocalDate today) {
        if (mail.isToClient()) {
            asShown(mail);
        }
        withoutHeld(mail, today);
        if (mail.asked().isEmpty()) {
            mail.become(State.NOTHING_LEFT, "what it would ask for was paid, changed, promised or disputed meanwhile");
        }
    }

    private static void asShown(OverdueMail mail) {
        Map<String, Receivable> now =
                mail.shown().stream().collect(Collectors.toMap(Receivable::id, each -> each, (a, b) -> b));
        mail.keepOnly(mail.open().stream()
                .filter(debt -> {
                    Receivable fresh = now.get(debt.id());
                    return fresh != null
                            && fresh.isOpen()
                            && fresh.figures().due().compareTo(debt.due()) == 0;
                })
                .map(Debt::id)
                .collect(Collectors.toSet()));
    }

    private void withoutHeld(OverdueMail mail, LocalDate today) {
        Set<String> ids = mail.open().stream().map(Debt::id).collect(Collectors.toSet());
        List<Receivable> known = store.overdue().receivables().among(ids);
        Map<String, List<Hold>> held = holds.of(known, book.rules().coversAll());
        mail.keepOnly(known.stream()
                .filter(Receivable::isOpen)
                .filter(each -> held.getOrDefault(each.id(), List.of()).stream().noneMatch(hold -> hold.holdsOn(today)))
                .map(Receivable::id)
                .collect(Collectors.toSet()));
    }

    /** Records that the mail is about to be sent, and its steps as taken; on disk before this returns. */
    void claim(OverdueMail mail) {
        List<Entry> steps = new ArrayList<>();
        mail.asked().forEach((debt, step) -> steps.add(MailPlanner.entry(debt, step)));
        store.decide(() -> {
            OptionalLong id = store.overdue().mails().claim(mail.slot(), content(mail));
            if (id.isEmpty()) {
                mail.become(State.NOTHING_LEFT, "the recipient was mailed on this day already");
                return;
            }
            if (store.overdue().steps().add(steps, OverdueStepTable.State.TAKEN, id.getAsLong()) != steps.size()) {
                throw new IllegalStateException("A step of " + numbers(mail) + " was taken by another run meanwhile");
            }
            mail.claimedUnder(id.getAsLong());
        });
    }

    private static Content content(OverdueMail mail) {
        return new Content(
                mail.isThroughXero() ? "xero" : "mail",
                String.join(", ", mail.addresses()),
                mail.words().subject(),
                numbers(mail));
    }

    private static String numbers(OverdueMail mail) {
        return mail.asked().keySet().stream().map(Debt::number).collect(Collectors.joining(", "));
    }

    void sent(OverdueMail mail, OverdueRound round, LocalDate today, Instant now) {
        store.inTransaction(() -> {
            news.tell(mail.asked(), today);
            store.overdue().mails().settle(mail.id(), OverdueMailTable.State.SENT, null, now);
            store.audit()
                    .add(
                            round.who(),
                            null,
                            null,
                            "overdue-mailed",
                            mail.audience().word() + " " + mail.recipient() + ": " + numbers(mail));
        });
        mail.become(State.SENT, null);
    }

    /** It was certainly not sent: tried again some times, then a person has to want it. */
    void notSent(OverdueMail mail, String why, boolean tryAgain, Instant now) {
        int made = store.overdue()
                .mails()
                .find(mail.id())
                .map(each -> each.attempts().made())
                .orElse(MailRetries.MOST_TRIES);
        boolean again = tryAgain && MailRetries.isTriedAgain(made);
        store.inTransaction(() -> {
            store.overdue()
                    .mails()
                    .settle(
                            mail.id(),
                            again ? OverdueMailTable.State.NOT_SENT : OverdueMailTable.State.FAILED,
                            why,
                            MailRetries.next(now, made));
            if (again) {
                store.overdue().steps().undo(mail.id());
            }
        });
        mail.become(again ? State.NOT_SENT : State.FAILED, why);
    }

    /** It may have been sent; a person decides. */
    void unclear(OverdueMail mail, @Nullable String why, Instant now) {
        store.overdue().mails().settle(mail.id(), OverdueMailTable.State.UNCLEAR, why, now);
        mail.become(State.UNCLEAR, why);
    }
}
