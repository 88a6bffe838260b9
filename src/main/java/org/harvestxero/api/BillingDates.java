package org.harvestxero.api;

import java.time.Instant;
import java.util.List;

/** When whom is billed next. Reads agreements and what is known as billed; asks neither side. */
public interface BillingDates {
    /** Where nobody bills. */
    BillingDates NONE = List::of;

    /** Of each agreement the first period that is not billed yet. */
    List<Next> next();

    /**
     * A period that will be billed.
     *
     * @param client the client's name, as the agreement has it
     * @param period its label, such as {@code 2026-10}
     * @param from when it can be billed at the earliest; past where it is due
     */
    record Next(String client, String period, Instant from) {}
}
