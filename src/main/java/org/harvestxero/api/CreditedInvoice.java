package org.harvestxero.api;

import org.jspecify.annotations.Nullable;

/**
 * What came of taking an invoice back.
 *
 * @param number of the invoice
 * @param client whose it is, by name; empty when there is no such invoice
 * @param period its label
 * @param refused why it was not taken back, or can't be billed anew yet; null when it can
 * @param remedy what to do then
 */
public record CreditedInvoice(
        String number,
        String client,
        String period,
        @Nullable String refused,
        @Nullable String remedy) {}
