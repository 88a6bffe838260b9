package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An invoice with its lines, messages and payments. */
final class Invoice extends Document {
    private static final int CENTS = 2;

    Client client;
    final User creator;
    final String clientKey;
    String number;

    @Nullable
    String purchaseOrder;

    @Nullable
    BigDecimal tax;

    @Nullable
    BigDecimal tax2;

    @Nullable
    BigDecimal discount;

    @Nullable
    String subject;

    @Nullable
    String notes;

    String currency;
    LocalDate issueDate;
    LocalDate dueDate;
    String paymentTerm = "custom";
    List<String> paymentOptions = List.of();
    InvoiceState state = InvoiceState.DRAFT;

    @Nullable
    LocalDate periodStart;

    @Nullable
    LocalDate periodEnd;

    @Nullable
    Instant sentAt;

    @Nullable
    Instant paidAt;

    @Nullable
    LocalDate paidDate;

    @Nullable
    Instant closedAt;

    @Nullable
    Long estimateId;

    @Nullable
    Long retainerId;

    @Nullable
    Long recurringInvoiceId;

    boolean roundsByCurrency;

    final List<Payment> payments = new ArrayList<>();
    final List<Message> messages = new ArrayList<>();
    private List<LineItem> lines = List.of();
    private InvoiceTotals totals = InvoiceTotals.of(List.of(), null, null, null, CENTS);
    private BigDecimal paid = BigDecimal.ZERO;

    Invoice(Birth birth, Client client, User creator, String number, LocalDate issueDate) {
        super(birth);
        this.client = client;
        this.creator = creator;
        this.number = number;
        this.currency = client.currency;
        this.issueDate = issueDate;
        this.dueDate = issueDate;
        this.clientKey = Keys.of("invoice", id(), 40);
    }

    List<LineItem> lines() {
        return lines;
    }

    void lines(List<LineItem> value) {
        lines = List.copyOf(value);
    }

    /** To be called after any change of lines, rates or payments. */
    void reckon() {
        int decimals = roundsByCurrency ? Currency.getInstance(currency).getDefaultFractionDigits() : CENTS;
        lines.forEach(line -> line.decimals = decimals);
        totals = InvoiceTotals.of(lines, discount, tax, tax2, decimals);
        paid = payments.stream().map(payment -> payment.amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    InvoiceTotals totals() {
        return totals;
    }

    BigDecimal amount() {
        return totals.amount();
    }

    BigDecimal dueAmount() {
        return amount().subtract(paid);
    }

    boolean involves(long projectId) {
        return lines.stream().anyMatch(line -> line.project != null && line.project.id() == projectId);
    }

    @Override
    void write(JsonWriter out, Viewer viewer) {
        boolean nulls = viewer.account().is(HarvestSwitch.NULL_TAX_AMOUNTS);
        out.whole("id", id())
                .text("client_key", clientKey)
                .text("number", number)
                .text("purchase_order", purchaseOrder)
                .decimal("amount", amount())
                .decimal("due_amount", dueAmount())
                .decimal("tax", tax)
                .decimal("tax_amount", nulls && tax == null ? null : totals.tax())
                .decimal("tax2", tax2)
                .decimal("tax2_amount", nulls && tax2 == null ? null : totals.tax2())
                .decimal("discount", discount)
                .decimal("discount_amount", nulls && discount == null ? null : totals.discount())
                .text("subject", subject)
                .text("notes", notes)
                .text("state", state.word())
                .date("period_start", periodStart)
                .date("period_end", periodEnd)
                .date("issue_date", issueDate)
                .date("due_date", dueDate)
                .text("payment_term", paymentTerm)
                .time("sent_at", sentAt)
                .time("paid_at", paidAt)
                .date("paid_date", paidDate)
                .time("closed_at", closedAt)
                .whole("recurring_invoice_id", recurringInvoiceId);
        writeTimes(out);
        out.text("currency", currency).texts("payment_options", paymentOptions);
        client.writeReference(out);
        writeId(out, "estimate", estimateId);
        writeId(out, "retainer", retainerId);
        out.reference("creator", creator.id(), creator.name())
                .rows("line_items", lines, (line, row) -> line.write(row));
    }

    private static void writeId(JsonWriter out, String name, @Nullable Long id) {
        if (id == null) {
            out.none(name);
        } else {
            out.nested(name, inner -> inner.whole("id", id));
        }
    }

    /** {@code invoice: {id, number}} as time entries and expenses carry it. */
    static void writeReference(JsonWriter out, @Nullable Invoice invoice) {
        if (invoice == null) {
            out.none("invoice");
        } else {
            out.nested("invoice", inner -> inner.whole("id", invoice.id()).text("number", invoice.number));
        }
    }
}
