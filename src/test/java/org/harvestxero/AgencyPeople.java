package org.harvestxero;

import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aContact;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anExpense;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.harvestxero.sandbox.harvest.HarvestSandbox;
import org.harvestxero.sandbox.harvest.InvoiceBuilder;
import org.harvestxero.sandbox.xero.XeroSandbox;

/** What the people of an agency do in Harvest, and its bookkeepers in Xero, drawn by a seed. */
final class AgencyPeople {
    private static final String BANK = "090";

    private final HarvestSandbox harvest;
    private final XeroSandbox xero;
    private final Random random;
    private final Clock clock;
    private final List<Long> clients = new ArrayList<>();
    private final List<Long> projects = new ArrayList<>();
    private final List<Long> users = new ArrayList<>();
    private final List<Long> expenses = new ArrayList<>();
    private final Map<String, Long> categories = new TreeMap<>();
    private final Map<BooleanSupplier, String> doings = new LinkedHashMap<>();
    private final List<BooleanSupplier> lots = new ArrayList<>();
    private final Map<String, Integer> done = new TreeMap<>();
    private final long design;
    /** Ids of invoices that people made, not an agreement. */
    private final Set<Long> own = new HashSet<>();

    private int renames;

    AgencyPeople(CopyScenario scenario, Clock clock, long seed) {
        this.harvest = scenario.harvest();
        this.xero = scenario.xero();
        this.clock = clock;
        this.random = new Random(seed);
        this.design = harvest.add(aTask("Design"));
        harvest.get("/expense_categories")
                .path("expense_categories")
                .forEach(each -> categories.put(
                        each.path("name").asText(), each.path("id").asLong()));
        users.add(harvest.add(aUser("Ann", "Archer").email("ann@agency.example")));
        users.add(harvest.add(aUser("Ben", "Baker").email("ben@agency.example")));
        for (String name : List.of("Acme", "Bolt", "Cedar", "Dune", "Elm", "Fjord")) {
            client(name, name.equals("Fjord") ? "USD" : "GBP");
        }
        inHarvest();
        inXero();
    }

    private void inHarvest() {
        often(9, "invoice made in Harvest", this::makeInvoice);
        often(2, "draft sent in Harvest", this::sendDraft);
        often(3, "invoice edited in Harvest", this::editInvoice);
        often(5, "payment entered in Harvest", this::enterPayment);
        often(1, "payment deleted in Harvest", this::deletePayment);
        often(1, "invoice written off in Harvest", this::writeOff);
        often(1, "invoice re-opened in Harvest", this::reopen);
        often(1, "invoice deleted in Harvest", this::deleteInvoice);
        often(2, "client renamed in Harvest", this::renameClient);
        often(1, "client made in Harvest", () -> client("Grove " + clients.size(), "GBP") > 0);
        often(2, "person edited in Harvest", this::editPerson);
        often(8, "time tracked in Harvest", this::trackTime);
        often(6, "expense approved in Harvest", this::spend);
        often(2, "expense edited in Harvest", this::editExpense);
        often(1, "expense taken back in Harvest", this::takeExpenseBack);
    }

    private void inXero() {
        often(7, "payment entered in Xero", this::enterPaymentInXero);
        often(1, "payment removed in Xero", this::removePaymentInXero);
        often(1, "payments in a batch in Xero", this::payBatchInXero);
        often(1, "invoice voided in Xero", this::voidInXero);
        often(2, "invoice edited in Xero", this::editInXero);
        often(2, "contact renamed in Xero", this::renameContact);
        often(1, "contact's address edited in Xero", this::editContact);
        often(2, "bill approved in Xero", this::approveBill);
        often(1, "credit note set off in Xero", this::creditInXero);
    }

    private void often(int weight, String name, BooleanSupplier doing) {
        doings.put(doing, name);
        for (int i = 0; i < weight; i++) {
            lots.add(doing);
        }
    }

    /** So many things happen; what a side refuses, or what nothing is there for, does not. */
    void act(int things) {
        for (int i = 0; i < things; i++) {
            BooleanSupplier doing = lots.get(random.nextInt(lots.size()));
            try {
                if (doing.getAsBoolean()) {
                    done.merge(doings.get(doing), 1, Integer::sum);
                }
            } catch (IllegalArgumentException | IllegalStateException refused) {
                done.merge(doings.get(doing) + ", refused", 1, Integer::sum);
            }
        }
    }

