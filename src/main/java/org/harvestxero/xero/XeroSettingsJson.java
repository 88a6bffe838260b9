package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.document.XeroSettings;

/** Reads an organisation's settings from Xero's JSON. Unknown fields are ignored, absent ones are absent. */
public final class XeroSettingsJson {
    private static final Map<String, String> CLASS_FLAGS = Map.of(
            "CanApplyToAssets", "ASSET",
            "CanApplyToEquity", "EQUITY",
            "CanApplyToExpenses", "EXPENSE",
            "CanApplyToLiabilities", "LIABILITY",
            "CanApplyToRevenue", "REVENUE");

    private XeroSettingsJson() {}

    /**
     * All settings of an organisation; each argument is a whole answer, a missing node for what was not read.
     *
     * @throws XeroUnreadableException when a field that is needed is absent
     */
    static XeroSettings settings(
            JsonNode organisation,
            JsonNode accounts,
            JsonNode taxRates,
            JsonNode items,
            JsonNode trackingCategories,
            JsonNode currencies,
            JsonNode brandingThemes) {
        JsonNode first = JsonFields.field(organisation, "Organisations").path(0);
        return new XeroSettings(
                organisation(first),
                XeroFields.all(accounts, "Accounts", XeroSettingsJson::account),
                XeroFields.all(taxRates, "TaxRates", XeroSettingsJson::taxRate),
                XeroFields.all(items, "Items", XeroSettingsJson::item),
                XeroFields.all(trackingCategories, "TrackingCategories", XeroSettingsJson::trackingCategory),
                new LinkedHashSet<>(XeroFields.all(currencies, "Currencies", each -> XeroFields.needed(each, "Code"))),
                XeroFields.all(brandingThemes, "BrandingThemes", XeroSettingsJson::brandingTheme));
    }

    /** The settings from answers kept by path, such as {@code Accounts}; what was not kept is empty. */
    public static XeroSettings settings(Map<String, String> raw) {
        return settings(
                kept(raw, "Organisation"),
                kept(raw, "Accounts"),
                kept(raw, "TaxRates"),
                kept(raw, "Items"),
                kept(raw, "TrackingCategories"),
                kept(raw, "Currencies"),
                kept(raw, "BrandingThemes"));
    }

    private static JsonNode kept(Map<String, String> raw, String path) {
        return JsonFields.parse(raw.getOrDefault(path, "")).orElseGet(MissingNode::getInstance);
    }

    private static XeroSettings.Organisation organisation(JsonNode organisation) {
        String zoneName = JsonFields.text(organisation, "Timezone");
        ZoneId zone = zoneName == null
                ? ZoneOffset.UTC
                : XeroZones.zone(zoneName).orElseThrow(() -> new XeroUnreadableException("Timezone", zoneName));
        String country = JsonFields.text(organisation, "CountryCode");
        return new XeroSettings.Organisation(
                XeroFields.needed(organisation, "OrganisationID"),
                XeroFields.needed(organisation, "Name"),
                XeroFields.needed(organisation, "BaseCurrency"),
                country == null ? "" : country,
                zone,
                JsonFields.text(organisation, "ShortCode"),
                XeroDates.lockDay(organisation, "PeriodLockDate", zone).orElse(null),
                XeroDates.lockDay(organisation, "EndOfYearLockDate", zone).orElse(null),
                XeroFields.salesTerms(organisation),
                XeroFields.billTerms(organisation));
    }

    private static XeroSettings.Account account(JsonNode account) {
        return new XeroSettings.Account(
                XeroFields.needed(account, "AccountID"),
                JsonFields.text(account, "Code"),
                XeroFields.needed(account, "Name"),
                XeroFields.needed(account, "Type"),
                XeroFields.orEmpty(JsonFields.text(account, "Class")),
                JsonFields.text(account, "TaxType"),
                XeroFields.isActive(account),
                JsonFields.flag(account, "EnablePaymentsToAccount"),
                JsonFields.text(account, "SystemAccount"),
                JsonFields.text(account, "CurrencyCode"));
    }

    private static XeroSettings.TaxRate taxRate(JsonNode rate) {
        BigDecimal effective = JsonFields.decimal(rate, "EffectiveRate");
        BigDecimal percent = effective != null ? effective : JsonFields.decimal(rate, "DisplayTaxRate");
        if (percent == null) {
            throw new XeroUnreadableException("EffectiveRate", "absent on tax rate " + JsonFields.text(rate, "Name"));
        }
        Set<String> classes = new LinkedHashSet<>();
        CLASS_FLAGS.forEach((flag, accountClass) -> {
            if (JsonFields.flag(rate, flag)) {
                classes.add(accountClass);
            }
        });
        return new XeroSettings.TaxRate(
                XeroFields.needed(rate, "TaxType"),
                XeroFields.orEmpty(JsonFields.text(rate, "Name")),
                percent,
                XeroFields.isActive(rate),
                classes);
    }

    private static XeroSettings.Item item(JsonNode item) {
        JsonNode sales = JsonFields.field(item, "SalesDetails");
        String code = XeroFields.needed(item, "Code");
        String name = JsonFields.text(item, "Name");
        return new XeroSettings.Item(
                code,
                name == null ? code : name,
                JsonFields.field(item, "IsSold").isMissingNode() || JsonFields.flag(item, "IsSold"),
                JsonFields.flag(item, "IsTrackedAsInventory"),
                JsonFields.text(sales, "AccountCode"),
                JsonFields.text(sales, "TaxType"));
    }

    private static XeroSettings.TrackingCategory trackingCategory(JsonNode category) {
        return new XeroSettings.TrackingCategory(
                XeroFields.needed(category, "TrackingCategoryID"),
                XeroFields.needed(category, "Name"),
                XeroFields.isActive(category),
                XeroFields.all(
                        category,
                        "Options",
                        option -> new XeroSettings.TrackingCategory.Option(
                                XeroFields.needed(option, "TrackingOptionID"),
                                XeroFields.needed(option, "Name"),
                                XeroFields.isActive(option))));
    }

    private static XeroSettings.BrandingTheme brandingTheme(JsonNode theme) {
        return new XeroSettings.BrandingTheme(
                XeroFields.needed(theme, "BrandingThemeID"), XeroFields.orEmpty(JsonFields.text(theme, "Name")));
    }
}
