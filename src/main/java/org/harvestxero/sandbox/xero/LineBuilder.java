package org.harvestxero.sandbox.xero;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns the lines a client sent into stored ones: defaults filled in, checked, amounts worked out. */
final class LineBuilder {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal LARGEST = new BigDecimal("9999999999.99");

    private final Books books;
    private final Organisation organisation;
    private final Document document;
    private final @Nullable Contact contact;
    private final int unitDecimals;
    private final List<String> errors;

    /** @param contact whose default tax type applies before that of the account */
    LineBuilder(Books books, Document document, @Nullable Contact contact, int unitDecimals, List<String> errors) {
        this.books = books;
        this.organisation = books.organisation;
        this.document = document;
        this.contact = contact;
        this.unitDecimals = unitDecimals;
        this.errors = errors;
    }

    /** @param known ids of the lines the document has now; a line under one of them keeps it */
    List<Line> build(List<LineInput> sent, Set<UUID> known) {
        Set<UUID> free = new HashSet<>(known);
        List<Line> lines = new ArrayList<>(sent.size());
        for (LineInput in : sent) {
            UUID id = in.id() != null && free.remove(in.id()) ? in.id() : books.newId();
            lines.add(in.onlyText() ? text(in, id) : amount(in, id));
        }
        return List.copyOf(lines);
    }

    private Line text(LineInput in, UUID id) {
        if (in.description() == null || in.description().isBlank()) {
            errors.add("Description must be specified for each line item.");
        }
        return new Line(
                id,
                describe(in.description()),
                null,
                null,
                null,
                null,
                null,
                null,
                LineArithmetic.ZERO,
                false,
                LineArithmetic.ZERO,
                null,
                null,
                LineArithmetic.ZERO,
                organisation.tracked(in.tracking(), errors));
    }

    private Line amount(LineInput in, UUID id) {
        Item item = item(in);
        String description = in.description() == null && item != null ? item.description() : in.description();
        if (item == null && (description == null || description.isBlank())) {
            errors.add("Description must be specified for each line item.");
        }
        BigDecimal quantity = LineArithmetic.quantity(in.quantity() == null ? BigDecimal.ONE : in.quantity());
        BigDecimal unitAmount = LineArithmetic.unitAmount(unitAmount(in, item, quantity), unitDecimals);
        BigDecimal gross = LineArithmetic.gross(quantity, unitAmount);
        boolean discounts = document.type == DocumentType.ACCREC;
        BigDecimal rate = discounts && in.discountRate() != null ? LineArithmetic.money(in.discountRate()) : null;
        BigDecimal discountAmount = discounts && rate == null ? in.discountAmount() : null;
        BigDecimal discount = LineArithmetic.discount(gross, rate, discountAmount);
        checkDiscount(gross, rate, discountAmount);
        BigDecimal lineAmount = whole(gross.subtract(discount));
        checkLineAmount(in, lineAmount, discount);
        Account account = account(in, item);
        String taxType = taxType(in, item, account);
        BigDecimal percent = percent(taxType, account);
        boolean computed = document.lineAmountTypes == LineAmountTypes.NO_TAX || !organisation.takesTaxAmounts;
        BigDecimal sentTax = computed ? null : in.taxAmount();
        BigDecimal tax = sentTax == null
                ? whole(LineArithmetic.tax(lineAmount, percent, document.lineAmountTypes, rounding()))
                : whole(LineArithmetic.money(sentTax));
        return new Line(
                id,
                describe(description),
                quantity,
                unitAmount,
                in.itemCode(),
                account == null ? in.accountCode() : account.code(),
                account == null ? null : account.id(),
                taxType,
                tax,
                sentTax != null,
                lineAmount,
                rate,
                discountAmount,
                discount,
                organisation.tracked(in.tracking(), errors));
    }

    private BigDecimal whole(BigDecimal amount) {
        boolean hundredths = !organisation.roundsByCurrency
                || Currency.getInstance(document.currency).getDefaultFractionDigits() != 0;
        return hundredths ? amount : LineArithmetic.money(amount.setScale(0, RoundingMode.HALF_UP));
    }

    private RoundingMode rounding() {
        return organisation.roundsHalfEven ? RoundingMode.HALF_EVEN : RoundingMode.HALF_UP;
    }

    private String describe(@Nullable String description) {
        if (description != null && description.length() > 4000) {
            errors.add("The Description field exceeds the maximum length of 4000.");
        }
        return description == null ? "" : description;
    }

