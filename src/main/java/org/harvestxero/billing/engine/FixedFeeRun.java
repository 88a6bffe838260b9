package org.harvestxero.billing.engine;

import java.util.List;
import org.harvestxero.billing.terms.FixedFee;
import org.harvestxero.billing.terms.Phase;

/** Covers the work under a fixed fee. */
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
        for (Part part : parts) {
            run.outcome().drop(part, Bucket.COVERED, Reason.FIXED_FEE, coveredBy(part), rule.rule());
        }
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
