package org.harvestxero.invoicing;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.engine.BillingEngine;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.History;
import org.harvestxero.billing.engine.ReviewReason;
import org.harvestxero.billing.terms.ReviewPolicy;
import org.harvestxero.billing.terms.ReviewRule.When;
import org.harvestxero.handover.Letting;
import org.harvestxero.ledger.DraftState;
import org.harvestxero.ledger.Drafts.StoredDraft;
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.operations.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Drafts that wait behind an earlier one of their client. Once that is decided, their conditions are asked again, against what is
 * released by then: with none left a draft goes on by itself. One that a person has touched stays that person's.
 */
public final class Behind {
    private final String connection;
    private final Ledger ledger;
    private final KnownReader known;
    private final BiFunction<String, Currency, Optional<ReviewPolicy>> policies;
    private final Letting letting;
    private final BillingEngine engine = new BillingEngine();

    /**
     * @param policies when drafts go to people, by the version of the agreement, its hash, that made them
     * @param letting keeps what a draft comes to that goes on
     */
    public Behind(
            String connection,
            Ledger ledger,
            BiFunction<String, Currency, Optional<ReviewPolicy>> policies,
            Letting letting) {
        this.connection = connection;
        this.ledger = ledger;
        this.known = new KnownReader(connection, ledger);
        this.policies = policies;
        this.letting = letting;
    }

    /**
     * Asks again, the oldest draft first: one that goes on may free the next. Belongs into the transaction of what was decided.
     *
     * @param anew a period of the client that was opened to be billed anew, so that its next draft is still to come; null for none
     */
    public void settle(long clientId, @Nullable StoredDraft anew) {
        for (StoredDraft draft : ledger.drafts().ofClient(connection, clientId)) {
            if (draft.state() == DraftState.REVIEW && draft.decidedBy() == null && waitsBehind(draft.content())) {
                askAgain(draft, anew);
            }
        }
    }

    private static boolean waitsBehind(Draft draft) {
        return draft.review().stream().anyMatch(reason -> reason.when() == When.EARLIER_WAITS);
    }

    private void askAgain(StoredDraft draft, @Nullable StoredDraft anew) {
        Currency currency = Currency.getInstance(draft.currency());
        Optional<ReviewPolicy> policy = policies.apply(draft.agreementHash(), currency);
        if (policy.isEmpty()) {
            return;
        }
        History released = known.released(draft.clientId(), draft.periodStart(), currency);
        if (anew != null && anew.periodStart().isBefore(draft.periodStart())) {
            released = released.withWaiting(anew.period() + ", which is billed anew");
        }
        Draft content = engine.reviewAgain(draft.content(), total(draft), policy.get(), released);
        if (!content.review().equals(draft.content().review())
                && ledger.drafts().judge(draft, content)) {
            if (!content.needsReview()) {
                letting.byItself(draft);
            }
            ledger.audit()
                    .add(
                            connection,
                            "process",
                            Kind.DRAFT,
                            draft.id(),
                            content.needsReview() ? "reviewed-again" : "approved",
                            told(content));
        }
    }

    private static String told(Draft content) {
        return content.needsReview()
                ? "an earlier draft was decided; for review: "
                        + String.join(
                                "; ",
                                content.review().stream()
                                        .map(ReviewReason::words)
                                        .toList())
                : "the drafts before it are decided, and no condition asks for a person";
    }

    /** Of all drafts of its period that stand. */
    private Money total(StoredDraft draft) {
        List<StoredDraft> all = ledger.drafts().ofRun(connection, draft.runId());
        return all.stream()
                .filter(each -> each.state().holdsItsWork())
                .map(each -> each.content().subtotal())
                .reduce(Money::plus)
                .orElse(draft.content().subtotal());
    }

    /** The draft's name with its period, as it is named to those behind it. */
    static String name(StoredDraft draft) {
        return Ids.draft(draft.id()) + " (" + draft.period() + ")";
    }
}
