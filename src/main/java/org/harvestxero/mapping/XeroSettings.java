package org.harvestxero.mapping;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a Xero organisation has set up, as far as mapping needs it; cached, so possibly a day old. */
public record XeroSettings(
        Organisation organisation,
        List<Account> accounts,
        List<TaxRate> taxRates,
        List<Item> items,
        List<TrackingCategory> trackingCategories,
        Set<String> currencies,
        List<BrandingTheme> brandingThemes) {

    public XeroSettings {
        accounts = List.copyOf(accounts);
        taxRates = List.copyOf(taxRates);
        items = List.copyOf(items);
        trackingCategories = List.copyOf(trackingCategories);
        currencies = Set.copyOf(currencies);
        brandingThemes = List.copyOf(brandingThemes);
    }

    /**
     * @param zone where the organisation's days begin
     * @param shortCode for deep links, such as {@code !Ab1cD}
     * @param periodLock documents on or before this day are refused to most people
     * @param yearEndLock documents on or before this day are refused to everyone
     */
    public record Organisation(
            String id,
            String name,
            String baseCurrency,
            String countryCode,
            ZoneId zone,
            @Nullable String shortCode,
            @Nullable LocalDate periodLock,
            @Nullable LocalDate yearEndLock,
            @Nullable PaymentTerms salesTerms) {}

    /** @param type one of Xero's {@code DAYSAFTERBILLDATE}, {@code DAYSAFTERBILLMONTH}, {@code OFCURRENTMONTH}, {@code OFFOLLOWINGMONTH} */
    public record PaymentTerms(int day, String type) {}

    /**
     * @param code at most 10 characters; bank accounts may lack one
     * @param accountClass {@code ASSET EQUITY EXPENSE LIABILITY REVENUE}
     * @param taxType default for lines
     * @param currency of bank accounts only
     */
    public record Account(
            String id,
            @Nullable String code,
            String name,
            String type,
            String accountClass,
            @Nullable String taxType,
            boolean active,
            boolean paymentsEnabled,
            @Nullable String systemAccount,
            @Nullable String currency) {}

    /**
     * @param rate effective percent
     * @param appliesTo account classes the rate may be used with
     */
    public record TaxRate(String taxType, String name, BigDecimal rate, boolean active, Set<String> appliesTo) {
        public TaxRate {
            appliesTo = Set.copyOf(appliesTo);
        }
    }

    /** @param salesAccount code of the account its sales go to, if set */
    public record Item(
            String code,
            String name,
            boolean sold,
            boolean inventoryTracked,
            @Nullable String salesAccount,
            @Nullable String salesTaxType) {}

    /** A tracking category with its options. */
    public record TrackingCategory(String id, String name, boolean active, List<Option> options) {
        public TrackingCategory {
            options = List.copyOf(options);
        }

        /** One option of a category; an archived one can't be used on new documents. */
        public record Option(String id, String name, boolean active) {}
    }

    /** The look of a printed invoice. */
    public record BrandingTheme(String id, String name) {}
}
