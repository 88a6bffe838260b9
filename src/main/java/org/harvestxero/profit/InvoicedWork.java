package org.harvestxero.profit;

import java.math.BigDecimal;
import org.harvestxero.billing.Named;
import org.jspecify.annotations.Nullable;

/**
 * Work, or an outlay, that Harvest shows on an invoice.
 *
 * @param invoice Harvest's id
 * @param task none of an outlay
 * @param worth at Harvest's own hours and rate, an outlay at its cost, in the client's currency; null where an hour has no rate
 */
public record InvoicedWork(
        long invoice,
        Named project,
        Subject.Person person,
        Named task,
        @Nullable BigDecimal worth) {}
