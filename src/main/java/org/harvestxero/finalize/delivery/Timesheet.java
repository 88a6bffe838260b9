package org.harvestxero.finalize.delivery;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.engine.Bucket;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.store.billing.NotBilledTable;
import org.jspecify.annotations.Nullable;

/**
 * The hours behind an invoice, one row for each time entry.
 *
 * @param client who is billed
 * @param number of the invoice
 * @param rows by day, then by entry
 */
record Timesheet(String client, String number, List<Row> rows) {
    private static final int DAY_DECIMALS = 10;

    Timesheet {
        rows = List.copyOf(rows);
    }

    /**
     * One time entry.
     *
     * @param hours as billed on the invoice, after the agreement's counting and rounding
     * @param days the same, counted in the days it is priced by; zero where it is priced by the hour
     * @param included covered by a plan or fixed fee of the invoice, as Harvest counts them
     */
    record Row(
            long entry,
            LocalDate day,
            String person,
            String project,
            String task,
            @Nullable String notes,
            Hours hours,
            BigDecimal days,
            Hours included) {}

    /** The rows of a draft: their hours are the hours its lines charge for. */
    static Timesheet of(Draft draft, String client, String number) {
        return of(draft, List.of(), client, number);
    }

    /** The same, with the work that the plans and fixed fees on it cover. @param rest what of the run is on no draft */
    static Timesheet of(Draft draft, List<NotBilledTable.Row> rest, String client, String number) {
        Map<Long, Row> rows = new LinkedHashMap<>();
        Set<String> rules = draft.lines().stream().map(DraftLine::rule).collect(Collectors.toSet());
        for (NotBilledTable.Row each : rest) {
            if (each.bucket() == Bucket.COVERED
                    && each.source().kind() == Source.Kind.TIME_ENTRY
                    && rules.contains(each.rule())) {
                rows.merge(
                        each.source().id(),
                        row(each.source(), Hours.ZERO, BigDecimal.ZERO, each.hours()),
                        Timesheet::together);
            }
        }
        for (DraftLine line : draft.lines()) {
            for (LineSource part : line.sources()) {
                if (part.source().kind() == Source.Kind.TIME_ENTRY
                        && !part.billed().isZero()) {
                    rows.merge(
                            part.source().id(),
                            row(part.source(), part.billed(), days(part), Hours.ZERO),
                            Timesheet::together);
                }
            }
        }
        List<Row> sorted = new ArrayList<>(rows.values());
        sorted.sort(Comparator.comparing(Row::day).thenComparing(Row::entry));
        return new Timesheet(client, number, sorted);
    }

    /** Finer than people see it, so that the sum is right. */
    private static BigDecimal days(LineSource part) {
        Rate rate = part.rate();
        return rate == null || rate.isHourly()
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(part.billed().parts())
                        .divide(BigDecimal.valueOf(rate.unit().parts()), DAY_DECIMALS, RoundingMode.HALF_UP);
    }

    private static Row row(Source source, Hours billed, BigDecimal days, Hours included) {
        return new Row(
                source.id(),
                source.spentDate(),
                source.origin().person().name(),
                source.origin().project().name(),
                source.origin().kind().name(),
                source.notes(),
                billed,
                days,
                included);
    }

    /** An entry partly within and partly beyond a plan is one row. */
    private static Row together(Row one, Row other) {
        return new Row(
                one.entry,
                one.day,
                one.person,
                one.project,
                one.task,
                one.notes,
                one.hours.plus(other.hours),
                one.days.add(other.days),
                one.included.plus(other.included));
    }

    Hours total() {
        return rows.stream().map(Row::hours).reduce(Hours.ZERO, Hours::plus);
    }

    BigDecimal days() {
        return rows.stream().map(Row::days).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    Hours included() {
        return rows.stream().map(Row::included).reduce(Hours.ZERO, Hours::plus);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }
}
