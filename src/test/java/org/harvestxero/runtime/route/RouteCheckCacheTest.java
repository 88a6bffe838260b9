package org.harvestxero.runtime.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.harvestxero.config.Home;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteCheckCacheTest {
    private static final Map<String, String> SETTINGS = Map.of(
            "copy.schedule", "0 0 * * * ?", "xero.api-url", "{{host}}/api", "host", "http://a", "http.port", "8088");

    @Test
    void asksOnlyForSettingsTheRoutesName() {
        assertThat(named("cron: '{{copy.schedule}}'")).containsOnlyKeys("copy.schedule", "host");
    }

    @Test
    void asksForWhatANamedSettingNamesItself() {
        assertThat(named("uri: '{{xero.api-url}}'")).containsOnlyKeys("xero.api-url", "host");
    }

    @Test
    void findsANameWrittenInAnotherWay() {
        assertThat(named("uri: '{{xero.apiUrl:none}}'")).containsKey("xero.api-url");
    }

    @Test
    void asksForAllWhereANameIsPutTogether() {
        assertThat(named("uri: '{{http.{{which}}}}'"))
                .containsOnlyKeys(SETTINGS.keySet().toArray(String[]::new));
    }

    @Test
    void whatItRemembersIsForItsOwnerAlone(@TempDir Path folder) throws IOException {
        RouteCheckCache before = new RouteCheckCache(Home.at(folder, folder));

        before.remember("mark");

        assertThat(before.passed("mark")).isTrue();
        Path start = folder.resolve("data").resolve("start");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(start)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(start.resolve("routes-checked"))))
                .isEqualTo("rw-------");
    }

    @Test
    void remembersTheLastThirtyTwo(@TempDir Path folder) {
        RouteCheckCache before = new RouteCheckCache(Home.at(folder, folder));

        for (int i = 1; i <= 33; i++) {
            before.remember("mark-" + i);
        }
        before.remember("mark-2");
        before.remember("mark-34");

        assertThat(before.passed("mark-1")).isFalse();
        assertThat(before.passed("mark-2")).isTrue();
        assertThat(before.passed("mark-3")).isFalse();
        assertThat(before.passed("mark-4")).isTrue();
        assertThat(before.passed("mark-34")).isTrue();
    }

    private static Map<String, String> named(String text) {
        Properties placeholders = new Properties();
        placeholders.putAll(SETTINGS);
        Path folder = Path.of("routes");
        return RouteCheckCache.named(
                placeholders,
                new RouteFiles(folder, new TreeMap<>(Map.of(folder.resolve("a" + RouteFiles.ENDING), text))));
    }
}
