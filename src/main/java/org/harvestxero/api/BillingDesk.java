package org.harvestxero.api;

/** What people do with bills: decide, ask why, try before they trust, and look at what others bill. */
public record BillingDesk(
        Reviews reviews,
        Explanations explanations,
        Replays replays,
        Contractors contractors,
        UnmarkedWork unmarkedWork) {
    /** Where nobody asks what contractors bill, or what is to be marked in Harvest. */
    public BillingDesk(Reviews reviews, Explanations explanations, Replays replays) {
        this(
                reviews,
                explanations,
                replays,
                month -> {
                    throw new UnsupportedOperationException("Nobody compares what contractors bill");
                },
                client -> {
                    throw new UnsupportedOperationException("Nobody asks what is to be marked");
                });
    }
}
