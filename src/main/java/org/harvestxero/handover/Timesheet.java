package org.harvestxero.handover;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.billing.engine.Source;
import org.jspecify.annotations.Nullable;

/**
 * The hours behind an invoice, one row for each time entry.
 *
 * @param client who is billed
 * @param number of the invoice
 * @param rows by day, then by entry
 */
record Timesheet(String client, String number, List<Row> rows) {
    Timesheet {
        rows = List.copyOf(rows);
    }

    /**
     * One time entry.
     *
     * @param hours as billed on the invoice, after the agreement's counting and rounding
     */
    record Row(
            long entry,
            LocalDate day,
            String person,
            String project,
            String task,
            @Nullable String notes,
            Hours hours) {}

    /** The rows of a draft: their hours are the hours its lines charge for. */
    static Timesheet of(Draft draft, String client, String number) {
        Map<Long, Row> rows = new LinkedHashMap<>();
        for (DraftLine line : draft.lines()) {
            for (LineSource part : line.sources()) {
                if (part.source().kind() == Source.Kind.TIME_ENTRY
                        && !part.billed().isZero()) {
                    rows.merge(part.source().id(), row(part), Timesheet::together);
                }
            }
        }
        List<Row> sorted = new ArrayList<>(rows.values());
        sorted.sort(Comparator.comparing(Row::day).thenComparing(Row::entry));
        return new Timesheet(client, number, sorted);
    }

    private static Row row(LineSource part) {
        Source source = part.source();
        return new Row(
                source.id(),
                source.spentDate(),
                source.origin().person().name(),
                source.origin().project().name(),
                source.origin().kind().name(),
                source.notes(),
                part.billed());
    }

    /** An entry partly within and partly beyond a plan is one row. */
    private static Row together(Row one, Row other) {
        return new Row(one.entry, one.day, one.person, one.project, one.task, one.notes, one.hours.plus(other.hours));
    }

    Hours total() {
        return rows.stream().map(Row::hours).reduce(Hours.ZERO, Hours::plus);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }
}
