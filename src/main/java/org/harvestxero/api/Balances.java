package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What clients have left: hours and money of retainers, room under caps and purchase orders, phases of fixed fees. Asks neither side. */
public interface Balances {
    /** Where nobody bills. */
    Balances NONE = new Balances() {
        @Override
        public Page page(String after, int most) {
            return new Page(List.of(), null);
        }

        @Override
        public Optional<Sheet> of(String file) {
            return Optional.empty();
        }
    };

    /** Of the agreements in force behind a file, by file. @param after name of a file; empty for the first */
    Page page(String after, int most);

    /** Of one agreement; empty when it is not in force, or its client is not known. */
    Optional<Sheet> of(String file);

    /** @param next file to go on from; null at the end */
    record Page(List<Sheet> sheets, @Nullable String next) {
        public Page {
            sheets = List.copyOf(sheets);
        }
    }

    /** The balances of one agreement. */
    record Sheet(String file, String client, List<Balance> balances) {
        public Sheet {
            balances = List.copyOf(balances);
        }
    }

    /**
     * One balance.
     *
     * @param name of the retainer, cap or rule, or the order's number
     * @param currency of all its amounts; empty where they are hours
     * @param limit what a full period grants, or the most there is
     * @param left after the last period
     * @param steps by period, oldest first
     */
    record Balance(Kind kind, String name, String currency, BigDecimal limit, BigDecimal left, List<Step> steps) {
        public Balance {
            steps = List.copyOf(steps);
        }
    }

    /** What a balance is of. */
    enum Kind {
        RETAINER,
        CAP,
        /** A cap for each period anew. */
        PERIOD_CAP,
        ORDER,
        FIXED_FEE
    }

    /**
     * One period.
     *
     * @param start its first day
     * @param added granted for it
     * @param used of it
     * @param gone lapsed or credited with it
     * @param left after it
     */
    record Step(String period, LocalDate start, BigDecimal added, BigDecimal used, BigDecimal gone, BigDecimal left) {}
}
