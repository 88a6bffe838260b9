package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.dunning.AgedAmounts;
import org.harvestxero.dunning.DaysOfSales;
import org.harvestxero.dunning.Debt;
import org.harvestxero.dunning.Hold;
import org.jspecify.annotations.Nullable;

/**
 * Invoices that are not paid when they are due: what is open, what was and will be done about it, and what people arrange. What is asked
 * for an invoice is named by its number.
 */
public interface OverdueDesk {
    /** Has what changed in Xero read; what went wrong, if anything. */
    List<Trouble> refresh();

    /** Has what clients have to their credit in Xero read; what went wrong, if anything. */
    List<Trouble> refreshCredits();

    /** Every open invoice whose client's name holds the text, the longest due first; of all clients without one. */
    List<Item> list(@Nullable String client);

    /** What a run would do now, with the mails word for word; does none of it. */
    OverdueReport preview();

    /** Takes the steps that are due now; one that is under way is waited for. */
    OverdueReport run(String who);

    /**
     * Notes that the invoice will be paid by a day: until then nothing is done about it.
     *
     * @throws DecisionException when no such invoice is open, or the day is past
     */
    Item promise(String invoice, LocalDate until, @Nullable String reason, String who);

    /**
     * Notes that something is wrong with the invoice: until that day nothing is done about it.
     *
     * @throws DecisionException when no such invoice is open, or the day is past
     */
    Item dispute(String invoice, LocalDate until, String reason, String who);

    /**
     * Ends a promise or dispute before its day, and takes the invoice off the stop-work list.
     *
     * @throws DecisionException when there is nothing to end
     */
    Item release(String invoice, String who);

    /**
     * Lets mails to clients go that the first run, or one with too many of them, only showed.
     *
     * @param mail false to take for done what is due now, so that clients are mailed only about what becomes due from now on
     * @return how many reminders were taken for done
     */
    int releaseFirst(boolean mail, String who);

    /** The clients nobody should work for. */
    List<StopWork> stopList();

    /** What is open, by client and age. */
    Aged aged();

    /** What became of the promises made in the last days. */
    Promises promises(int days);

    /** Mails that were not sent or may have been; with {@code all} the latest that were sent, too. */
    List<Mail> mails(boolean all);

    /**
     * A mail that failed, or may have been sent, is due again.
     *
     * @throws DecisionException when there is nothing to decide about it
     */
    void retryMail(long id, String who);

    /**
     * A mail is taken for sent, or not wanted: its steps are done.
     *
     * @throws DecisionException when there is nothing to decide about it
     */
    void discardMail(long id, String reason, String who);

    /**
     * An open invoice.
     *
     * @param daysPast days past due, negative before
     * @param hold why nothing is done about it; null when nothing holds it
     * @param next the next step of the plan; null when none is left
     */
    record Item(
            Debt debt,
            long daysPast,
            @Nullable Hold hold,
            List<Done> done,
            @Nullable Next next) {
        public Item {
            done = List.copyOf(done);
        }
    }

    /** @param state taken, passed or released */
    record Done(String step, String state, Instant at) {}

    /** @param on the first day it can be taken */
    record Next(String step, LocalDate on) {}

    /** @param since when the client was put on the list */
    record StopWork(Debt debt, long daysPast, Instant since) {}

    /**
     * What is open in one currency of one client.
     *
     * @param credit what the client has to its credit that nobody set against an invoice; zero or more
     */
    record AgedClient(String client, @Nullable Long clientId, String currency, AgedAmounts open, BigDecimal credit) {
        /** What it owes in the end. */
        public BigDecimal net() {
            return open.total().subtract(credit);
        }
    }

    /**
     * Of all clients.
     *
     * @param clients by name and currency
     */
    record Aged(LocalDate day, List<AgedClient> clients, List<DaysOfSales> outstanding) {
        public Aged {
            clients = List.copyOf(clients);
            outstanding = List.copyOf(outstanding);
        }
    }

    /** What became of a promise. */
    enum Outcome {
        OPEN,
        KEPT,
        BROKEN,
        /** Ended or replaced by a person before its day. */
        ENDED
    }

    /** @param settled when nothing was left to pay; null while something is */
    record PromiseMade(
            String invoice,
            String client,
            LocalDate until,
            @Nullable LocalDate settled,
            Outcome outcome,
            String who,
            Instant at) {}

    record Promises(List<PromiseMade> made) {
        public Promises {
            made = List.copyOf(made);
        }

        public long count(Outcome outcome) {
            return made.stream().filter(each -> each.outcome() == outcome).count();
        }
    }

    /**
     * @param audience client, manager or owner
     * @param state not-sent, failed, unclear, sent or discarded
     * @param settled since when it stands there; null while it is sent
     */
    record Mail(
            long id,
            String audience,
            LocalDate day,
            String state,
            String addresses,
            String subject,
            String invoices,
            @Nullable String note,
            @Nullable Instant settled) {}
}
