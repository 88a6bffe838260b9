package org.harvestxero.mapping;

import java.math.BigDecimal;
import org.harvestxero.mapping.coding.MappingRules;
import org.harvestxero.mapping.coding.PaymentAccounts;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.XeroSettings;

/**
 * What besides the payment decides how it is recorded in Xero.
 *
 * @param invoiceStatus what Xero last answered: {@code DRAFT SUBMITTED AUTHORISED PAID VOIDED DELETED}
 * @param amountDue what is still due in Xero, in the invoice's currency
 */
public record PaymentContext(
        XeroSettings xero,
        MappingRules rules,
        PaymentAccounts accounts,
        SourceClient client,
        String invoiceNumber,
        String currency,
        String invoiceStatus,
        BigDecimal amountDue) {}
