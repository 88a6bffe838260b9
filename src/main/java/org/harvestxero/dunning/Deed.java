package org.harvestxero.dunning;

import java.util.Arrays;
import java.util.Optional;

/** What a step of the plan does. */
public enum Deed {
    TELL_MANAGER("tell manager"),
    REMIND_CLIENT("remind client"),
    TELL_OWNER("tell owner"),
    /** The client stands on the list of those nobody should work for, until the invoice is paid. */
    STOP_WORK("stop work");

    private final String words;

    Deed(String words) {
        this.words = words;
    }

    /** As {@code overdue.yaml} and tables have it. */
    public String words() {
        return words;
    }

    public static Optional<Deed> called(String words) {
        return Arrays.stream(values()).filter(deed -> deed.words.equals(words)).findFirst();
    }
}
