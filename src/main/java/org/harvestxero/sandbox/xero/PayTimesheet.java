package org.harvestxero.sandbox.xero;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The hours of an employee in a pay period. Changed by copying only. */
record PayTimesheet(UUID id, Key key, Status status, List<Line> lines, long created, long updated) {
    PayTimesheet {
        lines = List.copyOf(lines);
    }

    /** Xero's words; what is completed was paid. */
    enum Status {
        DRAFT("Draft"),
        APPROVED("Approved"),
        COMPLETED("Completed");

        final String word;

        Status(String word) {
            this.word = word;
        }
    }

    /** Whose hours, of which days. */
    record Key(UUID employee, UUID calendar, LocalDate start, LocalDate end) {
        boolean meets(Key other) {
            return employee.equals(other.employee) && !start.isAfter(other.end) && !end.isBefore(other.start);
        }
    }

    record Line(
            UUID id, LocalDate date, UUID rate, @Nullable UUID option, BigDecimal units) {}

    BigDecimal total() {
        return lines.stream().map(Line::units).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    PayTimesheet with(Status newStatus, long now) {
        return new PayTimesheet(id, key, newStatus, lines, created, now);
    }

    PayTimesheet with(List<Line> newLines, long now) {
        return new PayTimesheet(id, key, status, newLines, created, now);
    }

    /** With the line in place of the one of its id, else at the end. */
    PayTimesheet with(Line line, long now) {
        List<Line> changed = new ArrayList<>(lines);
        boolean known = changed.stream().anyMatch(each -> each.id().equals(line.id()));
        if (known) {
            changed.replaceAll(each -> each.id().equals(line.id()) ? line : each);
        } else {
            changed.add(line);
        }
        return with(changed, now);
    }

    PayTimesheet without(UUID line, long now) {
        return with(lines.stream().filter(each -> !each.id().equals(line)).toList(), now);
    }
}
