package org.harvestxero.sandbox.harvest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An invoice to be; a draft of today unless told. */
public final class InvoiceBuilder extends DocumentBuilder<InvoiceBuilder> {
    private final ArrayNode lines = JsonNodeFactory.instance.arrayNode();

    InvoiceBuilder(long clientId) {
        super("/invoices");
        with("client_id", clientId).with("line_items", lines);
    }

    public InvoiceBuilder number(String number) {
        return with("number", number);
    }

    public InvoiceBuilder issued(LocalDate day) {
        return with("issue_date", day);
    }

    public InvoiceBuilder due(LocalDate day) {
        return with("due_date", day);
    }

    public InvoiceBuilder currency(String code) {
        return with("currency", code);
    }

    public InvoiceBuilder subject(String subject) {
        return with("subject", subject);
    }

    public InvoiceBuilder purchaseOrder(String number) {
        return with("purchase_order", number);
    }

    /** Percent on lines flagged as taxed. */
    public InvoiceBuilder tax(String percent) {
        return with("tax", new BigDecimal(percent));
    }

    /** Percent on lines flagged for the second tax. */
    public InvoiceBuilder tax2(String percent) {
        return with("tax2", new BigDecimal(percent));
    }

    public InvoiceBuilder discount(String percent) {
        return with("discount", new BigDecimal(percent));
    }

    /** Adds funds to a retainer. */
    public InvoiceBuilder forRetainer(long retainerId) {
        return with("retainer_id", retainerId);
    }

    /** A line of kind Service without taxes. */
    public InvoiceBuilder line(@Nullable String description, String quantity, String unitPrice) {
        return line(description, quantity, unitPrice, line -> line);
    }

    /** A line of kind Service with the first tax. */
    public InvoiceBuilder taxedLine(@Nullable String description, String quantity, String unitPrice) {
        return line(description, quantity, unitPrice, line -> line.put("taxed", true));
    }

    /** A line; {@code more} sets kind, taxed, taxed2, project_id and so on. */
    public InvoiceBuilder line(
            @Nullable String description, String quantity, String unitPrice, UnaryOperator<ObjectNode> more) {
        ObjectNode line = Json.object();
        line.put("kind", "Service")
                .put("description", description)
                .put("quantity", new BigDecimal(quantity))
                .put("unit_price", new BigDecimal(unitPrice));
        lines.add(more.apply(line));
        return this;
    }

    /** Filled with the project's unbilled time of these days, which then counts as billed, in place of lines. */
    public InvoiceBuilder ofUnbilledTime(long projectId, LocalDate from, LocalDate to) {
        fields().remove("line_items");
        ObjectNode work = Json.object();
        work.putArray("project_ids").add(projectId);
        work.putObject("time")
                .put("summary_type", "task")
                .put("from", from.toString())
                .put("to", to.toString());
        fields().set("line_items_import", work);
        return this;
    }

    /** Sent, when it was made. */
    public InvoiceBuilder open() {
        return event("send", null);
    }

    public InvoiceBuilder sentAt(Instant at) {
        return event("send", at);
    }

    /** Sent, then written off. */
    public InvoiceBuilder writtenOff() {
        return event("send", null).event("close", null);
    }

    /** A payment, after what was said so far. */
    public InvoiceBuilder payment(PaymentBuilder payment) {
        return afterwards("POST", "/payments", payment.fields());
    }

    private InvoiceBuilder event(String type, @Nullable Instant at) {
        ObjectNode message = Json.object().put("event_type", type);
        if (at != null) {
            message.put("created_at", at.toString());
        } else if (type.equals("send") && fields().has("created_at")) {
            message.set("created_at", fields().get("created_at"));
        }
        return afterwards("POST", "/messages", message);
    }
}
