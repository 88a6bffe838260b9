package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account of the chart.
 *
 * @param code null for a bank account that has none
 * @param currency of a bank account, else null
 */
record Account(
        UUID id,
        @Nullable String code,
        String name,
        AccountType type,
        String taxType,
        Status status,
        boolean takesPayments,
        @Nullable String systemAccount,
        @Nullable String currency,
        long updated) {

    enum Status {
        ACTIVE,
        ARCHIVED
    }

    /** Whether a line of a sales document may post here: not banks, debtors, creditors and their like. */
    boolean usableOnLines() {
        return type != AccountType.BANK && (systemAccount == null || "ROUNDING".equals(systemAccount));
    }

    boolean mayTakePayments() {
        return type == AccountType.BANK || takesPayments;
    }

    Account archived(long now) {
        return with(Status.ARCHIVED, now);
    }

    Account restored(long now) {
        return with(Status.ACTIVE, now);
    }

    private Account with(Status newStatus, long now) {
        return new Account(id, code, name, type, taxType, newStatus, takesPayments, systemAccount, currency, now);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("AccountID", id.toString());
        if (code != null) {
            json.put("Code", code);
        }
        json.put("Name", name)
                .put("Status", status.name())
                .put("Type", type.name())
                .put("TaxType", taxType)
                .put("Class", type.accountClass())
                .put("EnablePaymentsToAccount", takesPayments)
                .put("ShowInExpenseClaims", type == AccountType.EXPENSE);
        if (type == AccountType.BANK) {
            json.put("BankAccountNumber", "00000012345678").put("BankAccountType", "BANK");
            json.put("CurrencyCode", currency);
        }
        if (systemAccount != null) {
            json.put("SystemAccount", systemAccount);
        }
        return json.put("ReportingCode", "")
                .put("HasAttachments", false)
                .put("UpdatedDateUTC", XeroDates.instant(updated))
                .put("AddToWatchlist", false);
    }
}
