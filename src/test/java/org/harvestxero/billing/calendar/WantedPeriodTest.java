package org.harvestxero.billing.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedPeriodTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 5);

    @ParameterizedTest(name = "{0} is {1} to {2}")
    @CsvSource({
        "2026-10,                2026-10-01, 2026-10-31",
        "2026-02,                2026-02-01, 2026-02-28",
        "2026-10-01..2026-10-15, 2026-10-01, 2026-10-15",
        "2026-Q4,                2026-10-01, 2026-12-31",
        "2026-q1,                2026-01-01, 2026-03-31",
        "2000-01,                2000-01-01, 2000-01-31",
        "2100-12,                2100-12-01, 2100-12-31",
    })
    void daysAreNamedByMonthQuarterOrFirstAndLastDay(String words, LocalDate first, LocalDate last) {
        assertThat(WantedPeriod.parse(words, TODAY)).isEqualTo(new WantedPeriod.Days(new BillingPeriod(first, last)));
    }

    @Test
    void theLastOneAndAnOpeningHaveNames() {
        assertThat(WantedPeriod.parse(" last ", TODAY)).isEqualTo(new WantedPeriod.Last());
        assertThat(WantedPeriod.parse("opening-2026-10-01", TODAY))
                .isEqualTo(new WantedPeriod.Opening("opening-2026-10-01"));
    }

    @ParameterizedTest(name = "{0}: did you mean {1}?")
    @CsvSource({
        "october,                    2026-10",
        "October 2025,               2025-10",
        "oct,                        2026-10",
        "Dec.,                       2025-12",
        "2026 october,               2026-10",
        "2026/10,                    2026-10",
        "2026-9,                     2026-09",
        "202610,                     2026-10",
        "10/2026,                    2026-10",
        "0016-10,                    2016-10",
        "2026-10-05,                 2026-10",
        "november,                   2026-11",
        "december,                   2025-12",
        "Q4,                         2026-Q4",
        "q3,                         2026-Q3",
        "Q4 2026,                    2026-Q4",
        "2026Q4,                     2026-Q4",
        "2026,                       2026-01-01..2026-12-31",
        "last month,                 last",
        "previous,                   last",
        "this month,                 2026-11",
        "2026-10-01...2026-10-15,    2026-10-01..2026-10-15",
        "2026-10-01 to 2026-10-15,   2026-10-01..2026-10-15",
        "2026-10-01/2026-10-15,      2026-10-01..2026-10-15",
        "2026-10-15..2026-10-01,     2026-10-01..2026-10-15",
        "2026-02-01..2026-02-30,     2026-02-01..2026-02-28",
        "2026-10..2026-12,           2026-10-01..2026-12-31",
    })
    void whatIsNoPeriodIsRefusedWithWhatWasProbablyMeant(String words, String meant) {
        assertThatThrownBy(() -> WantedPeriod.parse(words, TODAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + words
                        + "\" is no period. Write 2026-10, 2026-10-01..2026-10-15, 2026-Q4 or last. Did you mean "
                        + meant
                        + "?");
    }

    /** In February the fourth quarter that has begun is last year's; the first is this year's. */
    @ParameterizedTest(name = "{0} in February 2026 is {1}")
    @CsvSource({"Q1, 2026-Q1", "Q2, 2025-Q2", "Q4, 2025-Q4", "february, 2026-02", "march, 2025-03"})
    void aNameWithoutYearMeansTheLastOneThatHasBegun(String words, String meant) {
        assertThatThrownBy(() -> WantedPeriod.parse(words, LocalDate.of(2026, 2, 5)))
                .hasMessageEndingWith("Did you mean " + meant + "?");
    }

    @Test
    void whatCannotBeGuessedIsRefusedWithTheFormsAlone() {
        for (String words : new String[] {"2026-13", "2026-Q5", "whenever", "", "1.10.", "99999999999-10", "9999-10"}) {
            assertThatThrownBy(() -> WantedPeriod.parse(words, TODAY))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "\"" + words + "\" is no period. Write 2026-10, 2026-10-01..2026-10-15, 2026-Q4 or last.");
        }
    }
}
