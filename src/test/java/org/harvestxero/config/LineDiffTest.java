package org.harvestxero.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.harvestxero.config.LineDiff.Kind;
import org.junit.jupiter.api.Test;

class LineDiffTest {
    private static String told(String before, String after) {
        StringBuilder told = new StringBuilder();
        LineDiff.of(before.lines().toList(), after.lines().toList())
                .forEach(line -> told.append(
                                switch (line.kind()) {
                                    case SAME -> ' ';
                                    case REMOVED -> '-';
                                    case ADDED -> '+';
                                })
                        .append(line.text())
                        .append('|'));
        return told.toString();
    }

    @Test
    void tellsWhatIsAddedRemovedAndLeft() {
        assertThat(told("a\nb\nc", "a\nx\nc")).isEqualTo(" a|-b|+x| c|");
        assertThat(told("", "a\nb")).isEqualTo("+a|+b|");
        assertThat(told("a\nb", "")).isEqualTo("-a|-b|");
        assertThat(told("a\nb\nc\nd", "b\nc\nd\ne")).isEqualTo("-a| b| c| d|+e|");
        assertThat(told("same", "same")).isEqualTo(" same|");
    }

    /** Both texts can be had back of it, whatever they are. */
    @Test
    void losesAndInventsNothing() {
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            List<String> before = lines(random);
            List<String> after = lines(random);
            List<LineDiff.Line> diff = LineDiff.of(before, after);
            assertThat(side(diff, Kind.ADDED)).isEqualTo(before);
            assertThat(side(diff, Kind.REMOVED)).isEqualTo(after);
            assertThat(diff.stream().filter(line -> line.kind() != Kind.ADDED).map(LineDiff.Line::before))
                    .isEqualTo(numbers(before.size()));
            assertThat(diff.stream().filter(line -> line.kind() != Kind.REMOVED).map(LineDiff.Line::after))
                    .isEqualTo(numbers(after.size()));
        }
    }

    @Test
    void twoLongTextsWithoutACommonLineAreTakenForChangedAsAWhole() {
        List<String> before = new ArrayList<>(Collections.nCopies(3_000, "a"));
        List<String> after = new ArrayList<>(Collections.nCopies(3_000, "b"));
        before.add(0, "head");
        after.add(0, "head");

        List<LineDiff.Line> diff = LineDiff.of(before, after);

        assertThat(diff).hasSize(6_001);
        assertThat(diff.get(0).kind()).isEqualTo(Kind.SAME);
    }

    private static List<String> lines(Random random) {
        return random.ints(random.nextInt(12), 0, 5).mapToObj(Integer::toString).toList();
    }

    private static List<Integer> numbers(int count) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    private static List<String> side(List<LineDiff.Line> diff, Kind without) {
        return diff.stream()
                .filter(line -> line.kind() != without)
                .map(LineDiff.Line::text)
                .toList();
    }
}
