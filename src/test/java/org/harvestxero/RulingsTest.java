package org.harvestxero;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever meets a ruling's number in a comment or a test's name finds it in {@code docs/rulings.md}, and from there its class. */
class RulingsTest {
    private static final Path PAGE = Path.of("docs/rulings.md");
    private static final Path SOURCES = Path.of("src");
    private static final Pattern NAMED = Pattern.compile("(?i)\\brulings? ?(\\d+)(?: and (\\d+))?");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|.*\\| ([^|]+) \\|$");

    @Test
    void eachRulingThatCodeNamesStandsOnThePage() throws IOException {
        Set<Integer> named = new TreeSet<>();
        for (Path source : sources()) {
            NAMED.matcher(Files.readString(source)).results().forEach(found -> numbers(found, named));
        }

        assertThat(told()).isEqualTo(named);
    }

    @Test
    void eachClassThePageNamesIsThere() throws IOException {
        List<String> classes = sources().stream()
                .map(source -> "`" + source.getFileName().toString().replace(".java", "`"))
                .toList();

        assertThat(rows().stream().flatMap(row -> Stream.of(row.group(2).split(", "))))
                .isSubsetOf(classes);
    }

    private static Set<Integer> told() throws IOException {
        Set<Integer> told = new TreeSet<>();
        rows().forEach(row -> told.add(Integer.valueOf(row.group(1))));
        return told;
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(PAGE)).results().toList();
    }

    private static void numbers(MatchResult found, Set<Integer> named) {
        for (int i = 1; i <= found.groupCount(); i++) {
            if (found.group(i) != null) {
                named.add(Integer.valueOf(found.group(i)));
            }
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return new ArrayList<>(
                    files.filter(file -> file.toString().endsWith(".java")).toList());
        }
    }
}
