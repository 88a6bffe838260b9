package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Organisation, accounts, tax rates, currencies, items, tracking, branding themes and users. */
final class SettingsEndpoints {
    private static final String SCOPE = "accounting.settings";

    private final Books books;
    private final Organisation organisation;
    private final Envelope envelope;

    SettingsEndpoints(Books books, Envelope envelope) {
        this.books = books;
        this.organisation = books.organisation;
        this.envelope = envelope;
    }

    void addTo(Router router) {
        router.add("GET", "/Organisation", SCOPE, (call, values) -> organisation());
        router.add("GET", "/Organisations", SCOPE, (call, values) -> organisation());
        router.add("GET", "/Organisation/Actions", SCOPE, (call, values) -> actions());
        router.add("GET", "/Accounts", SCOPE, (call, values) -> accounts(call));
        router.add("GET", "/Accounts/{id}", SCOPE, (call, values) -> account(values.get(0)));
        router.add("PUT", "/Accounts", SCOPE, (call, values) -> createAccount(call));
        router.add("POST", "/Accounts/{id}", SCOPE, (call, values) -> changeAccount(call, values.get(0)));
        router.add("DELETE", "/Accounts/{id}", SCOPE, (call, values) -> deleteAccount(values.get(0)));
        router.add("GET", "/TaxRates", SCOPE, (call, values) -> taxRates(call));
        router.add("GET", "/TaxRates/{type}", SCOPE, (call, values) -> taxRate(values.get(0)));
        router.add("PUT", "/TaxRates", SCOPE, (call, values) -> createTaxRate(call));
        router.add("POST", "/TaxRates", SCOPE, (call, values) -> changeTaxRate(call));
        router.add("GET", "/Currencies", SCOPE, (call, values) -> currencies(call));
        router.add("PUT", "/Currencies", SCOPE, (call, values) -> addCurrency(call));
        router.add("GET", "/Items", SCOPE, (call, values) -> items(call));
        router.add("GET", "/Items/{id}", SCOPE, (call, values) -> item(call, values.get(0)));
        router.add("PUT", "/Items", SCOPE, (call, values) -> writeItems(call, false));
        router.add("POST", "/Items", SCOPE, (call, values) -> writeItems(call, true));
        router.add("POST", "/Items/{id}", SCOPE, (call, values) -> changeItem(call, values.get(0)));
        router.add("DELETE", "/Items/{id}", SCOPE, (call, values) -> deleteItem(values.get(0)));
        router.add("GET", "/BrandingThemes", SCOPE, (call, values) -> brandingThemes());
        router.add("GET", "/BrandingThemes/{id}", SCOPE, (call, values) -> brandingTheme(values.get(0)));
        router.add("GET", "/Users", SCOPE, (call, values) -> users(call));
        router.add("GET", "/Users/{id}", SCOPE, (call, values) -> user(values.get(0)));
        router.add("GET", "/InvoiceReminders/Settings", SCOPE, (call, values) -> reminders());
    }

    private Answer organisation() {
        return envelope.of("Organisations", List.of(organisation.toJson()));
    }

    private Answer actions() {
        List<ObjectNode> actions = new ArrayList<>();
        for (String name : List.of("CreateApprovedInvoice", "CreateApprovedBill")) {
            actions.add(action(name, organisation.mayApprove));
        }
        for (String name : List.of(
                "CreateDraftInvoice",
                "CreateDraftBill",
                "CreateInvoicePayment",
                "AttachFilesIntoInvoice",
                "UseMulticurrency")) {
            actions.add(action(name, true));
        }
        return envelope.of("Actions", actions);
    }

    private static ObjectNode action(String name, boolean allowed) {
        return Json.object().put("Name", name).put("Status", allowed ? "ALLOWED" : "NOT-ALLOWED");
    }

    private Answer accounts(Call call) {
        return envelope.of(
                "Accounts",
                ListSelection.small(call, organisation.accounts(), Properties.accounts(), Account::updated).stream()
                        .map(Account::toJson)
                        .toList());
    }

    private Answer account(String id) {
        return envelope.of("Accounts", List.of(findAccount(id).toJson()));
    }

    private Account findAccount(String id) {
        UUID accountId = Fields.idOrNull(id);
        Account account = accountId == null ? null : organisation.account(accountId);
        if (account == null) {
            throw Refusal.notFound();
        }
        return account;
    }

