package org.harvestxero.payroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.harvestxero.billing.Named;
import org.harvestxero.monthend.CostEntry;
import org.harvestxero.monthend.CostRule;
import org.harvestxero.monthend.Work;
import org.junit.jupiter.api.Test;

/** Which hours go into a timesheet, as what, and which don't. */
class PaySheetTest {
    private static final PayPeriod WEEK =
            new PayPeriod(LocalDate.of(2026, 10, 5), LocalDate.of(2026, 10, 11)); // Monday to Sunday
    private static final PayRule.Target USUAL = new PayRule.Target("Regular", null, true);
    private static final PayRule TRAVEL = new PayRule(
            new CostRule.Condition(Set.of(), Set.of(), Set.of("Travel"), Set.of(), Set.of(), null),
            new PayRule.Target("Travel Time", "{project}", false));

    private static PayRules rules(OvertimeRule overtime) {
        return new PayRules(List.of(TRAVEL), USUAL, overtime, Set.of("Holiday"));
    }

    private static OvertimeRule overtime(String day, String week) {
        return new OvertimeRule(
                "Overtime",
                day == null ? null : new BigDecimal(day),
                week == null ? null : new BigDecimal(week),
                DayOfWeek.MONDAY);
    }

    private static CostEntry entry(long id, int day, String task, String hours) {
        return entry(id, LocalDate.of(2026, 10, day), task, hours, true, false);
    }

    private static CostEntry entry(
            long id, LocalDate day, String task, String hours, boolean approved, boolean running) {
        return new CostEntry(
                id,
                Instant.EPOCH,
                day,
                new Work(
                        new Work.Person(new Named(1, "Ann Archer"), false, List.of()),
                        new Named(2, "Bakery"),
                        new Named(3, "Website {task}"),
                        new Named(4, task)),
                new CostEntry.Effort(new BigDecimal(hours), null),
                new CostEntry.Standing(approved, running));
    }

    private static List<String> lines(PaySheet sheet) {
        return sheet.lines().stream()
                .map(line -> line.cell().day().getDayOfMonth() + " "
                        + line.cell().rate()
                        + (line.cell().option() == null ? "" : "/" + line.cell().option()) + " "
                        + line.hours().toPlainString())
                .toList();
    }

    @Test
    void hoursOfADayThatArePaidAlikeAreOneLine() {
        PaySheet sheet = PaySheet.of(
                WEEK,
                List.of(
                        entry(1, 5, "Design", "3.5"),
                        entry(2, 5, "Design", "2"),
                        entry(3, 5, "Travel", "0.75"),
                        entry(4, 4, "Design", "9"),
                        entry(5, 12, "Design", "9")),
                rules(null));

        assertThat(lines(sheet)).containsExactly("5 Regular 5.50", "5 Travel Time/Website {task} 0.75");
        assertThat(sheet.hours()).isEqualByComparingTo("6.25");
        assertThat(sheet.isWhole()).isTrue();
    }

    @Test
    void whatIsNotSentIsToldByReason() {
        PaySheet sheet = PaySheet.of(
                WEEK,
                List.of(
                        entry(1, 5, "Holiday", "8"),
                        entry(2, LocalDate.of(2026, 10, 6), "Design", "8", false, false),
                        entry(3, LocalDate.of(2026, 10, 7), "Design", "1", true, true),
                        entry(4, 8, "Design", "-1")),
                new PayRules(List.of(), null, null, Set.of("Holiday")));

        assertThat(sheet.lines()).isEmpty();
        assertThat(sheet.unpaid())
                .extracting(Unpaid::why)
                .containsExactly(Unpaid.Why.LEAVE, Unpaid.Why.NOT_APPROVED, Unpaid.Why.RUNNING, Unpaid.Why.BELOW_ZERO);
        assertThat(sheet.isWhole()).isFalse();
        assertThat(PaySheet.of(WEEK, List.of(entry(1, 5, "Holiday", "8")), rules(null))
                        .isWhole())
                .isTrue();
        assertThat(PaySheet.of(WEEK, List.of(entry(1, 5, "Design", "8")), new PayRules(List.of(), null, null, Set.of()))
                        .unpaid())
                .extracting(Unpaid::why)
                .containsExactly(Unpaid.Why.NO_RULE);
    }

