package org.harvestxero.payroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.harvestxero.payroll.LineChange.Standing;
import org.junit.jupiter.api.Test;

/** How the lines of a draft become others. */
class LineChangeTest {
    private static PayLine line(int day, String rate, String hours) {
        return new PayLine(new PayLine.Cell(LocalDate.of(2026, 10, day), rate, null), new BigDecimal(hours));
    }

    @Test
    void whatIsAsWantedStaysAndTheRestIsTakenAwayChangedAndAdded() {
        List<Standing> standing = List.of(
                new Standing("a", line(5, "r", "8.00")),
                new Standing("b", line(6, "r", "7")),
                new Standing("c", line(7, "r", "6")),
                new Standing("d", line(7, "r", "6")));
        List<PayLine> wanted = List.of(line(5, "r", "8"), line(6, "r", "7.5"), line(7, "r", "6"), line(8, "r", "1"));

        assertThat(LineChange.between(standing, wanted))
                .containsExactly(
                        new LineChange("d", null),
                        new LineChange("b", line(6, "r", "7.5")),
                        new LineChange(null, line(8, "r", "1")));
    }

    @Test
    void linesOnTheWayAreThoseOfEitherEnd() {
        List<PayLine> before = List.of(line(5, "r", "8"));
        List<PayLine> after = List.of(line(5, "r", "7"), line(6, "r", "1"));

        assertThat(LineChange.isOnTheWay(List.of(line(5, "r", "8"), line(6, "r", "1")), before, after))
                .isTrue();
        assertThat(LineChange.isOnTheWay(List.of(), before, after)).isTrue();
        assertThat(LineChange.isOnTheWay(List.of(line(5, "r", "3")), before, after))
                .isFalse();
    }

    @Test
    void takenTogetherTheStepsLeadThere() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 500; round++) {
            List<Standing> standing = new ArrayList<>();
            for (int i = 0; i < random.nextInt(8); i++) {
                standing.add(new Standing("s" + i, some(random)));
            }
            List<PayLine> wanted = new ArrayList<>();
            for (int i = 0; i < random.nextInt(8); i++) {
                wanted.add(some(random));
            }
            wanted = PayLine.merged(wanted);
            List<PayLine> lines = new ArrayList<>();
            List<LineChange> changes = LineChange.between(standing, wanted);
            standing.stream()
                    .filter(each ->
                            changes.stream().noneMatch(change -> each.id().equals(change.lineId())))
                    .forEach(each -> lines.add(each.line()));
            changes.stream().filter(change -> change.line() != null).forEach(change -> lines.add(change.line()));
            assertThat(LineChange.same(lines, wanted)).isTrue();
            assertThat(LineChange.same(wanted, lines)).isTrue();
        }
    }

    private static PayLine some(SplittableRandom random) {
        return line(random.nextInt(5, 8), random.nextBoolean() ? "r" : "o", Integer.toString(random.nextInt(1, 4)));
    }
}
