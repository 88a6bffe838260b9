package org.harvestxero.sandbox.xero;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An invoice, a bill or a credit note. One that is stored is changed by copying only. */
final class Document implements Stored {
    final UUID id;
    DocumentType type;
    DocumentStatus status = DocumentStatus.DRAFT;

    @Nullable
    String number;

    @Nullable
    String reference;

    @Nullable
    UUID contactId;

    LocalDate date;

    @Nullable
    LocalDate dueDate;

    @Nullable
    LocalDate expectedPaymentDate;

    @Nullable
    LocalDate plannedPaymentDate;

    LineAmountTypes lineAmountTypes = LineAmountTypes.EXCLUSIVE;
    List<Line> lines = List.of();
    String currency;
    BigDecimal currencyRate = BigDecimal.ONE.setScale(10);

    @Nullable
    String url;

    @Nullable
    UUID brandingThemeId;

    boolean sentToContact;
    BigDecimal subTotal = LineArithmetic.ZERO;
    BigDecimal totalTax = LineArithmetic.ZERO;
    BigDecimal total = LineArithmetic.ZERO;
    BigDecimal totalDiscount = LineArithmetic.ZERO;
    BigDecimal amountPaid = LineArithmetic.ZERO;
    BigDecimal amountCredited = LineArithmetic.ZERO;

    @Nullable
    LocalDate fullyPaidOn;

    List<UUID> payments = List.of();
    List<Allocation> allocations = List.of();
    boolean hasAttachments;
    long created;
    long updated;

    Document(UUID id, DocumentType type, LocalDate date, String currency) {
        this.id = id;
        this.type = type;
        this.date = date;
        this.currency = currency;
    }

    Document copy() {
        Document copy = new Document(id, type, date, currency);
        copy.status = status;
        copy.number = number;
        copy.reference = reference;
        copy.contactId = contactId;
        copy.dueDate = dueDate;
        copy.expectedPaymentDate = expectedPaymentDate;
        copy.plannedPaymentDate = plannedPaymentDate;
        copy.lineAmountTypes = lineAmountTypes;
        copy.lines = lines;
        copy.currencyRate = currencyRate;
        copy.url = url;
        copy.brandingThemeId = brandingThemeId;
        copy.sentToContact = sentToContact;
        copy.subTotal = subTotal;
        copy.totalTax = totalTax;
        copy.total = total;
        copy.totalDiscount = totalDiscount;
        copy.amountPaid = amountPaid;
        copy.amountCredited = amountCredited;
        copy.fullyPaidOn = fullyPaidOn;
        copy.payments = payments;
        copy.allocations = allocations;
        copy.hasAttachments = hasAttachments;
        copy.created = created;
        copy.updated = updated;
        return copy;
    }

    /** What is still open: of an invoice the amount due, of a credit note the remaining credit. */
    BigDecimal open() {
        return status.spent() ? LineArithmetic.ZERO : total.subtract(amountPaid).subtract(amountCredited);
    }

    /** Whether payments or credits stand against it. */
    boolean settledInPart() {
        return amountPaid.signum() != 0 || amountCredited.signum() != 0;
    }

    /** Adds up the lines. */
    void addUp() {
        BigDecimal lineTotal = LineArithmetic.ZERO;
        BigDecimal tax = LineArithmetic.ZERO;
        BigDecimal discount = LineArithmetic.ZERO;
        for (Line line : lines) {
            lineTotal = lineTotal.add(line.lineAmount());
            tax = tax.add(line.taxAmount());
            discount = discount.add(line.discount());
        }
        boolean inclusive = lineAmountTypes == LineAmountTypes.INCLUSIVE;
        totalTax = tax;
        total = inclusive ? lineTotal : lineTotal.add(tax);
        subTotal = inclusive ? lineTotal.subtract(tax) : lineTotal;
        totalDiscount = discount;
    }

    boolean discounted() {
        return lines.stream().anyMatch(line -> line.discountRate() != null || line.discountAmount() != null);
    }

    void addPayment(Payment payment) {
        payments = with(payments, payment.id());
        amountPaid = amountPaid.add(payment.amount());
        settle(payment.date());
    }

    void removePayment(Payment payment) {
        payments = without(payments, payment.id());
        amountPaid = amountPaid.subtract(payment.amount());
        settle(payment.date());
    }

    void addAllocation(Allocation allocation) {
        allocations = with(allocations, allocation);
        amountCredited = amountCredited.add(allocation.amount());
        settle(allocation.date());
    }

    void removeAllocation(Allocation allocation) {
        allocations = without(allocations, allocation);
        amountCredited = amountCredited.subtract(allocation.amount());
        settle(allocation.date());
    }

    /** PAID once nothing is open, AUTHORISED again when something is. */
    void settle(LocalDate on) {
        if (!status.approved()) {
            return;
        }
        if (open().signum() == 0) {
            status = DocumentStatus.PAID;
            fullyPaidOn = fullyPaidOn == null || on.isAfter(fullyPaidOn) ? on : fullyPaidOn;
        } else {
            status = DocumentStatus.AUTHORISED;
            fullyPaidOn = null;
        }
    }

    private static <T> List<T> with(List<T> list, T more) {
        List<T> longer = new ArrayList<>(list);
        longer.add(more);
        return List.copyOf(longer);
    }

    private static <T> List<T> without(List<T> list, T less) {
        List<T> shorter = new ArrayList<>(list);
        shorter.remove(less);
        return List.copyOf(shorter);
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public long updated() {
        return updated;
    }
}
