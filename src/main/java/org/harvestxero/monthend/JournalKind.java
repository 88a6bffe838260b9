package org.harvestxero.monthend;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a journal books. */
public enum JournalKind {
    /** What the work of the month cost. */
    COST("Labour cost"),
    /** What was worked up to the month's end and is not billed. */
    ACCRUED("Accrued income"),
    /** Takes that back on the first day of the next month. */
    ACCRUED_REVERSAL("Reversal of accrued income"),
    /** What was billed in advance and is not earned, and what of it was earned in the month. */
    DEFERRED("Deferred income"),
    /** What people spent up to the month's end and no bill in Xero has. */
    EXPENSES("Expenses not yet in bills"),
    /** Takes that back on the first day of the next month. */
    EXPENSES_REVERSAL("Reversal of expenses not yet in bills");

    private final String title;

    JournalKind(String title) {
        this.title = title;
    }

    /** For people, such as in a narration. */
    public String title() {
        return title;
    }

    /** As {@code journals.yaml}, commands and the database word it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As marks have it. */
    String mark() {
        return name().replace('_', '-');
    }

    /** The kind that takes it back in the next month; empty for one that stays. */
    public Optional<JournalKind> reversal() {
        return switch (this) {
            case ACCRUED -> Optional.of(ACCRUED_REVERSAL);
            case EXPENSES -> Optional.of(EXPENSES_REVERSAL);
            default -> Optional.empty();
        };
    }

    /** Whether it only takes another one back. */
    public boolean isReversal() {
        return this == ACCRUED_REVERSAL || this == EXPENSES_REVERSAL;
    }

    /** Whether its amounts tell what people cost. */
    public boolean isPay() {
        return this == COST;
    }

    /** Those that {@code journals.yaml} can name. */
    public static List<JournalKind> own() {
        return Stream.of(values()).filter(kind -> !kind.isReversal()).toList();
    }

    public static Optional<JournalKind> called(String word) {
        return Stream.of(values())
                .filter(kind -> kind.word().equalsIgnoreCase(word))
                .findFirst();
    }
}
