package org.harvestxero.comparison;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.harvestxero.billing.calendar.BillingCalendar;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.calendar.Term;
import org.harvestxero.billing.terms.Agreement;

/** Says which past periods are looked at, and which invoice belongs to which of them. */
public final class PastPeriods {
    private PastPeriods() {}

    /**
     * The agreement as if it had held during the last {@code periods} closed ones. One that began in the middle of a period keeps
     * its beginning, because its first fee was a part one. Empty when it had ended before.
     */
    public static Optional<Agreement> held(Agreement agreement, LocalDate today, int periods) {
        BillingCalendar calendar = agreement.calendar();
        BillingPeriod first = calendar.cycle().containing(today);
        for (int i = 0; i < periods; i++) {
            first = calendar.cycle().before(first);
        }
        LocalDate began = calendar.term().start();
        boolean within = began.isAfter(first.start()) && began.isBefore(today);
        boolean inTheMiddle = !calendar.cycle().containing(began).start().equals(began);
        LocalDate start = within && inTheMiddle ? began : first.start();
        LocalDate end = calendar.term().end();
        if (end != null && end.isBefore(start)) {
            return Optional.empty();
        }
        BillingCalendar moved = new BillingCalendar(
                calendar.cycle(), new Term(start, end), calendar.dates(), calendar.proration(), calendar.inAdvance());
        return Optional.of(new Agreement(
                agreement.client(),
                agreement.version(),
                agreement.currency(),
                moved,
                agreement.pricing(),
                agreement.rules(),
                agreement.limits(),
                agreement.expenses(),
                agreement.layout(),
                agreement.books(),
                agreement.review(),
                agreement.sending()));
    }

    /**
     * The closed periods of {@link #held}, oldest first; an opening one, which only bills a first fee in advance, comes before them.
     */
    public static List<DuePeriod> closed(BillingCalendar calendar, LocalDate today) {
        return calendar.runsWhile(run -> run.covered().end().isBefore(today));
    }

    /**
     * The period an invoice belongs to: the one whose days it bills, if Harvest knows them; else the one whose own invoice would
     * have been dated nearest. Empty when it is further off than a period is long.
     *
     * @param periods without an opening one
     */
    public static Optional<DuePeriod> of(Invoiced invoice, List<DuePeriod> periods) {
        BillingPeriod billed = invoice.period();
        if (billed != null) {
            return periods.stream()
                    .filter(period -> period.full().contains(billed.end()))
                    .findFirst();
        }
        return periods.stream()
                .filter(period -> distance(invoice, period) < period.full().days())
                .min(Comparator.comparingLong(period -> distance(invoice, period)));
    }

    private static long distance(Invoiced invoice, DuePeriod period) {
        return Math.abs(ChronoUnit.DAYS.between(period.issueDate(), invoice.issueDate()));
    }
}
