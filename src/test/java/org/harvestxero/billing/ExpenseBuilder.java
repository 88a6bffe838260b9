package org.harvestxero.billing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds expenses; a test states only what matters to it. */
public final class ExpenseBuilder {
    private long id = 1;
    private LocalDate day = LocalDate.of(2026, 3, 12);
    private Project project = new Project(10, "Website", "WEB");
    private Named category = new Named(40, "Travel");
    private Money cost = Money.of("50.00", "USD");
    private @Nullable BigDecimal units;
    private boolean billable = true;
    private Approval approval = Approval.APPROVED;

    public static ExpenseBuilder anExpense() {
        return new ExpenseBuilder();
    }

    public ExpenseBuilder id(long number) {
        this.id = number;
        return this;
    }

    public ExpenseBuilder on(String spentDate) {
        this.day = LocalDate.parse(spentDate);
        return this;
    }

    public ExpenseBuilder project(String name) {
        this.project = new Project(name.hashCode(), name, null);
        return this;
    }

    public ExpenseBuilder category(String name) {
        this.category = new Named(name.hashCode(), name);
        return this;
    }

    public ExpenseBuilder costing(String amount, String currency) {
        this.cost = Money.of(amount, currency);
        return this;
    }

    /** Rounded to the decimals of the currency. */
    public ExpenseBuilder costing(BigDecimal amount, String currency) {
        this.cost = Money.roundHalfUp(amount, Currency.getInstance(currency));
        return this;
    }

    public ExpenseBuilder units(String count) {
        this.units = new BigDecimal(count);
        return this;
    }

    public ExpenseBuilder notBillable() {
        this.billable = false;
        return this;
    }

    public ExpenseBuilder approval(Approval status) {
        this.approval = status;
        return this;
    }

    public Expense build() {
        return new Expense(
                id,
                Instant.parse("2026-03-31T12:00:00Z"),
                day,
                new Origin(new Named(5, "Acme"), project, category, new Named(30, "Ann"), List.of()),
                cost,
                units,
                new TimeEntry.Status(billable, false, false, approval),
                "Train to the client",
                "https://example.harvestapp.com/receipts/" + id);
    }
}
