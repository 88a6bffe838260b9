package org.harvestxero.mapping.expense;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harvestxero.mapping.coding.Choice;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroArithmetic;
import org.harvestxero.mapping.document.XeroArithmetic.LineTotal;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.expense.ExpenseResult.Billed;
import org.harvestxero.mapping.expense.ExpenseResult.LeftOut;
import org.harvestxero.mapping.expense.ExpenseResult.Refused;
import org.harvestxero.mapping.expense.ExpenseResult.Slot;
import org.harvestxero.mapping.expense.TargetPurchase.Coding;
import org.harvestxero.mapping.expense.TargetPurchase.Line;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of one Harvest expense (ruling 26): whether it counts, on which bill it goes, and how its line is coded. */
public final class ExpenseMapper {
    /** Of a line's description; Xero takes 4,000. */
    private static final int DESCRIPTION_LENGTH = 4_000;

    /** Xero's quantities and, with {@code unitdp=4}, its unit amounts. */
    private static final int DECIMALS = 4;

    private final ExpensePolicy policy;
    private final ExpenseWay usual;
    private final XeroSettings xero;
    private final ExpenseCoder coder;
    private final XeroArithmetic arithmetic;

    /** @param usual what becomes of an expense that no rule speaks of */
    public ExpenseMapper(ExpensePolicy policy, ExpenseWay usual, XeroSettings xero) {
        this.policy = policy;
        this.usual = usual;
        this.xero = xero;
        this.coder = new ExpenseCoder(policy, xero);
        this.arithmetic = new XeroArithmetic(policy.amounts().taxMode(), DECIMALS);
    }

    /** @param today in the agency's time zone */
    public ExpenseResult map(SourceExpense expense, LocalDate today) {
        ExpenseWay way = way(expense);
        if (way == ExpenseWay.NONE) {
            return new LeftOut("expense-left-out", "A rule of mappings.yaml leaves it out.");
        }
        if (!expense.standing().approved()) {
            return new LeftOut("expense-not-approved", "It is not approved in Harvest.");
        }
        if (expense.spent().cost().signum() == 0) {
            return new LeftOut("expense-of-nothing", "It cost nothing.");
        }
        ExpensePeriod period = ExpensePeriod.of(expense.day(), policy.bills().period());
        if (way == ExpenseWay.BILL && !period.isOver(today)) {
            return new LeftOut("expense-period-open", "Its bill is made after " + period.last() + ".");
        }
        List<Problem> problems = new ArrayList<>();
        String currency = currency(expense, problems);
        receipt(expense, problems);
        ExpenseCoder.Coded coded = coder.code(expense);
        problems.addAll(coded.problems());
        Optional<Choice<String>> bank =
                way == ExpenseWay.SPEND ? Optional.of(bank(expense, policy, xero, currency)) : Optional.empty();
        bank.map(Choice::problem).ifPresent(problems::add);
        if (!problems.isEmpty()) {
            return new Refused(problems);
        }
        Slot slot = new Slot(
                expense.person(),
                period,
                currency,
                policy.rules()
                        .decide(expense, ExpenseRule.Use::contact)
                        .map(named -> named.value())
                        .orElse(null));
        Line line = line(expense, coded);
        return bank.<ExpenseResult>map(account -> new ExpenseResult.Spent(expense, slot, account.value(), line))
                .orElseGet(() -> new Billed(slot, expense.day(), expense.hasReceipt(), line));
    }

    public ExpenseWay way(SourceExpense expense) {
        return policy.rules().first(expense, ExpenseRule.Use::as).orElse(usual);
    }

    /** Whether people are to be told that it has no receipt. */
    public boolean isReceiptWanted(SourceExpense expense) {
        return !expense.hasReceipt() && receipts(expense) == ReceiptPolicy.WANTED;
    }

    private ReceiptPolicy receipts(SourceExpense expense) {
        return policy.rules().first(expense, ExpenseRule.Use::receipts).orElse(policy.receipts());
    }

    private void receipt(SourceExpense expense, List<Problem> problems) {
        if (!expense.hasReceipt() && receipts(expense) == ReceiptPolicy.REQUIRED) {
            problems.add(Problem.of(FailureCode.RECEIPT_MISSING, Long.toString(expense.id()))
                    .with("person", expense.person().name())
                    .with("category", expense.category().name())
                    .with("day", expense.day().toString()));
        }
    }

