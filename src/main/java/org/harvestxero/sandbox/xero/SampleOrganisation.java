package org.harvestxero.sandbox.xero;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A UK agency's settings: pounds, dollars and euros, a small chart of accounts, VAT, two tracking categories. */
final class SampleOrganisation {
    private final Organisation organisation;
    private final long updated;

    private SampleOrganisation(Organisation organisation, long updated) {
        this.organisation = organisation;
        this.updated = updated;
    }

    static Organisation create(UUID id, String name, String shortCode, Clock clock) {
        Organisation organisation = new Organisation(id, name, shortCode, clock);
        SampleOrganisation sample = new SampleOrganisation(organisation, clock.millis());
        sample.addCurrencies();
        sample.addAccounts();
        sample.addTaxRates();
        sample.addTracking();
        organisation.put(new Item(
                idOf(name, "item HRV-DESIGN"),
                "HRV-DESIGN",
                "Design",
                "Design time",
                new BigDecimal("95.00"),
                "200",
                "OUTPUT2",
                clock.millis()));
        organisation.brandingThemes.add(new Organisation.BrandingTheme(idOf(name, "theme Standard"), "Standard", 0));
        organisation.brandingThemes.add(new Organisation.BrandingTheme(idOf(name, "theme Retainers"), "Retainers", 1));
        return organisation;
    }

    /** The same id for the same setting at every start, so that a copied configuration keeps fitting. */
    static UUID idOf(String organisation, String what) {
        return UUID.nameUUIDFromBytes((organisation + "/" + what).getBytes(StandardCharsets.UTF_8));
    }

    private void addCurrencies() {
        organisation.currencies.put("GBP", "British Pound");
        organisation.currencies.put("USD", "United States Dollar");
        organisation.currencies.put("EUR", "Euro");
        organisation.dayRates.put("USD", new BigDecimal("1.27"));
        organisation.dayRates.put("EUR", new BigDecimal("1.17"));
    }

    private void addAccounts() {
        bank("090", "Business Bank Account", "GBP");
        bank("091", "Dollar Account", "USD");
        bank("092", "Euro Account", "EUR");
        account("200", "Sales", AccountType.REVENUE, "OUTPUT2");
        account("260", "Other Revenue", AccountType.REVENUE, "OUTPUT2");
        account("270", "Invoice write-offs", AccountType.REVENUE, "OUTPUT2");
        account("400", "Bad Debts", AccountType.EXPENSE, "NONE");
        account("493", "Travel - National", AccountType.EXPENSE, "INPUT2");
        account("630", "Work in Progress", AccountType.CURRENT, "NONE");
        system("610", "Accounts Receivable", AccountType.CURRENT, "DEBTORS");
        system("800", "Accounts Payable", AccountType.CURRLIAB, "CREDITORS");
        system("820", "VAT", AccountType.CURRLIAB, "GST");
        system("860", "Rounding", AccountType.CURRLIAB, "ROUNDING");
        add("880", "Owner Funds Introduced", AccountType.EQUITY, "NONE", true, null, null);
        add("890", "Payment Gateway Clearing", AccountType.CURRENT, "NONE", true, null, null);
        account("250", "Old Sales", AccountType.REVENUE, "OUTPUT2");
        Account old = Objects.requireNonNull(organisation.account("250"));
        organisation.put(old.archived(updated));
    }

    private void bank(String code, String name, String currency) {
        add(code, name, AccountType.BANK, "NONE", false, null, currency);
    }

    private void account(String code, String name, AccountType type, String taxType) {
        add(code, name, type, taxType, false, null, null);
    }

    private void system(String code, String name, AccountType type, String systemAccount) {
        add(code, name, type, "NONE", false, systemAccount, null);
    }

    private void add(
            String code,
            String name,
            AccountType type,
            String taxType,
            boolean takesPayments,
            @Nullable String systemAccount,
            @Nullable String currency) {
        organisation.put(new Account(
                idOf(organisation.name, "account " + code),
                code,
                name,
                type,
                taxType,
                Account.Status.ACTIVE,
                takesPayments,
                systemAccount,
                currency,
                updated));
    }

    private void addTaxRates() {
        rate("20% (VAT on Income)", "OUTPUT2", "OUTPUT", "20", TaxRate.INCOME_CLASSES);
        rate("20% (VAT on Expenses)", "INPUT2", "INPUT", "20", TaxRate.EXPENSE_CLASSES);
        rate("5% (VAT on Income)", "RROUTPUT", "OUTPUT", "5", TaxRate.INCOME_CLASSES);
        rate("Zero Rated Income", "ZERORATEDOUTPUT", "OUTPUT", "0", TaxRate.INCOME_CLASSES);
        rate("Exempt Income", "EXEMPTOUTPUT", "EXEMPTOUTPUT", "0", TaxRate.INCOME_CLASSES);
        rate("Zero Rated Expenses", "ZERORATEDINPUT", "INPUT", "0", TaxRate.EXPENSE_CLASSES);
        rate("No VAT", "NONE", "NONE", "0", TaxRate.ALL_CLASSES);
        rate("Reduced local 12.5%", "TAX001", "OUTPUT", "12.5", TaxRate.INCOME_CLASSES);
    }

    private void rate(String name, String taxType, String reportTaxType, String percent, Set<String> classes) {
        BigDecimal rate = new BigDecimal(percent);
        organisation.put(new TaxRate(
                name,
                taxType,
                reportTaxType,
                rate,
                List.of(new TaxRate.Component("VAT", rate, false)),
                classes,
                "ACTIVE"));
    }

    private void addTracking() {
        TrackingCategory project = category("Project");
        for (String option : List.of("Alpha", "Beta")) {
            project.options.add(
                    new TrackingCategory.Option(idOf(organisation.name, "option " + option), option, false));
        }
        category("Region");
    }

    private TrackingCategory category(String name) {
        TrackingCategory category = new TrackingCategory(idOf(organisation.name, "category " + name), name);
        organisation.trackingCategories.add(category);
        return category;
    }
}
