package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a test, the demo or a person playing may see and do behind Xero's back, on the first organisation. Everything
 * here is also there as {@code /sandbox/…} over HTTP.
 *
 * <p>Nothing of it counts as an API call.
 */
final class BackDoor {
    private static final int UNIT_DECIMALS = 4;

    private final List<Tenant> tenants;
    private final Books books;
    private final Organisation organisation;
    private final Identity identity;
    private final RateLimits limits;
    private final Faults faults;
    private final RequestLog log;
    private final ContactJson contactJson;
    private final DocumentJson documentJson;
    private final PaymentJson paymentJson;
    private final BankTransactionJson bankJson;
    private final ContactWriter contactWriter;
    private final DocumentWriter documentWriter;
    private final BankTransactionWriter bankWriter;
    private final PaymentWriter paymentWriter;
    private final MoneyBackDoor money;
    private final PayrollDesk payroll;
    private final Map<String, Function<JsonNode, JsonNode>> actions = new TreeMap<>();

    BackDoor(List<Tenant> tenants, Identity identity, RateLimits limits, Faults faults, RequestLog log) {
        this.tenants = tenants;
        this.books = tenants.get(0).books();
        this.organisation = books.organisation;
        this.identity = identity;
        this.limits = limits;
        this.faults = faults;
        this.log = log;
        this.contactJson = new ContactJson(books);
        this.documentJson = new DocumentJson(books, contactJson);
        this.bankJson = new BankTransactionJson(books, contactJson);
        this.paymentJson = new PaymentJson(books, documentJson);
        this.contactWriter = new ContactWriter(books, contactJson);
        this.documentWriter = new DocumentWriter(books, contactWriter, documentJson);
        this.bankWriter = new BankTransactionWriter(books, contactWriter, bankJson);
        this.paymentWriter = new PaymentWriter(books, paymentJson);
        this.money = new MoneyBackDoor(books, documentJson, paymentWriter, paymentJson);
        this.payroll = new PayrollDesk(tenants.get(0).payroll().books(), BackDoor::here);
        addSettings();
        addAccess();
        addPeople();
    }

    private interface Action {
        void run(JsonNode arguments);
    }

    private void add(String name, Action action) {
        actions.put(name, arguments -> {
            action.run(arguments);
            return Json.object().put("done", name);
        });
    }

    private void addSettings() {
        add("archive-account", in -> archiveAccount(need(in, "code")));
        add("restore-account", in -> restoreAccount(need(in, "code")));
        add("lock-dates", in -> setLockDates(Fields.day(in, "periodLockDate"), Fields.day(in, "endOfYearLockDate")));
        add("add-currency", in -> addCurrency(need(in, "code")));
        add("remove-currency", in -> removeCurrency(need(in, "code")));
        add("archive-tracking-option", in -> archiveTrackingOption(need(in, "category"), need(in, "option")));
        add("approval-right", in -> organisation.mayApprove = needFlag(in, "allowed"));
        add("reject-unknown-tracking", in -> organisation.rejectsUnknownTracking = needFlag(in, "reject"));
        add("settle-zero-totals", in -> organisation.settlesZeroTotals = needFlag(in, "settle"));
        add("take-tax-amounts", in -> organisation.takesTaxAmounts = needFlag(in, "take"));
        add("round-half-even", in -> organisation.roundsHalfEven = needFlag(in, "halfEven"));
        add("round-by-currency", in -> organisation.roundsByCurrency = needFlag(in, "byCurrency"));
        add("approvals-left", in -> setApprovalsLeft(in.path("count").asInt()));
        add("archive-tax-rate", in -> archiveTaxRate(need(in, "taxType")));
        add(
                "limits",
                in -> limits.set(
                        needFlag(in, "on"),
                        in.path("inFlight").asInt(5),
                        in.path("perMinute").asInt(60),
                        in.path("perDay").asInt(5_000)));
    }

    private void addAccess() {
        add("disconnect", in -> tenants.get(0).disconnect());
        add("reconnect", in -> tenants.get(0).reconnect());
        add("expire-tokens", in -> identity.expireAccessTokens());
        add("revoke-tokens", in -> identity.revokeAll());
        add("deny-consent", in -> identity.deniesConsent = needFlag(in, "deny"));
        add("choose-organisation", in -> chooseOrganisation(need(in, "name")));
        actions.put("faults", in -> {
            faults.arm(fault(in));
            return Json.object().put("armed", faults.all().size());
        });
    }

