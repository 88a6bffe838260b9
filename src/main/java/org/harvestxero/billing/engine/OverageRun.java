package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Overage;
import org.jspecify.annotations.Nullable;

/** Bills what is beyond a retainer, tier by tier, as far as it needs no approval or has it. */
final class OverageRun {
    private final Run run;
    private final Biller biller;
    private final RuleAt rule;
    private final Overage terms;

    private Hours billed = Hours.ZERO;
    private @Nullable Hours hoursLeft;
    private @Nullable BigDecimal moneyLeft;

    OverageRun(Run run, Biller biller, RuleAt rule, Overage terms) {
        this.run = run;
        this.biller = biller;
        this.rule = rule;
        this.terms = terms;
        open();
    }

    /** @param part wholly beyond what is included */
    void bill(Part part) {
        Part rest = part;
        while (true) {
            Part priced = terms.tiers().isEmpty() ? rest : firstTier(rest);
            Part approved = approved(priced);
            if (approved == null
                    || approved.billed().isZero() && !priced.billed().isZero()) {
                hold(rest);
                return;
            }
            take(approved);
            biller.bill(approved, rule, LineKind.OVERAGE);
            if (approved.billed().equals(rest.billed())) {
                return;
            }
            rest = rest.without(approved);
        }
    }

    private void open() {
        Limit without = terms.withoutApproval();
        Limit more = run.request().known().decisions().overage().get(rule.name());
        if (without instanceof Limit.InHours inHours) {
            hoursLeft = more instanceof Limit.InHours extra ? inHours.hours().plus(extra.hours()) : inHours.hours();
        } else if (without instanceof Limit.InMoney inMoney) {
            moneyLeft = more instanceof Limit.InMoney extra
                    ? inMoney.money().plus(extra.money()).amount()
                    : inMoney.money().amount();
        }
    }

    /** The piece of {@code rest} that falls into the current tier, at its rate. */
    private Part firstTier(Part rest) {
        Hours start = Hours.ZERO;
        for (Overage.Tier tier : terms.tiers()) {
            Hours upTo = tier.upTo();
            if (upTo == null || billed.compareTo(upTo) < 0) {
                Part piece = upTo == null ? rest : pieceOf(rest, upTo.minus(billed));
                String words = terms.tiers().size() == 1
                        ? "the rate for hours beyond the included ones"
                        : "the rate for hours beyond from " + start + (upTo == null ? "" : " to " + upTo);
                return piece.priced(piece.priced().at(tier.rate(), words));
            }
            start = upTo;
        }
        throw new IllegalStateException("The last tier of " + rule.name() + " is not open");
    }

    /** The piece of {@code part} that needs no approval or has it; null when it can't be told for want of a rate. */
    private @Nullable Part approved(Part part) {
        if (hoursLeft != null) {
            return pieceOf(part, hoursLeft);
        }
        if (moneyLeft == null) {
            return part;
        }
        Rate rate = part.priced().rate();
        if (rate == null) {
            return null;
        }
        return rate.isZero() ? part : pieceOf(part, rate.hoursFor(moneyLeft));
    }

    private void take(Part part) {
        billed = billed.plus(part.billed());
        if (hoursLeft != null) {
            hoursLeft = hoursLeft.minus(part.billed());
        }
        Rate rate = part.priced().rate();
        if (moneyLeft != null && rate != null) {
            moneyLeft = moneyLeft.subtract(rate.worth(part.billed())).max(BigDecimal.ZERO);
        }
    }

    private void hold(Part part) {
        String words = "beyond what " + rule.name() + " includes, and not approved above " + terms.withoutApproval();
        run.outcome().drop(part.overageOf(rule.name()), Bucket.HELD, Reason.OVERAGE_NOT_APPROVED, words, rule.rule());
    }

    private static Part pieceOf(Part part, Hours most) {
        return part.billed().compareTo(most) <= 0 ? part : part.firstOf(most);
    }
}
