package org.harvestxero.overdue;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.OverdueReport;
import org.harvestxero.api.Trouble;
import org.harvestxero.commands.Stop;
import org.harvestxero.copy.CallBudget;
import org.harvestxero.http.CommandStops;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.overdue.ArrangementTable;
import org.harvestxero.store.overdue.OverdueMailTable;
import org.jspecify.annotations.Nullable;

/** What people ask and arrange about overdue invoices. */
public final class DefaultOverdueDesk implements OverdueDesk {
    private static final int LATEST = 200;

    private final ConnectionStore store;
    private final ProducerTemplate routes;
    private final Supplier<CallBudget> budget;
    private final OverdueRounds rounds;
    private final OverdueBooks books;
    private final Clock clock;

    DefaultOverdueDesk(
            ConnectionStore store,
            ProducerTemplate routes,
            Supplier<CallBudget> budget,
            OverdueRounds rounds,
            OverdueBooks books,
            Clock clock) {
        this.store = store;
        this.routes = routes;
        this.budget = budget;
        this.rounds = rounds;
        this.books = books;
        this.clock = clock;
    }

    @Override
    public List<Item> list(@Nullable String client) {
        String wanted = client == null ? "" : client.toLowerCase(Locale.ROOT);
        return books.items().stream()
                .filter(item ->
                        item.debt().debtor().name().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
    }

    @Override
    public OverdueReport preview() {
        return run("preview", true);
    }

    @Override
    public OverdueReport run(String who) {
        return run(who, false);
    }

    @Override
    public List<Trouble> refresh() {
        return read("direct:overdue-receivables");
    }

    @Override
    public List<Trouble> refreshCredits() {
        return read("direct:overdue-credits");
    }

    private List<Trouble> read(String route) {
        OverdueRound round = rounds.begun("refresh", true);
        through(route, round);
        return round.troubles();
    }

    private OverdueReport run(String who, boolean trial) {
        CallBudget calls = budget.get();
        OverdueRound round = rounds.begun(who, trial);
        through("direct:overdue-round", round);
        return new OverdueReport(
                round.mails().stream().map(OverdueMail::reported).toList(),
                round.stopped(),
                round.notes(),
                calls.soFar(),
                round.troubles());
    }

    /** One at a time; one that is under way is waited for. */
    private void through(String route, OverdueRound round) {
        Stop stop = Stop.ofThisThread();
        try {
            rounds.beginAfter(stop);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a run under way", e);
        }
        try {
            CommandStops.send(routes, route, round, Map.of(OverdueRounds.ROUND, round));
        } catch (CamelExecutionException e) {
            rounds.trouble(round, e);
        } finally {
            rounds.end();
        }
    }

    @Override
    public Item promise(String invoice, LocalDate until, @Nullable String reason, String who) {
        return arrange(invoice, ArrangementTable.Kind.PROMISE, until, reason, who);
    }

    @Override
    public Item dispute(String invoice, LocalDate until, String reason, String who) {
        return arrange(invoice, ArrangementTable.Kind.DISPUTE, until, reason, who);
    }

    private Item arrange(
            String invoice, ArrangementTable.Kind kind, LocalDate until, @Nullable String reason, String who) {
        Item item = books.named(invoice);
        if (until.isBefore(books.today())) {
            throw new DecisionException(until + " is past: name today or a later day.");
        }
        store.decide(() -> {
            store.overdue().arrangements().add(item.debt().id(), kind, until, reason, who);
            audit(who, "overdue-" + kind.code(), item, "until " + until + (reason == null ? "" : ": " + reason));
        });
        return books.named(invoice);
    }

    @Override
    public Item release(String invoice, String who) {
        Item item = books.named(invoice);
        boolean[] ended = new boolean[1];
        store.decide(() -> {
            boolean arranged = store.overdue().arrangements().end(item.debt().id(), who);
            boolean stopped = store.overdue().steps().releaseStop(item.debt().id());
            ended[0] = arranged || stopped;
            if (ended[0]) {
                audit(who, "overdue-released", item, "");
            }
        });
        if (!ended[0]) {
            throw new DecisionException("Invoice " + item.debt().number()
                    + " is neither promised nor disputed, and not on the stop-work list: nothing is to be released.");
        }
        return books.named(invoice);
    }

    private void audit(String who, String event, Item item, String detail) {
        store.audit().add(who, null, null, event, item.debt().number() + (detail.isEmpty() ? "" : " " + detail));
    }

    @Override
    public int releaseFirst(boolean mail, String who) {
        return books.releaseFirst(mail, who);
    }

    @Override
    public List<StopWork> stopList() {
        return books.stopList();
    }

    @Override
    public Aged aged() {
        return books.aged();
    }

    @Override
    public Promises promises(int days) {
        return books.promises(days);
    }

    @Override
    public List<Mail> mails(boolean all) {
        Stream<OverdueMailTable.Mail> mails = (all
                        ? store.overdue().mails().latest(LATEST)
                        : store.overdue().mails().troubled())
                .stream();
        return mails.map(DefaultOverdueDesk::mail).toList();
    }

    private static Mail mail(OverdueMailTable.Mail mail) {
        return new Mail(
                mail.id(),
                mail.slot().audience(),
                mail.slot().day(),
                mail.state().code(),
                mail.content().addresses(),
                mail.content().subject(),
                mail.content().invoices(),
                mail.note(),
                mail.attempts().settled());
    }

    @Override
    public void retryMail(long id, String who) {
        decide(
                id,
                who,
                OverdueMailTable.State.NOT_SENT,
                "asked for again by " + who,
                () -> store.overdue().steps().undo(id));
    }

    @Override
    public void discardMail(long id, String reason, String who) {
        decide(id, who, OverdueMailTable.State.DISCARDED, who + ": " + reason, () -> {});
    }

    private void decide(long id, String who, OverdueMailTable.State state, String note, Runnable also) {
        boolean[] decided = new boolean[1];
        store.decide(() -> {
            decided[0] = store.overdue().mails().decide(id, state, note);
            if (decided[0]) {
                also.run();
                store.audit().add(who, null, null, "overdue-mail-" + state.code(), "M" + id + " " + note);
            }
        });
        if (!decided[0]) {
            throw new DecisionException("M" + id + " is no mail that failed or is in doubt: see overdue mails.");
        }
    }
}
