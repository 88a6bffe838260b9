package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds invoices among all that are known, from the database alone; neither side is asked. */
public interface Invoices {
    /** Where none are known. */
    Invoices NONE = wanted -> new Found(List.of(), "", new Reach(true, false, null));

    /** The next of those wanted, as many as the page holds, which are 500 at most. */
    Found find(Wanted wanted);

    /** From now on somebody looks once a second, so that a search need not learn all before it answers. */
    default void keepLooking() {}

    /** Learns what is new since the last look: called once a second where people search often. Who never looks learns all at each search. */
    default void look() {}

    /** Where an invoice stands, in one word for both sides. */
    enum Standing {
        /** Still being made, in Harvest or here. */
        DRAFT,
        /** On its way to Xero. */
        WAITING,
        /** Could not be copied. */
        FAILED,
        /** In Xero, something is left to pay. */
        OPEN,
        /** In Xero, nothing is left to pay. */
        PAID,
        /** Not to be copied. */
        LEFT_OUT,
        /** Void, or deleted on one side. */
        VOID;

        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Standing> find(String word) {
            for (Standing standing : values()) {
                if (standing.text().equals(word.strip().toLowerCase(Locale.ROOT))) {
                    return Optional.of(standing);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Which invoices. All that is given has to hold.
     *
     * @param amount with tax, as Xero or else Harvest shows it; null for any
     * @param standing null for any
     */
    record Wanted(
            Named named,
            @Nullable BigDecimal amount,
            Days days,
            @Nullable Standing standing,
            Page page) {
        public static Wanted all(int most) {
            return new Wanted(Named.ANY, null, Days.ANY, null, new Page("", most));
        }

        public Wanted with(Page other) {
            return new Wanted(named, amount, days, standing, other);
        }
    }

    /**
     * What people know an invoice by; whatever is empty means any.
     *
     * @param number how it begins, or its last digits; a draft's may be its id, such as {@code D12}
     * @param client a part of the name
     * @param order how the client's purchase order begins
     * @param text a part of subject, notes or lines
     */
    record Named(String number, String client, String order, String text) {
        public static final Named ANY = new Named("", "", "", "");
    }

    /** Days of issue, both included; null for no bound. */
    record Days(@Nullable LocalDate from, @Nullable LocalDate to) {
        public static final Days ANY = new Days(null, null);
    }

    /**
     * @param after what {@link Found#next} said; empty for the first
     * @param most invoices on it
     */
    record Page(String after, int most) {}

    /**
     * @param next where the next page begins; empty when there is none
     */
    record Found(List<Row> rows, String next, Reach reach) {
        public Found {
            rows = List.copyOf(rows);
        }
    }

    /**
     * How far the look went.
     *
     * @param whole whether all invoices are known to the search by now; it learns of older ones little by little
     * @param manyClients whether more clients have such a name than were looked at
     * @param backTo the day at which it stopped before its end, because a text has to be looked for in each invoice; else null
     */
    record Reach(
            boolean whole, boolean manyClients, @Nullable LocalDate backTo) {}

    /**
     * An invoice.
     *
     * @param id how its page is named: Harvest's id, or a draft's such as {@code D12}
     * @param number null while it has none
     * @param amount with tax where that is known; null where nothing is
     * @param harvest,xero how it stands there
     */
    record Row(
            String id,
            @Nullable String number,
            String client,
            LocalDate day,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            Standing standing,
            Side harvest,
            Side xero) {}

    /**
     * @param state the side's own word; empty while it isn't there
     * @param link to its page there; empty while there is none
     */
    record Side(String state, String link) {
        public static final Side NONE = new Side("", "");
    }
}
