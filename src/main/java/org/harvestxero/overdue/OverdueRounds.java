package org.harvestxero.overdue;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Header;
import org.harvestxero.api.OverdueReport.State;
import org.harvestxero.api.Trouble;
import org.harvestxero.billing.Counted;
import org.harvestxero.commands.Stop;
import org.harvestxero.config.SettingsException;
import org.harvestxero.copy.CopyPause;
import org.harvestxero.copy.CycleTroubles;
import org.harvestxero.copy.RunBook;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.database.DatabaseTrouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the steps that are due about open invoices, one run at a time; {@code routes/overdue.camel.yaml} says in which order. */
public final class OverdueRounds {
    /** Header that carries a run through the routes. */
    public static final String ROUND = "overdueRound";

    private static final Logger LOG = LoggerFactory.getLogger(OverdueRounds.class);

    private final ConnectionStore store;
    private final Parts parts;
    private final Standstill standstill;
    private final boolean on;
    private final Clock clock;
    private final Semaphore running = new Semaphore(1, true);
    private final AtomicBoolean settled = new AtomicBoolean();

    /** @param on whether overdue.steps is on, so that the schedule does anything */
    OverdueRounds(ConnectionStore store, Parts parts, Standstill standstill, boolean on, Clock clock) {
        this.store = store;
        this.parts = parts;
        this.standstill = standstill;
        this.on = on;
        this.clock = clock;
    }

    /** What finds and words what is to be done. */
    record Parts(
            ReceivableLists lists,
            MailPlanner planner,
            OverdueAddresses addresses,
            MailWriter writer,
            FirstMails firstMails) {}

    /** What stops a run, and takes note of what ended one and of what it did. */
    record Standstill(CopyPause pause, CycleTroubles troubles, RunBook runs) {}

    /** Whether the schedule may begin a run; false while it is off, paused, or another is under way. */
    public boolean begin() {
        if (!on) {
            forgetTheYes();
            return false;
        }
        if (standstill.pause().isInForce()) {
            LOG.info("Nothing is done about overdue invoices while the connection is paused");
            return false;
        }
        return running.tryAcquire();
    }

    /** While nothing is done, a yes to the first mails lapses: what has become due meanwhile is shown to a person again. */
    private void forgetTheYes() {
        try {
            parts.firstMails().forget();
        } catch (RuntimeException e) {
            if (!DatabaseTrouble.is(e)) {
                throw e; // that the database is away is told by those who need it
            }
        }
    }

    /** Waits for one that is under way. */
    void beginAfter(Stop stop) throws InterruptedException {
        stop.acquire(running);
    }

    public void end() {
        running.release();
    }

    /** A run that the schedule asks for. */
    public OverdueRound round() {
        return begun("process", false);
    }

    OverdueRound begun(String who, boolean trial) {
        return new OverdueRound(clock.instant(), who, trial, standstill.runs().begin(RunBook.OVERDUE, who));
    }

    /** All lists were read to their end: the next run reads what changed since. */
    public void listed(@Header(ROUND) OverdueRound round) {
        parts.lists().move(round);
    }

    /** Finds what is due. */
    public void plan(@Header(ROUND) OverdueRound round) {
        if (!round.isTrial()) {
            settleAbandoned();
            store.overdue().mails().lapse(parts.planner().today(round).minusDays(1)); // a day is over elsewhere, too
            if (parts.firstMails().areOff()) {
                parts.firstMails().forget();
            }
        }
        parts.planner().plan(round, parts.addresses().managers(round));
    }

    /** Once after a start: what a crash left half sent may have been sent, so it is not sent again. */
    private void settleAbandoned() {
        int abandoned = settled.getAndSet(true) ? 0 : store.overdue().mails().settleAbandoned();
        if (abandoned > 0) {
            LOG.error(
                    "A stop left {} mails about overdue invoices half sent; a person decides: overdue mails",
                    abandoned);
        }
    }

    /** Puts every mail into words; one whose template is broken is not sent, and says why. */
    public void word(@Header(ROUND) OverdueRound round) {
        parts.addresses().address(round);
        for (OverdueMail mail : round.mails()) {
            word(mail, round);
        }
        if (!round.isTrial()) {
            parts.firstMails()
                    .shown(count(round, State.SHOWN) > 0, parts.planner().today(round));
        }
        tell(round);
    }

    private void word(OverdueMail mail, OverdueRound round) {
        try {
            mail.worded(parts.writer().write(mail, parts.planner().today(round)));
        } catch (SettingsException e) {
            mail.become(State.FAILED, e.getMessage());
            if (!round.notes().contains(e.getMessage())) {
                round.notes().add(String.valueOf(e.getMessage()));
            }
        }
    }

    private static void tell(OverdueRound round) {
        long shown = count(round, State.SHOWN);
        if (shown > 0) {
            round.notes()
                    .add(Counted.of(shown, "mail to clients waits", "mails to clients wait")
                            + " for a yes: look at " + (shown == 1 ? "it" : "them")
                            + " with overdue preview, let " + (shown == 1 ? "it" : "them") + " go with"
                            + " overdue release --first-mails, or begin with what becomes due from now on with"
                            + " overdue release --first-mails --without-mail");
        }
    }

    /** The mails to be sent; none of a run that only shows. */
    public List<OverdueMail> due(@Header(ROUND) OverdueRound round) {
        return round.isTrial()
                ? List.of()
                : round.mails().stream().filter(OverdueMail::isDue).toList();
    }

    /** What ended a run as a whole. */
    public void trouble(@Header(ROUND) OverdueRound round, Exception failure) {
        Trouble trouble = standstill.troubles().note("overdue", failure);
        round.troubles().add(trouble);
        keep(round);
    }

    /** What a run did, in one line of the log. */
    public void report(@Header(ROUND) OverdueRound round) {
        keep(round);
        if (!round.isTrial() && (!round.mails().isEmpty() || !round.stopped().isEmpty())) {
            long sent = count(round, State.SENT);
            LOG.info(
                    "Overdue invoices: {} mails sent, {} not, {} put on the stop-work list",
                    sent,
                    round.mails().size() - sent,
                    round.stopped().size());
        }
    }

    private static void keep(OverdueRound round) {
        if (!round.isTrial()) {
            long sent = count(round, State.SENT);
            long failed = count(round, State.FAILED) + count(round, State.NOT_SENT) + count(round, State.UNCLEAR);
            String words = sent + failed + round.stopped().size() == 0
                    ? ""
                    : Counted.of(sent, "mail") + " sent, " + failed + " not, "
                            + Counted.of(round.stopped().size(), "invoice") + " put on the stop-work list";
            round.run().end(sent, failed, words, round.troubles());
        }
    }

    private static long count(OverdueRound round, State state) {
        return round.mails().stream().filter(mail -> mail.state() == state).count();
    }
}
