package org.harvestxero.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What people read of settings is what the catalogue says. After a change to the catalogue,
 * {@code mvn test -Dtest=SettingsTableTest -Drewrite=true} writes the table of {@code docs/settings.md} anew.
 */
class SettingsTableTest {
    private static final Path PAGE = Path.of("docs/settings.md");
    private static final String HEAD = "| Key | Default | Meaning |\n|---|---|---|\n";

    @Test
    void theTableOfSettingsHoldsEveryKeyWithItsDefaultAndMeaning() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(HEAD);
        int end = page.indexOf("\n\n", begin);
        String after = end < 0 ? "" : page.substring(end + 1);
        String wanted = page.substring(0, begin) + table() + after;
        if (Boolean.getBoolean("rewrite")) {
            Files.writeString(PAGE, wanted);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(wanted);
    }

    private static String table() {
        return HEAD
                + Catalogue.KEYS.stream()
                        .map(key -> "| `" + key.name() + "` | "
                                + (key.fallback() == null ? "–" : "`" + key.fallback() + "`") + " | "
                                + meaning(key).replace("|", "\\|") + " |\n")
                        .collect(Collectors.joining());
    }

    private static String meaning(Key key) {
        String choices = key.complaint("\0")
                .filter(complaint -> complaint.startsWith("one of: "))
                .map(complaint -> " O" + complaint.substring(1) + ".")
                .orElse("");
        return key.meaning() + choices + (key.secret() ? " Secret." : "");
    }
}
