package org.harvestxero.billrun;

import java.util.List;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.ReviewReason;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.ReviewRule.When;
import org.harvestxero.copy.plan.DraftInvoicePlanner;
import org.harvestxero.finalize.DraftMapper;
import org.harvestxero.mapping.MappingResult;
import org.harvestxero.mapping.coding.TaxChanges;
import org.harvestxero.mapping.document.SourceClient;

/**
 * Sends drafts to review whose lines are taxed differently from what the client was charged last time, where the agreement asks for
 * that. Tax is coded by Xero's set-up, which the engine knows nothing of.
 */
public final class TaxChangeCheck implements DraftReviewCheck {
    private static final long NOT_STORED = -1;

    private final DraftInvoicePlanner planning;

    public TaxChangeCheck(DraftInvoicePlanner planning) {
        this.planning = planning;
    }

    @Override
    public BillingResult checked(BillingResult result, Agreement agreement, Named client) {
        if (agreement.review().rules().stream().noneMatch(rule -> rule.when() == When.NEW_TAX_TYPE)) {
            return result;
        }
        return result.with(result.drafts().stream()
                .map(draft -> checked(draft, agreement, client))
                .toList());
    }

    private Draft checked(Draft draft, Agreement agreement, Named client) {
        List<String> changes = changes(draft, agreement, client);
        return changes.isEmpty()
                ? draft
                : draft.alsoFor(new ReviewReason(When.NEW_TAX_TYPE, String.join("; ", changes)));
    }

    private List<String> changes(Draft draft, Agreement agreement, Named client) {
        SourceClient billed = planning.client(client.id())
                .orElseGet(() -> new SourceClient(
                        client.id(),
                        client.name(),
                        null,
                        draft.subtotal().currency().getCurrencyCode(),
                        null,
                        null,
                        null));
        DraftMapper.Head head = new DraftMapper.Head(
                NOT_STORED,
                billed,
                "new",
                agreement.sending().status(),
                agreement.sending().currencyRate());
        return planning.foresee(DraftMapper.invoice(draft, head))
                .map(foreseen -> foreseen.result() instanceof MappingResult.Mapped mapped
                        ? TaxChanges.of(mapped.invoice(), planning.sentBefore(client.id(), NOT_STORED))
                        : List.<String>of())
                .orElse(List.of());
    }
}
