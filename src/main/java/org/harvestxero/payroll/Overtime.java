package org.harvestxero.payroll;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts the hours of one person, day after day, and says which are overtime. */
final class Overtime {
    private final @Nullable OvertimeRule rule;
    private final Map<LocalDate, BigDecimal> ofDay = new HashMap<>();
    private final Map<LocalDate, BigDecimal> ofWeek = new HashMap<>();

    Overtime(@Nullable OvertimeRule rule) {
        this.rule = rule;
    }

    /** What overtime is paid as. */
    String rate() {
        if (rule == null) {
            throw new IllegalStateException("No hours are overtime");
        }
        return rule.rate();
    }

    /** How many of further hours of the day are overtime. Call it in the order of days. */
    BigDecimal beyond(LocalDate day, BigDecimal hours) {
        if (rule == null) {
            return BigDecimal.ZERO;
        }
        LocalDate week = rule.weekOf(day);
        BigDecimal within = hours.min(room(rule.perDay(), ofDay.get(day))
                .orElse(hours)
                .min(room(rule.perWeek(), ofWeek.get(week)).orElse(hours)));
        ofDay.merge(day, within, BigDecimal::add);
        ofWeek.merge(week, within, BigDecimal::add);
        return hours.subtract(within);
    }

    private static Optional<BigDecimal> room(@Nullable BigDecimal bound, @Nullable BigDecimal used) {
        return Optional.ofNullable(bound)
                .map(most ->
                        most.subtract(used == null ? BigDecimal.ZERO : used).max(BigDecimal.ZERO));
    }
}
