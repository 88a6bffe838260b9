package org.harvestxero.reconciliation;

import java.util.List;
import org.harvestxero.reconciliation.Twins.Tie;

/** Tells how the sides of one document differ. For each measure of money the amounts add up to Harvest's figure less Xero's. */
public final class Reconciler {
    private Reconciler() {}

    public static List<Difference> differences(Twins twins, Terms terms) {
        Findings found = new Findings(twins);
        if (!twins.isComparable()) {
            OneSidedRules.find(twins, terms, found);
            return found.all();
        }
        Figures difference = twins.harvestFigures().minus(twins.xeroFigures());
        TotalRules.find(twins, found);
        PaidRules.find(twins, terms, found);
        CreditRules.find(twins, found);
        Reason unknown = twins.tie() == Tie.MARKED ? Reason.LINK_LOST : Reason.UNEXPLAINED;
        found.rest(Measure.TOTAL, difference.total(), unknown);
        found.rest(Measure.PAID, difference.paid(), Reason.UNEXPLAINED);
        found.rest(Measure.CREDITED, difference.credited(), Reason.UNEXPLAINED);
        HeadRules.find(twins, found);
        return found.all();
    }
}
