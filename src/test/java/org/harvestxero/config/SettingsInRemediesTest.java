package org.harvestxero.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.harvestxero.mapping.failure.FailureCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever follows a remedy finds the setting that it names. */
class SettingsInRemediesTest {
    private static final Pattern SETTING = Pattern.compile("(?<![\\w./-])(?:" + firstWords() + ")(?:\\.[a-z][a-z-]*)+");

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void eachSettingThatARemedyNamesIsKnown(FailureCode code) {
        Set<String> named = new TreeSet<>();
        Matcher found = SETTING.matcher(code.sentence("x", Map.of()) + " " + code.remedy("x", Map.of()));
        while (found.find()) {
            named.add(found.group());
        }

        assertThat(named).allMatch(Catalogue::knows);
    }

    private static String firstWords() {
        return Catalogue.KEYS.stream()
                .map(key -> key.name().replaceFirst("\\..*", ""))
                .distinct()
                .collect(Collectors.joining("|"));
    }
}
