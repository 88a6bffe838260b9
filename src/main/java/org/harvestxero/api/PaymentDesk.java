package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Payments on their way between both sides: what became of each, and what people are asked about. Answers are given to its failed copy. */
public interface PaymentDesk {
    /** Money in Xero and what became of it in Harvest; what changed last comes first. @param after null for the first page */
    List<Back> back(Standing standing, @Nullable Place after, int most);

    /**
     * What people are asked, each with all that both sides have on the invoice.
     *
     * @param side where the payment in question stands
     * @param after the failed copy seen last; 0 for the first page
     */
    List<Question> questions(Side side, long after, int most);

    /** Where something stands. */
    enum Side {
        HARVEST,
        XERO
    }

    /** How money of Xero stands in Harvest. */
    enum Standing {
        /** It goes on by itself. */
        WAITING,
        /** Harvest has it. */
        THERE,
        /** On invoices that are none of Harvest's. */
        APART,
        /** A person said that nothing is to be done. */
        GIVEN_UP
    }

    /** Where a page ended. */
    record Place(Instant changed, String id) {}

    /** @param words why it stands so */
    record Back(Money money, Invoice invoice, String words, Place place) {}

    /**
     * A payment or credit.
     *
     * @param what in words, such as {@code a payment}
     * @param reference or account; empty without one
     * @param asked whether it is the one in question
     */
    record Money(
            String what,
            @Nullable LocalDate date,
            BigDecimal amount,
            @Nullable String currency,
            String reference,
            boolean asked) {}

    /**
     * The invoice it is on, as Harvest shows it, or as Xero does where Harvest has none.
     *
     * @param due what is left to pay by Harvest
     */
    record Invoice(
            @Nullable String number,
            @Nullable String client,
            @Nullable String currency,
            @Nullable BigDecimal total,
            @Nullable BigDecimal due) {}

    /** @param failed number of the failed copy @param cause such as {@code payment-only-in-xero} */
    record Question(
            long failed,
            String cause,
            String sentence,
            String remedy,
            @Nullable Instant since,
            Both both) {}

    /** All that is known to be paid of an invoice. */
    record Both(Invoice invoice, List<Money> harvest, List<Money> xero) {
        public Both {
            harvest = List.copyOf(harvest);
            xero = List.copyOf(xero);
        }
    }
}
