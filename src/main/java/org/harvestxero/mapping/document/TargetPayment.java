package org.harvestxero.mapping.document;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A payment to record in Xero against a copied invoice.
 *
 * @param account code or AccountID of the account the money went to
 * @param reference contains {@code HP{sourceId}}, the mark we search for
 */
public record TargetPayment(
        long sourceId, long invoiceSourceId, String account, LocalDate date, BigDecimal amount, String reference) {}
