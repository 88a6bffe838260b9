package org.harvestxero.mapping.expense;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.harvestxero.mapping.document.SourceProject;
import org.jspecify.annotations.Nullable;

/** An expense as Harvest has it. */
public record SourceExpense(long id, Person person, Work work, Category category, Spent spent, Standing standing) {

    /** Who spent the money. */
    public record Person(long id, String name) {}

    /**
     * For whom and what it was spent.
     *
     * @param currency the client's, which is the only one Harvest shows; null when it shows none
     */
    public record Work(
            long clientId, String clientName, @Nullable String currency, SourceProject project) {}

    /** @param unitPrice of one unit, such as a kilometre; null where the cost itself is entered */
    public record Category(
            long id,
            String name,
            @Nullable BigDecimal unitPrice,
            @Nullable String unitName) {}

    /** @param cost in all, as it was paid */
    public record Spent(
            LocalDate day,
            BigDecimal units,
            BigDecimal cost,
            @Nullable String notes) {}

    /** @param billable whether the client is charged for it as well */
    public record Standing(
            boolean billable, boolean approved, @Nullable Receipt receipt) {}

    /** @param url where people see it in Harvest @param bytes its size; 0 when Harvest doesn't say */
    public record Receipt(
            String url,
            String fileName,
            long bytes,
            @Nullable String contentType) {}

    public LocalDate day() {
        return spent.day();
    }

    public boolean hasReceipt() {
        return standing.receipt() != null;
    }
}
