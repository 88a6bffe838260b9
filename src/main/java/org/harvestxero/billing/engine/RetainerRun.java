package org.harvestxero.billing.engine;

import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.Texts;

/** Charges a retainer's fee, covers work with what it includes, and bills what is beyond. */
final class RetainerRun {
    private final Run run;
    private final RuleAt rule;
    private final Retainer terms;
    private final Allowance allowance;
    private final OverageRun overage;

    RetainerRun(Run run, Biller biller, RuleAt rule, Retainer terms) {
        this.run = run;
        this.rule = rule;
        this.terms = terms;
        this.allowance = new Allowance(run, rule, terms);
        this.overage = new OverageRun(run, biller, rule, terms.overage());
    }

    void settle(List<Part> parts) {
        if (run.period().isOpening()) {
            return;
        }
        allowance.open();
        for (Part part : parts) {
            settle(part);
        }
        allowance.close().forEach(this::credit);
    }

    private void settle(Part part) {
        if (rule.name().equals(part.overageOf())) {
            overage.bill(part);
            return;
        }
        if (allowance.isInMoney() && part.priced().rate() == null) {
            run.outcome()
                    .drop(
                            part,
                            Bucket.HELD,
                            Reason.NO_RATE,
                            "neither the agreement nor Harvest has a rate",
                            rule.rule());
            return;
        }
        Hours covered = allowance.cover(part);
        boolean whole = covered.equals(part.billed());
        Part inside = whole ? part : part.firstOf(covered);
        if (whole || !covered.isZero()) {
            run.outcome()
                    .drop(
                            inside,
                            Bucket.COVERED,
                            Reason.RETAINER,
                            "covered by what " + rule.name() + " includes",
                            rule.rule());
        }
        if (!whole) {
            overage.bill(covered.isZero() ? part : part.without(inside));
        }
    }

    private void credit(LotMeter lot) {
        Limit left = lot.left();
        Money amount = left instanceof Limit.InHours inHours
                ? creditFor(inHours.hours(), lot)
                : ((Limit.InMoney) left).money();
        run.outcome().movements.add(lot.movement(Movement.Kind.CREDITED, left));
        if (amount.isPositive()) {
            run.outcome()
                    .flatCharges
                    .add(new FlatCharge(
                            rule,
                            LineKind.CREDIT,
                            Texts.Place.CREDIT,
                            amount.negated(),
                            Map.of("hours", left.toString()),
                            "credit for " + left + " that nobody used"));
        }
    }

    private Money creditFor(Hours hours, LotMeter lot) {
        Rate agreed = terms.unused().creditRate();
        if (agreed != null) {
            return agreed.amountRoundedHalfUp(hours);
        }
        Hours included = ((Limit.InHours) terms.included()).hours();
        return terms.feeOn(lot.lot.granted()).shareRoundedHalfUp(hours.parts(), included.parts());
    }
}
