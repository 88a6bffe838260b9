package org.harvestxero.sandbox.xero;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Money spent or received on a bank account. One that is stored is changed by copying only. */
final class BankTransaction implements Stored {
    /** The kinds that have lines of their own; prepayments and transfers are made elsewhere. */
    enum Type {
        SPEND,
        RECEIVE
    }

    final UUID id;
    final Type type;
    boolean deleted;

    @Nullable
    UUID bankAccountId;

    @Nullable
    UUID contactId;

    @Nullable
    String reference;

    @Nullable
    String url;

    LocalDate date;
    String currency;
    BigDecimal currencyRate = BigDecimal.ONE.setScale(10);
    LineAmountTypes lineAmountTypes = LineAmountTypes.INCLUSIVE;
    List<Line> lines = List.of();
    BigDecimal subTotal = LineArithmetic.ZERO;
    BigDecimal totalTax = LineArithmetic.ZERO;
    BigDecimal total = LineArithmetic.ZERO;
    boolean reconciled;
    boolean hasAttachments;
    long updated;

    BankTransaction(UUID id, Type type, LocalDate date, String currency) {
        this.id = id;
        this.type = type;
        this.date = date;
        this.currency = currency;
    }

    BankTransaction copy() {
        BankTransaction copy = new BankTransaction(id, type, date, currency);
        copy.deleted = deleted;
        copy.bankAccountId = bankAccountId;
        copy.contactId = contactId;
        copy.reference = reference;
        copy.url = url;
        copy.currencyRate = currencyRate;
        copy.lineAmountTypes = lineAmountTypes;
        copy.lines = lines;
        copy.subTotal = subTotal;
        copy.totalTax = totalTax;
        copy.total = total;
        copy.reconciled = reconciled;
        copy.hasAttachments = hasAttachments;
        copy.updated = updated;
        return copy;
    }

    String status() {
        return deleted ? "DELETED" : "AUTHORISED";
    }

    /** As a document, whose lines are worked out alike. */
    Document asDocument() {
        Document document =
                new Document(id, type == Type.SPEND ? DocumentType.ACCPAY : DocumentType.ACCREC, date, currency);
        document.lineAmountTypes = lineAmountTypes;
        document.lines = lines;
        return document;
    }

    void take(Document worked) {
        worked.addUp();
        lines = worked.lines;
        subTotal = worked.subTotal;
        totalTax = worked.totalTax;
        total = worked.total;
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
