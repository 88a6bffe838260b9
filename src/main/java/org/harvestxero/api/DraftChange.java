package org.harvestxero.api;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a reviewer changes on the lines of a draft. Amounts are before tax, in the draft's currency; lines count from 1. */
public sealed interface DraftChange permits Reviews.Edit, DraftChange.Split, DraftChange.Addition, DraftChange.Removal {
    /** Why; kept with the lines and in the audit. */
    String reason();

    /**
     * A part of one line gets a line of its own behind it. Either an amount or pieces of work say which part.
     *
     * @param amount of the new line, between nothing and the line's own; its work is divided alike; null to choose work
     * @param work Harvest's ids of the entries or expenses that go to the new line; empty to go by the amount
     * @param text of the new line
     * @param stays text of the line that is divided; null to keep it
     */
    record Split(
            int line,
            @Nullable BigDecimal amount,
            Set<Long> work,
            String text,
            @Nullable String stays,
            String reason) implements DraftChange {
        public Split {
            work = Set.copyOf(work);
        }
    }

    /**
     * A line that charges for no tracked work, behind the others.
     *
     * @param quantity at most four decimals
     * @param price of one, at most four decimals; below zero for something taken off
     * @param like the line whose account, tax and project it is booked under; null to leave them to the mapping
     */
    record Addition(
            String text,
            BigDecimal quantity,
            BigDecimal price,
            @Nullable Integer like,
            String reason) implements DraftChange {}

    /** Takes a line off that charges for no tracked work. */
    record Removal(int line, String reason) implements DraftChange {}
}
