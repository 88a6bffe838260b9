package org.harvestxero.mapping.coding;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.mapping.failure.FailureCode;

/** What a rule of {@code mappings.yaml} can decide so that a document that failed goes on. */
public enum RuleKey {
    ACCOUNT("account", "account"),
    TAX_TYPE("taxType", "tax type"),
    TRACKING("tracking", "tracking option"),
    ITEM("itemCode", "item"),
    BRANDING_THEME("brandingTheme", "branding theme"),
    PAYMENT_ACCOUNT("paymentAccount", "payment account");

    private static final Map<FailureCode, RuleKey> CAUSES = causes();

    private final String key;
    private final String words;

    RuleKey(String key, String words) {
        this.key = key;
        this.words = words;
    }

    /** As written below {@code use}. */
    public String key() {
        return key;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** What another rule would have to decide otherwise; empty where no rule helps. */
    public static Optional<RuleKey> of(FailureCode cause) {
        return Optional.ofNullable(CAUSES.get(cause));
    }

    private static Map<FailureCode, RuleKey> causes() {
        Map<FailureCode, RuleKey> causes = new EnumMap<>(FailureCode.class);
        put(
                causes,
                ACCOUNT,
                FailureCode.ACCOUNT_MISSING,
                FailureCode.ACCOUNT_UNKNOWN,
                FailureCode.ACCOUNT_ARCHIVED,
                FailureCode.ACCOUNT_UNFIT,
                FailureCode.ACCOUNT_REFUSED,
                FailureCode.TAX_RATE_MISSING,
                FailureCode.EXPENSE_ACCOUNT_MISSING,
                FailureCode.EXPENSE_ACCOUNT_UNFIT);
        put(
                causes,
                TAX_TYPE,
                FailureCode.TAX_RATE_AMBIGUOUS,
                FailureCode.TAX_RATE_INACTIVE,
                FailureCode.TAX_RATE_DIFFERS,
                FailureCode.TAX_TYPE_UNKNOWN,
                FailureCode.TAX_NOT_ALLOWED,
                FailureCode.TAX_REFUSED,
                FailureCode.CONTACT_TAX_UNFIT,
                FailureCode.EXPENSE_TAX_UNFIT,
                FailureCode.EXPENSE_TAX_MISSING);
        put(causes, TRACKING, FailureCode.TRACKING_OPTION_UNKNOWN, FailureCode.TRACKING_OPTION_ARCHIVED);
        put(causes, ITEM, FailureCode.ITEM_UNKNOWN);
        put(causes, BRANDING_THEME, FailureCode.BRANDING_THEME_UNKNOWN);
        put(
                causes,
                PAYMENT_ACCOUNT,
                FailureCode.PAYMENT_ACCOUNT_MISSING,
                FailureCode.PAYMENT_ACCOUNT_UNKNOWN,
                FailureCode.PAYMENT_ACCOUNT_ARCHIVED,
                FailureCode.PAYMENT_ACCOUNT_UNFIT,
                FailureCode.PAYMENT_ACCOUNT_CURRENCY,
                FailureCode.EXPENSE_BANK_MISSING,
                FailureCode.EXPENSE_BANK_UNFIT);
        return causes;
    }

    private static void put(Map<FailureCode, RuleKey> causes, RuleKey key, FailureCode... codes) {
        for (FailureCode code : codes) {
            causes.put(code, key);
        }
    }
}