    @Test
    void ofTwoReadingsOfOneEntryTheLaterCounts() {
        CostEntry before = entry(1, 5, "Design", "3");
        CostEntry after = new CostEntry(
                1,
                Instant.EPOCH.plusSeconds(1),
                before.day(),
                before.work(),
                new CostEntry.Effort(new BigDecimal("4"), null),
                before.standing());

        assertThat(lines(PaySheet.of(WEEK, List.of(after, before), rules(null))))
                .containsExactly("5 Regular 4.00");
    }

    @Test
    void hoursBeyondTheDaysBoundAreOvertime() {
        PaySheet sheet = PaySheet.of(
                WEEK,
                List.of(entry(2, 5, "Design", "4"), entry(1, 5, "Design", "6"), entry(3, 5, "Travel", "3")),
                rules(overtime("8", null)));

        assertThat(lines(sheet))
                .containsExactly("5 Overtime 2.00", "5 Regular 8.00", "5 Travel Time/Website {task} 3.00");
    }

    @Test
    void hoursBeyondTheWeeksBoundAreOvertimeAlsoWhenTheWeekBeganBeforeThePeriod() {
        PayPeriod fromWednesday = new PayPeriod(LocalDate.of(2026, 10, 7), LocalDate.of(2026, 10, 13));
        List<CostEntry> entries = List.of(
                entry(1, 5, "Design", "10"),
                entry(2, 6, "Design", "10"),
                entry(3, 7, "Design", "10"),
                entry(4, 8, "Design", "10"),
                entry(5, 12, "Design", "10"));

        assertThat(overtime(null, "35").reachesBackTo(fromWednesday)).isEqualTo("2026-10-05");
        assertThat(lines(PaySheet.of(fromWednesday, entries, rules(overtime(null, "35")))))
                .containsExactly("7 Regular 10.00", "8 Overtime 5.00", "8 Regular 5.00", "12 Regular 10.00");
        assertThat(lines(PaySheet.of(fromWednesday, entries, rules(overtime("9", "35")))))
                .containsExactly(
                        "7 Overtime 1.00",
                        "7 Regular 9.00",
                        "8 Overtime 2.00",
                        "8 Regular 8.00",
                        "12 Overtime 1.00",
                        "12 Regular 9.00");
    }

    @Test
    void whateverTheHoursTheSumIsTheirsAndNothingIsLost() {
        SplittableRandom random = new SplittableRandom(34);
        for (int round = 0; round < 500; round++) {
            List<CostEntry> entries = new ArrayList<>();
            BigDecimal paid = BigDecimal.ZERO;
            int scale = random.nextInt(1, 5);
            for (int id = 1; id <= random.nextInt(1, 30); id++) {
                BigDecimal hours =
                        BigDecimal.valueOf(random.nextInt(0, 90_000), 4).setScale(scale, RoundingMode.DOWN);
                boolean approved = random.nextInt(5) > 0;
                paid = approved ? paid.add(hours) : paid;
                entries.add(entry(
                        id,
                        WEEK.first().plusDays(random.nextInt(7)),
                        random.nextInt(3) == 0 ? "Travel" : "Design",
                        hours.toPlainString(),
                        approved,
                        false));
            }
            PaySheet sheet = PaySheet.of(WEEK, entries, rules(overtime("8", "38")));
            assertThat(sheet.hours()).isEqualByComparingTo(paid.setScale(2, RoundingMode.HALF_UP));
            assertThat(sheet.lines()).allSatisfy(line -> {
                assertThat(line.hours().scale()).isEqualTo(2);
                assertThat(line.hours().signum()).isEqualTo(1);
            });
            Map<LocalDate, BigDecimal> regular = sheet.lines().stream()
                    .filter(line -> line.cell().rate().equals("Regular"))
                    .collect(Collectors.toMap(line -> line.cell().day(), PayLine::hours, BigDecimal::add));
            assertThat(regular.values())
                    .allSatisfy(hours -> assertThat(hours).isLessThanOrEqualTo(new BigDecimal("8.01")));
            assertThat(regular.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isLessThanOrEqualTo(new BigDecimal("38.07"));
        }
    }
}
