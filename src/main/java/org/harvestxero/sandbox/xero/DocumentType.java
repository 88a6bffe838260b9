package org.harvestxero.sandbox.xero;

/** The kinds of documents with lines: sales invoices, bills, and the credit notes of both. */
enum DocumentType {
    ACCREC,
    ACCPAY,
    ACCRECCREDIT,
    ACCPAYCREDIT;

    boolean credit() {
        return this == ACCRECCREDIT || this == ACCPAYCREDIT;
    }

    boolean sales() {
        return this == ACCREC || this == ACCRECCREDIT;
    }

    /** The kind of a payment on such a document; on a credit note it is a refund. */
    String paymentType() {
        return switch (this) {
            case ACCREC -> "ACCRECPAYMENT";
            case ACCPAY -> "ACCPAYPAYMENT";
            case ACCRECCREDIT -> "ARCREDITPAYMENT";
            case ACCPAYCREDIT -> "APCREDITPAYMENT";
        };
    }
}
