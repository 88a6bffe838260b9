package org.harvestxero.hook;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.harvestxero.config.Settings;
import org.harvestxero.config.SettingsException;

/**
 * What the settings say of hooks.
 *
 * @param days how long events are kept
 * @param secrets what no message about a hook may show
 */
public record HookSettings(List<Hook> hooks, HookDelivery.Bounds bounds, Duration days, Collection<String> secrets) {
    public HookSettings {
        hooks = List.copyOf(hooks);
        secrets = List.copyOf(secrets);
    }

    /** @throws SettingsException when one is switched on without its name */
    public static HookSettings of(Settings settings) {
        if (settings.optional("hooks").isPresent()) {
            throw new SettingsException(
                    "hooks is set without the name of a hook: write hooks.mail=on, or another one.");
        }
        return new HookSettings(
                Hook.of(settings),
                new HookDelivery.Bounds(
                        Duration.ofSeconds(settings.number("hooks.time-limit")),
                        settings.number("hooks.attempts"),
                        settings.number("hooks.per-hour")),
                Duration.ofDays(settings.number("events.days")),
                settings.secrets());
    }

    public boolean isAnyOn() {
        return !hooks.isEmpty();
    }

    /** The names of the hooks that are on. */
    public List<String> names() {
        return hooks.stream().map(Hook::name).toList();
    }

    @Override
    public String toString() {
        return "the hooks " + names();
    }
}
