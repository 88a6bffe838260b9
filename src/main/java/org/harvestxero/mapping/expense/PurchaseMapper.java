package org.harvestxero.mapping.expense;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.harvestxero.mapping.document.XeroArithmetic;
import org.harvestxero.mapping.document.XeroArithmetic.TaxMode;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.document.XeroSettings.PaymentTerms;
import org.harvestxero.mapping.expense.ExpenseResult.Billed;
import org.harvestxero.mapping.expense.ExpenseResult.Slot;
import org.harvestxero.mapping.expense.ExpenseResult.Spent;
import org.harvestxero.mapping.expense.TargetPurchase.Dates;
import org.harvestxero.mapping.expense.TargetPurchase.Line;
import org.harvestxero.mapping.expense.TargetPurchase.Status;
import org.harvestxero.mapping.expense.TargetPurchase.Supplier;
import org.harvestxero.mapping.expense.TargetPurchase.Terms;
import org.harvestxero.mapping.expense.TargetPurchase.Totals;
import org.jspecify.annotations.Nullable;

/** Puts the lines of expenses together to the documents Xero takes (ruling 26). */
public final class PurchaseMapper {
    private final ExpensePolicy policy;
    private final String harvestAddress;
    private final int dueDays;
    private final @Nullable PaymentTerms usualTerms;

    /**
     * @param dueDays until a bill is due whose contact and organisation say nothing of it
     * @param usualTerms the organisation's for bills; null when it has none
     */
    public PurchaseMapper(ExpensePolicy policy, String harvestAddress, int dueDays, @Nullable PaymentTerms usualTerms) {
        this.policy = policy;
        this.harvestAddress = harvestAddress;
        this.dueDays = dueDays;
        this.usualTerms = usualTerms;
    }

    /**
     * A bill of expenses of one slot.
     *
     * @param expenses at least one
     * @param contact the person's in Xero; null when it is still to be made
     * @param contactId of a contact that a rule names; null for the person's own
     */
    public TargetPurchase bill(
            String number,
            List<Billed> expenses,
            Status status,
            @Nullable XeroContact contact,
            @Nullable String contactId) {
        Slot slot = expenses.get(0).slot();
        List<Line> lines = expenses.stream()
                .sorted(Comparator.comparing(Billed::day)
                        .thenComparing(each -> each.line().expenseId()))
                .map(Billed::line)
                .toList();
        LocalDate date = policy.bills().atPeriodEnd()
                ? slot.period().last()
                : expenses.stream()
                        .map(Billed::day)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        return new TargetPurchase(
                ExpenseWay.BILL,
                number,
                status,
                new Supplier(slot.person().id(), slot.person().name(), contactId),
                new Dates(date, due(date, contact)),
                new Terms(slot.currency(), policy.amounts().taxMode()),
                ExpenseMarks.url(harvestAddress, number),
                null,
                lines,
                totals(lines, policy.amounts().taxMode()));
    }

    /** Money spent for one expense. @param contactId as in {@link #bill} */
    public TargetPurchase spend(Spent spent, @Nullable String contactId) {
        String mark = ExpenseMarks.spend(spent.expense().id());
        List<Line> lines = List.of(spent.line());
        return new TargetPurchase(
                ExpenseWay.SPEND,
                mark,
                Status.AUTHORISED,
                new Supplier(
                        spent.expense().person().id(), spent.expense().person().name(), contactId),
                new Dates(spent.expense().day(), null),
                new Terms(spent.slot().currency(), policy.amounts().taxMode()),
                ExpenseMarks.url(harvestAddress, mark),
                spent.bankAccount(),
                lines,
                totals(lines, policy.amounts().taxMode()));
    }

    private LocalDate due(LocalDate date, @Nullable XeroContact contact) {
        PaymentTerms own = contact == null ? null : contact.billTerms();
        PaymentTerms terms = own == null ? usualTerms : own;
        return terms == null ? date.plusDays(dueDays) : terms.due(date);
    }

    /** As Xero adds up lines that stand as they are. */
    public static Totals totals(List<Line> lines, TaxMode mode) {
        BigDecimal amount = XeroArithmetic.sum(lines.stream().map(Line::amount).toList());
        BigDecimal tax = XeroArithmetic.sum(lines.stream().map(Line::tax).toList());
        return mode == TaxMode.INCLUSIVE
                ? new Totals(amount.subtract(tax), tax, amount)
                : new Totals(amount, tax, amount.add(tax));
    }
}
