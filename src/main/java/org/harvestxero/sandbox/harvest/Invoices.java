package org.harvestxero.sandbox.harvest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.harvestxero.sandbox.harvest.Lists.Paging;
import org.harvestxero.sandbox.harvest.Lists.Style;
import org.jspecify.annotations.Nullable;

/** {@code /invoices}: made by hand or from tracked time, changed line by line, deleted with everything they billed. */
final class Invoices extends Resource<Invoice> {
    private static final Map<String, Integer> DAYS_OF_TERM =
            Map.of("upon receipt", 0, "net 15", 15, "net 30", 30, "net 45", 45, "net 60", 60);

    Invoices(HarvestAccount account, Lists lists) {
        super(account, lists, account.invoices, "/invoices", new Style("invoices", Paging.PAGES, 100));
    }

    @Override
    Filter<Invoice> filter(Call call) {
        Query query = call.query();
        return new Filter<Invoice>()
                .when(query.number("client_id"), (invoice, id) -> invoice.client.id() == id)
                .when(query.number("project_id"), (invoice, id) -> invoice.involves(id))
                .when(
                        query.text("state"),
                        (invoice, state) -> invoice.state.word().equals(state))
                .when(query.date("from"), (invoice, from) -> !invoice.issueDate.isBefore(from))
                .when(query.date("to"), (invoice, to) -> !invoice.issueDate.isAfter(to))
                .updatedSince(query);
    }

    @Override
    Invoice make(Call call) {
        Fields fields = call.body();
        fields.require("client_id", "Client");
        Client client = fields.reference("client_id", "Client", account.clients::find);
        ObjectNode wanted = fields.object("line_items_import");
        fields.check(
                wanted == null || fields.objects("line_items").isEmpty(),
                "Line items and line items import can't be used together");
        fields.stopIfWrong();
        String number = fields.isBlank("number") ? account.nextInvoiceNumber() : fields.text("number");
        Invoice invoice = new Invoice(
                account.birth(call),
                Objects.requireNonNull(client),
                call.viewer().user(),
                Objects.requireNonNull(number),
                account.today());
        invoice.roundsByCurrency = account.is(HarvestSwitch.ROUNDS_BY_CURRENCY);
        if (wanted != null) {
            InvoiceImport billing = InvoiceImport.of(
                    account, fields.inside(wanted), invoice, call.viewer().now());
            fields.then(() -> billing.bill(fields.decimal("tax") != null, fields.decimal("tax2") != null));
        }
        return invoice;
    }

    @Override
    void change(Invoice invoice, Call call) {
        Fields fields = call.body();
        if (account.is(HarvestSwitch.REFUSE_DUPLICATE_NUMBERS) && !fields.isBlank("number")) {
            String number = fields.text("number");
            fields.check(
                    account.invoices.all().stream().noneMatch(other -> other != invoice && other.number.equals(number)),
                    "Number has already been taken");
        }
        Client client = fields.reference("client_id", "Client", account.clients::find);
        if (client != null && client != invoice.client) {
            fields.then(() -> {
                invoice.client = client;
                invoice.currency = client.currency;
            });
        }
        fields.word("number", value -> invoice.number = value);
        fields.text("purchase_order", value -> invoice.purchaseOrder = value);
        fields.decimal("tax", value -> invoice.tax = value);
        fields.decimal("tax2", value -> invoice.tax2 = value);
        fields.decimal("discount", value -> invoice.discount = value);
        fields.text("subject", value -> invoice.subject = value);
        fields.text("notes", value -> invoice.notes = value);
        fields.word("currency", value -> invoice.currency = value);
        fields.decimal("retainer_id", value -> invoice.retainerId = value == null ? null : value.longValue());
        fields.decimal("estimate_id", value -> invoice.estimateId = value == null ? null : value.longValue());
        if (fields.has("payment_options")) {
            List<String> options = fields.texts("payment_options");
            fields.then(() -> invoice.paymentOptions = options);
        }
        dates(invoice, fields);
        if (fields.has("line_items")) {
            List<LineItem> lines = lines(invoice, fields, call.viewer().person());
            fields.then(() -> invoice.lines(lines));
        }
        if (call.viewer().person()) {
            fields.decimal(
                    "recurring_invoice_id",
                    value -> invoice.recurringInvoiceId = value == null ? null : value.longValue());
        }
        fields.then(() -> Settlement.reckon(invoice, call.viewer().now()));
    }

