package org.harvestxero.sandbox.xero;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One sum at the bank that pays several invoices, or bills, each by a payment of its own. */
record BatchPayment(
        UUID id,
        UUID accountId,
        LocalDate date,
        @Nullable String reference,
        boolean received,
        List<UUID> payments,
        BigDecimal total,
        boolean deleted,
        long updated)
        implements Stored {

    BatchPayment deleted(long now) {
        return new BatchPayment(id, accountId, date, reference, received, List.of(), total, true, now);
    }

    String type() {
        return received ? "RECBATCH" : "PAYBATCH";
    }

    String status() {
        return deleted ? "DELETED" : "AUTHORISED";
    }
}
