package org.harvestxero.billing.engine;

import java.util.Currency;
import java.util.List;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.terms.Agreement;

/**
 * Everything a run needs.
 *
 * @param agreement what was agreed, in the version in force
 * @param period what is billed
 * @param client who is billed
 * @param currency the client's in Harvest
 * @param entries the client's, in any order: the period's and whatever of earlier ones is still open
 * @param expenses likewise
 * @param known what earlier runs and people left behind
 * @param corrections of earlier periods, to be charged with this one
 */
public record BillingRequest(
        Agreement agreement,
        DuePeriod period,
        Named client,
        Currency currency,
        List<TimeEntry> entries,
        List<Expense> expenses,
        Known known,
        List<Correction> corrections) {
    public BillingRequest {
        corrections = List.copyOf(corrections);
    }

    /** With no corrections. */
    public BillingRequest(
            Agreement agreement,
            DuePeriod period,
            Named client,
            Currency currency,
            List<TimeEntry> entries,
            List<Expense> expenses,
            Known known) {
        this(agreement, period, client, currency, entries, expenses, known, List.of());
    }

    /**
     * What earlier runs and people left behind.
     *
     * @param balances of retainers, caps and phases
     * @param standings of entries and expenses
     * @param decisions people made about this run
     * @param history for comparison
     */
    public record Known(Balances balances, Standings standings, Decisions decisions, History history) {
        public static Known nothing() {
            return new Known(Balances.none(), Standings.none(), Decisions.none(), History.none());
        }

        /** What is known after a run; decisions are used up, the history gains its total. */
        public Known after(BillingResult result) {
            return new Known(
                    balances.after(result.movements()),
                    standings.after(result),
                    Decisions.none(),
                    result.added(history));
        }

        public Known with(Decisions made) {
            return new Known(balances, standings, made, history);
        }

        public Known with(History other) {
            return new Known(balances, standings, decisions, other);
        }
    }

    /** What the client is billed in: the agreement's currency, else Harvest's. */
    public Currency billedIn() {
        Currency agreed = agreement.currency();
        return agreed == null ? currency : agreed;
    }
}
