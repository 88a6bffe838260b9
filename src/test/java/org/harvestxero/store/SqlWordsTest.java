package org.harvestxero.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.junit.jupiter.api.Test;

/** The words that statements name are those their types write. */
class SqlWordsTest {
    private static final Pattern REVISION =
            Pattern.compile("\\brevision(?:, \\d+\\))? (?:(?:=|<>) ('[^']*')|in \\(([^)]*)\\))");

    private static final Pattern BEGINNING = Pattern.compile("left\\([a-z.]+, (\\d+)\\) (?:=|<>) '([^']*)'");

    @Test
    void everyRevisionInAStatementIsOfAKind() throws ReflectiveOperationException {
        Map<String, RevisionKind> named = new TreeMap<>();
        for (String sql : SqlStatements.all()) {
            for (Matcher matcher = REVISION.matcher(sql); matcher.find(); ) {
                for (String word : SqlStatements.words(matcher.group())) {
                    named.put(word, Revision.parse(word).kind());
                }
            }
        }

        assertThat(named)
                .containsOnlyKeys(
                        "balance:",
                        "closed:",
                        "complete",
                        "create",
                        "create:",
                        "draft:",
                        "rename:",
                        "reopened:",
                        "still:",
                        "update:")
                .doesNotContainValue(RevisionKind.PLAIN);
    }

    /** H2 2.4 plans a statement with LIKE anew at each run, even with a constant pattern. */
    @Test
    void whatBeginsWithAWordIsAskedByItsLength() throws ReflectiveOperationException {
        Map<String, Integer> asked = new TreeMap<>();
        for (String sql : SqlStatements.all()) {
            assertThat(sql).doesNotContainPattern("like '");
            for (Matcher matcher = BEGINNING.matcher(sql); matcher.find(); ) {
                asked.put(matcher.group(2), Integer.valueOf(matcher.group(1)));
            }
        }

        assertThat(asked)
                .containsKeys("rename:", "ready-")
                .allSatisfy((word, length) -> assertThat(word).hasSize(length));
    }
}
