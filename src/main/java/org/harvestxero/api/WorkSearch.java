package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds clients, and time entries and expenses that runs of bills have met, from the database alone; neither side is asked. */
public interface WorkSearch {
    /** Where nobody looks. */
    WorkSearch NONE = new WorkSearch() {
        @Override
        public Found find(Wanted wanted) {
            return new Found(List.of(), "", new Reach(true, null));
        }

        @Override
        public Clients clients(String name, Page page) {
            return new Clients(List.of(), "", true);
        }
    };

    /**
     * The next of those wanted, the latest first, as many as the page holds, which are 500 at most.
     *
     * @throws DecisionException when too many have such a name, in words
     */
    Found find(Wanted wanted);

    /** Clients in whose name the part occurs, by name; at most 50. @param name empty for all */
    Clients clients(String name, Page page);

    /** Learns of runs since the last look: called once a second where people search. */
    default void look() {}

    /** What became of work. */
    enum Fate {
        /** Released by a bill that was taken back: the next one sees it again. */
        OPEN,
        BILLED,
        HELD,
        COVERED,
        WRITTEN_OFF,
        CARRIED;

        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Fate> find(String word) {
            for (Fate fate : values()) {
                if (fate.text().equals(word)) {
                    return Optional.of(fate);
                }
            }
            return Optional.empty();
        }
    }

    /** Which work. All that is given has to hold. @param fate null for any */
    record Wanted(Named named, Invoices.Days days, @Nullable Fate fate, Page page) {}

    /** Parts of names, or Harvest's ids; whatever is empty means any. */
    record Named(String client, String project, String person) {}

    /** @param after what an earlier answer said as next; empty for the first page */
    record Page(String after, int most) {}

    /** @param next where the next page begins; empty when there is none */
    record Found(List<Work> rows, String next, Reach reach) {
        public Found {
            rows = List.copyOf(rows);
        }
    }

    /**
     * How far the look went.
     *
     * @param whole whether all runs are known to the search by now
     * @param backTo the day at which it stopped before its end; else null
     */
    record Reach(boolean whole, @Nullable LocalDate backTo) {}

    /**
     * A time entry or expense.
     *
     * @param id Harvest's
     * @param notes what the person wrote; null for nothing
     * @param bills it is on
     */
    record Work(
            long id,
            boolean expense,
            LocalDate day,
            Of of,
            @Nullable String notes,
            Value value,
            Outcome outcome,
            List<Bill> bills) {
        public Work {
            bills = List.copyOf(bills);
        }
    }

    /** @param task or the category of an expense */
    record Of(String client, String project, String task, String person) {}

    /** @param hours zero for an expense @param worth at Harvest's own rate, rounded to the decimals of the currency */
    record Value(BigDecimal hours, BigDecimal worth, String currency) {}

    /**
     * @param settled hours billed, covered or written off
     * @param reason why it is not billed, in a word such as {@code not-approved}; null where it is
     * @param words the same for people; may be null
     */
    record Outcome(
            Fate fate,
            BigDecimal settled,
            @Nullable String reason,
            @Nullable String words) {}

    /**
     * A bill, and what it charges of the work.
     *
     * @param id of the draft
     * @param number null while it has none
     * @param state such as {@code review} or {@code sent}
     */
    record Bill(long id, @Nullable String number, String state, BigDecimal hours, BigDecimal amount, String currency) {}

    /** @param whole whether all runs are known to the search by now */
    record Clients(List<Client> rows, String next, boolean whole) {
        public Clients {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A client.
     *
     * @param id Harvest's
     * @param contact to the page of its contact in Xero; empty while there is none
     * @param latest invoice; null for none
     * @param waiting work that no bill has settled
     */
    record Client(
            long id, String name, String contact, @Nullable Latest latest, List<Waiting> waiting) {
        public Client {
            waiting = List.copyOf(waiting);
        }
    }

    /** @param number null while it has none */
    record Latest(@Nullable String number, LocalDate day) {}

    /** @param pieces time entries and expenses @param worth at Harvest's own rates, rounded to the decimals of the currency */
    record Waiting(Fate fate, long pieces, BigDecimal worth, String currency, LocalDate oldest) {}
}