    /** How often each thing happened. */
    Map<String, Integer> done() {
        return done;
    }

    /** What may happen. */
    List<String> kinds() {
        return List.copyOf(doings.values());
    }

    List<Long> clients() {
        return clients;
    }

    List<Long> expenses() {
        return expenses;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private long client(String name, String currency) {
        long client = harvest.add(aClient(name).currency(currency).address("1 Sample Street"));
        harvest.add(aContact(client, "Pat", name.replace(' ', '-'))
                .email("pat@" + name.replace(' ', '-').toLowerCase(java.util.Locale.ROOT) + ".example")
                .recipient());
        clients.add(client);
        projects.add(harvest.add(aProject(client, "Site of " + name)
                .hourlyRate("100")
                .task(design)
                .person(users.get(0))
                .person(users.get(1))));
        return client;
    }

    private <T> Optional<T> any(List<T> from) {
        return from.isEmpty() ? Optional.empty() : Optional.of(from.get(random.nextInt(from.size())));
    }

    private Optional<JsonNode> invoice(Predicate<JsonNode> fits) {
        List<JsonNode> found = new ArrayList<>();
        harvest.get("/invoices?per_page=2000").path("invoices").forEach(each -> {
            if (fits.test(each)) {
                found.add(each);
            }
        });
        return any(found);
    }

    private boolean isOwn(JsonNode invoice) {
        return own.contains(invoice.path("id").asLong());
    }

    private static boolean is(JsonNode invoice, String state) {
        return invoice.path("state").asText().equals(state);
    }

    private static boolean isUnpaid(JsonNode invoice) {
        return invoice.path("amount")
                        .decimalValue()
                        .compareTo(invoice.path("due_amount").decimalValue())
                == 0;
    }

    private boolean makeInvoice() {
        InvoiceBuilder invoice = anInvoice(any(clients).orElseThrow())
                .issued(today())
                .due(today().plusDays(random.nextBoolean() ? 14 : 30));
        for (int line = 0; line <= random.nextInt(3); line++) {
            invoice.line("Work " + line, String.valueOf(1 + random.nextInt(9)), cents(50, 400));
        }
        own.add(harvest.add(random.nextInt(5) == 0 ? invoice : invoice.open()));
        return true;
    }

    private String cents(int from, int to) {
        return BigDecimal.valueOf(from * 100L + random.nextInt((to - from) * 100), 2)
                .toPlainString();
    }

    private boolean sendDraft() {
        return invoice(each -> is(each, "draft") && isOwn(each))
                .map(each -> {
                    harvest.event(each.path("id").asLong(), "send");
                    return true;
                })
                .orElse(false);
    }

    private boolean editInvoice() {
        return invoice(each -> is(each, "open") && isOwn(each))
                .map(each -> {
                    if (isUnpaid(each) && random.nextBoolean()) {
                        JsonNode line = each.path("line_items").path(0);
                        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
                        lines.addObject()
                                .put("id", line.path("id").asLong())
                                .put("unit_price", new BigDecimal(cents(50, 400)));
                        harvest.edit("/invoices/" + each.path("id").asLong(), Map.of("line_items", lines));
                    } else {
                        harvest.edit(
                                "/invoices/" + each.path("id").asLong(),
                                Map.of("due_date", today().plusDays(10L + random.nextInt(30))));
                    }
                    return true;
                })
                .orElse(false);
    }

    /** All that is due, or a part of it. */
    private BigDecimal money(BigDecimal due) {
        return random.nextInt(3) == 0 && due.compareTo(BigDecimal.TEN) > 0
                ? due.divide(BigDecimal.valueOf(3), 2, RoundingMode.DOWN)
                : due;
    }

    private boolean enterPayment() {
        return invoice(each -> is(each, "open"))
                .map(each -> {
                    BigDecimal amount = money(each.path("due_amount").decimalValue());
                    harvest.pay(
                            each.path("id").asLong(),
                            aPayment(amount.toPlainString())
                                    .on(today().minusDays(random.nextInt(3)))
                                    .notes("wire"));
                    return true;
                })
                .orElse(false);
    }

    private boolean deletePayment() {
        return invoice(each -> !isUnpaid(each) && !is(each, "closed"))
                .map(each -> {
                    String path = "/invoices/" + each.path("id").asLong() + "/payments";
                    List<JsonNode> entered = new ArrayList<>();
                    harvest.get(path).path("invoice_payments").forEach(entered::add);
                    return any(entered)
                            .map(payment -> {
                                harvest.delete(path + "/" + payment.path("id").asLong());
                                return true;
                            })
                            .orElse(false);
                })
                .orElse(false);
    }

    private boolean writeOff() {
        return invoice(each -> is(each, "open") && isOwn(each))
                .map(each -> {
                    harvest.event(each.path("id").asLong(), "close");
                    return true;
                })
                .orElse(false);
    }

    private boolean reopen() {
        return invoice(each -> is(each, "closed"))
                .map(each -> {
                    harvest.event(each.path("id").asLong(), "re-open");
                    return true;
                })
                .orElse(false);
    }

    private boolean deleteInvoice() {
        return invoice(each -> isOwn(each) && isUnpaid(each) && !is(each, "closed"))
                .map(each -> {
                    harvest.delete("/invoices/" + each.path("id").asLong());
                    return true;
                })
                .orElse(false);
    }

    private boolean renameClient() {
        long client = any(clients).orElseThrow();
        String name = harvest.get("/clients/" + client).path("name").asText();
        harvest.edit("/clients/" + client, Map.of("name", name.replaceAll(" r\\d+$", "") + " r" + ++renames));
        return true;
    }

    private boolean editPerson() {
        List<JsonNode> people = new ArrayList<>();
        harvest.get("/contacts?per_page=2000").path("contacts").forEach(people::add);
        return any(people)
                .map(person -> {
                    harvest.edit(
                            "/contacts/" + person.path("id").asLong(),
                            random.nextBoolean()
                                    ? Map.of("phone_office", "020 " + (1000 + random.nextInt(9000)))
                                    : Map.of("email", "pat" + ++renames + "@mail.example"));
                    return true;
                })
                .orElse(false);
    }

    /** For the clients that have an agreement. */
    private boolean trackTime() {
        harvest.add(
                aTimeEntry(projects.get(random.nextInt(2)), design, any(users).orElseThrow())
                        .on(today())
                        .hours(String.valueOf(1 + random.nextInt(7)))
                        .notes("Pages")
                        .approved());
        return true;
    }

    private boolean spend() {
        String category = any(List.of("Meals", "Lodging", "Mileage")).orElseThrow();
        expenses.add(harvest.add(anExpense(
                        any(projects).orElseThrow(),
                        categories.get(category),
                        any(users).orElseThrow())
                .on(today())
                .cost(cents(5, 300))
                .notes(category)
                .approved()));
        return true;
    }

    private boolean editExpense() {
        return any(expenses)
                .map(expense -> {
                    harvest.edit("/expenses/" + expense, Map.of("total_cost", new BigDecimal(cents(5, 300))));
                    return true;
                })
                .orElse(false);
    }

    private boolean takeExpenseBack() {
        return any(expenses)
                .map(expense -> {
                    if (random.nextBoolean()) {
                        harvest.unapprove(expense);
                    } else {
                        harvest.delete("/expenses/" + expense);
                        expenses.remove(expense);
                    }
                    return true;
                })
                .orElse(false);
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }

    private List<JsonNode> standing(String type, Predicate<JsonNode> fits) {
        return xero.invoices().stream()
                .filter(each -> each.path("Type").asText().equals(type))
                .filter(fits)
                .toList();
    }

    private static boolean isPayable(JsonNode invoice) {
        return invoice.path("Status").asText().equals("AUTHORISED")
                && invoice.path("AmountDue").decimalValue().signum() > 0;
    }

    private boolean enterPaymentInXero() {
        return any(standing("ACCREC", AgencyPeople::isPayable))
                .map(each -> {
                    xero.payInvoice(
                            each.path("InvoiceNumber").asText(),
                            money(each.path("AmountDue").decimalValue()),
                            BANK,
                            today().minusDays(random.nextInt(3)));
                    return true;
                })
                .orElse(false);
    }

    private boolean removePaymentInXero() {
        return any(xero.payments().stream()
                        .filter(each -> each.path("Status").asText().equals("AUTHORISED")
                                && each.path("PaymentType").asText().equals("ACCRECPAYMENT")
                                && each.path("BatchPaymentID").isMissingNode())
                        .toList())
                .map(each -> {
                    xero.deletePayment(UUID.fromString(each.path("PaymentID").asText()));
                    return true;
                })
                .orElse(false);
    }

    private boolean payBatchInXero() {
        List<JsonNode> payable = standing("ACCREC", AgencyPeople::isPayable).stream()
                .filter(each -> each.path("CurrencyCode").asText().equals("GBP"))
                .limit(2)
                .toList();
        if (payable.size() < 2) {
            return false;
        }
        ObjectNode batch = json();
        batch.putObject("Account").put("Code", BANK);
        batch.put("Date", today().toString()).put("Reference", "Run " + today());
        payable.forEach(each -> batch.withArray("Payments")
                .addObject()
                .put("Amount", each.path("AmountDue").decimalValue())
                .putObject("Invoice")
                .put("InvoiceID", each.path("InvoiceID").asText()));
        xero.payBatch(batch);
        return true;
    }

    private boolean voidInXero() {
        return any(standing(
                        "ACCREC",
                        each -> isPayable(each)
                                && each.path("AmountPaid").decimalValue().signum() == 0
                                && each.path("AmountCredited").decimalValue().signum() == 0
                                && own.stream()
                                        .anyMatch(
                                                id -> each.path("Url").asText().endsWith("/invoices/" + id))))
                .map(each -> {
                    xero.voidInvoice(each.path("InvoiceNumber").asText());
                    return true;
                })
                .orElse(false);
    }

    private boolean editInXero() {
        return any(standing("ACCREC", AgencyPeople::isPayable))
                .map(each -> {
                    xero.editInvoice(
                            each.path("InvoiceID").asText(),
                            random.nextBoolean()
                                    ? json().put("Reference", "Seen " + today())
                                    : json().put(
                                                    "DueDate",
                                                    today().plusDays(5L + random.nextInt(30))
                                                            .toString()));
                    return true;
                })
                .orElse(false);
    }

    private Optional<JsonNode> contact() {
        return any(xero.contacts().stream()
                .filter(each -> each.path("ContactNumber").asText().startsWith("harvest-client-")
                        && each.path("ContactStatus").asText().equals("ACTIVE"))
                .toList());
    }

    private boolean renameContact() {
        return contact()
                .map(each -> {
                    xero.editContact(
                            UUID.fromString(each.path("ContactID").asText()),
                            json().put(
                                            "Name",
                                            each.path("Name").asText().replaceAll(" r\\d+$", "") + " r" + ++renames));
                    return true;
                })
                .orElse(false);
    }

    private boolean editContact() {
        return contact()
                .map(each -> {
                    xero.editContact(
                            UUID.fromString(each.path("ContactID").asText()),
                            json().put("EmailAddress", "post" + ++renames + "@mail.example"));
                    return true;
                })
                .orElse(false);
    }

    private boolean approveBill() {
        return any(standing("ACCPAY", each -> each.path("Status").asText().equals("DRAFT")))
                .map(each -> {
                    xero.editInvoice(each.path("InvoiceID").asText(), json().put("Status", "AUTHORISED"));
                    return true;
                })
                .orElse(false);
    }

    private boolean creditInXero() {
        return any(standing("ACCREC", AgencyPeople::isPayable))
                .map(each -> {
                    BigDecimal amount =
                            each.path("AmountDue").decimalValue().divide(BigDecimal.valueOf(4), 2, RoundingMode.DOWN);
                    ObjectNode note = json().put("Type", "ACCRECCREDIT")
                            .put("Status", "AUTHORISED")
                            .put("Date", today().toString())
                            .put("CurrencyCode", each.path("CurrencyCode").asText());
                    note.putObject("Contact")
                            .put(
                                    "ContactID",
                                    each.path("Contact").path("ContactID").asText());
                    note.putArray("LineItems")
                            .addObject()
                            .put("Description", "Goodwill")
                            .put("Quantity", 1)
                            .put("UnitAmount", amount)
                            .put("AccountCode", "200")
                            .put("TaxType", "NONE");
                    UUID made = UUID.fromString(
                            xero.createCreditNote(note).path("CreditNoteID").asText());
                    xero.allocate(made, each.path("InvoiceNumber").asText(), amount);
                    return true;
                })
                .orElse(false);
    }
}
