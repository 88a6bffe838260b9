package org.harvestxero.mcp.tool;

import java.util.function.BiFunction;

/** A tool of a card and what it does. */
public record Made(Card card, BiFunction<Arguments, Caller, Reply> work) implements Tool {
    @Override
    public Reply call(Arguments given, Caller caller) {
        return work.apply(given, caller);
    }
}
