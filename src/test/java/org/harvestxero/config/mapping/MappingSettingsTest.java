package org.harvestxero.config.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.harvestxero.config.Settings;
import org.harvestxero.mapping.coding.PaymentAccounts;
import org.harvestxero.mapping.document.CopyOptions;
import org.harvestxero.mapping.document.CopyOptions.NegativeTotals;
import org.junit.jupiter.api.Test;

class MappingSettingsTest {
    @Test
    void defaultsAreThoseOfTheSettings() {
        assertThat(MappingSettings.options(Settings.of(Map.of("copy.since", "2026-11-01"))))
                .isEqualTo(CopyOptions.since(LocalDate.parse("2026-11-01")));
    }

    @Test
    void takesEverythingThatIsSet() {
        Settings settings = Settings.of(Map.of(
                "copy.since", "2026-11-01",
                "copy.drafts", "false",
                "copy.revenue-account", "200",
                "copy.untaxed-tax-type", "ZERORATEDOUTPUT",
                "copy.default-due-days", "14",
                "copy.tracking-category", "Client",
                "copy.negative-totals", "credit-note",
                "copy.payment-account", "090",
                "copy.payment-account.USD", "091",
                "copy.payment-account.gateway.stripe", "880"));

        assertThat(MappingSettings.options(settings))
                .isEqualTo(new CopyOptions(
                        LocalDate.parse("2026-11-01"),
                        false,
                        "200",
                        "ZERORATEDOUTPUT",
                        14,
                        "Client",
                        NegativeTotals.CREDIT_NOTE));
        assertThat(MappingSettings.paymentAccounts(settings))
                .isEqualTo(new PaymentAccounts("090", Map.of("usd", "091", "gateway-stripe", "880")));
    }
}
