package org.harvestxero.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditedSettingsTest {
    @TempDir
    Path folder;

    private Path properties;

    @BeforeEach
    void write() throws IOException {
        properties = folder.resolve("application.properties");
        Files.writeString(properties, "# ours\ncopy.since=2026-01-01\n#xero.client-secret=\n");
        Files.setPosixFilePermissions(properties, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private SettingsFile file(Map<String, String> environment) {
        Home home = Home.at(folder);
        return new SettingsFile(Settings.load(home, environment, Map.of()), home, Clock.systemUTC());
    }

    @Test
    void writesWhatWasShownAndKeepsWhatStoodThere() throws IOException {
        SettingsFile file = file(Map.of());
        SettingsFile.Change change = file.change(Map.of("copy.since", "2026-11-01"));

        assertThat(change.lines())
                .extracting(ChangedLines.Row::fate)
                .contains(ChangedLines.Fate.REMOVED, ChangedLines.Fate.ADDED);
        file.write(change);

        assertThat(properties).hasContent("# ours\ncopy.since=2026-11-01\n#xero.client-secret=\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(properties)))
                .isEqualTo("rw-r--r--");
        assertThat(file.waiting()).containsExactly("copy.since");
        assertThat(file.onDisk().text("copy.since")).isEqualTo("2026-11-01");
        assertThat(kept()).singleElement().satisfies(path -> {
            assertThat(path).hasContent("# ours\ncopy.since=2026-01-01\n#xero.client-secret=\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
        });
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> found = Files.list(folder.resolve("data/settings"))) {
            return found.filter(path -> !path.endsWith(".lock")).toList();
        }
    }

    @Test
    void othersDontReadSecretsThatComeIn() throws IOException {
        SettingsFile file = file(Map.of());

        file.write(file.change(Map.of("xero.client-secret", "s3cret-value")));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(properties)))
                .isEqualTo("rw-r-----");
        assertThat(file.change(Map.of("xero.client-secret", "other")).lines().toString())
                .doesNotContain("s3cret-value", "other");
    }

    @Test
    void writesNothingOverWhatSomebodyEditedMeanwhile() throws IOException {
        SettingsFile file = file(Map.of());
        SettingsFile.Change change = file.change(Map.of("copy.since", "2026-11-01"));
        Files.writeString(properties, "# ours\ncopy.since=2026-02-02\n");

        assertThatThrownBy(() -> file.write(change))
                .isInstanceOfSatisfying(
                        SettingsFile.EditedException.class,
                        e -> assertThat(e.lines())
                                .extracting(ChangedLines.Row::text)
                                .contains("copy.since=2026-02-02"));
        assertThat(properties).hasContent("# ours\ncopy.since=2026-02-02\n");
    }

    @Test
    void believesNothingThatCantBeUsed() {
        SettingsFile file = file(Map.of());

        assertThatThrownBy(() -> file.change(Map.of("copy.since", "soon")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("copy.since")
                .hasMessageContaining("a date such as");
        assertThatThrownBy(() -> file.change(Map.of("copy.sinse", "2026-11-01")))
                .isInstanceOf(SettingsException.class);
    }

    @Test
    void saysWhatElseSetsAKey() {
        SettingsFile file = file(Map.of("COPY_SINCE", "2026-03-03"));

        assertThat(file.overridden("copy.since"))
                .hasValueSatisfying(by -> assertThat(by).contains("COPY_SINCE"));
        assertThatThrownBy(() -> file.change(Map.of("copy.since", "2026-11-01")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("COPY_SINCE");
    }
}
