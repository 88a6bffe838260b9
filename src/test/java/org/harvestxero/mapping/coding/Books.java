package org.harvestxero.mapping.coding;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.harvestxero.mapping.document.CopyOptions;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.document.XeroSettings.BrandingTheme;
import org.harvestxero.mapping.document.XeroSettings.Item;
import org.harvestxero.mapping.document.XeroSettings.Organisation;
import org.harvestxero.mapping.document.XeroSettings.TaxRate;
import org.harvestxero.mapping.document.XeroSettings.TrackingCategory;
import org.harvestxero.mapping.document.XeroSettings.TrackingCategory.Option;

/** A small Xero organisation that keeps its books in euros. */
public final class Books {
    static final Organisation ORGANISATION =
            new Organisation("org-1", "Studio", "EUR", "GB", ZoneId.of("Europe/Berlin"), "!Ab1cD", null, null, null);
    public static final CopyOptions OPTIONS =
            CopyOptions.since(LocalDate.parse("2026-01-01")).withRevenueAccount("200");

    private Books() {}

    public static XeroSettings xero() {
        return new XeroSettings(
                ORGANISATION,
                List.of(
                        account("200", "Sales", "REVENUE", "REVENUE", "OUTPUT2"),
                        account("210", "Hosting", "REVENUE", "REVENUE", "NONE"),
                        account("260", "Other revenue", "REVENUE", "REVENUE", null),
                        account("400", "Travel", "EXPENSE", "EXPENSE", null),
                        archived("299", "Old sales"),
                        system("610", "Accounts receivable", "CURRENT", "ASSET", "DEBTORS"),
                        system("860", "Rounding", "EXPENSE", "EXPENSE", "ROUNDING"),
                        bank("090", "Current account", "EUR"),
                        bank("091", "Dollar account", "USD"),
                        payable("880", "Card clearing")),
                List.of(
                        rate("OUTPUT2", "20% VAT on income", "20", true, "REVENUE"),
                        rate("RROUTPUT", "5% VAT on income", "5", true, "REVENUE"),
                        rate("TAX007", "7% combined", "7", true, "REVENUE"),
                        rate("TAX002", "2% local", "2", true, "REVENUE"),
                        rate("TAX010A", "10% A", "10", true, "REVENUE"),
                        rate("TAX010B", "10% B", "10", true, "REVENUE"),
                        rate("TAX175", "17.5% old", "17.5", false, "REVENUE"),
                        rate("TAX015", "15%", "15", true, "REVENUE", "EXPENSE"),
                        rate("INPUT2", "20% VAT on expenses", "20", true, "EXPENSE"),
                        rate("NONE", "No VAT", "0", true, "REVENUE", "EXPENSE", "ASSET", "LIABILITY", "EQUITY"),
                        rate("ZERORATEDOUTPUT", "Zero rated", "0", true, "REVENUE")),
                List.of(
                        new Item("Product", "Product", true, false, "260", null),
                        new Item("Widgets", "Widgets in stock", true, true, "210", null),
                        new Item("Bought", "Only bought", false, false, "400", null)),
                List.of(
                        new TrackingCategory(
                                "cat-1",
                                "Client",
                                true,
                                List.of(new Option("opt-1", "Globex", true), new Option("opt-2", "Initech", false))),
                        new TrackingCategory("cat-2", "Region", true, List.of(new Option("opt-3", "North", true)))),
                Set.of("EUR", "USD"),
                List.of(new BrandingTheme("theme-1", "Standard"), new BrandingTheme("theme-2", "Very plain")));
    }

    public static MappingContext context() {
        return MappingContext.of(xero(), OPTIONS, "https://acme.harvestapp.com");
    }

    public static MappingContext context(MappingRule... rules) {
        return context().withRules(new MappingRules(List.of(rules)));
    }

    public static XeroSettings lockedUntil(String periodLock, String yearEndLock) {
        XeroSettings xero = xero();
        return new XeroSettings(
                new Organisation(
                        "org-1",
                        "Studio",
                        "EUR",
                        "GB",
                        ZoneId.of("Europe/Berlin"),
                        null,
                        day(periodLock),
                        day(yearEndLock),
                        null),
                xero.accounts(),
                xero.taxRates(),
                xero.items(),
                xero.trackingCategories(),
                xero.currencies(),
                xero.brandingThemes());
    }

    private static LocalDate day(String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    static Account account(String code, String name, String type, String accountClass, String taxType) {
        return new Account("id-" + code, code, name, type, accountClass, taxType, true, false, null, null);
    }

    private static Account archived(String code, String name) {
        return new Account("id-" + code, code, name, "REVENUE", "REVENUE", null, false, false, null, null);
    }

    private static Account system(String code, String name, String type, String accountClass, String system) {
        return new Account("id-" + code, code, name, type, accountClass, null, true, false, system, null);
    }

    private static Account bank(String code, String name, String currency) {
        return new Account("id-" + code, code, name, "BANK", "ASSET", null, true, false, null, currency);
    }

    private static Account payable(String code, String name) {
        return new Account("id-" + code, code, name, "CURRENT", "ASSET", null, true, true, null, null);
    }

    static TaxRate rate(String taxType, String name, String percent, boolean active, String... classes) {
        return new TaxRate(taxType, name, new BigDecimal(percent), active, Set.of(classes));
    }
}
