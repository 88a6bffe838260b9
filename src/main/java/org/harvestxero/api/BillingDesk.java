package org.harvestxero.api;

/** What people do with bills: decide, ask why, try before they trust, and look at what others bill. */
public record BillingDesk(Reviews reviews, Explanations explanations, Replays replays, Contractors contractors) {
    /** Where nobody asks what contractors bill. */
    public BillingDesk(Reviews reviews, Explanations explanations, Replays replays) {
        this(reviews, explanations, replays, month -> {
            throw new UnsupportedOperationException("Nobody compares what contractors bill");
        });
    }
}
