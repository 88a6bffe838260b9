package org.harvestxero.console.page.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harvestxero.config.Settings;
import org.harvestxero.config.SettingsFile;
import org.harvestxero.console.page.setup.SettingsCard.Field;
import org.harvestxero.console.page.setup.SettingsCard.Kind;
import org.harvestxero.console.page.setup.SettingsCard.Label;
import org.harvestxero.console.page.setup.SettingsCard.Option;

/** Makes fields of settings as the file has them now. */
final class SettingsFields {
    private final SettingsFile file;
    private final Settings present;

    /** @param present what the file says */
    SettingsFields(SettingsFile file, Settings present) {
        this.file = file;
        this.present = present;
    }

    Field text(String key, Label label) {
        return field(key, label, Kind.TEXT, List.of());
    }

    Field date(String key, Label label) {
        return field(key, label, Kind.DATE, List.of());
    }

    /** Shows whether it is set, and no more. */
    Field secret(String key, Label label) {
        Optional<String> other = file.overridden(key);
        boolean set = present.optional(key).isPresent();
        return new Field(
                "_" + key,
                label,
                Kind.SECRET,
                "",
                List.of(),
                other.isPresent(),
                other.map(SettingsFields::setBy)
                        .orElse(set ? "It is set; leave this empty to keep it." : "Not set yet."));
    }

    /** One of these; a value that is none of them is shown all the same. */
    Field choice(String key, Label label, List<Option> options) {
        String value = value(key);
        List<Option> all = new ArrayList<>(options);
        if (options.stream().noneMatch(option -> option.value().equals(value))) {
            all.add(0, new Option(value, value.isEmpty() ? "Not chosen" : value + " (not in the list)"));
        }
        return field(key, label, Kind.CHOICE, all);
    }

    private Field field(String key, Label label, Kind kind, List<Option> options) {
        Optional<String> other = file.overridden(key);
        return new Field(
                key,
                label,
                kind,
                value(key),
                options,
                other.isPresent(),
                other.map(SettingsFields::setBy).orElse(""));
    }

    private String value(String key) {
        return present.optional(key).orElse("");
    }

    private static String setBy(String origin) {
        return "Set by " + origin + ", which wins over the file: change it there.";
    }
}
