package org.harvestxero.billing.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillingPeriodTest {
    private static final BillingPeriod MARCH = BillingPeriod.of("2026-03-01", "2026-03-31");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"2026-02-28, false", "2026-03-01, true", "2026-03-31, true", "2026-04-01, false"})
    void itsFirstAndLastDayBelongToIt(LocalDate day, boolean inside) {
        assertThat(MARCH.contains(day)).isEqualTo(inside);
    }

    @Test
    void bothEndsCountAsDays() {
        assertThat(MARCH.days()).isEqualTo(31);
        assertThat(BillingPeriod.of("2026-03-01", "2026-03-01").days()).isEqualTo(1);
    }

    @Test
    void aCalendarMonthIsCalledByItsName() {
        assertThat(MARCH).hasToString("2026-03");
        assertThat(BillingPeriod.of("2026-03-01", "2026-03-30")).hasToString("2026-03-01..2026-03-30");
    }

    @Test
    void periodsAreOrderedByTheirStartThenByTheirEnd() {
        BillingPeriod half = BillingPeriod.of("2026-03-01", "2026-03-15");
        BillingPeriod february = BillingPeriod.of("2026-02-01", "2026-04-30");
        List<BillingPeriod> periods = new ArrayList<>(List.of(MARCH, half, february));

        Collections.sort(periods);

        assertThat(periods).containsExactly(february, half, MARCH);
    }

    @Test
    void neitherAPeriodNorATermEndsBeforeItStarts() {
        LocalDate first = LocalDate.of(2026, 3, 1);
        LocalDate before = LocalDate.of(2026, 2, 28);

        assertThatThrownBy(() -> new BillingPeriod(first, before))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A period cannot end (2026-02-28) before it starts (2026-03-01)");
        assertThatThrownBy(() -> new Term(first, before))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An agreement cannot end (2026-02-28) before it starts (2026-03-01)");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"2026-01-16, false", "2026-01-17, true", "2026-03-10, true", "2026-03-11, false"})
    void aTermHoldsFromItsFirstToItsLastDay(LocalDate day, boolean inside) {
        assertThat(new Term(LocalDate.of(2026, 1, 17), LocalDate.of(2026, 3, 10)).contains(day))
                .isEqualTo(inside);
        assertThat(Term.from("2026-01-17").contains(LocalDate.of(2036, 1, 1))).isTrue();
    }

    @Test
    void aTermCoversNothingOfAPeriodOutsideIt() {
        Term term = new Term(LocalDate.of(2026, 4, 1), LocalDate.of(2026, 4, 1));

        assertThat(term.clip(MARCH)).isNull();
        assertThat(term.clip(BillingPeriod.of("2026-04-01", "2026-04-30")))
                .isEqualTo(BillingPeriod.of("2026-04-01", "2026-04-01"));
    }
}
