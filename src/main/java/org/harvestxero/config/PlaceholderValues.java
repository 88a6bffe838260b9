package org.harvestxero.config;

import java.net.URI;
import java.util.Map;
import java.util.Properties;

/** The values that routes may use as {@code {{key}}}. */
final class PlaceholderValues {
    private static final String HOOK_FILES = "hooks.file.folder";

    /** Never there: what is not set can be built into a route all the same. */
    private static final String NOWHERE = "https://not-set.invalid";

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
            if (key.settingRule() == SettingRule.HOOK_ADDRESS) {
                placeholders.setProperty(
                        key.name().replaceFirst("[^.]+$", "address"),
                        settings.optional(key.name())
                                .map(PlaceholderValues::hostOf)
                                .orElse(NOWHERE));
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
        placeholders.setProperty(
                HOOK_FILES,
                settings.path(HOOK_FILES).toAbsolutePath().normalize().toString());
        return placeholders;
    }

    /** The address is often a password; who it belongs to is none. */
    private static String hostOf(String address) {
        URI uri = URI.create(address);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
