package org.harvestxero.billing.engine;

import java.util.IdentityHashMap;
import java.util.Map;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.terms.RateCard;
import org.harvestxero.billing.terms.RateLine;
import org.harvestxero.billing.terms.Rule;

/** Finds the rate of an entry: the rule's card, else the agreement's, else Harvest's own. */
final class Pricer {
    static final String HARVEST = "Harvest's own rate";

    private final RateCard agreed;
    private final Map<RateLine, String> words = new IdentityHashMap<>();

    Pricer(RateCard agreed) {
        this.agreed = agreed;
    }

    Priced price(Rule rule, TimeEntry entry) {
        RateLine line = rule.rates().find(entry.origin(), entry.spentDate());
        if (line == null) {
            line = agreed.find(entry.origin(), entry.spentDate());
        }
        if (line == null) {
            return new Priced(entry.billableRate(), null, HARVEST);
        }
        return new Priced(line.rate(), line, words.computeIfAbsent(line, RateLine::inWords));
    }
}
