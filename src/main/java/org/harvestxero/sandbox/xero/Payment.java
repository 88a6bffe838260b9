package org.harvestxero.sandbox.xero;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money on one document.
 *
 * @param documentId null in an echo of a payment whose document is unknown, as is {@code accountId}
 * @param batchId null unless it is part of a batch
 * @param amount in the document's currency
 * @param bankAmount in the account's currency
 */
record Payment(
        UUID id,
        @Nullable UUID documentId,
        DocumentType documentType,
        @Nullable UUID accountId,
        LocalDate date,
        BigDecimal amount,
        BigDecimal bankAmount,
        @Nullable String reference,
        BigDecimal currencyRate,
        boolean reconciled,
        @Nullable UUID batchId,
        boolean deleted,
        long updated)
        implements Stored {

    Payment deleted(long now) {
        return changed(true, now);
    }

    /** The same, as if somebody had saved it again. */
    Payment touched(long now) {
        return changed(deleted, now);
    }

    private Payment changed(boolean gone, long now) {
        return new Payment(
                id,
                documentId,
                documentType,
                accountId,
                date,
                amount,
                bankAmount,
                reference,
                currencyRate,
                reconciled,
                batchId,
                gone,
                now);
    }

    String status() {
        return deleted ? "DELETED" : "AUTHORISED";
    }
}
