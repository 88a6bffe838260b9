package org.harvestxero.billrun;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.calendar.Term;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BillingRunTable.Billed;
import org.harvestxero.store.billing.EntryState;
import org.harvestxero.store.billing.EntryState.State;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.jspecify.annotations.Nullable;

/** Says why a piece of work that Harvest shows as unbilled is billed nowhere, or that it is billed here. */
final class UnbilledReasons {
    private final ConnectionStore store;
    private final List<AgreementVersion> agreements;
    private final Set<Billed> billed;
    private final @Nullable LocalDate since;
    private final Instant now;
    private final Map<Long, Standing> clients = new HashMap<>();

    /** @param since periods dated before are left to others; null for none */
    UnbilledReasons(ConnectionStore store, List<AgreementVersion> agreements, @Nullable LocalDate since, Instant now) {
        this.store = store;
        this.agreements = List.copyOf(agreements);
        this.billed = Set.copyOf(store.billing().billingRuns().periods());
        this.since = since;
        this.now = now;
    }

    /**
     * Why.
     *
     * @param code such as {@code no-agreement}
     * @param words the same for people
     */
    record Why(String code, String words) {}

    /**
     * What became of a piece here.
     *
     * @param settled hours of it that are billed, covered or written off here
     * @param wholly whether nothing of it is left
     * @param why the rest is billed nowhere; null when nothing is left
     */
    record Verdict(Hours settled, boolean wholly, @Nullable Why why) {
        static final Verdict DONE = new Verdict(Hours.ZERO, true, null);
    }

    /** What is known of a client here: its agreement, unless there is none, or why that can't be used. */
    private record Standing(
            long client,
            @Nullable AgreementVersion version,
            @Nullable Agreement agreement,
            @Nullable String unusable,
            Map<Work, EntryState> states) {}

    /** @param hours zero for an expense */
    Verdict verdict(Work work, Named client, Currency currency, LocalDate day, Hours hours, TimeEntry.Status status) {
        Standing standing = clients.computeIfAbsent(client.id(), id -> standing(client, currency));
        AgreementVersion version = standing.version();
        if (version != null && version.isShadow()) {
            return rest(Hours.ZERO, new Why("shadow", "its agreement bills in shadow mode only"));
        }
        EntryState state = standing.states().get(work);
        if (state == null) {
            return rest(Hours.ZERO, unmet(standing, day, status));
        }
        Hours settled = state.settled();
        if (state.state().isSettled()) {
            return hours.compareTo(settled) <= 0
                    ? Verdict.DONE
                    : rest(settled, new Why("changed", "hours added after it was billed"));
        }
        if (state.state() == State.HELD) {
            String words = state.words() == null ? "" : ": " + state.words();
            return rest(settled, new Why("held", "held" + words));
        }
        if (state.state() == State.OPEN && state.words() != null) {
            return rest(settled, new Why("open-again", "open again, for the next bill: " + state.words()));
        }
        return state.state() == State.CARRIED
                ? rest(settled, new Why("carried", "carried over to the next bill"))
                : rest(settled, unmet(standing, day, status));
    }

    private static Verdict rest(Hours settled, Why why) {
        return new Verdict(settled, false, why);
    }

    private Standing standing(Named client, Currency currency) {
        List<AgreementVersion> of = agreements.stream()
                .filter(version -> client.isCalled(version.client()))
                .toList();
        Map<Work, EntryState> states = new HashMap<>();
        store.billing().entryStates().ofClient(client.id()).forEach(state -> states.put(state.work(), state));
        if (of.isEmpty()) {
            return new Standing(client.id(), null, null, null, states);
        }
        AgreementVersion version = of.get(0);
        try {
            return new Standing(client.id(), version, version.in(currency), null, states);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new Standing(client.id(), version, null, String.valueOf(e.getMessage()), states);
        }
    }

    /** Why no bill has met it so far. */
    private Why unmet(Standing standing, LocalDate day, TimeEntry.Status status) {
        Agreement agreement = standing.agreement();
        if (agreement == null) {
            return standing.version() == null
                    ? new Why("no-agreement", "no agreement")
                    : new Why("agreement-unusable", "its agreement can't be used: " + standing.unusable());
        }
        Term term = agreement.calendar().term();
        if (day.isBefore(term.start())) {
            return new Why("before-agreement", "before the agreement's start on " + term.start());
        }
        DuePeriod period = agreement.calendar().containing(day).orElse(null);
        if (period == null || !term.contains(day)) {
            return new Why("after-agreement", "after the agreement's end on " + term.end());
        }
        if (period.billableFrom().isAfter(now)) {
            return new Why("period-open", "its period is not over yet");
        }
        Approval needed = agreement.pricing().included().approval();
        if (!status.approval().reaches(needed)) {
            return new Why("not-approved", "not approved");
        }
        if (billed.contains(new Billed(standing.client(), period.label()))) {
            return new Why("late", "came after its period was billed");
        }
        return since != null && period.issueDate().isBefore(since)
                ? new Why("before-bill-since", "left to whoever billed before bill.since (" + since + ")")
                : new Why("never-billed", "its period was never billed");
    }
}
