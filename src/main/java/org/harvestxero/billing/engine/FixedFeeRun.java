package org.harvestxero.billing.engine;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.terms.FixedFee;
import org.harvestxero.billing.terms.Phase;
import org.harvestxero.billing.terms.Texts;

/** Charges what is due of a fixed fee and covers the work under it. */
final class FixedFeeRun {
    private final Run run;
    private final RuleAt rule;
    private final FixedFee terms;

    FixedFeeRun(Run run, RuleAt rule, FixedFee terms) {
        this.run = run;
        this.rule = rule;
        this.terms = terms;
    }

    void settle(List<Part> parts) {
        LocalDate end = run.period().covered().end();
        terms.phases().forEach(phase -> charge(phase, end));
        for (Part part : parts) {
            run.outcome().drop(part, Bucket.COVERED, Reason.FIXED_FEE, coveredBy(part), rule.rule());
        }
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
        String words = phase.percentOn(end).stripTrailingZeros().toPlainString() + " % of " + phase.amount()
                + (billed.isZero() ? "" : " less " + billed + " billed before");
        run.outcome()
                .flatCharges
                .add(new FlatCharge(
                        rule, LineKind.PHASE, Texts.Place.PHASE, due, Map.of("phase", phase.name()), words));
        run.outcome().movements.add(new Movement(Movement.Kind.PHASE_BILLED, key, null, null, null, due));
    }

    private String coveredBy(Part part) {
        for (Phase phase : terms.phases()) {
            if (!phase.match().isAny() && phase.match().matches(part.entry().origin())) {
                return "covered by the fixed fee of " + rule.name() + ", phase " + phase.name();
            }
        }
        return "covered by the fixed fee of " + rule.name();
    }
}
