package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.terms.Adjustment;

/** Charges a piece of work as far as agreed write-offs and caps let it. */
final class Biller {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Run run;
    private final RuleBook rules;

    Biller(Run run, RuleBook rules) {
        this.run = run;
        this.rules = rules;
    }

    void bill(Part part, RuleAt rule, LineKind kind) {
        Part kept = part;
        for (Adjustment adjustment : run.agreement().limits().adjustments()) {
            if (adjustment.kind() == Adjustment.Kind.WRITE_OFF && holds(adjustment, rule, part)) {
                kept = writeOff(kept, adjustment, rule);
            }
        }
        if (kept.hours().isZero() && kept.billed().isZero() && kept != part) {
            return;
        }
        Rate rate = kept.priced().rate();
        if (rate == null) {
            run.outcome()
                    .drop(
                            kept,
                            Bucket.HELD,
                            Reason.NO_RATE,
                            "neither the agreement nor Harvest has a rate",
                            rule.rule());
            return;
        }
        List<CapMeter> meters = run.caps().over(rule.name(), kept.entry().origin());
        if (meters.isEmpty()) {
            charge(kept, rule, kind, rate, reductions(rule, kept), meters);
        } else {
            chargeUnder(meters, kept, rule, kind, rate);
        }
    }

    /** Charges without asking any cap. */
    void charge(Part part, RuleAt rule, LineKind kind, Rate rate, List<Adjustment> reductions, List<CapMeter> meters) {
        run.outcome().timeCharges.add(new TimeCharge(part, rule, kind, rate, reductions, meters));
    }

    private void chargeUnder(List<CapMeter> meters, Part part, RuleAt rule, LineKind kind, Rate rate) {
        CapMeter tightest = meters.get(0);
        for (CapMeter meter : meters) {
            tightest = meter.room(rate).compareTo(tightest.room(rate)) < 0 ? meter : tightest;
        }
        Hours room = tightest.room(rate);
        Part fitting = part.billed().compareTo(room) <= 0 ? part : part.firstOf(room);
        if (!fitting.billed().isZero() || fitting == part) {
            BigDecimal worth = rate.worth(fitting.billed());
            meters.forEach(meter -> meter.take(fitting.billed(), worth));
            charge(fitting, rule, kind, rate, reductions(rule, fitting), meters);
        }
        if (fitting != part) {
            tightest.isFilled();
            Part beyond = fitting.billed().isZero() ? part : part.without(fitting);
            sendBeyond(tightest, kind == LineKind.OVERAGE ? beyond.overageOf(rule.name()) : beyond, rule);
        }
    }

    private void sendBeyond(CapMeter meter, Part part, RuleAt rule) {
        String words = "beyond the cap " + meter.cap.name() + " of " + meter.cap.limit();
        switch (meter.cap.atCap()) {
            case FIT -> run.outcome().drop(part, Bucket.WRITTEN_OFF, Reason.CAP, words, rule.rule());
            case HOLD -> run.outcome().drop(part, Bucket.HELD, Reason.CAP, words, rule.rule());
            case PASS -> passOn(part, rule, words);
        }
    }

    private void passOn(Part part, RuleAt rule, String words) {
        RuleAt next = rules.nextFor(part, rule.place() + 1);
        if (next == null) {
            run.outcome().drop(part, Bucket.HELD, Reason.CAP, words + ", and no later rule takes it", rule.rule());
        } else {
            rules.give(next, part.priced(run.pricer().price(next.rule(), part.entry())));
        }
    }

    private Part writeOff(Part part, Adjustment adjustment, RuleAt rule) {
        BigDecimal percent = Objects.requireNonNull(adjustment.percent());
        BigDecimal keep = BigDecimal.valueOf(part.billed().parts())
                .multiply(HUNDRED.subtract(percent))
                .divide(HUNDRED, 0, RoundingMode.DOWN);
        Part kept = part.firstOf(Hours.ofParts(keep.longValueExact()));
        run.outcome()
                .drop(
                        part.without(kept),
                        Bucket.WRITTEN_OFF,
                        Reason.AGREED_WRITE_OFF,
                        adjustment.reason(),
                        rule.rule());
        return kept;
    }

    private List<Adjustment> reductions(RuleAt rule, Part part) {
        List<Adjustment> all = run.agreement().limits().adjustments();
        if (all.isEmpty()) {
            return List.of();
        }
        return all.stream()
                .filter(adjustment -> adjustment.kind() != Adjustment.Kind.WRITE_OFF)
                .filter(adjustment -> holds(adjustment, rule, part))
                .toList();
    }

    private static boolean holds(Adjustment adjustment, RuleAt rule, Part part) {
        return adjustment.level() != Adjustment.Level.INVOICE
                && adjustment.holds(
                        rule.name(), part.entry().origin(), part.entry().spentDate());
    }
}
