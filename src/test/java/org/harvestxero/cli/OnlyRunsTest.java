package org.harvestxero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnlyRunsTest {
    @ParameterizedTest
    @ValueSource(strings = {"run", "", "run --home /srv/books", "run -D http.port=1", "--home /a run -D a=b -D c="})
    void aServiceOnlyRuns(String line) {
        assertThat(CommandTree.onlyRuns(words(line))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "run --help",
                "--version",
                "run run",
                "run --home",
                "run --home /a --home /b",
                "run --home status",
                "run -D",
                "run -D run",
                "run -Da=b",
                "@file",
                "rum"
            })
    void whateverElseMayNeedTheOtherCommands(String line) {
        assertThat(CommandTree.onlyRuns(words(line))).isFalse();
    }

    private static List<String> words(String line) {
        return line.isEmpty() ? List.of() : List.of(line.split(" "));
    }
}
