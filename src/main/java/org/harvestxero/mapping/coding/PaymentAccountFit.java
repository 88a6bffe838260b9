package org.harvestxero.mapping.coding;

import java.util.Optional;
import org.harvestxero.mapping.coding.MappingRules.Ruling;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;

/** Whether an account can receive payments in a currency (ruling 14). */
public final class PaymentAccountFit {
    private static final String BANK = "BANK";

    private PaymentAccountFit() {}

    /** What is wrong with an account as the place for payments in a currency, for checks before anything is sent. */
    public static Optional<Problem> problem(XeroSettings xero, String codeOrId, String currency) {
        return Optional.ofNullable(
                check(xero, new Ruling(codeOrId, ""), currency).problem());
    }

    public static Choice<Account> check(XeroSettings xero, Ruling named, String currency) {
        Optional<Account> found = xero.account(named.value());
        if (found.isEmpty()) {
            return Choice.refused(Problem.of(FailureCode.PAYMENT_ACCOUNT_UNKNOWN, named.value()));
        }
        Account account = found.get();
        if (!account.active()) {
            return Choice.refused(Problem.of(FailureCode.PAYMENT_ACCOUNT_ARCHIVED, named.value()));
        }
        boolean bank = account.type().equals(BANK);
        if (!bank && !account.paymentsEnabled()) {
            return Choice.refused(Problem.of(FailureCode.PAYMENT_ACCOUNT_UNFIT, named.value()));
        }
        String base = xero.organisation().baseCurrency();
        String kept = bank ? Optional.ofNullable(account.currency()).orElse(base) : base;
        return kept.equals(base) || kept.equals(currency)
                ? Choice.of(account, named.by())
                : Choice.refused(Problem.of(FailureCode.PAYMENT_ACCOUNT_CURRENCY, named.value() + " for " + currency)
                        .with("account", named.value())
                        .with("has", kept)
                        .with("currency", currency));
    }
}