    private String currency(SourceExpense expense, List<Problem> problems) {
        String base = xero.organisation().baseCurrency();
        String named = expense.work().currency();
        String currency = policy.amounts().inBase() || named == null ? base : named;
        if (!xero.takesCurrency(currency)) {
            problems.add(Problem.of(FailureCode.CURRENCY_NOT_SUBSCRIBED, currency));
        }
        return currency;
    }

    /** By rule; it must be a bank account, or a card, in the organisation's currency or the expense's. */
    static Choice<String> bank(SourceExpense expense, ExpensePolicy policy, XeroSettings xero, String currency) {
        if (expense.spent().cost().signum() < 0) {
            return Choice.refused(Problem.of(FailureCode.EXPENSE_BELOW_ZERO, Long.toString(expense.id()))
                    .with("amount", Texts.money(expense.spent().cost(), currency))
                    .with("currency", currency));
        }
        Optional<String> code =
                policy.rules().decide(expense, ExpenseRule.Use::paymentAccount).map(named -> named.value());
        if (code.isEmpty()) {
            return Choice.refused(Problem.of(
                            FailureCode.EXPENSE_BANK_MISSING, expense.category().name())
                    .with("person", expense.person().name()));
        }
        return bankAccount(xero, code.get(), currency);
    }

    /** @param currency of what is paid from it; null for any */
    static Choice<String> bankAccount(XeroSettings xero, String code, @Nullable String currency) {
        Optional<Account> account = xero.account(code);
        if (account.isEmpty()
                || !account.get().active()
                || !"BANK".equals(account.get().type())) {
            return Choice.refused(Problem.of(FailureCode.EXPENSE_BANK_UNFIT, code)
                    .with(
                            "words",
                            account.isEmpty()
                                    ? "Xero has no such account"
                                    : account.get().active() ? "it is no bank account" : "it is archived"));
        }
        String its = account.get().currency();
        return its == null || currency == null || its.equals(currency)
                ? Choice.of(account.get().id(), code)
                : Choice.refused(Problem.of(FailureCode.EXPENSE_BANK_UNFIT, code)
                        .with("words", "it is in " + its + ", the expense in " + currency));
    }

    private Line line(SourceExpense expense, ExpenseCoder.Coded coded) {
        BigDecimal rate = coded.tax().orElseThrow().value().rate();
        BigDecimal[] factors = factors(expense);
        LineTotal total = arithmetic.line(XeroArithmetic.Line.of(factors[0], factors[1], rate));
        return new Line(
                expense.id(),
                description(expense),
                factors[0],
                factors[1],
                new Coding(
                        String.valueOf(coded.account().value().code()),
                        coded.tax().orElseThrow().value().taxType(),
                        coded.tracking().stream().map(Choice::value).toList()),
                total.lineAmount(),
                total.tax());
    }

    /** Units and their price where Xero works out the same cost from them, such as kilometres; else 1 and the cost. */
    private BigDecimal[] factors(SourceExpense expense) {
        BigDecimal cost = expense.spent().cost();
        BigDecimal units = expense.spent().units();
        BigDecimal price = expense.category().unitPrice();
        boolean alike = price != null
                && fits(units)
                && fits(price)
                && XeroArithmetic.toCents(arithmetic.gross(units, price)).compareTo(cost) == 0;
        return alike ? new BigDecimal[] {units, price} : new BigDecimal[] {BigDecimal.ONE, cost};
    }

    private static boolean fits(BigDecimal factor) {
        return factor.stripTrailingZeros().scale() <= DECIMALS;
    }

    /** The day, what for and for whom, and Harvest's number of the expense, by which it is found again. */
    private static String description(SourceExpense expense) {
        String notes = expense.spent().notes() == null
                ? ""
                : Texts.printable(expense.spent().notes());
        String code = expense.work().project().code();
        String project = code == null || code.isBlank()
                ? expense.work().project().name()
                : "[" + code + "] " + expense.work().project().name();
        String end = " (" + project + ", " + expense.work().clientName() + ") #" + expense.id();
        String begin = expense.day() + " " + expense.category().name() + (notes.isEmpty() ? "" : ": " + notes);
        return Texts.cutMarked(Texts.printable(begin), DESCRIPTION_LENGTH - end.length()) + end;
    }
}
