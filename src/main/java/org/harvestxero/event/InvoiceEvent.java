package org.harvestxero.event;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What happens to an invoice on its way to Xero, and there. */
public sealed interface InvoiceEvent extends Event {

    /**
     * An invoice came to stand in Xero.
     *
     * @param total with tax
     * @param status in Xero, such as AUTHORISED
     * @param outcome {@code created} by us, or {@code adopted}: it was there already
     */
    record Copied(
            InvoiceRef invoice, Amount total, @Nullable String status, String outcome) implements InvoiceEvent {
        @Override
        public EventKind kind() {
            return EventKind.INVOICE_COPIED;
        }

        @Override
        public Subject subject() {
            return invoice.subject();
        }
    }

    /**
     * An invoice, or what belongs to one, can't be copied: once for each cause, however often it is tried.
     *
     * @param cause a word for what it shares with others, such as account-archived
     * @param message what is wrong, for a person
     * @param remedy what to do about it
     */
    record Failed(FailedDocument document, String cause, String message, String remedy, int attempts)
            implements InvoiceEvent {
        public Failed {
            message = Words.cutText(message, Words.SENTENCE);
            remedy = Words.cutText(remedy, Words.SENTENCE);
        }

        @Override
        public EventKind kind() {
            return EventKind.INVOICE_FAILED;
        }

        @Override
        public Subject subject() {
            return document.subject();
        }
    }

    /**
     * What {@link Failed} told of is over.
     *
     * @param how {@code copied}, {@code discarded} by a person, or {@code settled}: nothing is left to do
     */
    record Healed(FailedDocument document, String how) implements InvoiceEvent {
        @Override
        public EventKind kind() {
            return EventKind.INVOICE_HEALED;
        }

        @Override
        public Subject subject() {
            return document.subject();
        }
    }

    /**
     * Nothing is left to pay.
     *
     * @param side where that was seen first, {@code harvest} or {@code xero}
     * @param on the day of the last payment; null where only the amount left was seen
     */
    record Paid(
            InvoiceRef invoice,
            Amount total,
            String side,
            @Nullable LocalDate on) implements InvoiceEvent {
        @Override
        public EventKind kind() {
            return EventKind.INVOICE_PAID;
        }

        @Override
        public Subject subject() {
            return invoice.subject();
        }
    }

    /**
     * Some of it was paid.
     *
     * @param total with tax
     * @param due what is left to pay, in the currency of the total
     * @param side where that was seen first, {@code harvest} or {@code xero}
     */
    record PartPaid(
            InvoiceRef invoice,
            Amount total,
            BigDecimal due,
            String side,
            @Nullable LocalDate on) implements InvoiceEvent {
        @Override
        public EventKind kind() {
            return EventKind.INVOICE_PART_PAID;
        }

        @Override
        public Subject subject() {
            return invoice.subject();
        }
    }

    /**
     * It no longer stands in Xero.
     *
     * @param status VOIDED, or DELETED of a draft
     * @param by {@link #BY_US} or {@link #BY_PEOPLE}
     */
    record Voided(InvoiceRef invoice, String status, String by) implements InvoiceEvent {
        public static final String BY_US = "us";

        /** In Xero. */
        public static final String BY_PEOPLE = "people";

        @Override
        public EventKind kind() {
            return EventKind.INVOICE_VOIDED;
        }

        @Override
        public Subject subject() {
            return invoice.subject();
        }
    }

    /**
     * It ought to have been paid.
     *
     * @param days since the due date
     * @param step which reminder this is about; null where none is
     */
    record Overdue(
            InvoiceRef invoice,
            Amount due,
            LocalDate dueDate,
            int days,
            @Nullable String step) implements InvoiceEvent {
        @Override
        public EventKind kind() {
            return EventKind.INVOICE_OVERDUE;
        }

        @Override
        public Subject subject() {
            return invoice.subject();
        }
    }
}
