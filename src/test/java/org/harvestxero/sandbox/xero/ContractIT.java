package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.harvestxero.monthend.Coding;
import org.harvestxero.monthend.JournalDocument;
import org.harvestxero.monthend.JournalLine;
import org.harvestxero.xero.XeroManualJournalJson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the sandbox's answers against Xero's published description and against sample answers, in a world built from
 * the sample requests.
 */
class ContractIT {
    private static final Path APIS = Path.of(System.getProperty("shared.apis", "../shared/apis"), "xero");

    /** Fields of real answers that the description does not know yet. */
    private static final Set<String> UNDESCRIBED = Set.of(
            "DateString",
            "DueDateString",
            "ExpectedPaymentDateString",
            "PlannedPaymentDateString",
            "ID",
            "InvoicePaymentServices",
            "HasErrors",
            "AllocationId",
            "DateUTCString",
            "HasValidationErrors",
            "IsDeleted",
            "IsArchived",
            "IsActive",
            "OrganisationType",
            "ValidationErrors");

    private static XeroSandbox sandbox;
    private static TestClient xero;
    private static String contact;
    private static String invoice;
    private static String payment;
    private static String note;
    private static String journal;
    private static JsonNode description;
    private static ObjectNode definitions;
    private static final Map<String, TestClient.Reply> replies = new LinkedHashMap<>();

