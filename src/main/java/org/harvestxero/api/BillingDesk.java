package org.harvestxero.api;

/** What people do with bills: decide, ask why, and try before they trust. */
public record BillingDesk(Reviews reviews, Explanations explanations, Replays replays) {}
