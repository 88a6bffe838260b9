package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Money a person spent for a project. */
final class Expense extends Document {
    LocalDate spentDate;
    final User user;
    Project project;

    @Nullable
    UserAssignment userAssignment;

    ExpenseCategory category;

    @Nullable
    Receipt receipt;

    @Nullable
    String notes;

    BigDecimal units = BigDecimal.ONE;
    BigDecimal totalCost = BigDecimal.ZERO;
    boolean billable = true;
    Approval approval = Approval.UNSUBMITTED;
    boolean billed;

    @Nullable
    Invoice invoice;

    Expense(Birth birth, User user, Project project, ExpenseCategory category, LocalDate spentDate) {
        super(birth);
        this.user = user;
        this.project = project;
        this.category = category;
        this.spentDate = spentDate;
    }

    /** A file kept with the expense. */
    record Receipt(String fileName, String contentType, byte[] content) {}

    @Nullable
    String lockedReason() {
        if (billed) {
            return "Expense is invoiced.";
        }
        return approval == Approval.APPROVED || project.locksExpensesOn(spentDate)
                ? "The project is locked for this time period."
                : null;
    }

    @Override
    void write(JsonWriter out, Viewer viewer) {
        String lock = lockedReason();
        out.whole("id", id())
                .text("notes", notes)
                .decimal("total_cost", totalCost)
                .decimal("units", units)
                .flag("is_closed", approval == Approval.APPROVED)
                .text("approval_status", approval.word())
                .flag("is_locked", lock != null)
                .flag("is_billed", billed)
                .text("locked_reason", lock)
                .date("spent_date", spentDate);
        writeTimes(out);
        out.flag("billable", billable);
        Receipt file = receipt;
        if (file == null) {
            out.none("receipt");
        } else {
            out.nested(
                    "receipt",
                    inner -> inner.text("url", viewer.account().webUrl() + "/expenses/" + id() + "/receipt")
                            .text("file_name", file.fileName())
                            .whole("file_size", file.content().length)
                            .text("content_type", file.contentType()));
        }
        out.reference("user", user.id(), user.name());
        UserAssignment assignment = userAssignment;
        if (assignment == null) {
            out.none("user_assignment");
        } else {
            out.nested("user_assignment", inner -> assignment.writeInner(inner, viewer));
        }
        project.writeReference(out);
        out.nested(
                "expense_category",
                inner -> inner.whole("id", category.id())
                        .text("name", category.name)
                        .decimal("unit_price", category.unitPrice)
                        .text("unit_name", category.unitName));
        project.client.writeReferenceWithCurrency(out);
        Invoice.writeReference(out, invoice);
    }
}
