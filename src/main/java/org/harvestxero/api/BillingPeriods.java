package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which periods of which clients are billed, wait, or are still to come. Reads agreements and what is known; asks neither side. */
public interface BillingPeriods {
    /** Where nobody bills. */
    BillingPeriods NONE = new BillingPeriods() {
        @Override
        public Grid grid(Question question) {
            return new Grid(List.of(), null, 0, List.of());
        }

        @Override
        public Others others(long after, int most) {
            return new Others(List.of(), null);
        }
    };

    /** Clients that have an agreement, by name, each with its periods. */
    Grid grid(Question question);

    /** Clients of Harvest's that have none, by id, from the one after {@code after} on. */
    Others others(long after, int most);

    /**
     * What is asked for.
     *
     * @param from first month
     * @param to last month, not before the first
     * @param client part of its name, in any case; empty for all
     * @param after the agreements behind this place, as {@link Grid#next} gave it; null for the first
     * @param most clients at once
     */
    record Question(
            YearMonth from,
            YearMonth to,
            String client,
            @Nullable String after,
            int most) {}

    /**
     * A part of the list.
     *
     * @param next the place to go on from; null at the end
     * @param agreements how many there are in all
     * @param refused agreements that can't be used as they stand, in words
     */
    record Grid(List<Row> rows, @Nullable String next, int agreements, List<Refusal> refused) {
        public Grid {
            rows = List.copyOf(rows);
            refused = List.copyOf(refused);
        }
    }

    /** @param file without its folder */
    record Refusal(String file, String words) {}

    /**
     * One client.
     *
     * @param id of Harvest's client; 0 where Harvest has none, or several, called so
     * @param file of its agreement
     * @param problem why nothing of it can be billed; empty when something can
     * @param periods by month and start
     */
    record Row(long id, String client, String file, String problem, List<Period> periods) {
        public Row {
            periods = List.copyOf(periods);
        }
    }

    /**
     * One period of a client.
     *
     * @param label such as {@code 2026-10}
     * @param month in which it stands
     * @param start first day covered
     * @param end last day covered
     * @param from when it can be billed at the earliest; null where that isn't known any more
     */
    record Period(
            String label,
            YearMonth month,
            LocalDate start,
            LocalDate end,
            State state,
            @Nullable Instant from,
            Bill bill) {}

    /**
     * What came of a period.
     *
     * @param total of its drafts before tax; null while nothing was made
     * @param currency of the total; empty without one
     * @param draft the one to look at first, such as the one that waits; 0 for none
     * @param drafts how many there are
     * @param failed id of the failed copy that says what is wrong; 0 for none
     */
    record Bill(@Nullable BigDecimal total, String currency, long draft, int drafts, long failed) {
        public static final Bill NONE = new Bill(null, "", 0, 0, 0);
    }

    /** How a period stands. */
    enum State {
        /** Accepted by Xero. */
        BILLED,
        /** Approved, and on its way. */
        LEAVING,
        /** A draft waits for a person, or was put aside. */
        WAITING,
        /** Billed, and there was nothing to charge. */
        NOTHING,
        /** Counts as billed by other means; drafts are made to be compared only. */
        SHADOW,
        /** A person refused or credited its drafts, and did not ask for new ones. */
        TAKEN_BACK,
        /** It could not be billed, or its invoice was refused. */
        FAILED,
        /** Over, and to be billed with the next run. */
        DUE,
        /** Not over yet. */
        OPEN,
        /** Left to whoever billed before {@code bill.since}. */
        LEFT
    }

    /**
     * Clients without an agreement.
     *
     * @param next id to go on from; null at the end
     */
    record Others(List<Other> clients, @Nullable Long next) {
        public Others {
            clients = List.copyOf(clients);
        }
    }

    /** @param currency code; empty where Harvest doesn't say */
    record Other(long id, String client, String currency) {}
}
