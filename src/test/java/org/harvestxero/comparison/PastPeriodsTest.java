package org.harvestxero.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.harvestxero.billing.calendar.BillingCalendar;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.harvestxero.billing.calendar.Close;
import org.harvestxero.billing.calendar.Cycle;
import org.harvestxero.billing.calendar.DateRule;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.calendar.Holidays;
import org.harvestxero.billing.calendar.Proration;
import org.harvestxero.billing.calendar.Term;
import org.harvestxero.billing.calendar.WorkingDays;
import org.harvestxero.billing.terms.Agreement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PastPeriodsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @ParameterizedTest(name = "an agreement from {0}{1} is replayed for {2}")
    @CsvSource({
        "2026-11-01, '', '2026-08 2026-09 2026-10'",
        "2027-01-01, '', '2026-08 2026-09 2026-10'",
        "2020-01-01, '', '2026-08 2026-09 2026-10'",
        "2026-09-01, '', '2026-08 2026-09 2026-10'",
        "2026-09-15, '', '2026-09 2026-10'",
        "2020-01-01, 2026-09-20, '2026-08 2026-09'"
    })
    void theLastClosedPeriodsAreReplayedAsIfTheAgreementHadHeld(String start, String end, String periods) {
        Agreement held = PastPeriods.held(agreement(start, end), TODAY, 3).orElseThrow();

        assertThat(PastPeriods.closed(held.calendar(), TODAY))
                .extracting(DuePeriod::label)
                .containsExactly(periods.split(" "));
    }

    @Test
    void anAgreementThatHadEndedIsNotReplayed() {
        assertThat(PastPeriods.held(agreement("2020-01-01", "2026-07-31"), TODAY, 3))
                .isEmpty();
    }

    @ParameterizedTest(name = "an invoice of {0} for {1}..{2} belongs to {3}")
    @CsvSource({
        "2026-10-01, , , 2026-09",
        "2026-09-28, , , 2026-09",
        "2026-10-20, , , 2026-10",
        "2026-11-03, , , 2026-10",
        "2026-11-03, 2026-09-01, 2026-09-30, 2026-09",
        "2026-06-01, , , ''"
    })
    void anInvoiceBelongsToThePeriodItBillsOrIsDatedNearest(String issued, String from, String to, String period) {
        Agreement held = PastPeriods.held(agreement("2020-01-01", ""), TODAY, 3).orElseThrow();
        List<DuePeriod> periods = PastPeriods.closed(held.calendar(), TODAY);
        Invoiced invoice = new Invoiced(
                "1", LocalDate.parse(issued), from == null ? null : BillingPeriod.of(from, to), List.of(), false);

        assertThat(PastPeriods.of(invoice, periods).map(DuePeriod::label))
                .isEqualTo(Optional.of(period).filter(label -> !label.isEmpty()));
    }

    private static Agreement agreement(String start, String end) {
        return Agreement.plain(
                "Acme",
                "v1",
                new BillingCalendar(
                        Cycle.monthly(),
                        new Term(LocalDate.parse(start), end.isEmpty() ? null : LocalDate.parse(end)),
                        new BillingCalendar.Dates(
                                Close.onTheFirst(),
                                DateRule.net(0),
                                DateRule.net(30),
                                WorkingDays.mondayToFriday(Holidays.none()),
                                ZoneId.of("UTC")),
                        Proration.ACTUAL,
                        false));
    }
}
