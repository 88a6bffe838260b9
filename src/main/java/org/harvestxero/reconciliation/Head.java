package org.harvestxero.reconciliation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a document is known by.
 *
 * @param clientId Harvest's id of the client, or Xero's of the contact; empty when it is not shown
 * @param currency its code; empty when it is not shown
 * @param date of the document
 */
public record Head(
        @Nullable String number,
        String clientId,
        String client,
        String currency,
        @Nullable LocalDate date) {}
