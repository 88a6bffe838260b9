package org.harvestxero.sandbox.xero;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** A part of a credit note set against an invoice, in the currency of both. */
record Allocation(UUID id, UUID creditNoteId, UUID invoiceId, BigDecimal amount, LocalDate date) {}
