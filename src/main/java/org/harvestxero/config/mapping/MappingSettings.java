package org.harvestxero.config.mapping;

import java.time.LocalDate;
import org.harvestxero.config.Settings;
import org.harvestxero.mapping.coding.PaymentAccounts;
import org.harvestxero.mapping.contact.ContactDefaults;
import org.harvestxero.mapping.document.CopyOptions;
import org.harvestxero.mapping.document.CopyOptions.NegativeTotals;

/** What the {@code copy.*} settings say, as mapping takes it. */
public final class MappingSettings {
    private MappingSettings() {}

    /** Without {@code copy.since}, which only checks such as doctor go without, nothing is late enough to be copied. */
    public static CopyOptions options(Settings settings) {
        return new CopyOptions(
                settings.date("copy.since").orElse(LocalDate.MAX),
                settings.flag("copy.drafts"),
                settings.optional("copy.revenue-account").orElse(null),
                settings.text("copy.untaxed-tax-type"),
                settings.number("copy.default-due-days"),
                settings.optional("copy.tracking-category").orElse(null),
                settings.text("copy.negative-totals").equals("credit-note")
                        ? NegativeTotals.CREDIT_NOTE
                        : NegativeTotals.REFUSE);
    }

    /** What new contacts are given. */
    public static ContactDefaults contactDefaults(Settings settings) {
        return new ContactDefaults(
                settings.withPrefix("contacts.defaults.payment-terms"),
                settings.withPrefix("contacts.defaults.sales-account"),
                settings.withPrefix("contacts.defaults.sales-tax"),
                settings.withPrefix("contacts.defaults.group"));
    }

    public static PaymentAccounts paymentAccounts(Settings settings) {
        return PaymentAccounts.of(settings.withPrefix("copy.payment-account"));
    }
}
