package org.harvestxero.mapping.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.harvestxero.mapping.document.SourceInvoice.State;

/** An open invoice of Acme over 12 October 2026; state only what matters. */
public final class InvoiceBuilder {
    private SourceClient client = new SourceClient(7, "Acme", null, "EUR", null, null, null);
    private String number = "1042";
    private State state = State.OPEN;
    private String currency = "EUR";
    private String amount = "0.00";
    private String tax;
    private String taxAmount = "0.00";
    private String tax2;
    private String tax2Amount = "0.00";
    private String discount;
    private String discountAmount = "0.00";
    private LocalDate issued = LocalDate.parse("2026-10-12");
    private LocalDate due = LocalDate.parse("2026-11-11");
    private String purchaseOrder;
    private String subject;
    private Long retainer;
    private Instant closedAt;
    private final List<SourceLine> lines = new ArrayList<>();

    public static InvoiceBuilder anInvoice() {
        return new InvoiceBuilder();
    }

    public InvoiceBuilder client(SourceClient billed) {
        client = billed;
        return this;
    }

    public InvoiceBuilder number(String text) {
        number = text;
        return this;
    }

    public InvoiceBuilder state(State its) {
        state = its;
        return this;
    }

    public InvoiceBuilder currency(String code) {
        currency = code;
        return this;
    }

    public InvoiceBuilder amount(String total) {
        amount = total;
        return this;
    }

    public InvoiceBuilder tax(String percent, String charged) {
        tax = percent;
        taxAmount = charged;
        return this;
    }

    public InvoiceBuilder tax2(String percent, String charged) {
        tax2 = percent;
        tax2Amount = charged;
        return this;
    }

    public InvoiceBuilder discount(String percent, String taken) {
        discount = percent;
        discountAmount = taken;
        return this;
    }

    public InvoiceBuilder issued(String day) {
        issued = LocalDate.parse(day);
        return this;
    }

    public InvoiceBuilder due(String day) {
        due = day == null ? null : LocalDate.parse(day);
        return this;
    }

    public InvoiceBuilder purchaseOrder(String text) {
        purchaseOrder = text;
        return this;
    }

    public InvoiceBuilder subject(String text) {
        subject = text;
        return this;
    }

    public InvoiceBuilder fundsRetainer(long id) {
        retainer = id;
        return this;
    }

    public InvoiceBuilder closedAt(String instant) {
        closedAt = Instant.parse(instant);
        return this;
    }

    public InvoiceBuilder line(String quantity, String price, String lineAmount) {
        return line("Service", "Design work", quantity, price, lineAmount, false, false);
    }

    public InvoiceBuilder taxedLine(String quantity, String price, String lineAmount) {
        return line("Service", "Design work", quantity, price, lineAmount, true, false);
    }

    public InvoiceBuilder line(
            String kind,
            String description,
            String quantity,
            String price,
            String lineAmount,
            boolean taxed,
            boolean taxed2) {
        return line(new SourceLine(
                lines.size() + 1L,
                kind,
                description,
                new BigDecimal(quantity),
                new BigDecimal(price),
                new BigDecimal(lineAmount),
                taxed,
                taxed2,
                null));
    }

    public InvoiceBuilder line(SourceLine line) {
        lines.add(line);
        return this;
    }

    /** Works out subtotal, discount, both taxes and total as Harvest does: taxes on the discounted sum, cents rounded half up. */
    public InvoiceBuilder computed() {
        BigDecimal subtotal = sum(line -> true);
        BigDecimal off = percent(subtotal, discount).setScale(2, RoundingMode.HALF_UP);
        BigDecimal first = taxOn(sum(SourceLine::taxed), tax);
        BigDecimal second = taxOn(sum(SourceLine::taxed2), tax2);
        discountAmount = off.toPlainString();
        taxAmount = first.toPlainString();
        tax2Amount = second.toPlainString();
        amount = subtotal.subtract(off).add(first).add(second).toPlainString();
        return this;
    }

    /** The same for a Harvest that rounds discount and taxes of each line; nobody has told which it does. */
    public InvoiceBuilder computedPerLine() {
        BigDecimal subtotal = sum(line -> true);
        BigDecimal off = perLine(line -> true, SourceLine::amount, discount);
        BigDecimal first = perLine(SourceLine::taxed, this::discounted, tax);
        BigDecimal second = perLine(SourceLine::taxed2, this::discounted, tax2);
        discountAmount = off.toPlainString();
        taxAmount = first.toPlainString();
        tax2Amount = second.toPlainString();
        amount = subtotal.subtract(off).add(first).add(second).toPlainString();
        return this;
    }

    private BigDecimal discounted(SourceLine line) {
        return line.amount().subtract(percent(line.amount(), discount).setScale(2, RoundingMode.HALF_UP));
    }

    private BigDecimal perLine(Predicate<SourceLine> which, Function<SourceLine, BigDecimal> base, String rate) {
        return lines.stream()
                .filter(which)
                .map(line -> percent(base.apply(line), rate).setScale(2, RoundingMode.HALF_UP))
                .reduce(new BigDecimal("0.00"), BigDecimal::add);
    }

    private BigDecimal taxOn(BigDecimal gross, String rate) {
        return percent(gross.subtract(percent(gross, discount)), rate).setScale(2, RoundingMode.HALF_UP);
    }

    private BigDecimal sum(Predicate<SourceLine> which) {
        return lines.stream().filter(which).map(SourceLine::amount).reduce(new BigDecimal("0.00"), BigDecimal::add);
    }

    private static BigDecimal percent(BigDecimal amount, String rate) {
        return rate == null
                ? BigDecimal.ZERO
                : amount.multiply(new BigDecimal(rate)).movePointLeft(2);
    }

    public SourceInvoice build() {
        return new SourceInvoice(
                50042,
                client,
                number,
                state,
                currency,
                new BigDecimal(amount),
                new BigDecimal(amount),
                decimal(tax),
                new BigDecimal(taxAmount),
                decimal(tax2),
                new BigDecimal(tax2Amount),
                decimal(discount),
                new BigDecimal(discountAmount),
                issued,
                due,
                purchaseOrder,
                subject,
                null,
                retainer,
                closedAt,
                Instant.parse("2026-10-12T09:00:00Z"),
                lines);
    }

    private static BigDecimal decimal(String text) {
        return text == null ? null : new BigDecimal(text);
    }
}
