package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Money spent to be. */
public final class ExpenseBuilder extends DocumentBuilder<ExpenseBuilder> {
    ExpenseBuilder(long projectId, long categoryId, long userId) {
        super("/expenses");
        with("project_id", projectId).with("expense_category_id", categoryId).with("user_id", userId);
    }

    public ExpenseBuilder on(LocalDate spentDate) {
        return with("spent_date", spentDate);
    }

    public ExpenseBuilder cost(String total) {
        return with("total_cost", new BigDecimal(total));
    }

    public ExpenseBuilder units(String units) {
        return with("units", new BigDecimal(units));
    }

    public ExpenseBuilder notes(String notes) {
        return with("notes", notes);
    }

    public ExpenseBuilder notBillable() {
        return with("billable", false);
    }

    public ExpenseBuilder submitted() {
        return with("approval_status", "submitted");
    }

    public ExpenseBuilder approved() {
        return with("approval_status", "approved");
    }

    /** With a file, as text. */
    public ExpenseBuilder receipt(String fileName, String contentType, String content) {
        return with("receipt_file_name", fileName)
                .with("receipt_content_type", contentType)
                .with("receipt_content", content);
    }
}
