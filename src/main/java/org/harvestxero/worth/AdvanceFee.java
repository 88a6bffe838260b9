package org.harvestxero.worth;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.jspecify.annotations.Nullable;

/**
 * A fee that was billed before it was earned.
 *
 * @param span the days it is for
 */
public record AdvanceFee(Bill bill, Named client, String rule, BillingPeriod span, Money amount, Use use) {

    /**
     * @param draft number of the bill here
     * @param number of the invoice; empty before it has one
     * @param issued date of the invoice
     * @param credited when it was taken back by a credit note; null while it stands
     */
    public record Bill(
            long draft,
            String number,
            LocalDate issued,
            @Nullable LocalDate credited) {}

    /**
     * What was used of what the fee includes.
     *
     * @param granted hours or money; zero where the fee includes nothing that is counted
     * @param used by the last day of each period that was billed
     * @param knownUntil last day up to which that is known
     */
    public record Use(BigDecimal granted, List<Used> used, LocalDate knownUntil) {
        public Use {
            used = List.copyOf(used);
        }
    }

    /** @param amount hours or money that were used, lapsed or given back */
    public record Used(LocalDate day, BigDecimal amount) {}

    /** Whether it is taken back by the end of a day: then nothing of it is deferred any more. */
    private boolean isOver(LocalDate day) {
        LocalDate credited = bill.credited();
        return credited != null && !day.isBefore(credited);
    }

    /** What of it is earned by the end of a day, day by day; nothing before it is billed, all of it once it is taken back. */
    public Money earnedByDays(LocalDate day) {
        if (isOver(day)) {
            return amount;
        }
        if (day.isBefore(bill.issued()) || day.isBefore(span.start())) {
            return Money.zero(amount.currency());
        }
        return day.isBefore(span.end())
                ? amount.shareRoundedHalfUp(ChronoUnit.DAYS.between(span.start(), day) + 1, span.days())
                : amount;
    }

    /**
     * What of it is earned by the end of a day, by what was used; nothing before it is billed. A fee that includes nothing that is
     * counted is earned day by day.
     *
     * @return empty where that is not known yet, because the period has no bill
     */
    public Optional<Money> earnedByUse(LocalDate day) {
        if (day.isBefore(bill.issued()) || day.isBefore(span.start())) {
            return Optional.of(Money.zero(amount.currency()));
        }
        BigDecimal used = use.used().stream()
                .filter(each -> !each.day().isAfter(day))
                .map(Used::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (isOver(day)) {
            return Optional.of(amount);
        }
        boolean counted = use.granted().signum() > 0;
        if (counted && used.compareTo(use.granted()) >= 0) {
            return Optional.of(amount);
        }
        if (use.knownUntil().isBefore(day)) {
            return Optional.empty();
        }
        return Optional.of(
                counted
                        ? new Money(
                                amount.amount()
                                        .multiply(used)
                                        .divide(use.granted(), amount.amount().scale(), RoundingMode.HALF_UP),
                                amount.currency())
                        : earnedByDays(day));
    }
}
