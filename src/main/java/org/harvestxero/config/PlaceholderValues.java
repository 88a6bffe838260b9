package org.harvestxero.config;

import java.util.Map;
import java.util.Properties;

/** The values that routes may use as {@code {{key}}}. */
final class PlaceholderValues {
    private PlaceholderValues() {}

    private static boolean isOn(Key key, Settings settings) {
        return key.settingRule() == SettingRule.CRON_OR_OFF
                && settings.optional(key.name())
                        .filter(value -> !value.equals(SettingRule.OFF))
                        .isPresent();
    }

    /** @param values all that are set, members of families among them */
    static Properties of(Settings settings, Map<String, String> values) {
        Properties placeholders = new Properties();
        for (Key key : Catalogue.KEYS) {
            if (!key.secret()) {
                placeholders.setProperty(
                        key.name(), settings.optional(key.name()).orElse(""));
            }
            if (key.settingRule() == SettingRule.CRON || isOn(key, settings)) {
                placeholders.setProperty(
                        key.name() + ".zone", settings.schedule(key.name()).zoneName());
            }
        }
        values.forEach((name, value) -> {
            if (Catalogue.find(name).map(key -> !key.secret()).orElse(true)) {
                placeholders.setProperty(name, value);
            }
        });
        Catalogue.KEYS.stream()
                .filter(key -> key.settingRule() == SettingRule.CRON_OR_OFF && !isOn(key, settings))
                .forEach(key -> {
                    placeholders.setProperty(key.name(), Schedule.NEVER);
                    placeholders.setProperty(key.name() + ".zone", "UTC");
                });
        return placeholders;
    }
}
