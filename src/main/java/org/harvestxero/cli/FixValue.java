package org.harvestxero.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harvestxero.mapping.coding.RuleKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What somebody chooses, by what it decides: one of Xero's accounts, tax types and the like, or a contact. */
final class FixValue {
    @Option(names = "--account", paramLabel = "CODE", description = "The account lines are booked to.")
    @Nullable
    String account;

    @Option(names = "--tax-type", paramLabel = "TYPE", description = "Their tax, such as OUTPUT2.")
    @Nullable
    String taxType;

    @Option(names = "--tracking", paramLabel = "OPTION", description = "Their option of the tracking category.")
    @Nullable
    String tracking;

    @Option(names = "--item", paramLabel = "CODE", description = "Their item.")
    @Nullable
    String item;

    @Option(names = "--branding-theme", paramLabel = "NAME", description = "The theme of the invoice.")
    @Nullable
    String brandingTheme;

    @Option(
            names = "--payment-account",
            paramLabel = "ACCOUNT",
            description =
                    "The account payments go to, or expenses are paid from: its code, or its id where it has none.")
    @Nullable
    String paymentAccount;

    @Option(
            names = "--contact",
            paramLabel = "CONTACT",
            description = "The contact that is the client's: its id, its number or its name.")
    @Nullable
    String contact;

    /** A value for a rule. @param option as it is typed */
    record OfRule(RuleKey key, String option, String value) {}

    /** Empty where a contact is chosen. */
    Optional<OfRule> ofRule() {
        List<OfRule> given = new ArrayList<>();
        add(given, RuleKey.ACCOUNT, account);
        add(given, RuleKey.TAX_TYPE, taxType);
        add(given, RuleKey.TRACKING, tracking);
        add(given, RuleKey.ITEM, item);
        add(given, RuleKey.BRANDING_THEME, brandingTheme);
        add(given, RuleKey.PAYMENT_ACCOUNT, paymentAccount);
        return given.stream().findFirst();
    }

    private static void add(List<OfRule> given, RuleKey key, @Nullable String value) {
        if (value != null) {
            given.add(new OfRule(key, option(key), value.strip()));
        }
    }

    /** What the key is chosen with. */
    static String option(RuleKey key) {
        return switch (key) {
            case ACCOUNT -> "--account";
            case TAX_TYPE -> "--tax-type";
            case TRACKING -> "--tracking";
            case ITEM -> "--item";
            case BRANDING_THEME -> "--branding-theme";
            case PAYMENT_ACCOUNT -> "--payment-account";
        };
    }
}
