package org.harvestxero.billing.terms;

/** What work under a rule costs. */
public sealed interface Terms permits FixedFee, Hourly, NoCharge, Retainer {}
