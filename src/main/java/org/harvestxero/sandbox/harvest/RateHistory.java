package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All rates of one person, oldest first; the first may have no start. */
final class RateHistory {
    private static final Comparator<Rate> BY_START =
            Comparator.comparing(rate -> rate.startDate == null ? LocalDate.MIN : rate.startDate);

    private final List<Rate> rates = new ArrayList<>();

    /** Without a start it replaces all others; with one it replaces those that begin on or after it. */
    void add(Rate rate) {
        LocalDate start = rate.startDate;
        if (start == null) {
            rates.clear();
        } else {
            rates.removeIf(other -> other.startDate != null && !other.startDate.isBefore(start));
        }
        rates.add(rate);
        rates.sort(BY_START);
        for (int i = 0; i < rates.size(); i++) {
            LocalDate next = i + 1 < rates.size() ? rates.get(i + 1).startDate : null;
            rates.get(i).endDate = next == null ? null : next.minusDays(1);
        }
    }

    @Nullable
    BigDecimal on(LocalDate day) {
        BigDecimal amount = null;
        for (Rate rate : rates) {
            if (rate.startDate == null || !rate.startDate.isAfter(day)) {
                amount = rate.amount;
            }
        }
        return amount;
    }

    @Nullable
    BigDecimal latest() {
        return rates.isEmpty() ? null : rates.get(rates.size() - 1).amount;
    }

    List<Rate> all() {
        return rates;
    }
}
