package org.harvestxero.paymentsback;

import java.time.ZoneId;
import java.util.function.Supplier;
import org.harvestxero.mapping.PaymentBackRule;

/**
 * What the settings want done about money in Xero.
 *
 * @param on whether anything is
 * @param rule what is recorded
 * @param followsDeletes whether a payment of ours that was removed in Xero is deleted in Harvest; else it is reported
 * @param zone of the days
 */
public record PaymentsBackPolicy(
        boolean on, PaymentBackRule.Policy rule, boolean followsDeletes, Supplier<ZoneId> zone) {}
