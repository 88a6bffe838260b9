package org.harvestxero.review;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Verdict;
import org.harvestxero.api.Reviews.Word;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.engine.Decision;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.Rule;
import org.harvestxero.finalize.AgreementArchive;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DecisionTable.About;
import org.harvestxero.store.billing.DecisionTable.NewDecision;
import org.harvestxero.store.billing.EntryState;
import org.harvestxero.store.billing.EntryState.State;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.billing.StoredRun;
import org.harvestxero.store.billing.WorkKind;

/** Makes a decision of what a person said about work: whose it is, and whether it can be meant. */
final class DecisionFactory {
    private static final int LATEST_RUNS = 2_000;

    private final ConnectionStore store;
    private final AgreementArchive agreements;

    DecisionFactory(ConnectionStore store, AgreementArchive agreements) {
        this.store = store;
        this.agreements = agreements;
    }

    /** @throws DecisionException when it can't be meant, or comes too late */
    NewDecision of(Word word, String who) {
        if (word.reason().isBlank()) {
            throw new DecisionException("Say why: the reason is kept with the decision.");
        }
        boolean overage = word.about() == Reviews.About.OVERAGE;
        if (overage != (word.verdict() == Verdict.APPROVE_OVERAGE)) {
            throw new DecisionException("Overage can only be approved; entries and expenses can be held, written off,"
                    + " written down or billed.");
        }
        return overage ? overage(word, who) : work(word, who);
    }

    private NewDecision work(Word word, String who) {
        boolean expense = word.about() == Reviews.About.EXPENSE;
        Work work = new Work(WorkKind.of(expense), word.id());
        Optional<EntryState> known = store.billing().entryStates().find(work);
        known.ifPresent(this::refuseSettled);
        Hours hours = null;
        if (word.verdict() == Verdict.WRITE_DOWN) {
            if (expense || word.hours() == null) {
                throw new DecisionException("A write-down says how many hours of a time entry are billed at most.");
            }
            hours = hours(word.hours());
        }
        long client = known.map(EntryState::clientId).orElseGet(() -> client(word, work));
        return new NewDecision(
                client,
                expense ? About.EXPENSE : About.TIME_ENTRY,
                word.id(),
                null,
                Decision.Kind.valueOf(word.verdict().name()),
                hours,
                null,
                word.reason().strip(),
                who);
    }

    /** What is on an invoice can only be changed there. */
    private void refuseSettled(EntryState state) {
        if (state.state() != State.BILLED) {
            return;
        }
        List<StoredDraft> drafts = store
                .billing()
                .drafts()
                .ofSource(state.work().kind(), state.work().id())
                .stream()
                .filter(draft -> draft.state().holdsItsWork())
                .toList();
        if (!drafts.isEmpty()) {
            StoredDraft last = drafts.get(drafts.size() - 1);
            throw new DecisionException(state.work().inWords() + " is billed already, on "
                    + (last.number() == null ? "draft " + PublicIds.draft(last.id()) : last.number()) + " ("
                    + last.state().code()
                    + "): change or reject that one.");
        }
    }

    private long client(Word word, Work work) {
        if (word.client() == null) {
            throw new DecisionException(
                    "No bill has met " + work.inWords() + " yet: say whose it is with the client's name or id.");
        }
        return word.client().matches("\\d{1,18}")
                ? Long.parseLong(word.client())
                : latest(word.client()).run().clientId();
    }

    private NewDecision overage(Word word, String who) {
        if (word.client() == null || word.retainer() == null) {
            throw new DecisionException("Say whose overage, and of which retainer.");
        }
        if ((word.hours() == null) == (word.money() == null)) {
            throw new DecisionException("Say how much overage is approved: hours, or an amount.");
        }
        StoredRun run = latest(word.client());
        Currency currency = Currency.getInstance(run.run().currency());
        List<String> retainers = agreements.find(run.run().agreementHash(), currency).stream()
                .flatMap(agreement -> agreement.rules().stream())
                .filter(rule -> rule.terms() instanceof Retainer)
                .map(Rule::name)
                .toList();
        if (!retainers.contains(word.retainer())) {
            throw new DecisionException("The agreement of " + run.run().clientName() + " has no retainer called \""
                    + word.retainer() + "\""
                    + (retainers.isEmpty() ? "." : "; there is " + String.join(", ", retainers) + "."));
        }
        Money money = word.money() == null ? null : DraftLineEdit.money(word.money(), currency);
        return new NewDecision(
                run.run().clientId(),
                About.OVERAGE,
                null,
                word.retainer(),
                null,
                word.hours() == null ? null : hours(word.hours()),
                money,
                word.reason().strip(),
                who);
    }

    private StoredRun latest(String client) {
        List<StoredRun> runs = store.billing().billingRuns().latest(LATEST_RUNS);
        return runs.stream()
                .filter(run -> new Named(run.run().clientId(), run.run().clientName()).isMeantBy(client))
                .max(Comparator.comparing((StoredRun run) -> run.run().end()).thenComparing(StoredRun::id))
                .orElseThrow(() -> new DecisionException("No bill was made for a client called \"" + client + "\" yet"
                        + (runs.isEmpty()
                                ? "."
                                : "; there are: "
                                        + runs.stream()
                                                .map(run -> run.run().clientName())
                                                .distinct()
                                                .sorted()
                                                .collect(Collectors.joining(", "))
                                        + ".")));
    }

    private static Hours hours(BigDecimal hours) {
        if (hours.signum() < 0 || hours.stripTrailingZeros().scale() > Hours.SCALE) {
            throw new DecisionException(hours.toPlainString() + " is no number of hours with at most four decimals.");
        }
        return Hours.of(hours);
    }
}