    private void addPeople() {
        actions.put("create-contact", this::createContact);
        actions.put("create-invoice", this::createInvoice);
        actions.put("create-credit-note", this::createCreditNote);
        actions.put("edit-invoice", in -> editInvoice(need(in, "invoice"), in.path("fields")));
        actions.put(
                "edit-credit-note", in -> editCreditNote(UUID.fromString(need(in, "creditNote")), in.path("fields")));
        actions.put(
                "edit-bank-transaction",
                in -> editBankTransaction(UUID.fromString(need(in, "bankTransaction")), in.path("fields")));
        actions.put("void-invoice", in -> voidInvoice(need(in, "invoice")));
        actions.put(
                "pay-invoice",
                in -> payInvoice(
                        need(in, "invoice"),
                        Objects.requireNonNullElse(Fields.decimal(in, "amount"), BigDecimal.ZERO),
                        need(in, "account"),
                        Objects.requireNonNullElse(Fields.day(in, "date"), organisation.today())));
        actions.put("delete-payment", in -> deletePayment(UUID.fromString(need(in, "payment"))));
        add(
                "merge-contacts",
                in -> mergeContacts(UUID.fromString(need(in, "from")), UUID.fromString(need(in, "into"))));
        add("reconcile-bank-transaction", in -> reconcile(UUID.fromString(need(in, "bankTransaction"))));
        add("group-contact", in -> putIntoGroup(need(in, "group"), UUID.fromString(need(in, "contact"))));
        add("groups-touch-contacts", in -> organisation.groupsTouchContacts = needFlag(in, "touch"));
        add("archive-contact", in -> archiveContact(UUID.fromString(need(in, "contact"))));
        money.addTo(actions);
        payroll.addTo(actions);
    }

