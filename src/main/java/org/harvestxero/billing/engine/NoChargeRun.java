package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.util.List;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.terms.Adjustment;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.NoCharge;

/** Settles the work of a rule that gives it away. */
final class NoChargeRun {
    private final Run run;
    private final Biller biller;
    private final RuleAt rule;
    private final NoCharge terms;

    NoChargeRun(Run run, Biller biller, RuleAt rule, NoCharge terms) {
        this.run = run;
        this.biller = biller;
        this.rule = rule;
        this.terms = terms;
    }

    void settle(List<Part> parts) {
        Adjustment allOfIt = Adjustment.percent(
                Adjustment.Kind.WRITE_DOWN, Adjustment.Level.ENTRY, Match.any(), "100", terms.reason());
        Rate none = Rate.hourly(BigDecimal.ZERO, run.currency());
        for (Part part : parts) {
            if (terms.shown()) {
                Rate rate = part.priced().rate();
                biller.charge(part, rule, LineKind.HOURS, rate == null ? none : rate, List.of(allOfIt), List.of());
            } else {
                run.outcome().drop(part, Bucket.WRITTEN_OFF, Reason.NO_CHARGE, terms.reason(), rule.rule());
            }
        }
    }
}
