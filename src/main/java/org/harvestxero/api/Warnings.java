package org.harvestxero.api;

import java.util.List;
import java.util.function.Supplier;

/** What an operator should know though everything runs, for parts that are made before all of it can be known. */
public final class Warnings {
    private volatile Supplier<List<Warning>> source = List::of;

    /** Takes where they come from. */
    public void from(Supplier<List<Warning>> warnings) {
        source = warnings;
    }

    public List<Warning> now() {
        return source.get();
    }
}