    /** Who comes by HTTP is on the loop already. */
    private static Object here(Callable<Object> work) {
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static String need(JsonNode in, String field) {
        String value = Fields.text(in, field);
        if (value == null) {
            throw new IllegalArgumentException("'" + field + "' is missing");
        }
        return value;
    }

    private static boolean needFlag(JsonNode in, String field) {
        return Boolean.parseBoolean(need(in, field));
    }

    private static XeroFault fault(JsonNode in) {
        int every = in.path("every").asInt(0);
        int next = in.path("next").asInt(every == 0 ? 1 : 0);
        return new XeroFault(
                XeroFault.Kind.valueOf(need(in, "kind").toUpperCase(Locale.ROOT).replace('-', '_')),
                in.path("method").asText("*"),
                in.path("path").asText("/"),
                every,
                next,
                in.path("seed").asLong(0),
                in.path("status").asInt(503),
                in.has("retryAfter") ? in.get("retryAfter").asInt() : null,
                in.path("delayMillis").asLong(1_000),
                in.path("holding").asText(""));
    }

    /** What people do with clients' money. */
    MoneyBackDoor money() {
        return money;
    }

    // --- over HTTP

    Answer handle(Call call) {
        List<String> segments = call.segments();
        String name = segments.size() > 1 ? segments.get(1) : "";
        try {
            JsonNode result = switch (call.method()) {
                case "GET" -> read(name);
                case "DELETE" -> clear(name);
                case "POST" -> act(name, call);
                default -> null;
            };
            return result == null ? Answer.json(404, problem("no such thing: " + name)) : Answer.json(200, result);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Answer.json(400, problem(String.valueOf(e.getMessage())));
        }
    }

    private @Nullable JsonNode read(String name) {
        return switch (name) {
            case "invoices" -> array(invoices());
            case "credit-notes" -> array(creditNotes());
            case "contacts" -> array(contacts());
            case "timesheets" -> array(payroll.timesheets());
            case "payments" -> array(payments());
            case "bank-transactions" -> array(bankTransactions());
            case "manual-journals" -> array(manualJournals());
            case "mails" -> counts(mailsSent());
            case "calls" -> counts(log.counts());
            case "requests" -> requests();
            case "faults" -> Json.object().put("armed", faults.all().size()).put("struck", faults.struck());
            case "organisation" ->
                Json.object()
                        .put("tenantId", organisation.id.toString())
                        .put("name", organisation.name)
                        .put("shortCode", organisation.shortCode);
            default -> null;
        };
    }

    private @Nullable JsonNode clear(String name) {
        switch (name) {
            case "requests", "calls":
                log.clear();
                return Json.object().put("cleared", name);
            case "faults":
                faults.clear();
                return Json.object().put("cleared", name);
            default:
                return null;
        }
    }

    private @Nullable JsonNode act(String name, Call call) {
        Function<JsonNode, JsonNode> action = actions.get(name);
        if (action == null) {
            return null;
        }
        return action.apply(call.body().length == 0 ? Json.object() : call.json());
    }

    private static ObjectNode problem(String message) {
        return Json.object().put("error", message);
    }

    private static ArrayNode array(List<JsonNode> list) {
        return Json.array().addAll(list);
    }

    private static ObjectNode counts(Map<String, ? extends Number> counts) {
        ObjectNode json = Json.object();
        counts.forEach((name, count) -> json.put(name, count.longValue()));
        return json;
    }

    private ArrayNode requests() {
        ArrayNode list = Json.array();
        for (LoggedRequest request : log.requests()) {
            list.addObject()
                    .put("at", request.at().toString())
                    .put("method", request.method())
                    .put("path", request.path())
                    .put("query", request.query())
                    .put("idempotencyKey", request.idempotencyKey())
                    .put("body", request.body())
                    .put("status", request.status())
                    .put("replayed", request.replayed());
        }
        return list;
    }

    // --- what the books hold

    List<JsonNode> bankTransactions() {
        return read(books.bankTransactions.all(), each -> bankJson.full(each, UNIT_DECIMALS));
    }

    List<JsonNode> manualJournals() {
        return read(books.manualJournals.all(), ManualJournalJson::full);
    }

    JsonNode editManualJournal(UUID id, JsonNode fields) {
        ManualJournal journal = books.manualJournals.get(id);
        if (journal == null) {
            throw new IllegalArgumentException("There is no such manual journal: " + id);
        }
        return accepted(new ManualJournalWriter(books).change(journal, fields));
    }

    Map<String, Integer> attachments(UUID document) {
        Map<String, Integer> files = new TreeMap<>();
        books.attachments
                .getOrDefault(document, List.of())
                .forEach(file -> files.put(file.fileName(), file.content().length));
        return files;
    }

    /** A person takes a file off a document. */
    void detach(UUID document, String fileName) {
        if (!books.attachments
                .getOrDefault(document, List.of())
                .removeIf(file -> file.fileName().equals(fileName))) {
            throw new IllegalArgumentException("There is no such file: " + fileName);
        }
    }

    /** A person matches it with a line of the bank statement. */
    void reconcile(UUID bankTransaction) {
        BankTransaction found = Objects.requireNonNull(books.bankTransactions.get(bankTransaction));
        BankTransaction changed = found.copy();
        changed.reconciled = true;
        changed.updated = books.now();
        books.bankTransactions.put(changed);
    }

    List<JsonNode> invoices() {
        return read(books.invoices.all(), invoice -> documentJson.full(invoice, UNIT_DECIMALS));
    }

    List<JsonNode> creditNotes() {
        return read(books.creditNotes.all(), note -> documentJson.full(note, UNIT_DECIMALS));
    }

    List<JsonNode> contacts() {
        return read(books.contacts.all(), contactJson::full);
    }

    List<JsonNode> payments() {
        return read(books.payments.all(), paymentJson::full);
    }

    private static <T> List<JsonNode> read(Collection<T> things, Function<T, JsonNode> json) {
        List<JsonNode> list = new ArrayList<>(things.size());
        things.forEach(thing -> list.add(json.apply(thing)));
        return list;
    }

    /** How often each invoice was e-mailed, by its number. */
    Map<String, Integer> mailsSent() {
        Map<String, Integer> mails = new TreeMap<>();
        books.mailsSent.forEach((id, count) -> {
            Document invoice = books.invoices.get(id);
            mails.put(invoice == null || invoice.number == null ? id.toString() : invoice.number, count);
        });
        return mails;
    }

    // --- settings

    void archiveAccount(String code) {
        Account account = organisation.account(code);
        if (account == null) {
            throw new IllegalArgumentException("No account has the code " + code);
        }
        organisation.put(account.archived(books.now()));
    }

    void restoreAccount(String code) {
        Account account = organisation.account(code);
        if (account == null) {
            throw new IllegalArgumentException("No account has the code " + code);
        }
        organisation.put(account.restored(books.now()));
    }

    void setLockDates(@Nullable LocalDate period, @Nullable LocalDate endOfYear) {
        organisation.periodLockDate = period;
        organisation.endOfYearLockDate = endOfYear;
    }

    void addCurrency(String code) {
        organisation.currencies.put(code, SettingsEndpoints.describe(code));
    }

    void removeCurrency(String code) {
        organisation.currencies.remove(code);
    }

    List<String> trackingOptions(String category) {
        return organisation.trackingCategory(null, category).stream()
                .flatMap(found -> found.options.stream())
                .filter(option -> !option.archived())
                .map(TrackingCategory.Option::name)
                .toList();
    }

    void archiveTrackingOption(String category, String option) {
        TrackingCategory found = organisation
                .trackingCategory(null, category)
                .orElseThrow(() -> new IllegalArgumentException("No tracking category is called " + category));
        TrackingCategory.Option before = found.option(null, option)
                .orElseThrow(() -> new IllegalArgumentException("No option of " + category + " is called " + option));
        found.replace(new TrackingCategory.Option(before.id(), before.name(), true));
    }

    void addTaxRate(String name, String taxType, String percent) {
        BigDecimal rate = new BigDecimal(percent);
        organisation.put(new TaxRate(
                name,
                taxType,
                "OUTPUT",
                rate,
                List.of(new TaxRate.Component(name, rate, false)),
                TaxRate.INCOME_CLASSES,
                "ACTIVE"));
    }

    void archiveTaxRate(String taxType) {
        TaxRate rate = organisation.taxRate(taxType);
        if (rate == null) {
            throw new IllegalArgumentException("No tax rate has the type " + taxType);
        }
        organisation.put(rate.withStatus("ARCHIVED"));
    }

    void setMayApprove(boolean may) {
        organisation.mayApprove = may;
    }

    void setApprovalsLeft(int count) {
        organisation.approvalsLeft = count;
    }

    void setRejectsUnknownTracking(boolean rejects) {
        organisation.rejectsUnknownTracking = rejects;
    }

    void setTakesTaxAmounts(boolean takes) {
        organisation.takesTaxAmounts = takes;
    }

    void setRoundsHalfEven(boolean halfEven) {
        organisation.roundsHalfEven = halfEven;
    }

    void setRoundsByCurrency(boolean byCurrency) {
        organisation.roundsByCurrency = byCurrency;
    }

    void setSettlesZeroTotals(boolean settles) {
        organisation.settlesZeroTotals = settles;
    }

    private void chooseOrganisation(String name) {
        identity.chosenTenant = tenants.stream()
                .filter(tenant -> tenant.books().organisation.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No organisation is called " + name))
                .id();
    }

    // --- what people do in Xero

    JsonNode createContact(JsonNode fields) {
        return accepted(contactWriter.create(fields));
    }

    JsonNode editContact(UUID id, JsonNode fields) {
        return accepted(contactWriter.save(fields, contact(id)));
    }

    JsonNode createInvoice(JsonNode fields) {
        return accepted(documentWriter.create(DocumentInput.parse(fields, false), false, UNIT_DECIMALS));
    }

    JsonNode createCreditNote(JsonNode fields) {
        return accepted(documentWriter.create(DocumentInput.parse(fields, true), false, UNIT_DECIMALS));
    }

    JsonNode editInvoice(String idOrNumber, JsonNode fields) {
        DocumentInput in = DocumentInput.parse(fields, false);
        return accepted(documentWriter.save(in, false, invoice(idOrNumber), UNIT_DECIMALS));
    }

    JsonNode editBankTransaction(UUID id, JsonNode fields) {
        BankTransaction transaction = books.bankTransactions.get(id);
        if (transaction == null) {
            throw new IllegalArgumentException("There is no such bank transaction: " + id);
        }
        return accepted(bankWriter.change(transaction, fields, UNIT_DECIMALS));
    }

    JsonNode editCreditNote(UUID id, JsonNode fields) {
        Document note = books.creditNotes.get(id);
        if (note == null) {
            throw new IllegalArgumentException("There is no such credit note: " + id);
        }
        return accepted(documentWriter.save(DocumentInput.parse(fields, true), false, note, UNIT_DECIMALS));
    }

    /** Voids an approved invoice, deletes a draft. */
    JsonNode voidInvoice(String idOrNumber) {
        String end = invoice(idOrNumber).status.approved() ? "VOIDED" : "DELETED";
        return editInvoice(idOrNumber, Json.object().put("Status", end));
    }

    JsonNode payInvoice(String idOrNumber, BigDecimal amount, String accountCode, LocalDate date) {
        ObjectNode in = Json.object().put("Amount", amount).put("Date", date.toString());
        in.putObject("Invoice").put("InvoiceID", invoice(idOrNumber).id.toString());
        in.putObject("Account").put("Code", accountCode);
        return accepted(paymentWriter.create(in));
    }

    JsonNode deletePayment(UUID id) {
        Payment payment = books.payments.get(id);
        if (payment == null || payment.deleted()) {
            throw new IllegalArgumentException("There is no such payment: " + id);
        }
        return paymentJson.full(paymentWriter.delete(payment));
    }

    /** A group that isn't there is made. */
    void putIntoGroup(String name, UUID contact) {
        ContactGroup group = books.activeGroups().stream()
                .filter(each -> each.name.equalsIgnoreCase(name))
                .findFirst()
                .orElseGet(() -> {
                    ContactGroup made = new ContactGroup(books.newId(), name);
                    books.groups.add(made);
                    return made;
                });
        books.join(group, contact(contact));
    }

    /** Names of the groups the contact is in. */
    List<String> groupsOf(UUID contact) {
        return books.groupsOf(contact).stream().map(group -> group.name).toList();
    }

    void setGroupsTouchContacts(boolean touch) {
        organisation.groupsTouchContacts = touch;
    }

    /** The first contact is archived for good and its documents go to the second. */
    void mergeContacts(UUID from, UUID into) {
        Contact merged = contact(from).copy();
        contact(into);
        merged.status = Contact.Status.ARCHIVED;
        merged.mergedTo = into;
        merged.updated = books.now();
        books.contacts.put(merged);
        for (UUID id : List.copyOf(books.invoicesOf(from))) {
            Document invoice = Objects.requireNonNull(books.invoices.get(id)).copy();
            invoice.contactId = into;
            invoice.updated = books.now();
            books.invoices.put(invoice);
        }
        for (Document note : List.copyOf(books.creditNotes.all())) {
            if (from.equals(note.contactId)) {
                Document moved = note.copy();
                moved.contactId = into;
                moved.updated = books.now();
                books.creditNotes.put(moved);
            }
        }
    }

    void archiveContact(UUID id) {
        Contact archived = contact(id).copy();
        archived.status = Contact.Status.ARCHIVED;
        archived.updated = books.now();
        books.contacts.put(archived);
    }

    private Contact contact(UUID id) {
        Contact contact = books.contacts.get(id);
        if (contact == null) {
            throw new IllegalArgumentException("There is no such contact: " + id);
        }
        return contact;
    }

    private Document invoice(String idOrNumber) {
        UUID id = Fields.idOrNull(idOrNumber);
        Document invoice = id == null ? books.salesInvoice(idOrNumber) : books.invoices.get(id);
        if (invoice == null) {
            throw new IllegalArgumentException("There is no such invoice: " + idOrNumber);
        }
        return invoice;
    }

    private static JsonNode accepted(Verdict verdict) {
        if (verdict.failed()) {
            throw new IllegalStateException(String.join("; ", verdict.errors()));
        }
        return verdict.toJson(false);
    }

    /** Makes the first row of a list the last, as an edit at the wrong moment would. */
    void touchFirst(Books touched, String collection) {
        switch (collection.toLowerCase(Locale.ROOT)) {
            case "invoices" -> touchFirst(touched, touched.invoices);
            case "creditnotes" -> touchFirst(touched, touched.creditNotes);
            case "payments" -> touchFirstPayment(touched);
            case "contacts" -> {
                if (touched.contacts.size() > 0) {
                    Contact first = touched.contacts.all().iterator().next().copy();
                    first.updated = touched.now() + 1;
                    touched.contacts.put(first);
                }
            }
            default -> {
                // other lists are not paged by the time of change
            }
        }
    }

    private static void touchFirstPayment(Books touched) {
        if (touched.payments.size() > 0) {
            Payment first = touched.payments.all().iterator().next();
            touched.payments.put(first.touched(touched.now() + 1));
        }
    }

    private static void touchFirst(Books touched, Shelf<Document> shelf) {
        if (shelf.size() > 0) {
            Document first = shelf.all().iterator().next().copy();
            first.updated = touched.now() + 1;
            shelf.put(first);
        }
    }
}
