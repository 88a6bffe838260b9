package org.harvestxero.billing.engine;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.harvestxero.billing.Money;

/**
 * An invoice before review.
 *
 * @param key tells the drafts of one run apart: empty, a project, a purchase order or a label
 * @param issueDate date of the invoice
 * @param dueDate last day to pay
 * @param words reference, number and notes
 * @param lines in the order they are shown
 * @param subtotal sum of the lines, before tax
 * @param review why a person has to look; empty for straight through
 */
public record Draft(
        String key,
        LocalDate issueDate,
        LocalDate dueDate,
        Words words,
        List<DraftLine> lines,
        Money subtotal,
        List<ReviewReason> review) {
    /**
     * What stands around the lines.
     *
     * @param reference for the client, often a purchase order
     * @param number of the invoice; empty to take the next free one
     * @param notes below the lines
     * @param purchaseOrder the client's order; empty without one
     */
    public record Words(String reference, String number, String notes, String purchaseOrder) {}

    public Draft {
        lines = List.copyOf(lines);
        review = List.copyOf(review);
    }

    public boolean needsReview() {
        return !review.isEmpty();
    }

    Draft dated(LocalDate issued, LocalDate due) {
        return new Draft(key, issued, due, words, lines, subtotal, review);
    }

    /** The draft with one more reason for a person to look. */
    public Draft alsoFor(ReviewReason reason) {
        return with(Stream.concat(review.stream(), Stream.of(reason)).toList());
    }

    /** The same, in place of what was found of that kind before. */
    public Draft waitingFor(ReviewReason reason) {
        return with(Stream.concat(review.stream().filter(other -> other.when() != reason.when()), Stream.of(reason))
                .toList());
    }

    Draft with(List<ReviewReason> reasons) {
        return new Draft(key, issueDate, dueDate, words, lines, subtotal, reasons);
    }
}
