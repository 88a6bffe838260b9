package org.harvestxero.api;

/** What people do with bills: find them, decide, ask why, try before they trust, look at what others bill, and see what comes next. */
public record BillingDesk(
        Reviews reviews,
        Explanations explanations,
        Replays replays,
        Contractors contractors,
        UnmarkedWork unmarkedWork,
        BillingDates dates,
        Invoices invoices,
        Stories stories,
        BillingPeriods periods,
        AgreementDesk agreements,
        Balances balances) {
    /** Where nobody asks what contractors bill, what is to be marked in Harvest, or when whom is billed next. */
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
                },
                BillingDates.NONE,
                Invoices.NONE,
                Stories.NONE,
                BillingPeriods.NONE,
                AgreementDesk.NOBODY,
                Balances.NONE);
    }
}
