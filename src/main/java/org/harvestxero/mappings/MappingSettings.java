package org.harvestxero.mappings;

import org.harvestxero.mapping.CopyOptions;
import org.harvestxero.mapping.CopyOptions.NegativeTotals;
import org.harvestxero.mapping.PaymentAccounts;
import org.harvestxero.settings.Settings;
import org.harvestxero.settings.SettingsException;

/** What the {@code copy.*} settings say, as mapping takes it. */
public final class MappingSettings {
    private MappingSettings() {}

    /** @throws SettingsException when {@code copy.since} is not set */
    public static CopyOptions options(Settings settings) {
        return new CopyOptions(
                settings.date("copy.since")
                        .orElseThrow(
                                () -> new SettingsException(
                                        "copy.since is not set: name the day from which invoices are copied, such as the first of this month.")),
                settings.flag("copy.drafts"),
                settings.optional("copy.revenue-account").orElse(null),
                settings.text("copy.untaxed-tax-type"),
                settings.number("copy.default-due-days"),
                settings.optional("copy.tracking-category").orElse(null),
                settings.text("copy.negative-totals").equals("credit-note")
                        ? NegativeTotals.CREDIT_NOTE
                        : NegativeTotals.REFUSE);
    }

    public static PaymentAccounts paymentAccounts(Settings settings) {
        return PaymentAccounts.of(settings.withPrefix("copy.payment-account"));
    }
}
