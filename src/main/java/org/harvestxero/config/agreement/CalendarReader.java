package org.harvestxero.config.agreement;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.harvestxero.billing.calendar.BillingCalendar;
import org.harvestxero.billing.calendar.Close;
import org.harvestxero.billing.calendar.Cycle;
import org.harvestxero.billing.calendar.DateRule;
import org.harvestxero.billing.calendar.Holidays;
import org.harvestxero.billing.calendar.MonthCycle;
import org.harvestxero.billing.calendar.Proration;
import org.harvestxero.billing.calendar.Term;
import org.harvestxero.billing.calendar.TwiceAMonthCycle;
import org.harvestxero.billing.calendar.WeekCycle;
import org.harvestxero.billing.calendar.WorkingDays;

/** Reads when a client is billed. */
final class CalendarReader {
    private static final LocalDate FIRST_OF_A_YEAR = LocalDate.of(2024, 1, 1);
    private static final String LAST_WORKING_DAY = "last working day";

    private final ZoneId usualZone;
    private final Function<String, Holidays> holidaysOf;

    /**
     * @param usualZone where a file names none
     * @param holidaysOf the public holidays of a place
     */
    CalendarReader(ZoneId usualZone, Function<String, Holidays> holidaysOf) {
        this.usualZone = usualZone;
        this.holidaysOf = holidaysOf;
    }

    BillingCalendar read(Section agreement, boolean inAdvance) {
        Section section = agreement.in("calendar");
        LocalDate start = agreement.date("start");
        Term term = agreement.sensible("end", () -> new Term(start, agreement.dateOrNull("end")));
        DateRule.Shift shift = shift(section);
        BillingCalendar.Dates dates = new BillingCalendar.Dates(
                close(section),
                section.sensible(
                        "issue",
                        () -> DateRules.parse(section.text("issue", "close day"))
                                .shifted(shift)),
                section.sensible(
                        "due",
                        () -> DateRules.parse(section.text("due", "net 30")).shifted(shift)),
                workingDays(section),
                zone(section));
        return new BillingCalendar(cycle(section), term, dates, proration(section), inAdvance);
    }

    private static Cycle cycle(Section section) {
        LocalDate anchor = section.has("anchor") ? section.date("anchor") : FIRST_OF_A_YEAR;
        return switch (section.text("every", "month")) {
            case "week" -> new WeekCycle(1, anchor);
            case "two weeks" -> twoWeeks(section, anchor);
            case "half month" -> halfMonth(section);
            case "quarter" -> new MonthCycle(3, anchor);
            case "year" -> new MonthCycle(12, anchor);
            default -> new MonthCycle(1, anchor);
        };
    }

    private static Cycle twoWeeks(Section section, LocalDate anchor) {
        if (!section.has("anchor")) {
            throw section.fault("every", "periods of two weeks need an anchor: the first day of any one of them");
        }
        return new WeekCycle(2, anchor);
    }

    private static Cycle halfMonth(Section section) {
        if (!section.has("days")) {
            return new TwiceAMonthCycle(1, 16);
        }
        List<String> days = section.words("days");
        return section.sensible(
                "days", () -> new TwiceAMonthCycle(Integer.parseInt(days.get(0)), Integer.parseInt(days.get(1))));
    }

    private static Close close(Section section) {
        String words = section.text("close", "the 1st");
        Close close = switch (words) {
            case "the 1st" -> Close.onTheFirst();
            case "last day" -> Close.onTheLastDay();
            case LAST_WORKING_DAY -> Close.onTheLastWorkingDay();
            default -> Close.onWorkingDay(Integer.parseInt(words.substring(words.lastIndexOf(' ') + 1)));
        };
        return section.has("closeAt") ? close.at(LocalTime.parse(section.text("closeAt"))) : close;
    }

    private static DateRule.Shift shift(Section section) {
        return switch (section.text("weekends", "stay")) {
            case "next working day" -> DateRule.Shift.NEXT_WORKING_DAY;
            case "previous working day" -> DateRule.Shift.PREVIOUS_WORKING_DAY;
            default -> DateRule.Shift.NONE;
        };
    }

    private WorkingDays workingDays(Section section) {
        Holidays holidays = section.sensible("holidays", () -> holidaysOf.apply(section.text("holidays", "none")));
        Set<DayOfWeek> weekend = EnumSet.noneOf(DayOfWeek.class);
        section.words("weekend")
                .forEach(day -> ConstantNames.constant(DayOfWeek.class, day).ifPresent(weekend::add));
        return section.has("weekend")
                ? section.sensible("weekend", () -> new WorkingDays(weekend, holidays))
                : WorkingDays.mondayToFriday(holidays);
    }

    private ZoneId zone(Section section) {
        return section.has("timeZone")
                ? section.sensible("timeZone", () -> ZoneId.of(section.text("timeZone")))
                : usualZone;
    }

    private static Proration proration(Section section) {
        return switch (section.text("proration", "actual")) {
            case "actual/30" -> Proration.ACTUAL_30;
            case "30/360" -> Proration.THIRTY_360;
            case "none" -> Proration.NONE;
            default -> Proration.ACTUAL;
        };
    }
}