    @BeforeAll
    static void buildTheWorldOfTheSamples() throws IOException {
        assumeTrue(Files.exists(APIS.resolve("xero_accounting.yaml")));
        description = new ObjectMapper(
                        YAMLFactory.builder().loaderOptions(loaderOptions()).build())
                .readTree(APIS.resolve("xero_accounting.yaml").toFile());
        definitions = definitions();
        MovableClock clock = new MovableClock("2026-11-02T09:14:22.293Z");
        sandbox =
                XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits().withClock(clock));
        xero = TestClient.connected(sandbox);
        contact = reply("contact", xero.put("Contacts", sample("contacts-create-request.json")))
                .at("/Contacts/0/ContactID")
                .asText();
        invoice = reply("invoices-create-response", xero.put("Invoices", fitting("invoices-create-request.json")))
                .at("/Invoices/0/InvoiceID")
                .asText();
        reply("invoice-get", xero.get("Invoices/" + invoice));
        reply("invoices-list-unpaged", xero.get("Invoices"));
        reply("invoices-page", xero.get("Invoices?page=1"));
        batches();
        payment = reply("payments-create-response", xero.put("Payments", fitting("payments-create-request.json")))
                .at("/Payments/0/PaymentID")
                .asText();
        reply("error-400-payment-exceeds-outstanding", xero.put("Payments", pay("1500.00")));
        reply(
                "payments-summarize-errors-false",
                xero.put(
                        "Payments?summarizeErrors=false",
                        "{'Payments':[" + pay("500.00") + "," + pay("1500.00") + "]}"));
        String second = xero.put("Payments", pay("250.00"))
                .first("Payments")
                .get("PaymentID")
                .asText();
        reply("payment-delete-response", xero.post("Payments/" + second, sample("payment-delete-request.json")));
        reply("payments-page", xero.get("Payments?page=1"));
        clock.advance(Duration.ofMinutes(10));
        credits();
        journals();
        settings();
        errors();
    }

    private static org.yaml.snakeyaml.LoaderOptions loaderOptions() {
        org.yaml.snakeyaml.LoaderOptions options = new org.yaml.snakeyaml.LoaderOptions();
        options.setCodePointLimit(50_000_000);
        options.setMaxAliasesForCollections(10_000);
        return options;
    }

    @AfterAll
    static void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    private static void batches() {
        String good = TestClient.invoice(contact, "INV-2050", "AUTHORISED", "1", "100");
        String warned = TestClient.invoice(contact, "INV-2051", "DRAFT", "1", "100")
                .replace("'Date'", "'SentToContact':true,'Date'");
        reply(
                "invoices-summarize-errors-false",
                xero.put("Invoices?summarizeErrors=false", "{'Invoices':[" + good + "," + warned + "," + good + "]}"));
        reply(
                "error-400-validation",
                xero.put(
                        "Invoices",
                        TestClient.invoice(contact, "INV-2042", "AUTHORISED", "1", "100")
                                .replace("'200'", "'999X'")
                                .replace("'DueDate':'2026-12-02',", "")));
        reply("error-400-voided-number-reuse", xero.put("Invoices", good));
        reply("error-400-contact-duplicate-name", xero.put("Contacts", "{'Name':'Acme Widgets Ltd'}"));
    }

    private static String pay(String amount) {
        return TestClient.payment(invoice, amount).replace("'Date'", "'Reference':'Harvest payment','Date'");
    }

    private static void credits() throws IOException {
        note = reply("credit-note-create-response", xero.put("CreditNotes", fitting("credit-note-create-request.json")))
                .at("/CreditNotes/0/CreditNoteID")
                .asText();
        String allocation = reply(
                        "allocation-create-response",
                        xero.put("CreditNotes/" + note + "/Allocations", fitting("allocation-create-request.json")))
                .at("/Allocations/0/AllocationID")
                .asText();
        reply("credit-notes", xero.get("CreditNotes?page=1"));
        reply("allocation-delete-response", xero.delete("CreditNotes/" + note + "/Allocations/" + allocation));
    }

    /** As the product asks for a journal and finds it again. */
    private static void journals() {
        journal = XeroManualJournalJson.create(new JournalDocument(
                "HX-ACCRUED-2026-10-v1 Accrued income of October 2026",
                LocalDate.of(2026, 10, 31),
                "Accrued income of October 2026",
                new JournalDocument.Manner(false, false),
                List.of(
                        new JournalLine(Coding.of("630"), new BigDecimal("120.00")),
                        new JournalLine(
                                new Coding("200", List.of(new Coding.Option("Project", "Alpha"))),
                                new BigDecimal("-120.00")))));
        String made = reply(
                        "manual-journal-create-response",
                        xero.put("ManualJournals?summarizeErrors=false", "{\"ManualJournals\":[" + journal + "]}"))
                .at("/ManualJournals/0/ManualJournalID")
                .asText();
        reply("manual-journal", xero.get("ManualJournals/" + made));
        reply(
                "manual-journals-page",
                xero.get("ManualJournals?page=1&pageSize=1000&where="
                        + URLEncoder.encode("Narration.StartsWith(\"HX-ACCRUED-2026-10-v\")", StandardCharsets.UTF_8)));
    }

    private static void settings() throws IOException {
        sandbox.setLockDates(LocalDate.of(2026, 3, 31), null);
        reply("organisation", xero.get("Organisation"));
        reply("organisation-actions", xero.get("Organisation/Actions"));
        reply("accounts", xero.get("Accounts"));
        reply("tax-rates", xero.get("TaxRates"));
        reply("currencies", xero.get("Currencies"));
        reply("items", xero.get("Items?unitdp=4"));
        reply("tracking-categories", xero.get("TrackingCategories"));
        reply("branding-themes", xero.get("BrandingThemes"));
        reply("users", xero.get("Users"));
        reply("contacts-page", xero.get("Contacts?page=1&includeArchived=true"));
        reply("online-invoice", xero.get("Invoices/" + invoice + "/OnlineInvoice"));
        xero.put("Invoices/" + invoice + "/History", sample("history-request.json"));
        reply("history", xero.get("Invoices/" + invoice + "/History"));
        reply(
                "attachment-upload-response",
                xero.with("Content-Type", "application/pdf")
                        .call("PUT", "Invoices/" + invoice + "/Attachments/hours.pdf", "%PDF"));
        xero.with("Content-Type", "application/json");
    }

    private static void errors() {
        reply(
                "error-400-lock-date",
                xero.put(
                        "Invoices",
                        TestClient.invoice(contact, "INV-2043", "DRAFT", "1", "1")
                                .replace("2026-11-02", "2026-03-31")));
        reply("error-400-query-parse", xero.get("Invoices?where=hi%3D%3D1"));
    }

    private static JsonNode reply(String name, TestClient.Reply reply) {
        replies.put(name, reply);
        return reply.json();
    }

    private static String sample(String file) throws IOException {
        return Files.readString(APIS.resolve("samples").resolve(file));
    }

    /** A sample request with the ids of this world. */
    private static String fitting(String file) throws IOException {
        return sample(file)
                .replace("ca7127f7-3c5e-4de7-a76d-ae0ef9b9b76b", String.valueOf(contact))
                .replace("1050b3a7-66b7-4c69-aae7-7ba02b9e81c4", String.valueOf(invoice));
    }

    static Stream<String> described() {
        return Stream.of(
                "contact Contacts",
                "contacts-page Contacts",
                "invoices-create-response Invoices",
                "invoice-get Invoices",
                "invoices-list-unpaged Invoices",
                "invoices-page Invoices",
                "invoices-summarize-errors-false Invoices",
                "payments-create-response Payments",
                "payments-summarize-errors-false Payments",
                "payment-delete-response Payments",
                "payments-page Payments",
                "credit-note-create-response CreditNotes",
                "credit-notes CreditNotes",
                "allocation-create-response Allocations",
                "manual-journal-create-response ManualJournals",
                "manual-journal ManualJournals",
                "manual-journals-page ManualJournals",
                "organisation Organisations",
                "organisation-actions Actions",
                "accounts Accounts",
                "tax-rates TaxRates",
                "currencies Currencies",
                "items Items",
                "tracking-categories TrackingCategories",
                "branding-themes BrandingThemes",
                "users Users",
                "online-invoice OnlineInvoices",
                "history HistoryRecords",
                "attachment-upload-response Attachments");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("described")
    void answersFitThePublishedDescription(String nameAndSchema) {
        String name = nameAndSchema.split(" ")[0];
        String schemaName = nameAndSchema.split(" ")[1];
        ObjectNode document = definitions.deepCopy();
        document.put("$ref", "#/$defs/" + schemaName);
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document);
        TestClient.Reply reply = replies.get(name);

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(schema.validate(reply.json())).isEmpty();
        ObjectNode spoilt = reply.json().deepCopy();
        spoilt.put(schemaName, "not a list");
        assertThat(schema.validate(spoilt)).isNotEmpty();
        JsonNode element = reply.json().get(schemaName).get(0);
        JsonNode ofElement = resolve(description
                .at("/components/schemas/" + schemaName + "/properties/" + schemaName)
                .get("items"));
        assertThat(undescribed(element, ofElement, "")).isEmpty();
    }

    @Test
    void whatTheProductSendsForAJournalFitsThePublishedDescription() {
        ObjectNode document = definitions.deepCopy();
        document.put("$ref", "#/$defs/ManualJournal");
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document);
        JsonNode sent = TestClient.parse(journal);

        assertThat(schema.validate(sent)).isEmpty();
        assertThat(undescribed(sent, resolve(description.at("/components/schemas/ManualJournal")), ""))
                .isEmpty();
        assertThat(schema.validate(((ObjectNode) sent.deepCopy()).put("JournalLines", "none")))
                .isNotEmpty();
    }

    /** The component schemas as one JSON schema: definitions in their usual place, remarks and extensions left out. */
    private static ObjectNode definitions() throws IOException {
        JsonNode schemas = description.at("/components/schemas").deepCopy();
        dropRemarks(schemas);
        String text = schemas.toString().replace("#/components/schemas/", "#/$defs/");
        ObjectNode document = new ObjectMapper().createObjectNode();
        document.set("$defs", TestClient.parse(text));
        return document;
    }

    private static void dropRemarks(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.removeIf(name -> !name.startsWith("x-")
                    && !List.of("example", "externalDocs").contains(name));
            object.remove(names);
        }
        node.forEach(ContractIT::dropRemarks);
    }

    private static JsonNode resolve(JsonNode schema) {
        JsonNode ref = schema.get("$ref");
        return ref == null ? schema : description.at(ref.asText().substring(1));
    }

    private static Set<String> undescribed(JsonNode value, JsonNode schema, String path) {
        Set<String> unknown = new TreeSet<>();
        if (value.isArray()) {
            value.forEach(each -> unknown.addAll(undescribed(each, resolve(schema.path("items")), path + "[]")));
        } else if (value.isObject() && schema.has("properties")) {
            value.properties().forEach(field -> {
                JsonNode property = schema.get("properties").get(field.getKey());
                if (property != null) {
                    unknown.addAll(undescribed(field.getValue(), resolve(property), path + "/" + field.getKey()));
                } else if (!UNDESCRIBED.contains(field.getKey())) {
                    unknown.add(path + "/" + field.getKey());
                }
            });
        }
        return unknown;
    }

    static Stream<String> sampled() {
        return Stream.of(
                "invoices-create-response",
                "invoice-get",
                "invoices-list-unpaged",
                "invoices-page",
                "invoices-summarize-errors-false",
                "error-400-validation",
                "error-400-voided-number-reuse",
                "error-400-contact-duplicate-name",
                "error-400-lock-date",
                "error-400-query-parse",
                "error-400-payment-exceeds-outstanding",
                "payments-create-response",
                "payments-summarize-errors-false",
                "payment-delete-response",
                "payments-page",
                "credit-note-create-response",
                "allocation-create-response",
                "allocation-delete-response",
                "organisation",
                "organisation-actions",
                "accounts",
                "tax-rates",
                "currencies",
                "items",
                "tracking-categories",
                "branding-themes",
                "contacts-page",
                "online-invoice",
                "history",
                "attachment-upload-response");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sampled")
    void answersHaveAllFieldsOfTheSamplesInTheSameTypes(String name) throws IOException {
        Set<String> expected = shape(TestClient.parse(sample(name + ".json")));
        Set<String> actual = shape(replies.get(name).json());

        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(actual);
        missing.removeAll(sometimes(name));
        assertThat(missing).as(replies.get(name).text()).isEmpty();
    }

    /** What this world has no occasion for. */
    private static Set<String> sometimes(String name) {
        return switch (name) {
            case "invoices-create-response" -> Set.of("/Invoices[]/StatusAttributeString string");
            case "credit-note-create-response" -> Set.of("/CreditNotes[]/StatusAttributeString string");
            case "contacts-page" -> contactsPage();
            default -> Set.of();
        };
    }

    private static Set<String> contactsPage() {
        Set<String> absent = new TreeSet<>();
        for (String path : List.of(
                "/MergedToContactID string",
                "/SalesDefaultAccountCode string",
                "/SalesDefaultLineAmountType string",
                "/SalesTrackingCategories[] object",
                "/SalesTrackingCategories[]/TrackingCategoryName string",
                "/SalesTrackingCategories[]/TrackingOptionName string",
                "/PaymentTerms object",
                "/PaymentTerms/Sales object",
                "/PaymentTerms/Sales/Day number",
                "/PaymentTerms/Sales/Type string")) {
            absent.add("/Contacts[]" + path);
        }
        return absent;
    }

    private static Set<String> shape(JsonNode json) {
        Set<String> shape = new TreeSet<>();
        addShape(shape, json, "");
        return shape;
    }

    private static void addShape(Set<String> shape, JsonNode json, String path) {
        shape.add(path + " " + json.getNodeType().name().toLowerCase(Locale.ROOT));
        if (json.isObject()) {
            json.properties().forEach(field -> addShape(shape, field.getValue(), path + "/" + field.getKey()));
        } else if (json.isArray()) {
            json.forEach(each -> addShape(shape, each, path + "[]"));
        }
    }

    @Test
    void theSampleInvoiceComesOutToTheCent() throws IOException {
        JsonNode expected = TestClient.parse(sample("invoice-get.json")).at("/Invoices/0");
        JsonNode actual = replies.get("invoice-get").first("Invoices");

        List<String> differences = new ArrayList<>();
        for (String field : List.of(
                "Type",
                "InvoiceNumber",
                "Reference",
                "AmountDue",
                "AmountPaid",
                "AmountCredited",
                "Url",
                "SentToContact",
                "CurrencyRate",
                "TotalDiscount",
                "IsDiscounted",
                "DateString",
                "Date",
                "DueDateString",
                "DueDate",
                "Status",
                "LineAmountTypes",
                "SubTotal",
                "TotalTax",
                "Total",
                "UpdatedDateUTC",
                "UpdatedDateUTCString",
                "CurrencyCode")) {
            if (!expected.get(field).equals(actual.get(field))) {
                differences.add(field + ": " + expected.get(field) + " but " + actual.get(field));
            }
        }
        for (int i = 0; i < expected.get("LineItems").size(); i++) {
            ObjectNode line = (ObjectNode) expected.get("LineItems").get(i).deepCopy();
            ObjectNode own = (ObjectNode) actual.get("LineItems").get(i).deepCopy();
            List.of("LineItemID", "AccountID", "Tracking").forEach(field -> {
                line.remove(field);
                own.remove(field);
            });
            if (!line.equals(own)) {
                differences.add(line + " but " + own);
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void theSamplePaymentsComeOutToTheCent() {
        assertThat(replies.get("payments-create-response")
                        .first("Payments")
                        .at("/Invoice/AmountDue")
                        .toString())
                .isEqualTo("1457.06");
        assertThat(replies.get("payments-summarize-errors-false")
                        .first("Payments")
                        .at("/Invoice/AmountDue")
                        .toString())
                .isEqualTo("957.06");
    }
}
