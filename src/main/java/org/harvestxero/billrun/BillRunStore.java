package org.harvestxero.billrun;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.billing.engine.BillingRequest;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.event.ClientRef;
import org.harvestxero.event.DraftEvent;
import org.harvestxero.finalize.DraftEvents;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.AgreementVersionTable.StoredAgreement;
import org.harvestxero.store.billing.BillingMode;
import org.harvestxero.store.billing.DecisionTable.StoredDecision;
import org.harvestxero.store.billing.DraftJson;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.NewRun;
import org.harvestxero.store.billing.StoredCorrection;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.Kind;

/** Stores what a run came to. Belongs into the transaction that asked what is known, so that two runs never both count. */
final class BillRunStore {
    private final ConnectionStore store;

    BillRunStore(ConnectionStore store) {
        this.store = store;
    }

    /**
     * A run to be stored.
     *
     * @param decisions that were known to it
     * @param replaced drafts of the run it corrects, by their keys; empty for a first one
     * @param corrections of earlier periods that it charges
     */
    record Outcome(
            BillingRequest request,
            BillingResult result,
            StoredAgreement agreement,
            BillingMode mode,
            List<StoredDecision> decisions,
            Map<String, Long> replaced,
            List<StoredCorrection> corrections,
            String who) {}

    /** The stored drafts, in order of their keys; empty when the period was billed by somebody else meanwhile. */
    Optional<List<StoredDraft>> store(Outcome outcome) {
        BillingResult result = outcome.result();
        long client = outcome.request().client().id();
        store.billing().agreementVersions().keep(outcome.agreement());
        Optional<Long> stored = store.billing().billingRuns().add(run(outcome));
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        long run = stored.get();
        List<StoredDraft> drafts = new ArrayList<>();
        for (Draft draft : result.drafts()) {
            long id = store.billing()
                    .draftWriter()
                    .add(
                            run,
                            client,
                            stateOf(draft, outcome.mode()),
                            draft,
                            outcome.agreement().hash(),
                            outcome.replaced().get(draft.key()));
            drafts.add(store.billing().drafts().find(id).orElseThrow());
        }
        store.billing().notBilled().add(run, result.notBilled());
        if (outcome.mode() != BillingMode.TRIAL) {
            store.billing().balanceMovements().add(client, run, result.movements());
            store.billing().entryStates().putAll(EntryFates.of(outcome, run));
            outcome.decisions().forEach(decision -> store.billing().decisions().use(decision.id(), run));
            outcome.corrections()
                    .forEach(each -> store.billing()
                            .corrections()
                            .use(each.id(), run, each.correction().draftKey()));
        }
        drafts.forEach(
                draft -> store.audit().add(outcome.who(), Kind.DRAFT, draft.id(), "drafted", told(draft, outcome)));
        if (outcome.mode() == BillingMode.LIVE && store.events().isKept()) {
            store.events().addAll(DraftEvents.billed(billed(outcome, drafts.size()), drafts, outcome.who()));
        }
        return Optional.of(drafts);
    }

    private static DraftEvent.PeriodBilled billed(Outcome outcome, int drafts) {
        BillingResult result = outcome.result();
        return new DraftEvent.PeriodBilled(
                new ClientRef(
                        outcome.request().client().id(),
                        outcome.request().client().name()),
                result.period().label(),
                result.period().covered().start(),
                result.period().covered().end(),
                DraftEvents.amount(result.total(outcome.request().billedIn())),
                drafts);
    }

    private static DraftState stateOf(Draft draft, BillingMode mode) {
        return mode != BillingMode.LIVE
                ? DraftState.SHADOW
                : draft.needsReview() ? DraftState.REVIEW : DraftState.APPROVED;
    }

    private static String told(StoredDraft draft, Outcome outcome) {
        return draft.clientName() + ", " + draft.period() + ", "
                + draft.content().subtotal() + " before tax, by "
                + outcome.agreement().file()
                + (draft.content().needsReview()
                        ? "; for review: " + draft.content().review().get(0).words()
                        : "");
    }

    private NewRun run(Outcome outcome) {
        BillingRequest request = outcome.request();
        BillingResult result = outcome.result();
        long client = request.client().id();
        String period = result.period().label();
        return new NewRun(
                client,
                request.client().name(),
                period,
                result.period().covered().start(),
                result.period().covered().end(),
                outcome.mode(),
                store.billing().billingRuns().nextCorrection(client, period, outcome.mode()),
                outcome.agreement().hash(),
                request.billedIn().getCurrencyCode(),
                result.total(request.billedIn()).amount(),
                DraftJson.write(result.tieOut()),
                DraftJson.write(result.notices()),
                outcome.who());
    }

    /** The version of an agreement as it is stored with a run. */
    static StoredAgreement agreement(AgreementVersion version) {
        return new StoredAgreement(version.hash(), version.file(), version.client(), version.content());
    }
}
