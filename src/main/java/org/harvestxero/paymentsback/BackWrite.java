package org.harvestxero.paymentsback;

import org.harvestxero.store.copy.PaymentBackTable.PaymentBack;

/** One thing that Harvest is to be asked for. */
public final class BackWrite {
    private final Deed deed;
    private final PaidInvoice invoice;
    private final long payment;
    private final boolean sendsFirst;
    private PaymentBack money;

    /** What is to be done. */
    enum Deed {
        RECORD,
        REMOVE,
        /** One of two payments with the same mark goes. */
        REMOVE_DOUBLE
    }

    private BackWrite(Deed deed, PaidInvoice invoice, PaymentBack money, long payment, boolean sendsFirst) {
        this.deed = deed;
        this.invoice = invoice;
        this.money = money;
        this.payment = payment;
        this.sendsFirst = sendsFirst;
    }

    static BackWrite recording(PaidInvoice invoice, PaymentBack money, boolean sendsFirst) {
        return new BackWrite(Deed.RECORD, invoice, money, 0, sendsFirst);
    }

    static BackWrite removal(PaidInvoice invoice, PaymentBack money, long payment) {
        return new BackWrite(Deed.REMOVE, invoice, money, payment, false);
    }

    static BackWrite ofDouble(PaidInvoice invoice, PaymentBack money, long payment) {
        return new BackWrite(Deed.REMOVE_DOUBLE, invoice, money, payment, false);
    }

    Deed deed() {
        return deed;
    }

    PaidInvoice invoice() {
        return invoice;
    }

    /** Harvest's id of the payment that is to go. */
    long payment() {
        return payment;
    }

    PaymentBack money() {
        return money;
    }

    /** It moved on. */
    void becomes(PaymentBack moved) {
        money = moved;
    }

    boolean sendsFirst() {
        return sendsFirst && !invoice.isSent() && !invoice.isHeld();
    }

    /** Whether it has to wait for what else is asked of Harvest about the invoice. */
    boolean isHeld() {
        return deed == Deed.RECORD && invoice.isHeld();
    }

    /** Without amounts, for logs. */
    @Override
    public String toString() {
        return deed + " " + money.money().id() + " on invoice " + invoice.number();
    }
}
