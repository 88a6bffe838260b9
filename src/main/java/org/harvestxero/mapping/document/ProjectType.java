package org.harvestxero.mapping.document;

import java.util.Locale;

/** How a Harvest project is charged. */
public enum ProjectType {
    TIME_AND_MATERIALS("time and materials"),
    FIXED_FEE("fixed fee"),
    NON_BILLABLE("non-billable");

    private final String words;

    ProjectType(String words) {
        this.words = words;
    }

    /** As Harvest calls it and as {@code mappings.yaml} writes it. */
    public String words() {
        return words;
    }

    public static ProjectType of(boolean billable, boolean fixedFee) {
        if (!billable) {
            return NON_BILLABLE;
        }
        return fixedFee ? FIXED_FEE : TIME_AND_MATERIALS;
    }

    /** @throws IllegalArgumentException when no type is called so */
    public static ProjectType called(String words) {
        String wanted = Texts.oneLine(words).toLowerCase(Locale.ROOT);
        for (ProjectType type : values()) {
            if (type.words.equals(wanted)) {
                return type;
            }
        }
        throw new IllegalArgumentException("No project type is called " + words);
    }
}