    /** A system account keeps what it is; an account is archived or restored alone, without other changes. */
    private Answer changeAccount(Call call, String id) {
        Account before = findAccount(id);
        JsonNode in = first(call.elements("Accounts"));
        String status = Fields.text(in, "Status");
        if (status != null && !status.equals(before.status().name())) {
            if (before.systemAccount() != null) {
                throw Refusal.invalid("You cannot archive a System Account.");
            }
            Account after = status.equals("ARCHIVED") ? before.archived(books.now()) : before.restored(books.now());
            organisation.put(after);
            return envelope.of("Accounts", List.of(after.toJson()));
        }
        String code =
                Objects.requireNonNullElse(Fields.text(in, "Code"), Objects.requireNonNullElse(before.code(), ""));
        Account holder = organisation.account(code);
        if (holder != null && !holder.id().equals(before.id())) {
            throw Refusal.invalid("Please enter a unique Code.");
        }
        Account after = new Account(
                before.id(),
                code.isEmpty() ? null : code,
                Objects.requireNonNullElse(Fields.text(in, "Name"), before.name()),
                Fields.text(in, "Type") == null ? before.type() : accountType(Fields.text(in, "Type")),
                Objects.requireNonNullElse(Fields.text(in, "TaxType"), before.taxType()),
                before.status(),
                Objects.requireNonNullElse(Fields.flag(in, "EnablePaymentsToAccount"), before.takesPayments()),
                before.systemAccount(),
                before.currency(),
                books.now());
        organisation.replace(before, after);
        return envelope.of("Accounts", List.of(after.toJson()));
    }

    private Answer deleteAccount(String id) {
        Account account = findAccount(id);
        if (account.systemAccount() != null) {
            throw Refusal.invalid("You cannot delete a System Account.");
        }
        String code = account.code();
        boolean used = books.invoices.all().stream()
                .flatMap(document -> document.lines.stream())
                .anyMatch(line -> code != null && code.equals(line.accountCode()));
        if (used) {
            throw Refusal.invalid("Account cannot be deleted as it has been used in a transaction.");
        }
        organisation.remove(account);
        ObjectNode json = account.toJson();
        json.put("Status", "DELETED");
        return envelope.of("Accounts", List.of(json));
    }

    /** Only the first element counts. */
    private Answer createAccount(Call call) {
        JsonNode in = first(call.elements("Accounts"));
        String code = Fields.text(in, "Code");
        String name = Objects.requireNonNullElse(Fields.text(in, "Name"), "");
        AccountType type = accountType(Fields.text(in, "Type"));
        String currency = Fields.text(in, "CurrencyCode");
        List<String> errors = new ArrayList<>();
        if (code != null && code.length() > 10) {
            errors.add("Account Code is too long. Maximum of 10 characters allowed");
        }
        if (code != null && organisation.account(code) != null) {
            errors.add("Please enter a unique Code.");
        }
        boolean nameTaken =
                organisation.accounts().stream().anyMatch(each -> each.name().equalsIgnoreCase(name));
        if (name.isBlank() || nameTaken) {
            errors.add("Please enter a unique Name.");
        }
        if (currency != null && !organisation.hasCurrency(currency)) {
            errors.add("The current organisation is not subscribed to currency '" + currency + "'.");
        }
        if (!errors.isEmpty()) {
            return envelope.ofVerdicts("Accounts", List.of(new Verdict(echo(in), errors, List.of())), true);
        }
        boolean bank = type == AccountType.BANK;
        Account account = new Account(
                books.newId(),
                code,
                name,
                type,
                Objects.requireNonNullElse(Fields.text(in, "TaxType"), "NONE"),
                Account.Status.ACTIVE,
                Boolean.TRUE.equals(Fields.flag(in, "EnablePaymentsToAccount")),
                null,
                bank ? Objects.requireNonNullElse(currency, organisation.baseCurrency) : null,
                books.now());
        organisation.put(account);
        return envelope.of("Accounts", List.of(account.toJson()));
    }

    private static AccountType accountType(@Nullable String type) {
        for (AccountType each : AccountType.values()) {
            if (each.name().equals(type)) {
                return each;
            }
        }
        throw Refusal.malformed("Error converting value \"" + type + "\" to type 'AccountType'. Path 'Type'.");
    }

    private Answer taxRates(Call call) {
        String taxType = call.parameter("TaxType");
        return envelope.of(
                "TaxRates",
                ListSelection.small(call, organisation.taxRates(), Properties.taxRates(), null).stream()
                        .filter(rate -> taxType == null || rate.taxType().equals(taxType))
                        .map(TaxRate::toJson)
                        .toList());
    }

