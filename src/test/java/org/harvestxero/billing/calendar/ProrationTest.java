package org.harvestxero.billing.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.harvestxero.billing.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProrationTest {
    @ParameterizedTest(name = "{1} to {2} {0}: {3} of the month, {4}")
    @CsvSource({
        "ACTUAL,     2026-03-17, 2026-03-31, 15/31, 483.87",
        "ACTUAL_30,  2026-03-17, 2026-03-31, 15/30, 500.00",
        "THIRTY_360, 2026-03-17, 2026-03-31, 14/30, 466.67",
        "NONE,       2026-03-17, 2026-03-31, 1/1,   1000.00",
        "ACTUAL,     2026-02-15, 2026-02-28, 14/28, 500.00",
        "ACTUAL_30,  2026-02-15, 2026-02-28, 14/30, 466.67",
        "THIRTY_360, 2026-02-15, 2026-02-28, 16/30, 533.33",
        "ACTUAL_30,  2026-03-01, 2026-03-30, 30/30, 1000.00",
        "THIRTY_360, 2026-03-31, 2026-03-31, 1/30,  33.33",
        "ACTUAL,     2026-03-01, 2026-03-10, 10/31, 322.58",
        "THIRTY_360, 2026-03-01, 2026-03-10, 10/30, 333.33",
        "ACTUAL_30,  2026-03-01, 2026-03-31, 1/1,   1000.00",
    })
    void sharesAMonthlyFee(Proration proration, LocalDate from, LocalDate to, String share, String fee) {
        BillingPeriod month = Cycle.monthly().containing(from);

        Fraction fraction = proration.share(new BillingPeriod(from, to), month, Cycle.monthly());

        assertThat(fraction).hasToString(share);
        assertThat(Money.of("1000.00", "USD").shareRoundedHalfUp(fraction.days(), fraction.of()))
                .isEqualTo(Money.of(fee, "USD"));
    }

    @Test
    void countsAQuarterAsNinetyDays() {
        Cycle quarterly = new MonthCycle(3, LocalDate.of(2026, 1, 1));
        BillingPeriod part = BillingPeriod.of("2026-02-01", "2026-03-31");

        BillingPeriod full = quarterly.containing(part.start());

        assertThat(Proration.ACTUAL.share(part, full, quarterly)).hasToString("59/90");
        assertThat(Proration.THIRTY_360.share(part, full, quarterly)).hasToString("60/90");
    }

    /** The second half of any month has 15 days: March's 20th to 31st are the 20th to 30th, so 11. */
    @Test
    void countsHalfAMonthAsFifteenDays() {
        Cycle halves = new TwiceAMonthCycle(1, 16);
        BillingPeriod late = BillingPeriod.of("2026-03-20", "2026-03-31");
        BillingPeriod second = halves.containing(late.start());

        assertThat(Proration.THIRTY_360.share(late, second, halves)).hasToString("11/15");
        assertThat(Proration.ACTUAL_30.share(late, second, halves)).hasToString("12/15");
        assertThat(Proration.ACTUAL.share(late, second, halves)).hasToString("12/16");
    }

    /** 31 December 2025 counts as the 30th: 30 − 30 + 1 = 1 day of it, and 30 + 30 of January and February. */
    @Test
    void countsThirtyDayMonthsAcrossAYearsEnd() {
        Cycle quarterly = new MonthCycle(3, LocalDate.of(2025, 12, 1));
        BillingPeriod part = BillingPeriod.of("2025-12-31", "2026-02-28");

        assertThat(Proration.THIRTY_360.share(part, quarterly.containing(part.start()), quarterly))
                .hasToString("61/90");
    }

    @Test
    void aShareLiesBetweenNothingAndTheWhole() {
        assertThat(new Fraction(0, 30).isWhole()).isFalse();
        assertThat(new Fraction(30, 30).isWhole()).isTrue();
        assertThat(Fraction.whole()).hasToString("1/1");
        assertThatThrownBy(() -> new Fraction(-1, 30))
                .hasMessage("A share of a period lies between 0 and 1, not -1/30");
        assertThatThrownBy(() -> new Fraction(31, 30)).hasMessageEndingWith("not 31/30");
        assertThatThrownBy(() -> new Fraction(0, 0)).hasMessageEndingWith("not 0/0");
    }

    @Test
    void countsActualDaysWhereMonthsPlayNoPart() {
        Cycle weekly = new WeekCycle(2, LocalDate.of(2026, 3, 2));
        BillingPeriod part = BillingPeriod.of("2026-03-10", "2026-03-15");

        assertThat(Proration.THIRTY_360.share(part, weekly.containing(part.start()), weekly))
                .hasToString("6/14");
    }
}
