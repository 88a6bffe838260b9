package org.harvestxero.billing.engine;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.billing.terms.FixedFee;
import org.harvestxero.billing.terms.Hourly;
import org.harvestxero.billing.terms.NoCharge;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.Rule;
import org.harvestxero.billing.terms.Terms;
import org.jspecify.annotations.Nullable;

/** The agreement's rules, with the work each was given. */
final class RuleBook {
    private final List<RuleAt> rules = new ArrayList<>();
    private final List<List<Part>> work = new ArrayList<>();

    RuleBook(List<Rule> inOrder) {
        for (Rule rule : inOrder) {
            rules.add(new RuleAt(rule, rules.size()));
            work.add(new ArrayList<>());
        }
    }

    /**
     * The first rule that takes the part; the retainer it is overage of, when it is.
     *
     * @param overruled whether a person wants it billed, so that a fixed fee in Harvest is no hindrance
     */
    @Nullable
    RuleAt firstFor(Part part, boolean overruled) {
        for (RuleAt rule : rules) {
            if (rule.name().equals(part.overageOf())) {
                return rule;
            }
        }
        return overruled ? anyFor(part) : nextFor(part, 0);
    }

    /** The first rule that matches the part, whatever Harvest says of its project; null when none does. */
    @Nullable
    RuleAt anyFor(Part part) {
        for (RuleAt rule : rules) {
            if (rule.rule().match().matches(part.entry().origin())) {
                return rule;
            }
        }
        return null;
    }

    /** The first rule at {@code place} or after that takes such work; null when none does. */
    @Nullable
    RuleAt nextFor(Part part, int place) {
        for (RuleAt rule : rules.subList(place, rules.size())) {
            if (rule.rule().takes(part.entry().origin())) {
                return rule;
            }
        }
        return null;
    }

    void give(RuleAt rule, Part part) {
        work.get(rule.place()).add(part);
    }

    /** Charges the fees of all rules, which are due whatever was worked. */
    void chargeFees(Run run) {
        for (RuleAt rule : rules) {
            Terms terms = rule.rule().terms();
            if (terms instanceof Retainer retainer) {
                new Fees(run, rule).charge(retainer);
            } else if (terms instanceof FixedFee fixed) {
                new Fees(run, rule).charge(fixed);
            }
        }
    }

    /** Settles one rule after the other, each with what the ones before passed on. */
    void settle(Run run) {
        Biller biller = new Biller(run, this);
        for (RuleAt rule : rules) {
            List<Part> parts = work.get(rule.place());
            parts.sort((one, other) -> Intake.compareByDay(one.entry(), other.entry()));
            Terms terms = rule.rule().terms();
            if (terms instanceof Hourly hourly) {
                new HourlyRun(run, biller, rule, hourly).settle(parts);
            } else if (terms instanceof Retainer retainer) {
                new RetainerRun(run, biller, rule, retainer).settle(parts);
            } else if (terms instanceof FixedFee fixed) {
                new FixedFeeRun(run, rule, fixed).settle(parts);
            } else if (terms instanceof NoCharge free) {
                new NoChargeRun(run, biller, rule, free).settle(parts);
            }
        }
    }
}
