package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.document.XeroInvoice;
import org.harvestxero.mapping.document.XeroSettings;
import org.jspecify.annotations.Nullable;

/** Reads Xero's JSON into the values mapping works on. Unknown fields are ignored, absent ones are absent. */
public final class XeroReader {
    private static final Map<String, String> CLASS_FLAGS = Map.of(
            "CanApplyToAssets", "ASSET",
            "CanApplyToEquity", "EQUITY",
            "CanApplyToExpenses", "EXPENSE",
            "CanApplyToLiabilities", "LIABILITY",
            "CanApplyToRevenue", "REVENUE");

    private XeroReader() {}

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
                all(accounts, "Accounts", XeroReader::account),
                all(taxRates, "TaxRates", XeroReader::taxRate),
                all(items, "Items", XeroReader::item),
                all(trackingCategories, "TrackingCategories", XeroReader::trackingCategory),
                new LinkedHashSet<>(all(currencies, "Currencies", each -> needed(each, "Code"))),
                all(brandingThemes, "BrandingThemes", XeroReader::brandingTheme));
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

    /** A contact as far as matching and mapping need it. */
    public static XeroContact contact(XeroElement element) {
        JsonNode contact = element.tree();
        String status = JsonFields.text(contact, "ContactStatus");
        return new XeroContact(
                needed(contact, "ContactID"),
                needed(contact, "Name"),
                JsonFields.text(contact, "ContactNumber"),
                JsonFields.text(contact, "EmailAddress"),
                status == null || status.equalsIgnoreCase("ACTIVE"),
                JsonFields.text(contact, "MergedToContactID"),
                JsonFields.text(contact, "SalesDefaultAccountCode"),
                JsonFields.text(contact, "AccountsReceivableTaxType"),
                salesTerms(contact));
    }

    /**
     * An invoice with its lines, as far as an edit compares it.
     *
     * @throws IllegalArgumentException when it has no date
     */
    public static XeroInvoice invoice(XeroElement element) {
        JsonNode invoice = element.tree();
        LocalDate date = XeroDates.day(invoice, "Date")
                .orElseThrow(() -> new IllegalArgumentException("Xero shows an invoice without a date"));
        return new XeroInvoice(
                element.id(),
                element.status(),
                element.number(),
                orEmpty(JsonFields.text(JsonFields.field(invoice, "Contact"), "ContactID")),
                date,
                XeroDates.day(invoice, "DueDate").orElse(null),
                orEmpty(JsonFields.text(invoice, "CurrencyCode")),
                asWritten(invoice, "Reference"),
                asWritten(invoice, "Url"),
                asWritten(invoice, "BrandingThemeID"),
                orZero(JsonFields.decimal(invoice, "AmountPaid")),
                orZero(JsonFields.decimal(invoice, "AmountCredited")),
                lines(element));
    }

    /** The lines of an invoice or credit note, in Xero's order. */
    public static List<XeroInvoice.Line> lines(XeroElement document) {
        return all(document.tree(), "LineItems", XeroReader::line);
    }

    private static XeroInvoice.Line line(JsonNode line) {
        return new XeroInvoice.Line(
                orEmpty(JsonFields.text(line, "LineItemID")),
                asWritten(line, "Description"),
                orZero(JsonFields.decimal(line, "Quantity")),
                orZero(JsonFields.decimal(line, "UnitAmount")),
                asWritten(line, "ItemCode"),
                asWritten(line, "AccountCode"),
                asWritten(line, "TaxType"),
                orZero(JsonFields.decimal(line, "TaxAmount")),
                JsonFields.decimal(line, "DiscountRate"),
                all(
                        line,
                        "Tracking",
                        each -> new TargetLine.Tracking(
                                orEmpty(JsonFields.text(each, "Name")), orEmpty(JsonFields.text(each, "Option")))),
                orZero(JsonFields.decimal(line, "LineAmount")));
    }

    /** A text that is compared with what was written: one of blanks is none of nothing. */
    private static @Nullable String asWritten(JsonNode node, String field) {
        String text = JsonFields.field(node, field).asText("");
        return text.isEmpty() ? null : text;
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }

    private static XeroSettings.Organisation organisation(JsonNode organisation) {
        String zoneName = JsonFields.text(organisation, "Timezone");
        ZoneId zone = zoneName == null
                ? ZoneOffset.UTC
                : XeroZones.zone(zoneName).orElseThrow(() -> new XeroUnreadableException("Timezone", zoneName));
        String country = JsonFields.text(organisation, "CountryCode");
        return new XeroSettings.Organisation(
                needed(organisation, "OrganisationID"),
                needed(organisation, "Name"),
                needed(organisation, "BaseCurrency"),
                country == null ? "" : country,
                zone,
                JsonFields.text(organisation, "ShortCode"),
                XeroDates.lockDay(organisation, "PeriodLockDate", zone).orElse(null),
                XeroDates.lockDay(organisation, "EndOfYearLockDate", zone).orElse(null),
                salesTerms(organisation));
    }

    private static XeroSettings.@Nullable PaymentTerms salesTerms(JsonNode owner) {
        JsonNode sales = JsonFields.field(JsonFields.field(owner, "PaymentTerms"), "Sales");
        BigDecimal day = JsonFields.decimal(sales, "Day");
        String type = JsonFields.text(sales, "Type");
        return day == null || type == null ? null : new XeroSettings.PaymentTerms(day.intValue(), type);
    }

    private static XeroSettings.Account account(JsonNode account) {
        return new XeroSettings.Account(
                needed(account, "AccountID"),
                JsonFields.text(account, "Code"),
                needed(account, "Name"),
                needed(account, "Type"),
                orEmpty(JsonFields.text(account, "Class")),
                JsonFields.text(account, "TaxType"),
                isActive(account),
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
                needed(rate, "TaxType"), orEmpty(JsonFields.text(rate, "Name")), percent, isActive(rate), classes);
    }

    private static XeroSettings.Item item(JsonNode item) {
        JsonNode sales = JsonFields.field(item, "SalesDetails");
        String code = needed(item, "Code");
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
                needed(category, "TrackingCategoryID"),
                needed(category, "Name"),
                isActive(category),
                all(
                        category,
                        "Options",
                        option -> new XeroSettings.TrackingCategory.Option(
                                needed(option, "TrackingOptionID"), needed(option, "Name"), isActive(option))));
    }

    private static XeroSettings.BrandingTheme brandingTheme(JsonNode theme) {
        return new XeroSettings.BrandingTheme(
                needed(theme, "BrandingThemeID"), orEmpty(JsonFields.text(theme, "Name")));
    }

    private static boolean isActive(JsonNode element) {
        String status = JsonFields.text(element, "Status");
        return status == null || status.equalsIgnoreCase("ACTIVE");
    }

    private static String needed(JsonNode node, String field) {
        String text = JsonFields.text(node, field);
        if (text == null) {
            throw new XeroUnreadableException(field, "absent");
        }
        return text;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static <T> List<T> all(JsonNode answer, String collection, Function<JsonNode, T> reader) {
        List<T> values = new ArrayList<>();
        for (JsonNode each : JsonFields.field(answer, collection)) {
            values.add(reader.apply(each));
        }
        return values;
    }
}
