package org.harvestxero.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class OptionWordsTest {
    @Command(name = "asked")
    static final class Asked implements Runnable {
        @Option(names = "--amount")
        @Nullable
        BigDecimal amount;

        @Option(names = "--until")
        @Nullable
        LocalDate until;

        @Option(names = "--line")
        int line;

        @Override
        public void run() {}
    }

    private static Asked parsed(String... words) {
        Asked asked = new Asked();
        OptionWords.in(new CommandLine(asked)).parseArgs(words);
        return asked;
    }

    @Test
    void whatScriptsWriteIsRead() {
        Asked asked = parsed("--amount", "-1234.50", "--until", "2026-11-30", "--line", "12");

        assertThat(asked.amount).isEqualTo(new BigDecimal("-1234.50"));
        assertThat(asked.until).isEqualTo(LocalDate.of(2026, 11, 30));
        assertThat(asked.line).isEqualTo(12);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--amount|1.234,50|is no number: write it with a dot before the decimals",
                "--amount|1,234.50|is no number: write it with a dot before the decimals",
                "--amount|1e3|is no number: write it with a dot before the decimals",
                "--until|1.12.2026|is no day: write year, month and day, like 2026-11-30",
                "--until|2026-02-30|is no day: write year, month and day, like 2026-11-30",
                "--line|x|is no whole number: write it like 12",
            })
    void whatIsNoneIsToldWithoutWordsOfJava(String option, String value, String words) {
        assertThatThrownBy(() -> parsed(option, value))
                .hasMessageContaining("\"" + value + "\" " + words)
                .hasMessageNotContaining("java.");
    }
}
