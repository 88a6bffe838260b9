package org.harvestxero.mapping.expense;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.harvestxero.mapping.document.TargetLine.Tracking;
import org.harvestxero.mapping.document.XeroArithmetic.TaxMode;
import org.jspecify.annotations.Nullable;

/**
 * A bill, or money spent, that stands for Harvest expenses.
 *
 * @param number our mark: a bill's number, the reference of money spent
 * @param status of a bill; money spent is always booked
 * @param url leads back to Harvest and ends with the number
 * @param bankAccount code or AccountID of the account money was spent from; null of a bill
 */
public record TargetPurchase(
        ExpenseWay way,
        String number,
        Status status,
        Supplier supplier,
        Dates dates,
        Terms terms,
        String url,
        @Nullable String bankAccount,
        List<Line> lines,
        Totals totals) {
    public TargetPurchase {
        lines = List.copyOf(lines);
    }

    /** The same with other lines, and what they come to. */
    public TargetPurchase with(List<Line> others) {
        return new TargetPurchase(
                way,
                number,
                status,
                supplier,
                dates,
                terms,
                url,
                bankAccount,
                others,
                PurchaseMapper.totals(others, terms.taxMode()));
    }

    /** The same, dated otherwise. */
    public TargetPurchase at(Dates others) {
        return new TargetPurchase(way, number, status, supplier, others, terms, url, bankAccount, lines, totals);
    }

    /** The statuses of a bill we ask Xero for. */
    public enum Status {
        DRAFT,
        SUBMITTED,
        AUTHORISED;

        public static Status called(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** @param contactId a contact named by a rule; null for the contact of the person */
    public record Supplier(
            long personId, String personName, @Nullable String contactId) {}

    /** @param due null of money spent */
    public record Dates(LocalDate date, @Nullable LocalDate due) {}

    public record Terms(String currency, TaxMode taxMode) {}

    /** As Xero will work them out, two decimals. */
    public record Totals(BigDecimal subtotal, BigDecimal tax, BigDecimal total) {}

    /** @param amount,tax what Xero will show, two decimals */
    public record Line(
            long expenseId,
            String description,
            BigDecimal quantity,
            BigDecimal unitAmount,
            Coding coding,
            BigDecimal amount,
            BigDecimal tax) {}

    public record Coding(String account, String taxType, List<Tracking> tracking) {
        public Coding {
            tracking = List.copyOf(tracking);
        }
    }
}
