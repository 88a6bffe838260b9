package org.harvestxero.mapping.document;

import org.jspecify.annotations.Nullable;

/**
 * A contact as Xero has it, as far as matching and mapping need it.
 *
 * @param salesAccount code of the contact's default sales account, if set
 * @param salesTerms the contact's own payment terms, if set
 * @param billTerms the same for what is bought from them
 * @param mergedInto the contact it was merged into by a person in Xero
 */
public record XeroContact(
        String id,
        String name,
        @Nullable String contactNumber,
        @Nullable String email,
        boolean active,
        @Nullable String mergedInto,
        @Nullable String salesAccount,
        @Nullable String salesTaxType,
        XeroSettings.@Nullable PaymentTerms salesTerms,
        XeroSettings.@Nullable PaymentTerms billTerms) {

    /** Of whom nothing is bought. */
    public XeroContact(
            String id,
            String name,
            @Nullable String contactNumber,
            @Nullable String email,
            boolean active,
            @Nullable String mergedInto,
            @Nullable String salesAccount,
            @Nullable String salesTaxType,
            XeroSettings.@Nullable PaymentTerms salesTerms) {
        this(id, name, contactNumber, email, active, mergedInto, salesAccount, salesTaxType, salesTerms, null);
    }
}
