package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The settings of one organisation: what documents are checked against. */
final class Organisation {
    final UUID id;
    final String name;
    final String shortCode;
    final String baseCurrency = "GBP";
    final ZoneId zone = ZoneId.of("Europe/London");
    final long created;
    final Map<String, String> currencies = new LinkedHashMap<>();
    final Map<String, BigDecimal> dayRates = new LinkedHashMap<>();
    final List<TrackingCategory> trackingCategories = new ArrayList<>();
    final List<BrandingTheme> brandingThemes = new ArrayList<>();
    private final Map<UUID, Account> accounts = new LinkedHashMap<>();
    private final Map<String, Account> accountsByCode = new LinkedHashMap<>();
    private final Map<String, TaxRate> taxRates = new LinkedHashMap<>();
    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Clock clock;

    String countryCode = "GB";
    boolean mayApprove = true;
    int approvalsLeft = Integer.MAX_VALUE;
    boolean rejectsUnknownTracking;
    boolean settlesZeroTotals = true;
    boolean takesTaxAmounts = true;
    boolean roundsHalfEven;
    boolean roundsByCurrency;
    boolean groupsTouchContacts = true;

    @Nullable
    LocalDate periodLockDate;

    @Nullable
    LocalDate endOfYearLockDate;

    Organisation(UUID id, String name, String shortCode, Clock clock) {
        this.id = id;
        this.name = name;
        this.shortCode = shortCode;
        this.clock = clock;
        this.created = clock.millis();
    }

    /** The look of a printed document. */
    record BrandingTheme(UUID id, String name, int sortOrder) {}

    LocalDate today() {
        return LocalDate.now(clock.withZone(zone));
    }

    Collection<Account> accounts() {
        return accounts.values();
    }

    @Nullable
    Account account(UUID accountId) {
        return accounts.get(accountId);
    }

    @Nullable
    Account account(String code) {
        return accountsByCode.get(key(code));
    }

    void put(Account account) {
        accounts.put(account.id(), account);
        if (account.code() != null) {
            accountsByCode.put(key(account.code()), account);
        }
    }

    /** Puts a changed account where the old one was, under its new code. */
    void replace(Account before, Account after) {
        if (before.code() != null) {
            accountsByCode.remove(key(before.code()));
        }
        put(after);
    }

    void remove(Account account) {
        accounts.remove(account.id());
        if (account.code() != null) {
            accountsByCode.remove(key(account.code()));
        }
    }

    Collection<TaxRate> taxRates() {
        return taxRates.values();
    }

    @Nullable
    TaxRate taxRate(String taxType) {
        return taxRates.get(key(taxType));
    }

    void put(TaxRate rate) {
        taxRates.put(key(rate.taxType()), rate);
    }

    Collection<Item> items() {
        return items.values();
    }

    @Nullable
    Item item(String code) {
        return items.get(key(code));
    }

    void put(Item item) {
        items.put(key(item.code()), item);
    }

    void removeItem(Item item) {
        items.remove(key(item.code()));
    }

    boolean hasCurrency(String code) {
        return currencies.containsKey(code.toUpperCase(Locale.ROOT));
    }

    /** Units of a currency for one unit of the base currency, as Xero's day rate would be. */
    BigDecimal dayRate(String currency) {
        return currency.equals(baseCurrency)
                ? BigDecimal.ONE.setScale(10)
                : dayRates.getOrDefault(currency, new BigDecimal("1.5")).setScale(10);
    }

    Optional<TrackingCategory> trackingCategory(@Nullable UUID categoryId, @Nullable String categoryName) {
        return trackingCategories.stream()
                .filter(category -> categoryId != null
                        ? category.id.equals(categoryId)
                        : category.name.equalsIgnoreCase(categoryName))
                .findFirst();
    }

    /** Unknown and archived choices are dropped without a word, unless the organisation was told to refuse them. */
    List<Line.Tracked> tracked(List<LineInput.TrackingInput> chosen, List<String> errors) {
        List<Line.Tracked> tracked = new ArrayList<>();
        for (LineInput.TrackingInput each : chosen) {
            TrackingCategory category = trackingCategory(each.categoryId(), each.name())
                    .filter(found -> !found.archived)
                    .orElse(null);
            TrackingCategory.Option option = category == null
                    ? null
                    : category.option(each.optionId(), each.option())
                            .filter(found -> !found.archived())
                            .orElse(null);
            if (category != null && option != null && tracked.size() < 2) {
                tracked.add(new Line.Tracked(category.id, category.name, option.id(), option.name()));
            } else if (rejectsUnknownTracking) {
                errors.add("Unknown tracking details. A Tracking Category did not match a known Active"
                        + " TrackingCategory");
            }
        }
        return List.copyOf(tracked);
    }

    UUID defaultBrandingTheme() {
        return brandingThemes.get(0).id();
    }

    /** Why nothing may be dated on this day, or null when the books are open. */
    @Nullable
    String lockedAt(LocalDate date) {
        if (endOfYearLockDate != null && !date.isAfter(endOfYearLockDate)) {
            return "The document date cannot be before the end of year lock date, currently set at "
                    + XeroDates.lockDate(endOfYearLockDate);
        }
        if (periodLockDate != null && !date.isAfter(periodLockDate)) {
            return "The document date cannot be before the period lock date, currently set at "
                    + XeroDates.lockDate(periodLockDate);
        }
        return null;
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("APIKey", "SANDBOX0000000000000000000000")
                .put("Name", name)
                .put("LegalName", name)
                .put("PaysTax", true)
                .put("Version", countryCode.equals("GB") ? "UK" : countryCode)
                .put("OrganisationType", "COMPANY")
                .put("BaseCurrency", baseCurrency)
                .put("CountryCode", countryCode)
                .put("IsDemoCompany", false)
                .put("OrganisationStatus", "ACTIVE")
                .put("TaxNumber", "GB000000000")
                .put("FinancialYearEndDay", 31)
                .put("FinancialYearEndMonth", 3)
                .put("SalesTaxBasis", "ACCRUALS")
                .put("SalesTaxPeriod", "QUARTERLY")
                .put("DefaultSalesTax", "Tax Exclusive")
                .put("DefaultPurchasesTax", "Tax Exclusive");
        putLockDate(json, "PeriodLockDate", periodLockDate);
        putLockDate(json, "EndOfYearLockDate", endOfYearLockDate);
        json.put("CreatedDateUTC", XeroDates.bareInstant(created))
                .put("OrganisationEntityType", "COMPANY")
                .put("Timezone", "GMTSTANDARDTIME")
                .put("ShortCode", shortCode)
                .put("OrganisationID", id.toString())
                .put("Edition", "BUSINESS")
                .put("Class", "COMPREHENSIVE");
        json.putArray("Addresses");
        json.putArray("Phones");
        json.putArray("ExternalLinks");
        ObjectNode terms = json.putObject("PaymentTerms");
        terms.putObject("Bills").put("Day", 30).put("Type", "DAYSAFTERBILLDATE");
        terms.putObject("Sales").put("Day", 30).put("Type", "DAYSAFTERBILLDATE");
        return json;
    }

    /** Lock dates have been seen at the organisation's own midnight, not at that of UTC. */
    private void putLockDate(ObjectNode json, String field, @Nullable LocalDate date) {
        if (date != null) {
            json.put(
                    field, XeroDates.instant(date.atStartOfDay(zone).toInstant().toEpochMilli()));
        }
    }

    private static String key(String code) {
        return code.toLowerCase(Locale.ROOT);
    }
}
