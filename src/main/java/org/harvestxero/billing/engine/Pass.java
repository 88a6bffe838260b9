package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Money;

/**
 * One way through a period's work, up to the drafts.
 *
 * <p>What a purchase order has to pay is known only once reductions and credits are taken off. Where those make a difference to an order
 * that is full, the period is gone through again with more, or less, charged under it, until its lines come to exactly what is left.
 *
 * @param run what was decided
 * @param drafts made of it
 * @param nets what all lines of each whole order come to
 */
record Pass(Run run, List<Draft> drafts, Map<CapMeter, Money> nets) {
    private static final int MOST = 25;

    static Pass of(BillingRequest request) {
        Pass pass = of(request, Map.of());
        return pass.isOff() ? pass.closest(request) : pass;
    }

    private static Pass of(BillingRequest request, Map<String, BigDecimal> extra) {
        Run run = Run.of(request, extra);
        RuleBook rules = new RuleBook(request.agreement().rules());
        new Intake(run, rules).takeAll();
        rules.chargeFees(run);
        boolean expensesFirst = run.caps().wholeOrders().stream().anyMatch(meter -> meter.cap.expenses());
        if (expensesFirst) {
            new ExpenseRun(run).settle();
        }
        rules.settle(run);
        if (!expensesFirst) {
            new ExpenseRun(run).settle();
        }
        List<Draft> drafts = new DraftBuilder(run, new Assembly(run)).drafts();
        Map<CapMeter, Money> nets = new HashMap<>();
        for (CapMeter meter : run.caps().wholeOrders()) {
            nets.put(
                    meter,
                    run.caps()
                            .net(
                                    meter,
                                    drafts,
                                    run.outcome(),
                                    request.agreement().rules()));
        }
        return new Pass(run, drafts, nets);
    }

    /** Whether an order could be met better: reductions take off what something beyond it could have filled, or it is overrun. */
    private boolean isOff() {
        return nets.keySet().stream().anyMatch(this::isOff);
    }

    private boolean isOff(CapMeter meter) {
        Money net = net(meter);
        return !net.equals(charged(meter))
                && (net.compareTo(meter.left()) > 0 || (meter.wasReached() && net.compareTo(meter.left()) < 0));
    }

    private boolean fits() {
        return nets.keySet().stream().allMatch(meter -> net(meter).compareTo(meter.left()) <= 0);
    }

    private Money net(CapMeter meter) {
        return nets.getOrDefault(meter, run.nothing());
    }

    private Money charged(CapMeter meter) {
        return run.caps().use(meter, run.outcome()).money();
    }

    private Money total() {
        return nets.values().stream().reduce(run.nothing(), Money::plus);
    }

    private Pass closest(BillingRequest request) {
        Map<String, BigDecimal> extra = new HashMap<>();
        Pass last = this;
        Pass best = this;
        for (int i = 0; i < MOST && last.isOff(); i++) {
            for (CapMeter meter : last.nets.keySet()) {
                if (last.isOff(meter)) {
                    extra.merge(meter.cap.name(), last.step(meter), BigDecimal::add);
                }
            }
            last = of(request, extra);
            if (last.isBetterThan(best)) {
                best = last;
            }
        }
        return best;
    }

    private boolean isBetterThan(Pass other) {
        if (fits() != other.fits()) {
            return fits();
        }
        int more = total().compareTo(other.total());
        return fits() ? more > 0 : more < 0;
    }

    /** How much more to charge, so that as much as is missing stays after what is taken off. */
    private BigDecimal step(CapMeter meter) {
        BigDecimal missing = meter.left().minus(net(meter)).amount();
        BigDecimal net = net(meter).amount();
        if (net.signum() <= 0) {
            return missing;
        }
        BigDecimal scaled = missing.multiply(charged(meter).amount()).divide(net, missing.scale(), RoundingMode.DOWN);
        return scaled.signum() == 0 ? missing : scaled;
    }
}
