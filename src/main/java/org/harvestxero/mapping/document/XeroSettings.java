package org.harvestxero.mapping.document;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

    /** By code or by AccountID; an active one before an archived one of the same code. */
    public Optional<Account> account(String codeOrId) {
        return accounts.stream()
                .filter(account -> codeOrId.equalsIgnoreCase(account.code()) || codeOrId.equalsIgnoreCase(account.id()))
                .max(Comparator.comparing(Account::active));
    }

    /** The account Xero keeps for rounding differences. */
    public Optional<Account> roundingAccount() {
        return accounts.stream()
                .filter(account ->
                        "ROUNDING".equals(account.systemAccount()) && account.active() && account.code() != null)
                .findFirst();
    }

    /** By tax type; an active one before an inactive one. */
    public Optional<TaxRate> taxRate(String taxType) {
        return taxRates.stream()
                .filter(rate -> rate.taxType().equalsIgnoreCase(taxType))
                .max(Comparator.comparing(TaxRate::active));
    }

    /** By code, whatever its case. */
    public Optional<Item> item(String code) {
        return items.stream().filter(item -> item.code().equalsIgnoreCase(code)).findFirst();
    }

    /** By name, whatever its case; an active one before an archived one. */
    public Optional<TrackingCategory> trackingCategory(String name) {
        return trackingCategories.stream()
                .filter(category -> Texts.same(category.name(), name))
                .max(Comparator.comparing(TrackingCategory::active));
    }

    /** By name or id. */
    public Optional<BrandingTheme> brandingTheme(String nameOrId) {
        return brandingThemes.stream()
                .filter(theme ->
                        Texts.same(theme.name(), nameOrId) || theme.id().equalsIgnoreCase(nameOrId))
                .findFirst();
    }

    /** Whether documents may be in this currency. */
    public boolean takesCurrency(String code) {
        return code.equals(organisation.baseCurrency()) || currencies.contains(code);
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
            @Nullable PaymentTerms salesTerms,
            @Nullable PaymentTerms billTerms) {

        /** Without terms of bills. */
        public Organisation(
                String id,
                String name,
                String baseCurrency,
                String countryCode,
                ZoneId zone,
                @Nullable String shortCode,
                @Nullable LocalDate periodLock,
                @Nullable LocalDate yearEndLock,
                @Nullable PaymentTerms salesTerms) {
            this(id, name, baseCurrency, countryCode, zone, shortCode, periodLock, yearEndLock, salesTerms, null);
        }

        /** The later of the two lock dates; documents on or before it are refused. */
        public Optional<LocalDate> lockedUntil() {
            return Stream.of(periodLock, yearEndLock).filter(Objects::nonNull).max(Comparator.naturalOrder());
        }
    }

    /** @param type one of Xero's {@code DAYSAFTERBILLDATE}, {@code DAYSAFTERBILLMONTH}, {@code OFCURRENTMONTH}, {@code OFFOLLOWINGMONTH} */
    public record PaymentTerms(int day, String type) {
        /** A day beyond the end of the month is its last day; a day already past is the document's own. */
        public LocalDate due(LocalDate issued) {
            YearMonth month = YearMonth.from(issued);
            return switch (type) {
                case "DAYSAFTERBILLMONTH" -> month.atEndOfMonth().plusDays(day);
                case "OFCURRENTMONTH" -> later(issued, dayOf(month));
                case "OFFOLLOWINGMONTH" -> dayOf(month.plusMonths(1));
                default -> issued.plusDays(day);
            };
        }

        private LocalDate dayOf(YearMonth month) {
            return month.atDay(Math.max(1, Math.min(day, month.lengthOfMonth())));
        }

        private static LocalDate later(LocalDate one, LocalDate other) {
            return one.isAfter(other) ? one : other;
        }
    }

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

        /** By name, whatever its case; an active one before an archived one. */
        public Optional<Option> option(String wanted) {
            return options.stream()
                    .filter(option -> Texts.same(option.name(), wanted))
                    .max(Comparator.comparing(Option::active));
        }

        /** One option of a category; an archived one can't be used on new documents. */
        public record Option(String id, String name, boolean active) {}
    }

    /** The look of a printed invoice. */
    public record BrandingTheme(String id, String name) {}
}
