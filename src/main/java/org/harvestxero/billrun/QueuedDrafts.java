package org.harvestxero.billrun;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.harvestxero.api.PublicIds;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.engine.BillingEngine;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.History;
import org.harvestxero.billing.engine.ReviewReason;
import org.harvestxero.billing.terms.ReviewPolicy;
import org.harvestxero.billing.terms.ReviewRule.When;
import org.harvestxero.finalize.DraftEvents;
import org.harvestxero.finalize.DraftReleaseListener;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Drafts that wait behind an earlier one of their client. Once that is decided, their conditions are asked again, against what is
 * released by then: with none left a draft goes on by itself. One that a person has touched stays that person's.
 */
public final class QueuedDrafts {
    private final ConnectionStore store;
    private final BillingHistory known;
    private final BiFunction<String, Currency, Optional<ReviewPolicy>> policies;
    private final DraftReleaseListener draftReleaseListener;
    private final BillingEngine engine = new BillingEngine();

    /**
     * @param policies when drafts go to people, by the version of the agreement, its hash, that made them
     * @param draftReleaseListener keeps what a draft comes to that goes on
     */
    public QueuedDrafts(
            ConnectionStore store,
            BiFunction<String, Currency, Optional<ReviewPolicy>> policies,
            DraftReleaseListener draftReleaseListener) {
        this.store = store;
        this.known = new BillingHistory(store);
        this.policies = policies;
        this.draftReleaseListener = draftReleaseListener;
    }

    /**
     * Asks again, the oldest draft first: one that goes on may free the next. Belongs into the transaction of what was decided.
     *
     * @param anew a period of the client that was opened to be billed anew, so that its next draft is still to come; null for none
     */
    public void settle(long clientId, @Nullable StoredDraft anew) {
        for (StoredDraft draft : store.billing().drafts().behindOthers(clientId)) {
            if (waitsBehind(draft.content())) {
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
                && store.billing().draftWriter().judge(draft, content)) {
            if (!content.needsReview()) {
                draftReleaseListener.byItself(draft);
            }
            store.audit()
                    .add(
                            "process",
                            Kind.DRAFT,
                            draft.id(),
                            content.needsReview() ? "reviewed-again" : "approved",
                            told(content));
            if (!content.needsReview() && store.events().isKept()) {
                store.billing()
                        .drafts()
                        .find(draft.id())
                        .flatMap(now -> DraftEvents.of(now, null, "process"))
                        .ifPresent(store.events()::add);
            }
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
        List<StoredDraft> all = store.billing().drafts().ofRun(draft.runId());
        return all.stream()
                .filter(each -> each.state().holdsItsWork())
                .map(each -> each.content().subtotal())
                .reduce(Money::plus)
                .orElse(draft.content().subtotal());
    }

    /** The draft's name with its period, as it is named to those behind it. */
    static String name(StoredDraft draft) {
        return PublicIds.draft(draft.id()) + " (" + draft.period() + ")";
    }
}
