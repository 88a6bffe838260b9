package org.harvestxero.billing.engine;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.calendar.Fraction;
import org.harvestxero.billing.engine.Balances.HeldFee;
import org.harvestxero.billing.terms.Cap;
import org.harvestxero.billing.terms.FixedFee;
import org.harvestxero.billing.terms.Phase;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.Texts;
import org.jspecify.annotations.Nullable;

/** Charges the fees of one rule, as far as the purchase order they are billed against has room. */
final class Fees {
    private final Run run;
    private final RuleAt rule;

    Fees(Run run, RuleAt rule) {
        this.run = run;
        this.rule = rule;
    }

    /** What of earlier fees had no room, then the fee of the period. */
    void charge(Retainer terms) {
        run.request().known().balances().fees().entrySet().stream()
                .filter(held -> held.getKey().rule().equals(rule.name()))
                .sorted(Comparator.comparing(held -> held.getKey().period()))
                .forEach(held -> release(held.getKey(), held.getValue()));
        DuePeriod charged = chargedPeriod(terms);
        if (charged != null && (!charged.isFinal() || terms.feeInFinalPeriod())) {
            chargeFee(terms, charged);
        }
    }

    private @Nullable DuePeriod chargedPeriod(Retainer terms) {
        if (terms.when() == Retainer.When.IN_ADVANCE) {
            return run.agreement().calendar().after(run.period());
        }
        return run.period().isOpening() ? null : run.period();
    }

    private void chargeFee(Retainer terms, DuePeriod charged) {
        BillingPeriod covered = charged.covered();
        Fraction share = run.agreement().calendar().share(covered, charged.full());
        Money full = terms.feeOn(covered.start());
        Money fee = full.shareRoundedHalfUp(share.days(), share.of());
        if (fee.isZero()) {
            return;
        }
        PeriodWords words = run.words();
        String how = share.isWhole()
                ? "the fee for " + words.period(covered)
                : "the fee of " + full + " × " + share + " for " + words.period(covered);
        Caps.FittedFee fitted = run.caps().fitFee(rule.rule(), fee);
        Money beyond = fee.minus(fitted.amount());
        add(covered, terms, fitted.amount(), beyond.isZero() ? how : how + ", less " + beyond + " beyond the order");
        run.outcome()
                .movements
                .add(new Movement(Movement.Kind.FEE_BILLED, rule.name(), covered.start(), null, null, fitted.amount()));
        CapMeter order = fitted.full();
        if (order != null) {
            boolean heldBack = order.cap.atCap() != Cap.AtCap.FIT;
            tell(order, beyond, "the fee for " + words.period(covered), heldBack);
            if (heldBack) {
                move(Movement.Kind.FEE_HELD, covered.start(), beyond);
            }
        }
    }

    private void release(HeldFee held, Money amount) {
        BillingPeriod covered = run.agreement()
                .calendar()
                .containing(held.period())
                .map(DuePeriod::covered)
                .orElse(new BillingPeriod(held.period(), held.period()));
        Caps.FittedFee fitted = run.caps().fitFee(rule.rule(), amount);
        if (fitted.amount().isPositive()) {
            String how = "what the order had no room for of the fee for "
                    + run.words().period(covered);
            add(covered, (Retainer) rule.rule().terms(), fitted.amount(), how);
            move(Movement.Kind.FEE_RELEASED, held.period(), fitted.amount());
        }
        CapMeter order = fitted.full();
        if (order != null) {
            tell(
                    order,
                    amount.minus(fitted.amount()),
                    "the fee for " + run.words().period(covered),
                    true);
        }
    }

    private void add(BillingPeriod covered, Retainer terms, Money amount, String how) {
        if (amount.isZero()) {
            return;
        }
        PeriodWords words = run.words();
        run.outcome()
                .flatCharges
                .add(new FlatCharge(
                        rule,
                        LineKind.FEE,
                        Texts.Place.FEE,
                        amount,
                        Map.of(
                                "fee-period", words.period(covered),
                                "fee-month", words.month(covered),
                                "included", terms.included().toString()),
                        how));
    }

    /** What is due of each phase and not billed yet. */
    void charge(FixedFee terms) {
        LocalDate end = run.period().covered().end();
        terms.phases().forEach(phase -> charge(phase, end));
    }

    private void charge(Phase phase, LocalDate end) {
        String key = rule.name() + "/" + phase.name();
        Money billed = run.request().known().balances().phases().getOrDefault(key, run.nothing());
        Money due = phase.dueOn(end).minus(billed);
        if (due.isNegative()) {
            run.outcome()
                    .notices
                    .add(new Notice(key, billed + " are billed, but only " + phase.dueOn(end) + " are due"));
        }
        if (!due.isPositive()) {
            return;
        }
        Caps.FittedFee fitted = run.caps().fitFee(rule.rule(), due);
        CapMeter order = fitted.full();
        boolean heldBack = order != null && order.cap.atCap() != Cap.AtCap.FIT;
        if (order != null) {
            tell(order, due.minus(fitted.amount()), phase.name(), heldBack);
        }
        Money settled = heldBack ? fitted.amount() : due;
        if (settled.isPositive()) {
            run.outcome().movements.add(new Movement(Movement.Kind.PHASE_BILLED, key, null, null, null, settled));
        }
        if (fitted.amount().isPositive()) {
            String words = phase.percentOn(end).stripTrailingZeros().toPlainString() + " % of " + phase.amount()
                    + (billed.isZero() ? "" : " less " + billed + " billed before")
                    + (order == null ? "" : ", less " + due.minus(fitted.amount()) + " beyond the order");
            run.outcome()
                    .flatCharges
                    .add(new FlatCharge(
                            rule,
                            LineKind.PHASE,
                            Texts.Place.PHASE,
                            fitted.amount(),
                            Map.of("phase", phase.name()),
                            words));
        }
    }

    private void move(Movement.Kind kind, LocalDate period, Money amount) {
        run.outcome().movements.add(new Movement(kind, rule.name(), period, null, null, amount));
    }

    private void tell(CapMeter order, Money beyond, String what, boolean heldBack) {
        run.outcome()
                .notices
                .add(new Notice(
                        order.cap.name(),
                        beyond + " of " + rule.name() + ", " + what + ", is beyond its " + order.cap.limit()
                                + (heldBack ? ": it is held until there is room" : ": it is written off")));
    }
}