    private @Nullable Item item(LineInput in) {
        Item item = in.itemCode() == null ? null : organisation.item(in.itemCode());
        if (in.itemCode() != null && item == null) {
            errors.add("Item code '" + in.itemCode() + "' is not valid.");
        }
        return item;
    }

    private static BigDecimal unitAmount(LineInput in, @Nullable Item item, BigDecimal quantity) {
        if (in.unitAmount() != null) {
            return in.unitAmount();
        }
        if (in.lineAmount() != null && quantity.signum() != 0) {
            return in.lineAmount().divide(quantity, 10, RoundingMode.HALF_UP);
        }
        return item != null && item.unitPrice() != null ? item.unitPrice() : BigDecimal.ZERO;
    }

    private void checkDiscount(BigDecimal gross, @Nullable BigDecimal rate, @Nullable BigDecimal amount) {
        boolean rateTooHigh = rate != null && (rate.compareTo(HUNDRED) > 0 || rate.signum() < 0);
        boolean amountTooHigh = amount != null && amount.compareTo(gross) > 0;
        if (rateTooHigh || amountTooHigh) {
            BigDecimal shown = rate != null ? rate : amountAsRate(gross, amount);
            errors.add("The discount rate '" + shown.toPlainString()
                    + "' is invalid. Discount must not be greater than the line total.");
        }
    }

    private static BigDecimal amountAsRate(BigDecimal gross, @Nullable BigDecimal amount) {
        if (amount == null || gross.signum() == 0) {
            return LineArithmetic.ZERO;
        }
        return amount.multiply(HUNDRED).divide(gross, 2, RoundingMode.HALF_UP).abs();
    }

    /** A line amount sent along must be ours; one of zero next to a discount is discounted once more, as in Xero. */
    private void checkLineAmount(LineInput in, BigDecimal expected, BigDecimal discount) {
        if (expected.abs().compareTo(LARGEST) > 0) {
            errors.add("The line amount exceeds the maximum of 9999999999.99.");
        }
        if (in.lineAmount() == null || in.unitAmount() == null) {
            return;
        }
        BigDecimal sent = LineArithmetic.money(in.lineAmount());
        BigDecimal seen = discount.signum() != 0 && sent.signum() == 0 ? sent.subtract(discount) : sent;
        if (seen.compareTo(expected) != 0) {
            errors.add("The line total " + seen.toPlainString() + " does not match the expected line total "
                    + expected.toPlainString());
        }
    }

    private @Nullable Account account(LineInput in, @Nullable Item item) {
        if (in.accountId() != null && in.accountCode() == null) {
            Account account = organisation.account(in.accountId());
            if (account == null) {
                errors.add("Account must be valid.");
                return null;
            }
            return usable(account, account.code() == null ? account.name() : account.code());
        }
        String code = in.accountCode() == null && item != null ? item.accountCode() : in.accountCode();
        if (code == null) {
            return null;
        }
        Account account = organisation.account(code);
        if (account == null) {
            errors.add("Account code '" + code + "' is not a valid code for this document.");
            return null;
        }
        return usable(account, code);
    }

    private Account usable(Account account, String code) {
        if (account.status() == Account.Status.ARCHIVED) {
            errors.add("Account code '" + code
                    + "' has been archived, or has been deleted. Each line item must reference a valid account.");
        } else if (!account.usableOnLines()) {
            errors.add("Account code '" + code + "' is not a valid code for this document.");
        }
        return account;
    }

    private @Nullable String taxType(LineInput in, @Nullable Item item, @Nullable Account account) {
        if (document.lineAmountTypes == LineAmountTypes.NO_TAX) {
            return "NONE";
        }
        if (in.taxType() != null) {
            return in.taxType();
        }
        if (item != null && item.taxType() != null) {
            return item.taxType();
        }
        String ofContact = contact == null
                ? null
                : contact.text(document.type.sales() ? "AccountsReceivableTaxType" : "AccountsPayableTaxType");
        if (ofContact != null && !ofContact.isEmpty()) {
            return ofContact;
        }
        return account == null ? null : account.taxType();
    }

    private BigDecimal percent(@Nullable String taxType, @Nullable Account account) {
        if (taxType == null) {
            return BigDecimal.ZERO;
        }
        TaxRate rate = organisation.taxRate(taxType);
        if (rate == null || !rate.active()) {
            errors.add(
                    "The TaxType code " + taxType + " does not exist or cannot be used for this type of transaction.");
            return BigDecimal.ZERO;
        }
        if (account != null && !rate.classes().contains(account.type().accountClass())) {
            errors.add("The TaxType code '" + taxType + "' cannot be used with account code '" + account.code() + "'.");
        }
        return rate.rate();
    }
}