    /** Only the first element counts; the key is the next free {@code TAX001}. */
    private Answer createTaxRate(Call call) {
        JsonNode in = first(call.elements("TaxRates"));
        JsonNode components = Fields.array(in, "TaxComponents");
        if (components == null || components.isEmpty()) {
            throw Refusal.invalid("A tax rate must have at least one tax component.");
        }
        List<TaxRate.Component> parts = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode component : components) {
            BigDecimal rate = Objects.requireNonNullElse(Fields.decimal(component, "Rate"), BigDecimal.ZERO);
            String name = Objects.requireNonNullElse(Fields.text(component, "Name"), "Tax");
            parts.add(new TaxRate.Component(name, rate, Boolean.TRUE.equals(Fields.flag(component, "IsCompound"))));
            sum = sum.add(rate);
        }
        int next = 1;
        while (organisation.taxRate(taxKey(next)) != null) {
            next++;
        }
        String report = Objects.requireNonNullElse(Fields.text(in, "ReportTaxType"), "OUTPUT");
        TaxRate rate = new TaxRate(
                Objects.requireNonNullElse(Fields.text(in, "Name"), taxKey(next)),
                taxKey(next),
                report,
                sum,
                List.copyOf(parts),
                report.startsWith("INPUT") ? TaxRate.EXPENSE_CLASSES : TaxRate.INCOME_CLASSES,
                "ACTIVE");
        organisation.put(rate);
        return envelope.of("TaxRates", List.of(rate.toJson()));
    }

    /** A rate of the organisation's own: its name and components, or {@code DELETED}; Xero's own are left alone. */
    private Answer changeTaxRate(Call call) {
        JsonNode in = first(call.elements("TaxRates"));
        String type = Fields.text(in, "TaxType");
        TaxRate before = type == null ? null : organisation.taxRate(type);
        if (before == null) {
            String name = Fields.text(in, "Name");
            before = organisation.taxRates().stream()
                    .filter(rate -> rate.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> Refusal.invalid("The TaxRate could not be found."));
        }
        if (!before.taxType().startsWith("TAX")) {
            throw Refusal.invalid("System tax rates cannot be changed.");
        }
        TaxRate after = before.withStatus(Objects.requireNonNullElse(Fields.text(in, "Status"), before.status()));
        organisation.put(after);
        return envelope.of("TaxRates", List.of(after.toJson()));
    }

    private Answer taxRate(String type) {
        TaxRate rate = organisation.taxRate(type);
        if (rate == null) {
            throw Refusal.notFound();
        }
        return envelope.of("TaxRates", List.of(rate.toJson()));
    }

    private static String taxKey(int number) {
        return String.format(Locale.ROOT, "TAX%03d", number);
    }

    private Answer currencies(Call call) {
        return envelope.of(
                "Currencies",
                ListSelection.small(call, organisation.currencies.entrySet(), Properties.currencies(), null).stream()
                        .map(each -> currency(each.getKey(), each.getValue()))
                        .toList());
    }

    private Answer addCurrency(Call call) {
        String code = Fields.text(first(call.elements("Currencies")), "Code");
        if (code == null || code.length() != 3) {
            throw Refusal.invalid("A valid currency code must be specified.");
        }
        String key = code.toUpperCase(Locale.ROOT);
        organisation.currencies.putIfAbsent(key, describe(key));
        return envelope.of("Currencies", List.of(currency(key, describe(key))));
    }

    static String describe(String code) {
        try {
            return Currency.getInstance(code).getDisplayName(Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("A valid currency code must be specified.");
        }
    }

    private static ObjectNode currency(String code, String description) {
        return Json.object().put("Code", code).put("Description", description);
    }

    private Answer items(Call call) {
        return envelope.of(
                "Items",
                ListSelection.small(call, organisation.items(), Properties.items(), Item::updated).stream()
                        .map(item -> item.toJson(call.unitDecimals()))
                        .toList());
    }

    private Answer item(Call call, String idOrCode) {
        return envelope.of("Items", List.of(findItem(idOrCode).toJson(call.unitDecimals())));
    }

    private Item findItem(String idOrCode) {
        return organisation.items().stream()
                .filter(item -> item.code().equalsIgnoreCase(idOrCode)
                        || item.id().toString().equalsIgnoreCase(idOrCode))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    private Answer changeItem(Call call, String idOrCode) {
        Item before = findItem(idOrCode);
        ObjectNode in = echo(first(call.elements("Items")));
        String code = Fields.text(in, "Code");
        if (code != null && !code.equalsIgnoreCase(before.code())) {
            if (organisation.item(code) != null) {
                throw Refusal.invalid("Price List Item with Code ''" + code + "'' already exists");
            }
            organisation.removeItem(before);
            organisation.put(before.coded(code));
        } else {
            in.put("Code", before.code());
        }
        return envelope.ofVerdicts("Items", List.of(writeItem(in, true, call.unitDecimals())), call.summarizeErrors());
    }

    private Answer deleteItem(String id) {
        organisation.removeItem(findItem(id));
        return Answer.empty(204);
    }

    private Answer writeItems(Call call, boolean mayUpdate) {
        List<JsonNode> elements = call.elements("Items");
        List<Verdict> verdicts = new ArrayList<>();
        for (JsonNode in : elements) {
            verdicts.add(writeItem(in, mayUpdate, call.unitDecimals()));
        }
        return envelope.ofVerdicts("Items", verdicts, call.summarizeErrors());
    }

    private Verdict writeItem(JsonNode in, boolean mayUpdate, int unitDecimals) {
        String code = Fields.text(in, "Code");
        if (code == null || code.isBlank() || code.length() > 30) {
            return Verdict.rejected(echo(in), "Price List Item Code must be between 1 and 30 characters long");
        }
        Item before = organisation.item(code);
        if (before != null && !mayUpdate) {
            return Verdict.rejected(echo(in), "Price List Item with Code ''" + code + "'' already exists");
        }
        JsonNode sales = Fields.object(in, "SalesDetails");
        JsonNode details = sales == null ? Json.object() : sales;
        BigDecimal price = Fields.decimal(details, "UnitPrice");
        Item item = new Item(
                before == null ? books.newId() : before.id(),
                code,
                Objects.requireNonNullElse(Fields.text(in, "Name"), before == null ? code : before.name()),
                or(Fields.text(in, "Description"), before == null ? null : before.description()),
                price == null
                        ? before == null ? null : before.unitPrice()
                        : LineArithmetic.unitAmount(price, unitDecimals),
                or(Fields.text(details, "AccountCode"), before == null ? null : before.accountCode()),
                or(Fields.text(details, "TaxType"), before == null ? null : before.taxType()),
                books.now());
        organisation.put(item);
        return Verdict.accepted(item.toJson(unitDecimals));
    }

    private static @Nullable String or(@Nullable String sent, @Nullable String before) {
        return sent == null ? before : sent;
    }

    private Answer brandingThemes() {
        return envelope.of(
                "BrandingThemes",
                organisation.brandingThemes.stream().map(this::json).toList());
    }

    private Answer brandingTheme(String id) {
        UUID themeId = Fields.idOrNull(id);
        return envelope.of(
                "BrandingThemes",
                List.of(organisation.brandingThemes.stream()
                        .filter(theme -> theme.id().equals(themeId))
                        .findFirst()
                        .map(this::json)
                        .orElseThrow(Refusal::notFound)));
    }

    private ObjectNode json(Organisation.BrandingTheme theme) {
        return Json.object()
                .put("BrandingThemeID", theme.id().toString())
                .put("Name", theme.name())
                .put("LogoUrl", "https://in.xero.com/logo?id=SANDBOX")
                .put("Type", "INVOICE")
                .put("SortOrder", theme.sortOrder())
                .put("CreatedDateUTC", XeroDates.instant(organisation.created));
    }

    private Answer users(Call call) {
        return envelope.of(
                "Users",
                ListSelection.small(
                        call, List.<JsonNode>of(bookkeeper()), Properties.users(), user -> organisation.created));
    }

    private Answer user(String id) {
        ObjectNode user = bookkeeper();
        if (!user.path("UserID").asText().equalsIgnoreCase(id)) {
            throw Refusal.notFound();
        }
        return envelope.of("Users", List.of(user));
    }

    private ObjectNode bookkeeper() {
        return Json.object()
                .put(
                        "UserID",
                        SampleOrganisation.idOf(organisation.name, "user").toString())
                .put("EmailAddress", "bookkeeper@example.com")
                .put("FirstName", "Robin")
                .put("LastName", "Bookkeeper")
                .put("UpdatedDateUTC", XeroDates.instant(organisation.created))
                .put("IsSubscriber", true)
                .put("OrganisationRole", organisation.mayApprove ? "STANDARD" : "INVOICEONLYDRAFT");
    }

    private Answer reminders() {
        return envelope.of("InvoiceReminders", List.of(Json.object().put("Enabled", false)));
    }

    static JsonNode first(List<JsonNode> elements) {
        if (elements.isEmpty()) {
            throw Refusal.malformed("The post data is invalid: no element was sent.");
        }
        return elements.get(0);
    }

    static ObjectNode echo(JsonNode in) {
        return in.deepCopy();
    }
}
