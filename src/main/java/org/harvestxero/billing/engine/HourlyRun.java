package org.harvestxero.billing.engine;

import java.util.List;
import org.harvestxero.billing.terms.Hourly;

/** Settles the work of a rule that bills by the hour or day. */
final class HourlyRun {
    private final Run run;
    private final Biller biller;
    private final RuleAt rule;
    private final Hourly terms;

    HourlyRun(Run run, Biller biller, RuleAt rule, Hourly terms) {
        this.run = run;
        this.biller = biller;
        this.rule = rule;
        this.terms = terms;
    }

    void settle(List<Part> parts) {
        for (Part part : parts) {
            biller.bill(part, rule, LineKind.HOURS);
        }
        if (terms.minimum() != null) {
            run.outcome().minimums.put(rule, terms.minimum());
        }
    }
}