    private static void dates(Invoice invoice, Fields fields) {
        LocalDate issued = fields.date("issue_date");
        LocalDate due = fields.date("due_date");
        String term = fields.text("payment_term");
        fields.check(
                term == null || term.equals("custom") || DAYS_OF_TERM.containsKey(term),
                "Payment term is not included in the list");
        fields.then(() -> {
            LocalDate before = invoice.issueDate;
            invoice.issueDate = issued == null ? before : issued;
            invoice.paymentTerm = term == null ? invoice.paymentTerm : term;
            Integer days = DAYS_OF_TERM.get(invoice.paymentTerm);
            if (days != null) {
                invoice.dueDate = invoice.issueDate.plusDays(days);
            } else if (due != null) {
                invoice.dueDate = due;
            } else if (invoice.dueDate.equals(before)) {
                invoice.dueDate = invoice.issueDate;
            }
        });
    }

    /** The lines as they will be: without an id added, with one changed, with {@code _destroy} gone. */
    private List<LineItem> lines(Invoice invoice, Fields fields, boolean person) {
        Map<Long, LineItem> lines = new LinkedHashMap<>();
        invoice.lines().forEach(line -> lines.put(line.id, line));
        for (ObjectNode each : fields.objects("line_items")) {
            Fields wanted = fields.inside(each);
            Long id = person
                            && !each.has("_destroy")
                            && !lines.containsKey(each.path("id").asLong())
                    ? null
                    : wanted.whole("id");
            if (id == null) {
                LineItem line = newLine(wanted, person);
                lines.put(line.id, line);
            } else if (!lines.containsKey(id)) {
                fields.check(false, "Line item " + id + " is invalid");
            } else if (wanted.flag("_destroy", false)) {
                lines.remove(id);
            } else {
                LineItem line = Objects.requireNonNull(lines.get(id)).copy();
                fill(line, wanted, person);
                lines.put(id, line);
            }
        }
        return new ArrayList<>(lines.values());
    }

    private LineItem newLine(Fields wanted, boolean person) {
        wanted.require("kind", "Line item kind");
        wanted.require("unit_price", "Line item unit price");
        LineItem line = new LineItem(account.nextId(), "", BigDecimal.ZERO);
        fill(line, wanted, person);
        return line;
    }

    private void fill(LineItem line, Fields wanted, boolean person) {
        String kind = wanted.text("kind");
        if (kind != null) {
            wanted.check(
                    person || account.itemCategories.all().stream().anyMatch(category -> category.name.equals(kind)),
                    "Line item kind is invalid");
            line.kind = kind;
        }
        if (wanted.has("description")) {
            line.description = wanted.text("description");
        }
        line.quantity = orElse(wanted.decimal("quantity"), line.quantity);
        line.unitPrice = orElse(wanted.decimal("unit_price"), line.unitPrice);
        line.taxed = wanted.flag("taxed", line.taxed);
        line.taxed2 = wanted.flag("taxed2", line.taxed2);
        if (wanted.has("project_id")) {
            line.project = wanted.reference("project_id", "Line item project", account.projects::find);
        }
    }

    private static BigDecimal orElse(@Nullable BigDecimal value, BigDecimal otherwise) {
        return value == null ? otherwise : value;
    }

    @Override
    void made(Invoice invoice, Call call) {
        account.noteInvoiceNumber(invoice.number);
    }

    @Override
    void changed(Invoice invoice, Call call) {
        account.forgetInvoiceNumbers();
    }

    @Override
    void removed(Invoice invoice, Call call) {
        account.forgetInvoiceNumbers();
        InvoiceImport.release(account, invoice, call.viewer().now());
    }
}
