package org.harvestxero.sandbox.xero;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A part of a credit note, overpayment or prepayment set against an invoice, in the currency of both.
 *
 * @param creditType what is set against it
 * @param creditId of the credit note, overpayment or prepayment
 */
record Allocation(UUID id, DocumentType creditType, UUID creditId, UUID invoiceId, BigDecimal amount, LocalDate date) {}
