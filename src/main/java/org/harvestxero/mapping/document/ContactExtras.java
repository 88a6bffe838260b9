package org.harvestxero.mapping.document;

import org.harvestxero.mapping.document.XeroSettings.PaymentTerms;
import org.jspecify.annotations.Nullable;

/** What a contact is given when it is made, beside what its client has. @param salesAccount its code */
public record ContactExtras(
        @Nullable PaymentTerms terms,
        @Nullable String salesAccount,
        @Nullable String salesTaxType) {
    public boolean isNothing() {
        return terms == null && salesAccount == null && salesTaxType == null;
    }
}
