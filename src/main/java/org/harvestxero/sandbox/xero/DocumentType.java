package org.harvestxero.sandbox.xero;

/** The kinds of documents: sales invoices, bills, the credit notes of both, and money of clients beyond their invoices. */
enum DocumentType {
    ACCREC,
    ACCPAY,
    ACCRECCREDIT,
    ACCPAYCREDIT,
    /** A client paid more than was due. */
    AROVERPAYMENT,
    /** A client paid before there was an invoice. */
    ARPREPAYMENT;

    boolean credit() {
        return this == ACCRECCREDIT || this == ACCPAYCREDIT;
    }

    /** Whether it is money that came in and is no document with lines of its own. */
    boolean prepaid() {
        return this == AROVERPAYMENT || this == ARPREPAYMENT;
    }

    /** What Xero's JSON calls one of them, such as {@code CreditNote}. */
    String noun() {
        return switch (this) {
            case ACCREC, ACCPAY -> "Invoice";
            case ACCRECCREDIT, ACCPAYCREDIT -> "CreditNote";
            case AROVERPAYMENT -> "Overpayment";
            case ARPREPAYMENT -> "Prepayment";
        };
    }

    boolean sales() {
        return this == ACCREC || this == ACCRECCREDIT;
    }

    /** The kind of a payment on such a document; on anything but an invoice or bill it is a refund. */
    String paymentType() {
        return switch (this) {
            case ACCREC -> "ACCRECPAYMENT";
            case ACCPAY -> "ACCPAYPAYMENT";
            case ACCRECCREDIT -> "ARCREDITPAYMENT";
            case ACCPAYCREDIT -> "APCREDITPAYMENT";
            case AROVERPAYMENT -> "AROVERPAYMENTPAYMENT";
            case ARPREPAYMENT -> "ARPREPAYMENTPAYMENT";
        };
    }
}
