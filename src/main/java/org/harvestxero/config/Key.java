package org.harvestxero.config;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One setting an operator may give.
 *
 * @param name as written in {@code application.properties}
 * @param fallback the value when nothing is set; null when there is none
 * @param settingRule what a value must look like
 * @param secret never shown, logged or handed to routes
 * @param family also takes suffixes: {@code copy.payment-account.USD}
 * @param meaning one sentence with the unit, shown by help and documentation
 */
public record Key(
        String name,
        @Nullable String fallback,
        SettingRule settingRule,
        boolean secret,
        boolean family,
        String meaning) {

    static Key of(String name, @Nullable String fallback, SettingRule settingRule, String meaning) {
        return new Key(name, fallback, settingRule, false, false, meaning);
    }

    static Key secret(String name, String meaning) {
        return new Key(name, null, SettingRule.TEXT, true, false, meaning);
    }

    static Key secret(String name, SettingRule settingRule, String meaning) {
        return new Key(name, null, settingRule, true, false, meaning);
    }

    static Key family(String name, SettingRule settingRule, String meaning) {
        return new Key(name, null, settingRule, false, true, meaning);
    }

    /** The environment variable that overrides it: {@code XERO_CLIENT_SECRET} for {@code xero.client-secret}. */
    public String variable() {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Whether the name is one of a family's: {@code copy.payment-account.USD}. Names of hooks hold no dot. */
    boolean isMember(String written) {
        String prefix = name + ".";
        return family
                && written.startsWith(prefix)
                && written.length() > prefix.length()
                && !(settingRule == SettingRule.HOOK && written.indexOf('.', prefix.length()) >= 0);
    }

    /** What is wrong with a value, as the end of a sentence; empty when it is fine. */
    Optional<String> complaint(String value) {
        return settingRule.complaint(value);
    }
}
