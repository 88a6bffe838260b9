package org.harvestxero.mapping.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.document.XeroSettings.BrandingTheme;
import org.harvestxero.mapping.document.XeroSettings.Item;
import org.harvestxero.mapping.document.XeroSettings.Organisation;
import org.harvestxero.mapping.document.XeroSettings.TaxRate;
import org.harvestxero.mapping.document.XeroSettings.TrackingCategory;
import org.harvestxero.mapping.document.XeroSettings.TrackingCategory.Option;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class XeroSettingsTest {
    private static Account account(String id, @Nullable String code, boolean active, @Nullable String system) {
        return new Account(id, code, "Name", "REVENUE", "REVENUE", null, active, false, system, null);
    }

    private static Organisation organisation(@Nullable String period, @Nullable String yearEnd) {
        return new Organisation(
                "org",
                "Studio",
                "EUR",
                "GB",
                ZoneId.of("UTC"),
                null,
                period == null ? null : LocalDate.parse(period),
                yearEnd == null ? null : LocalDate.parse(yearEnd),
                null);
    }

    private final XeroSettings xero = new XeroSettings(
            organisation(null, null),
            List.of(
                    account("a1", "200", false, null),
                    account("a2", "200", true, null),
                    account("a3", "200", false, null),
                    account("a4", null, true, "ROUNDING"),
                    account("a5", "860", false, "ROUNDING"),
                    account("a6", "861", true, "ROUNDING")),
            List.of(
                    new TaxRate("TAX1", "Old", BigDecimal.ONE, false, Set.of()),
                    new TaxRate("TAX1", "New", BigDecimal.TEN, true, Set.of()),
                    new TaxRate("TAX1", "Oldest", BigDecimal.ONE, false, Set.of())),
            List.of(new Item("Product", "Product", true, false, null, null)),
            List.of(
                    new TrackingCategory("c1", "Region", false, List.of()),
                    new TrackingCategory(
                            "c2",
                            "Region",
                            true,
                            List.of(
                                    new Option("o1", "North", false),
                                    new Option("o2", "North", true),
                                    new Option("o3", "North", false))),
                    new TrackingCategory("c3", "Region", false, List.of())),
            Set.of("USD"),
            List.of(new BrandingTheme("theme-1", "Very plain")));

    @Test
    void whatIsInUseComesBeforeWhatIsArchived() {
        assertThat(xero.account("200").orElseThrow().id()).isEqualTo("a2");
        assertThat(xero.account("A1").orElseThrow().active()).isFalse();
        assertThat(xero.taxRate("tax1").orElseThrow().name()).isEqualTo("New");
        assertThat(xero.trackingCategory("region").orElseThrow().id()).isEqualTo("c2");
        assertThat(xero.trackingCategory("Region")
                        .orElseThrow()
                        .option("NORTH")
                        .orElseThrow()
                        .id())
                .isEqualTo("o2");
        assertThat(xero.account("999")).isEmpty();
        assertThat(xero.taxRate("TAX2")).isEmpty();
        assertThat(xero.trackingCategory("Team")).isEmpty();
    }

    @Test
    void roundingNeedsAnAccountInUseThatHasACode() {
        assertThat(xero.roundingAccount().orElseThrow().code()).isEqualTo("861");
    }

    @Test
    void itemsAndThemesAreFoundWhateverTheirCase() {
        assertThat(xero.item("PRODUCT")).isPresent();
        assertThat(xero.item("Widget")).isEmpty();
        assertThat(xero.brandingTheme("very  PLAIN")).isPresent();
        assertThat(xero.brandingTheme("THEME-1")).isPresent();
        assertThat(xero.brandingTheme("Glossy")).isEmpty();
    }

    @Test
    void theBaseCurrencyNeedsNoSubscription() {
        assertThat(xero.takesCurrency("EUR")).isTrue();
        assertThat(xero.takesCurrency("USD")).isTrue();
        assertThat(xero.takesCurrency("CHF")).isFalse();
    }

    @Test
    void theLaterLockDateHolds() {
        assertThat(organisation("2026-06-30", "2025-12-31").lockedUntil()).contains(LocalDate.of(2026, 6, 30));
        assertThat(organisation("2025-06-30", "2025-12-31").lockedUntil()).contains(LocalDate.of(2025, 12, 31));
        assertThat(organisation(null, null).lockedUntil()).isEmpty();
    }

    @Test
    void anInvoiceIsAllocatedOncePaidOrCredited() {
        assertThat(inXero("AUTHORISED", "0.00", "0.00").isAllocated()).isFalse();
        assertThat(inXero("AUTHORISED", "0.01", "0.00").isAllocated()).isTrue();
        assertThat(inXero("AUTHORISED", "0.00", "0.01").isAllocated()).isTrue();
        assertThat(inXero("PAID", "0.00", "0.00").isAllocated()).isTrue();
        assertThat(inXero("VOIDED", "0.00", "0.00").isGone()).isTrue();
        assertThat(inXero("AUTHORISED", "0.00", "0.00").isGone()).isFalse();
        assertThat(inXero("SUBMITTED", "0.00", "0.00").isUnapproved()).isTrue();
        assertThat(inXero("AUTHORISED", "0.00", "0.00").isUnapproved()).isFalse();
    }

    private static XeroInvoice inXero(String status, String paid, String credited) {
        return new XeroInvoice(
                "i-1",
                status,
                "1042",
                "c-1",
                LocalDate.of(2026, 10, 12),
                null,
                "EUR",
                null,
                null,
                null,
                new BigDecimal(paid),
                new BigDecimal(credited),
                List.of());
    }

    @Test
    void anInvoiceHasTheDecimalsOfItsCurrencyOrTwoWhereHarvestCountsThem() {
        assertThat(InvoiceBuilder.anInvoice()
                        .currency("JPY")
                        .amount("100.00")
                        .build()
                        .digits())
                .isZero();
        assertThat(InvoiceBuilder.anInvoice()
                        .currency("JPY")
                        .amount("100.50")
                        .build()
                        .digits())
                .isEqualTo(2);
        assertThat(InvoiceBuilder.anInvoice()
                        .currency("KWD")
                        .amount("1.5")
                        .build()
                        .digits())
                .isEqualTo(3);
        assertThat(InvoiceBuilder.anInvoice()
                        .currency("KWD")
                        .amount("1.5555")
                        .build()
                        .digits())
                .isEqualTo(3);
    }

    @Test
    void aCreditNoteIsTheInvoiceWithEverySignTurned() {
        SourceInvoice invoice = InvoiceBuilder.anInvoice()
                .tax("20", "-10.00")
                .tax2("5", "-2.50")
                .discount("10", "-5.00")
                .taxedLine("-1", "50.00", "-50.00")
                .amount("-62.50")
                .build();

        SourceInvoice note = invoice.negated();

        assertThat(note.amount()).isEqualTo("62.50");
        assertThat(note.taxAmount()).isEqualTo("10.00");
        assertThat(note.tax2Amount()).isEqualTo("2.50");
        assertThat(note.discountAmount()).isEqualTo("5.00");
        assertThat(note.lines().get(0).amount()).isEqualTo("50.00");
        assertThat(note.lines().get(0).unitPrice()).isEqualTo("-50.00");
        assertThat(note.lines().get(0).quantity()).isEqualTo("-1");
    }
}
