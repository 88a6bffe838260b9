package org.harvestxero.console.page.setup;

import java.util.List;

/**
 * Some settings that are set together, as a form.
 *
 * @param id tells it from the others of the console
 * @param hint what they are for
 * @param inUse whether the program gets in by these, where there are other ways
 */
public record SettingsCard(String id, String title, String hint, List<Field> fields, boolean inUse) {
    public SettingsCard {
        fields = List.copyOf(fields);
    }

    /** How a value is typed. */
    public enum Kind {
        TEXT,
        DATE,
        /** Never shown back. */
        SECRET,
        CHOICE
    }

    /**
     * One setting.
     *
     * @param name of the form's field; of a secret it begins with an underscore, so that it is never kept
     * @param value as the file has it, or the default; empty of a secret
     * @param note such as that it is set already, or by what else it is set
     * @param fixed whether something else sets it, so that it can't be changed here
     */
    public record Field(
            String name, Label label, Kind kind, String value, List<Option> options, boolean fixed, String note) {
        public Field {
            options = List.copyOf(options);
        }
    }

    /** @param hint one sentence; may be empty */
    public record Label(String text, String hint) {}

    /** One of several values. */
    public record Option(String value, String text) {}
}
