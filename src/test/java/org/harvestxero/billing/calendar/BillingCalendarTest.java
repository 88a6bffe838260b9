package org.harvestxero.billing.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillingCalendarTest {
    private static final Set<LocalDate> HOLIDAYS =
            Set.of(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 4, 3), LocalDate.of(2026, 5, 29));
    private static final WorkingDays DAYS = WorkingDays.mondayToFriday(HOLIDAYS::contains);
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static BillingCalendar monthly(Close close, DateRule issue, DateRule due) {
        return calendar(new Term(LocalDate.of(2026, 1, 1), null), close, issue, due, false);
    }

    private static BillingCalendar calendar(Term term, Close close, DateRule issue, DateRule due, boolean inAdvance) {
        return new BillingCalendar(
                Cycle.monthly(),
                term,
                new BillingCalendar.Dates(close, issue, due, DAYS, NEW_YORK),
                Proration.ACTUAL,
                inAdvance);
    }

    private static DuePeriod month(BillingCalendar calendar, int month) {
        return calendar.containing(LocalDate.of(2026, month, 1)).orElseThrow();
    }

    @ParameterizedTest(name = "2026-{2} closes on {3}")
    @CsvSource({
        "FIRST,            0,  3, 2026-04-01T00:00",
        "LAST_DAY,         0,  1, 2026-01-31T18:00",
        "LAST_WORKING_DAY, 0,  1, 2026-01-30T18:00",
        "LAST_WORKING_DAY, 0,  5, 2026-05-28T18:00",
        "WORKING_DAY,      1,  3, 2026-04-01T00:00",
        "WORKING_DAY,      3,  3, 2026-04-06T00:00",
        "WORKING_DAY,      1, 12, 2027-01-01T00:00",
        "WORKING_DAY,      1,  1, 2026-02-02T00:00",
    })
    void closesOnWorkingDaysOfTheClient(Close.On on, int nth, int month, String local) {
        Close close = switch (on) {
            case FIRST -> Close.onTheFirst();
            case LAST_DAY -> Close.onTheLastDay();
            case LAST_WORKING_DAY -> Close.onTheLastWorkingDay();
            case WORKING_DAY -> Close.onWorkingDay(nth);
        };

        DuePeriod period = month(monthly(close, DateRule.net(0), DateRule.net(30)), month);

        assertThat(period.billableFrom().atZone(NEW_YORK).toLocalDateTime()).hasToString(local);
    }

    @Test
    void meansMidnightAtTheClientsOnBothSidesOfDaylightSaving() {
        BillingCalendar calendar = monthly(Close.onTheFirst(), DateRule.net(0), DateRule.net(30));

        assertThat(month(calendar, 2).billableFrom()).isEqualTo(Instant.parse("2026-03-01T05:00:00Z"));
        assertThat(month(calendar, 3).billableFrom()).isEqualTo(Instant.parse("2026-04-01T04:00:00Z"));
    }

    @Test
    void takesTheNextMomentWhereClocksSkipTheCloseTime() {
        BillingCalendar calendar = new BillingCalendar(
                new WeekCycle(1, LocalDate.of(2026, 3, 1)),
                Term.from("2026-03-01"),
                new BillingCalendar.Dates(
                        Close.onTheFirst().at(LocalTime.of(2, 30)), DateRule.net(0), DateRule.net(0), DAYS, NEW_YORK),
                Proration.ACTUAL,
                false);

        DuePeriod week = calendar.containing(LocalDate.of(2026, 3, 2)).orElseThrow();

        assertThat(week.billableFrom()).isEqualTo(Instant.parse("2026-03-08T07:30:00Z"));
    }

    @Test
    void findsWhatIsDueOnceAndInOrder() {
        BillingCalendar calendar = monthly(Close.onTheFirst(), DateRule.net(0), DateRule.net(30));
        Instant now = Instant.parse("2026-04-01T04:00:00Z");

        List<DuePeriod> due = calendar.due(now, period -> period.label().equals("2026-01"));

        assertThat(due).extracting(DuePeriod::label).containsExactly("2026-02", "2026-03");
        assertThat(calendar.due(now.minusSeconds(1), period -> false))
                .extracting(DuePeriod::label)
                .containsExactly("2026-01", "2026-02");
    }

    @ParameterizedTest(name = "{0} {1} {2}: issued {3}, due {4}")
    @CsvSource({
        "DAYS_AFTER,   30, 0, 2026-04-01, 2026-05-01",
        "PERIOD_END,    0, 0, 2026-04-01, 2026-04-01",
        "DAY_OF_MONTH,  7, 0, 2026-04-01, 2026-04-07",
        "DAY_OF_MONTH, 20, 1, 2026-04-01, 2026-05-20",
        "DAY_OF_MONTH, 31, 1, 2026-04-01, 2026-05-31",
        "DAY_OF_MONTH,  1, 0, 2026-04-01, 2026-04-01",
        "END_OF_MONTH,  0, 0, 2026-04-01, 2026-04-30",
        "END_OF_MONTH,  0, 1, 2026-04-01, 2026-05-31",
    })
    void findsTheDueDate(DateRule.Kind kind, int number, int months, LocalDate issued, LocalDate due) {
        DateRule rule = new DateRule(kind, number, months, DateRule.Shift.NONE);

        DuePeriod march = month(monthly(Close.onTheFirst(), DateRule.net(0), rule), 3);

        assertThat(march.issueDate()).isEqualTo(issued);
        assertThat(march.dueDate()).isEqualTo(due);
    }

    @Test
    void issuesOnThePeriodsLastDayAndMovesDueDatesOffWeekends() {
        DateRule dueOnThe7th = DateRule.nextDay(7).shifted(DateRule.Shift.NEXT_WORKING_DAY);

        DuePeriod january = month(monthly(Close.onTheFirst(), DateRule.periodEnd(), dueOnThe7th), 1);

        assertThat(january.issueDate()).isEqualTo("2026-01-31");
        assertThat(january.dueDate()).isEqualTo("2026-02-09");
    }

    @Test
    void clipsTheFirstAndTheLastPeriod() {
        Term term = new Term(LocalDate.of(2026, 1, 17), LocalDate.of(2026, 3, 10));
        BillingCalendar calendar = calendar(term, Close.onTheFirst(), DateRule.net(0), DateRule.net(30), false);

        List<DuePeriod> due = calendar.due(Instant.parse("2026-12-31T00:00:00Z"), period -> false);

        assertThat(due)
                .extracting(DuePeriod::covered)
                .containsExactly(
                        BillingPeriod.of("2026-01-17", "2026-01-31"),
                        BillingPeriod.of("2026-02-01", "2026-02-28"),
                        BillingPeriod.of("2026-03-01", "2026-03-10"));
        assertThat(due)
                .extracting(DuePeriod::kind)
                .containsExactly(DuePeriod.Kind.REGULAR, DuePeriod.Kind.REGULAR, DuePeriod.Kind.FINAL);
    }

    @Test
    void opensOnTheStartDateWhenAFeeIsDueInAdvance() {
        BillingCalendar calendar =
                calendar(Term.from("2026-03-17"), Close.onTheFirst(), DateRule.net(0), DateRule.net(30), true);

        DuePeriod opening = calendar.first();

        assertThat(opening.isOpening()).isTrue();
        assertThat(opening.issueDate()).isEqualTo("2026-03-17");
        assertThat(opening.label()).isEqualTo("opening-2026-03-01");
        assertThat(calendar.after(opening).covered()).isEqualTo(BillingPeriod.of("2026-03-17", "2026-03-31"));
    }

    @Test
    void findsPeriodsByTheNamesPeopleType() {
        BillingCalendar calendar =
                calendar(Term.from("2026-01-01"), Close.onTheFirst(), DateRule.net(0), DateRule.net(30), true);

        assertThat(calendar.named("2026-10").orElseThrow().covered())
                .isEqualTo(BillingPeriod.of("2026-10-01", "2026-10-31"));
        assertThat(calendar.named("opening-2026-01-01")).isPresent();
        assertThat(calendar.named("2025-12")).isEmpty();
        assertThat(calendar.named("opening-2026-02-01")).isEmpty();
    }

    private static final Instant NOVEMBER = Instant.parse("2026-11-05T12:00:00Z");

    private static List<String> labels(Cycle cycle, Term term, String wanted) {
        BillingCalendar calendar = new BillingCalendar(
                cycle,
                term,
                new BillingCalendar.Dates(Close.onTheFirst(), DateRule.net(0), DateRule.net(30), DAYS, NEW_YORK),
                Proration.ACTUAL,
                true);
        return calendar.wanted(WantedPeriod.parse(wanted, LocalDate.of(2026, 11, 5)), NOVEMBER).stream()
                .map(DuePeriod::label)
                .toList();
    }

    @Test
    void aWantedSpanMeansThePeriodsThatFillItExactly() {
        Cycle quarterly = new MonthCycle(3, LocalDate.of(2024, 1, 1));
        Cycle halves = new TwiceAMonthCycle(1, 16);
        Cycle weeks = new WeekCycle(1, LocalDate.of(2026, 10, 5));
        Term term = Term.from("2026-01-01");

        assertThat(labels(Cycle.monthly(), term, "2026-10")).containsExactly("2026-10");
        assertThat(labels(Cycle.monthly(), term, "2026-Q3")).containsExactly("2026-07", "2026-08", "2026-09");
        assertThat(labels(quarterly, term, "2026-Q3")).containsExactly("2026-07-01..2026-09-30");
        assertThat(labels(halves, term, "2026-10")).containsExactly("2026-10-01..2026-10-15", "2026-10-16..2026-10-31");
        assertThat(labels(weeks, term, "2026-10-05..2026-10-11")).containsExactly("2026-10-05..2026-10-11");
        assertThat(labels(weeks, term, "2026-10")).isEmpty();
        assertThat(labels(quarterly, term, "2026-10")).isEmpty();
        assertThat(labels(Cycle.monthly(), term, "2026-10-01..2026-10-15")).isEmpty();
        assertThat(labels(Cycle.monthly(), Term.from("2026-08-10"), "2026-Q3")).containsExactly("2026-08", "2026-09");
        assertThat(labels(Cycle.monthly(), term, "2025-10")).isEmpty();
    }

    @Test
    void theLastPeriodIsTheOneThatClosedLast() {
        assertThat(labels(Cycle.monthly(), Term.from("2026-01-01"), "last")).containsExactly("2026-10");
        assertThat(labels(new WeekCycle(1, LocalDate.of(2026, 10, 5)), Term.from("2026-01-01"), "last"))
                .containsExactly("2026-10-26..2026-11-01");
        assertThat(labels(Cycle.monthly(), new Term(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 6, 10)), "last"))
                .containsExactly("2026-06");
        assertThat(labels(Cycle.monthly(), Term.from("2026-11-01"), "last")).containsExactly("opening-2026-11-01");
        assertThat(labels(Cycle.monthly(), Term.from("2026-12-01"), "last")).isEmpty();
    }

    private static BillingCalendar weekly(Term term) {
        return new BillingCalendar(
                new WeekCycle(1, LocalDate.of(2020, 1, 6)),
                term,
                new BillingCalendar.Dates(Close.onTheFirst(), DateRule.net(0), DateRule.net(30), DAYS, NEW_YORK),
                Proration.ACTUAL,
                false);
    }

    /** 2024-06-28 is a Friday, 122 weeks before; the walk back from today would give up after 60. */
    @Test
    void anAgreementThatEndedLongAgoStillHasALastPeriod() {
        BillingCalendar ended = weekly(new Term(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 6, 28)));

        assertThat(ended.lastClosed(NOVEMBER).orElseThrow().covered())
                .isEqualTo(BillingPeriod.of("2024-06-24", "2024-06-28"));
    }

    @Test
    void anAgreementThatEndsInYearsHasClosedLastWeek() {
        BillingCalendar longOne = weekly(new Term(LocalDate.of(2024, 1, 1), LocalDate.of(2036, 12, 31)));

        assertThat(longOne.lastClosed(NOVEMBER).orElseThrow().label()).isEqualTo("2026-10-26..2026-11-01");
    }

    @Test
    void theFirstRunNotPassedIsTheOneBehindThoseThatAre() {
        BillingCalendar calendar = calendar(
                new Term(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 3, 31)),
                Close.onTheFirst(),
                DateRule.net(0),
                DateRule.net(30),
                false);

        assertThat(calendar.firstNot(run -> false).orElseThrow().label()).isEqualTo("2026-01");
        assertThat(calendar.firstNot(run -> run.label().compareTo("2026-03") < 0)
                        .orElseThrow()
                        .label())
                .isEqualTo("2026-03");
        assertThat(calendar.firstNot(run -> true)).isEmpty();
    }

    @Test
    void anotherInvoiceDateMovesTheDueDateAlong() {
        DuePeriod march = month(monthly(Close.onTheFirst(), DateRule.net(0), DateRule.net(30)), 3);
        BillingCalendar calendar = monthly(Close.onTheFirst(), DateRule.net(0), DateRule.net(30));

        DuePeriod later = calendar.issuedOn(march, LocalDate.of(2026, 4, 10));

        assertThat(later.issueDate()).isEqualTo("2026-04-10");
        assertThat(later.dueDate()).isEqualTo("2026-05-10");
        assertThat(later.label()).isEqualTo("2026-03");
        assertThat(later.billableFrom()).isEqualTo(march.billableFrom());
    }

    @Test
    void noInvoiceIsDueBeforeItIsIssued() {
        DuePeriod march = month(monthly(Close.onTheFirst(), DateRule.net(0), DateRule.periodEnd()), 3);

        assertThat(march.issueDate()).isEqualTo("2026-04-01");
        assertThat(march.dueDate()).isEqualTo("2026-04-01");
    }

    @Test
    void anOpeningIsWantedByItsName() {
        assertThat(labels(Cycle.monthly(), Term.from("2026-01-01"), "opening-2026-01-01"))
                .containsExactly("opening-2026-01-01");
        assertThat(labels(Cycle.monthly(), Term.from("2026-01-01"), "opening-2026-02-01"))
                .isEmpty();
    }

    /** Two centuries are 10,436 weeks. */
    @Test
    void aSpanTouchesTenThousandPeriodsAtMost() {
        BillingPeriod centuries = BillingPeriod.of("2020-01-06", "2220-01-06");

        assertThat(weekly(Term.from("2020-01-06")).touching(centuries)).hasSize(10_000);
    }

    @Test
    @Timeout(5)
    void aNameThatIsNoneEndsTheSearch() {
        BillingCalendar calendar = monthly(Close.onTheFirst(), DateRule.net(0), DateRule.net(30));

        for (String name : List.of("october", "zzz", "opening-2026-10-01", "2026-1", "9999-12", "", "2026-10-01..")) {
            assertThat(calendar.named(name)).as(name).isEmpty();
        }
        assertThat(calendar.named("2026-10").orElseThrow().label()).isEqualTo("2026-10");
    }

    @Test
    @Timeout(5)
    void aCalendarWithoutEndIsNotWalkedForEver() {
        BillingCalendar calendar = monthly(Close.onTheFirst(), DateRule.net(0), DateRule.net(30));

        assertThatThrownBy(() -> calendar.runsWhile(run -> true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("More than 10000 periods since 2026-01-01: is that the agreement's start?");
    }
}
