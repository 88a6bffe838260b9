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
            Pattern.compile("\\brevision (?:(?:=|<>|like|not like) ('[^']*')|in \\(([^)]*)\\))");

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
                        "balance:%",
                        "closed:",
                        "closed:%",
                        "complete",
                        "create",
                        "draft:",
                        "rename:%",
                        "reopened:",
                        "still:",
                        "still:%")
                .doesNotContainValue(RevisionKind.PLAIN);
    }
}
