package org.harvestxero.event;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What the money of both sides shows. */
public sealed interface MoneyEvent extends Event {

    /**
     * So much of what was invoiced is paid.
     *
     * @param of what the percentage is of
     * @param percent the milestone that was reached, as it is set
     * @param paid of all invoices that count
     * @param invoiced all invoices that count, with tax, in the currency of what is paid
     */
    record Milestone(Scope of, int percent, Amount paid, BigDecimal invoiced) implements MoneyEvent {
        @Override
        public EventKind kind() {
            return EventKind.PAYMENT_MILESTONE;
        }

        @Override
        public Subject subject() {
            return new Subject(of.type(), of.id());
        }
    }

    /**
     * What a milestone is of.
     *
     * @param type a client, project or phase
     * @param id Harvest's id; of a phase, the agreement's name for it
     */
    record Scope(Subject.Type type, String id, @Nullable String name) {
        public Scope {
            name = Words.cut(name, Words.NAME);
        }
    }

    /**
     * Both sides differ.
     *
     * @param what kind of difference it is
     * @param harvest null where the document is missing there
     * @param xero null where the document is missing there
     */
    record Difference(
            String what,
            InvoiceRef invoice,
            @Nullable Amount harvest,
            @Nullable Amount xero,
            String reason) implements MoneyEvent {
        public Difference {
            reason = Words.cutText(reason, Words.SENTENCE);
        }

        @Override
        public EventKind kind() {
            return EventKind.RECONCILE_DIFFERENCE;
        }

        @Override
        public Subject subject() {
            return invoice.subject();
        }
    }
}
