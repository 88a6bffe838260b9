package org.harvestxero.mapping.document;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code copy.*} settings say about invoices.
 *
 * @param since invoices issued on or after this day are copied
 * @param drafts whether Harvest drafts are copied, as Xero drafts
 * @param revenueAccount code of the account used when nothing else names one
 * @param untaxedTaxType tax type of lines without tax when nothing else names one
 * @param defaultDueDays days after the invoice date, when neither Harvest nor the contact says when it is due
 * @param trackingCategory the category filled with the client's name, null for none
 */
public record CopyOptions(
        LocalDate since,
        boolean drafts,
        @Nullable String revenueAccount,
        String untaxedTaxType,
        int defaultDueDays,
        @Nullable String trackingCategory,
        NegativeTotals negativeTotals) {

    /** What becomes of an invoice whose total is below zero (ruling 12). */
    public enum NegativeTotals {
        REFUSE,
        CREDIT_NOTE
    }

    /** The defaults of the settings, for a start day. */
    public static CopyOptions since(LocalDate since) {
        return new CopyOptions(since, true, null, "NONE", 30, null, NegativeTotals.REFUSE);
    }

    public CopyOptions withRevenueAccount(@Nullable String code) {
        return new CopyOptions(since, drafts, code, untaxedTaxType, defaultDueDays, trackingCategory, negativeTotals);
    }

    public CopyOptions withDrafts(boolean copied) {
        return new CopyOptions(
                since, copied, revenueAccount, untaxedTaxType, defaultDueDays, trackingCategory, negativeTotals);
    }

    public CopyOptions withUntaxedTaxType(String taxType) {
        return new CopyOptions(
                since, drafts, revenueAccount, taxType, defaultDueDays, trackingCategory, negativeTotals);
    }

    public CopyOptions withDefaultDueDays(int days) {
        return new CopyOptions(since, drafts, revenueAccount, untaxedTaxType, days, trackingCategory, negativeTotals);
    }

    public CopyOptions withTrackingCategory(@Nullable String category) {
        return new CopyOptions(since, drafts, revenueAccount, untaxedTaxType, defaultDueDays, category, negativeTotals);
    }

    public CopyOptions withNegativeTotals(NegativeTotals policy) {
        return new CopyOptions(since, drafts, revenueAccount, untaxedTaxType, defaultDueDays, trackingCategory, policy);
    }
}
