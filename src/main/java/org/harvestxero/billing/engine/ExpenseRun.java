package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.LinePrice;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Cap;
import org.harvestxero.billing.terms.ExpenseRule;
import org.harvestxero.billing.terms.ExpenseTerms;
import org.harvestxero.billing.terms.Match;
import org.jspecify.annotations.Nullable;

/** Charges expenses as the agreement says. */
final class ExpenseRun {
    static final String RULE = Agreement.EXPENSES;

    private static final ExpenseRule AT_COST = ExpenseRule.billed(Match.any());
    private static final Comparator<Expense> BY_DAY =
            Comparator.comparing(Expense::spentDate).thenComparingLong(Expense::id);

    private final Run run;
    private final ExpenseTerms terms;
    private final Admission admission;

    ExpenseRun(Run run) {
        this.run = run;
        this.terms = run.agreement().expenses();
        this.admission = new Admission(run.agreement(), run.period());
    }

    void settle() {
        List<Expense> expenses = new ArrayList<>(run.request().expenses());
        expenses.sort(BY_DAY);
        for (Expense expense : expenses) {
            if (!run.request().known().standings().expenses().contains(expense.id())) {
                settle(expense);
            }
        }
    }

    private void settle(Expense expense) {
        Decision decision = run.request().known().decisions().expenses().get(expense.id());
        Verdict refused = admission.refuseExpense(
                expense.spentDate(), expense.status(), terms.nonBillable(), terms.approval(), decision);
        BigDecimal worth = worth(expense, run);
        if (refused == null && worth == null) {
            refused = Verdict.held(
                    Reason.OTHER_CURRENCY,
                    "cost " + expense.cost() + ", and the agreement states no rate to " + run.currency());
        }
        ExpenseRule rule = ruleFor(expense);
        if (refused == null) {
            refused = refusedBy(rule);
        }
        if (refused != null || worth == null) {
            drop(expense, Objects.requireNonNull(refused));
        } else {
            charge(expense, worth, rule);
        }
    }

    /** The cost in the client's currency, unrounded; null when the agreement states no rate for it. */
    static @Nullable BigDecimal worth(Expense expense, Run run) {
        if (expense.cost().currency().equals(run.currency())) {
            return expense.cost().amount();
        }
        BigDecimal rate = run.agreement().expenses().rates().get(expense.cost().currency());
        return rate == null ? null : expense.cost().amount().multiply(rate);
    }

    private void charge(Expense expense, BigDecimal worth, ExpenseRule rule) {
        BigDecimal base = ownPrice(expense, worth, rule);
        BigDecimal factor = BigDecimal.ONE.add(rule.markUp().movePointLeft(2));
        Money amount = Money.roundHalfUp(base.multiply(factor), run.currency());
        List<CapMeter> meters = run.caps().overExpense(expense.origin());
        CapMeter tightest = tightest(meters);
        if (tightest != null && tightest.roomInMoney().compareTo(amount.amount()) < 0) {
            tightest.isReached();
            if (tightest.cap.atCap() != Cap.AtCap.FIT || tightest.roomInMoney().signum() == 0) {
                drop(expense, beyond(tightest));
                return;
            }
        }
        Money charged = tightest == null ? amount : amount.min(Money.roundDown(tightest.roomInMoney(), run.currency()));
        meters.forEach(meter -> meter.take(Hours.ZERO, charged.amount()));
        run.outcome()
                .expenseCharges
                .add(new ExpenseCharge(
                        expense,
                        Source.of(expense, run.currency()),
                        worth,
                        price(expense, rule, charged),
                        charged,
                        rule.coding(),
                        differences(worth, base, amount, charged, rule),
                        words(expense, rule),
                        admission.isLate(expense.spentDate()),
                        meters));
    }

    private static BigDecimal ownPrice(Expense expense, BigDecimal worth, ExpenseRule rule) {
        BigDecimal own = rule.unitPrice();
        BigDecimal units = expense.units();
        return own == null || units == null ? worth : units.multiply(own);
    }

    private static LinePrice price(Expense expense, ExpenseRule rule, Money amount) {
        BigDecimal own = rule.unitPrice();
        BigDecimal units = expense.units();
        return own == null || units == null || rule.markUp().signum() != 0
                ? LinePrice.flat(amount)
                : LinePrice.exactly(units, own, amount).orElse(LinePrice.flat(amount));
    }

    private static List<Difference> differences(
            BigDecimal worth, BigDecimal base, Money amount, Money charged, ExpenseRule rule) {
        List<Difference> differences = new ArrayList<>();
        BigDecimal markedUp = base.multiply(BigDecimal.ONE.add(rule.markUp().movePointLeft(2)));
        add(differences, Difference.Kind.UNIT_PRICE, base.subtract(worth));
        add(differences, Difference.Kind.MARK_UP, markedUp.subtract(base));
        add(differences, Difference.Kind.CENTS, amount.amount().subtract(markedUp));
        add(differences, Difference.Kind.CAP, charged.amount().subtract(amount.amount()));
        return differences;
    }

    private static void add(List<Difference> differences, Difference.Kind kind, BigDecimal amount) {
        if (amount.signum() != 0) {
            differences.add(new Difference(kind, amount));
        }
    }

    private String words(Expense expense, ExpenseRule rule) {
        StringBuilder words = new StringBuilder("cost ").append(expense.cost());
        BigDecimal rate = terms.rates().get(expense.cost().currency());
        if (rate != null && !expense.cost().currency().equals(run.currency())) {
            words.append(" at the stated rate of ").append(rate.toPlainString());
        }
        if (rule.unitPrice() != null && expense.units() != null) {
            words.append(", charged as ").append(expense.units().toPlainString());
            words.append(" × ").append(rule.unitPrice().toPlainString());
        }
        if (rule.markUp().signum() != 0) {
            words.append(", marked up by ")
                    .append(rule.markUp().toPlainString())
                    .append(" %");
        }
        return words.toString();
    }

    private ExpenseRule ruleFor(Expense expense) {
        for (ExpenseRule rule : terms.rules()) {
            if (rule.match().matches(expense.origin())) {
                return rule;
            }
        }
        return AT_COST;
    }

    private static @Nullable Verdict refusedBy(ExpenseRule rule) {
        return switch (rule.fate()) {
            case BILL -> null;
            case COVER -> new Verdict(Bucket.COVERED, Reason.EXPENSE_RULE, rule.reason());
            case HOLD -> Verdict.held(Reason.EXPENSE_RULE, rule.reason());
            case WRITE_OFF -> new Verdict(Bucket.WRITTEN_OFF, Reason.EXPENSE_RULE, rule.reason());
        };
    }

    private static Verdict beyond(CapMeter meter) {
        String words = "beyond the cap " + meter.cap.name() + " of " + meter.cap.limit();
        return meter.cap.atCap() == Cap.AtCap.FIT
                ? new Verdict(Bucket.WRITTEN_OFF, Reason.CAP, words)
                : Verdict.held(Reason.CAP, words);
    }

    private static @Nullable CapMeter tightest(List<CapMeter> meters) {
        return meters.stream().min(Comparator.comparing(CapMeter::roomInMoney)).orElse(null);
    }

    private void drop(Expense expense, Verdict verdict) {
        BigDecimal worth = worth(expense, run);
        run.outcome()
                .notBilled
                .add(new NotBilled(
                        Source.of(expense, worth == null ? expense.cost().currency() : run.currency()),
                        Hours.ZERO,
                        worth == null ? expense.cost().amount() : worth,
                        verdict.bucket(),
                        verdict.reason(),
                        verdict.words(),
                        RULE,
                        null));
    }
}
