package org.harvestxero.profitability;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.harvestxero.journal.JournalSides;
import org.harvestxero.journal.WorkedDays;
import org.harvestxero.store.profit.ProfitMonthTable.ReadMonth;
import org.jspecify.annotations.Nullable;

/**
 * Holds the hours that were read against Harvest's own time report: one question for up to a year, and where that differs, halves
 * until the months are found. Harvest answers 100 reports in a quarter of an hour.
 */
final class ReportedHours {
    /** As many days as a report may span. */
    private static final int LONGEST = 365;
    /** So that a year that differs throughout leaves reports for others. */
    private static final int MOST_QUESTIONS = 40;

    private final JournalSides sides;
    private final List<String> notes = new ArrayList<>();
    private int questions;
    private boolean hidden;

    ReportedHours(JournalSides sides) {
        this.sides = sides;
    }

    /** What a person should know of it. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** The same after a look. */
    List<String> notesOf(YearMonth from, YearMonth to, Map<YearMonth, ReadMonth> kept, LocalDate today) {
        differing(from, to, kept, today);
        return notes();
    }

    /** The months whose hours are others in Harvest's report. */
    Set<YearMonth> differing(YearMonth from, YearMonth to, Map<YearMonth, ReadMonth> kept, LocalDate today) {
        Set<YearMonth> differing = new TreeSet<>();
        YearMonth last = to.isAfter(YearMonth.from(today)) ? YearMonth.from(today) : to;
        for (YearMonth first = from; !first.isAfter(last) && !hidden; ) {
            YearMonth end = first;
            while (end.isBefore(last) && span(first, end.plusMonths(1)) <= LONGEST) {
                end = end.plusMonths(1);
            }
            look(first, end, kept, differing);
            first = end.plusMonths(1);
        }
        return differing;
    }

    private static long span(YearMonth from, YearMonth to) {
        return ChronoUnit.DAYS.between(from.atDay(1), to.atEndOfMonth()) + 1;
    }

    private void look(YearMonth from, YearMonth to, Map<YearMonth, ReadMonth> kept, Set<YearMonth> differing) {
        if (hidden || questions >= MOST_QUESTIONS) {
            return;
        }
        questions++;
        Optional<BigDecimal> shown = WorkedDays.reported(sides, from.atDay(1), to.atEndOfMonth());
        if (shown.isEmpty()) {
            hidden = true;
            notes.add("Harvest does not show its time report to this token, so hours are compared with nothing.");
            return;
        }
        BigDecimal reported = shown.get();
        BigDecimal read = BigDecimal.ZERO;
        for (YearMonth month = from; !month.isAfter(to); month = month.plusMonths(1)) {
            @Nullable ReadMonth of = kept.get(month);
            read = of == null ? read : read.add(of.size().hours());
        }
        if (read.compareTo(reported) == 0) {
            return;
        }
        if (from.equals(to)) {
            differing.add(from);
            notes.add(from + ": the entries come to " + plain(read) + " hours, Harvest's time report says "
                    + plain(reported) + ".");
            return;
        }
        YearMonth middle = from.plusMonths(ChronoUnit.MONTHS.between(from, to) / 2);
        look(from, middle, kept, differing);
        look(middle.plusMonths(1), to, kept, differing);
    }

    private static String plain(BigDecimal hours) {
        return hours.stripTrailingZeros().toPlainString();
    }
}
