package org.harvestxero.mapping.failure;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a document refused by Xero is about, as far as sentences and remedies need it.
 *
 * @param number the invoice's number, for payments and credit notes too
 * @param account code or AccountID a payment was sent to, null for other documents
 */
public record RefusedDocument(
        String number,
        long clientId,
        String clientName,
        String currency,
        @Nullable BigDecimal amount,
        @Nullable String account) {}
