package org.harvestxero.store.billing;

import org.harvestxero.billing.engine.Source;

/** Whether work is a time entry or an expense, in the tables' words. */
public enum WorkKind {
    TIME_ENTRY("time-entry", Source.Kind.TIME_ENTRY),
    EXPENSE("expense", Source.Kind.EXPENSE);

    private final String code;
    private final Source.Kind kind;

    WorkKind(String word, Source.Kind kind) {
        this.code = word;
        this.kind = kind;
    }

    public String code() {
        return code;
    }

    public static WorkKind of(Source.Kind kind) {
        return kind == Source.Kind.EXPENSE ? EXPENSE : TIME_ENTRY;
    }

    public static WorkKind of(boolean expense) {
        return expense ? EXPENSE : TIME_ENTRY;
    }

    public static WorkKind of(String word) {
        return word.equals(EXPENSE.code) ? EXPENSE : TIME_ENTRY;
    }

    /** The same as the engine calls it. */
    public Source.Kind kind() {
        return kind;
    }
}
