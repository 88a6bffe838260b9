package org.harvestxero.config.agreement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.billing.calendar.Holidays;
import org.harvestxero.billing.calendar.WorkingDays;
import org.harvestxero.monthend.CostRules;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.monthend.MonthCalendar;
import org.jspecify.annotations.Nullable;

/**
 * What {@code journals.yaml} says.
 *
 * @param bookings the kinds of journals that are made
 * @param calendar when they are made by themselves
 * @param rates of other currencies, as far as they are stated
 */
public record JournalRules(
        Map<JournalKind, Booking> bookings, MonthCalendar calendar, Choices choices, List<StatedRate> rates) {
    /** No journal is made. */
    public static final JournalRules NONE = new JournalRules(
            Map.of(),
            new MonthCalendar(1, WorkingDays.mondayToFriday(Holidays.none())),
            new Choices(true, false),
            List.of());

    public JournalRules {
        bookings = Map.copyOf(bookings);
        rates = List.copyOf(rates);
    }

    /**
     * How the journals of one kind are made.
     *
     * @param posted whether they count at once, rather than when a person posts them
     * @param cashBasis whether they show on reports on cash basis
     */
    public record Booking(CostRules rules, boolean posted, boolean cashBasis) {}

    /**
     * @param harvestPrices whether work of clients without an agreement is worth what Harvest's rates make of it
     * @param releaseByHours whether a retainer billed in advance is earned by the hours used of it, rather than day by day
     */
    public record Choices(boolean harvestPrices, boolean releaseByHours) {}

    /**
     * @param perBase units of the currency for one of the organisation's, above zero
     * @param from first day on which it counts; null for ever
     */
    public record StatedRate(
            Currency currency, BigDecimal perBase, @Nullable LocalDate from) {}

    public Optional<Booking> booking(JournalKind kind) {
        return Optional.ofNullable(bookings.get(kind));
    }

    /** The rate that counts on a day: the latest that began by then. */
    public Optional<StatedRate> rate(Currency currency, LocalDate day) {
        return rates.stream()
                .filter(rate -> rate.currency().equals(currency))
                .filter(rate -> rate.from() == null || !rate.from().isAfter(day))
                .max(Comparator.comparing(rate -> rate.from() == null ? LocalDate.MIN : rate.from()));
    }

    public boolean isNone() {
        return bookings.isEmpty();
    }
}
