package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.util.List;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.terms.Adjustment;

/** A piece of work on its way to a line; the line gives it its amount. */
final class TimeCharge {
    final Part part;
    final RuleAt rule;
    final LineKind kind;
    final Rate rate;
    final List<Adjustment> reductions;
    final List<CapMeter> meters;

    private Hours billed;
    private Money gross;
    private BigDecimal fitted = BigDecimal.ZERO;

    TimeCharge(Part part, RuleAt rule, LineKind kind, Rate rate, List<Adjustment> reductions, List<CapMeter> meters) {
        this.part = part;
        this.rule = rule;
        this.kind = kind;
        this.rate = rate;
        this.reductions = reductions;
        this.meters = meters;
        this.billed = part.billed();
        this.gross = Money.zero(rate.currency());
    }

    Hours billed() {
        return billed;
    }

    /** Its share of the line before reductions. */
    Money gross() {
        return gross;
    }

    /** How much of {@link #gross} was added or taken to fit a cap. */
    BigDecimal fitted() {
        return fitted;
    }

    void isCharged(Hours hours, Money amount) {
        billed = hours;
        gross = amount;
    }

    void isFittedBy(Money difference) {
        gross = gross.plus(difference);
        fitted = fitted.add(difference.amount());
    }
}
