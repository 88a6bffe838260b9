package org.harvestxero.ledger;

import org.harvestxero.billing.engine.Source;

/** What work is kept as in Harvest; the words of the tables. */
public enum WorkKind {
    TIME_ENTRY("time-entry", Source.Kind.TIME_ENTRY),
    EXPENSE("expense", Source.Kind.EXPENSE);

    private final String word;
    private final Source.Kind kind;

    WorkKind(String word, Source.Kind kind) {
        this.word = word;
        this.kind = kind;
    }

    public String word() {
        return word;
    }

    public static WorkKind of(Source.Kind kind) {
        return kind == Source.Kind.EXPENSE ? EXPENSE : TIME_ENTRY;
    }

    public static WorkKind of(String word) {
        return word.equals(EXPENSE.word) ? EXPENSE : TIME_ENTRY;
    }

    /** The same as the engine calls it. */
    public Source.Kind kind() {
        return kind;
    }
}
