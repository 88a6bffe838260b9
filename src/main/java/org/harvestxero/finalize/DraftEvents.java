package org.harvestxero.finalize;

import java.util.List;
import java.util.Optional;
import org.harvestxero.api.PublicIds;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.engine.ReviewReason;
import org.harvestxero.event.Amount;
import org.harvestxero.event.ClientRef;
import org.harvestxero.event.DraftEvent;
import org.harvestxero.event.DraftRef;
import org.harvestxero.event.Event;
import org.harvestxero.store.billing.StoredDraft;
import org.jspecify.annotations.Nullable;

/** What is told of drafts on their way to a client. */
public final class DraftEvents {
    private DraftEvents() {}

    /**
     * How a draft stands that was just moved: it waits for somebody, or is let out. Nothing of other states.
     *
     * @param role that decides next; null where that isn't known
     * @param who moved it
     */
    public static Optional<Event> of(StoredDraft draft, @Nullable String role, String who) {
        DraftRef ref = new DraftRef(
                PublicIds.draft(draft.id()), new ClientRef(draft.clientId(), draft.clientName()), draft.period());
        Amount total = amount(draft.content().subtotal());
        return switch (draft.state()) {
            case REVIEW ->
                Optional.of(new DraftEvent.Waiting(
                        ref,
                        total,
                        role,
                        draft.content().review().stream()
                                .map(ReviewReason::words)
                                .toList()));
            case APPROVED -> Optional.of(new DraftEvent.Approved(ref, total, who));
            default -> Optional.empty();
        };
    }

    /** A client's period was billed, and how its drafts stand. */
    public static List<Event> billed(DraftEvent.PeriodBilled billed, List<StoredDraft> drafts, String who) {
        List<Event> events = new java.util.ArrayList<>(List.of(billed));
        drafts.forEach(draft -> of(draft, null, who).ifPresent(events::add));
        return events;
    }

    public static Amount amount(Money money) {
        return new Amount(money.amount(), money.currency().getCurrencyCode());
    }
}
