package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Several people write on one sheet of style: a rule that lost its end swallows all behind it, and no browser says so. */
class StyleSheetTest {
    @Test
    void noRuleLostItsEnd() throws IOException {
        String css = Files.readString(Path.of("src/main/resources/console/assets/console.css"));
        int depth = 0;
        int number = 0;
        for (String line : css.replaceAll("(?s)/\\*.*?\\*/", "").split("\n")) {
            number++;
            assertThat(line).as("line %s, what a merge leaves", number).doesNotContainPattern("^(<{7}|={7}|>{7})");
            for (char letter : line.toCharArray()) {
                depth += letter == '{' ? 1 : letter == '}' ? -1 : 0;
            }
            assertThat(depth).as("rules within rules in line %s", number).isBetween(0, 2);
        }
        assertThat(depth).isZero();
    }
}
