package org.harvestxero.store.billing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.engine.Decision;
import org.harvestxero.billing.engine.Decisions;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.store.billing.DecisionTable.About;
import org.harvestxero.store.billing.DecisionTable.NewDecision;
import org.harvestxero.store.billing.DecisionTable.StoredDecision;

/** Makes of stored decisions what the engine asks for: the latest word on each piece of work, and the sum of overage approved. */
public final class StoredDecisions {
    private StoredDecisions() {}

    /** @param all of one client, oldest first */
    public static Decisions forEngine(List<StoredDecision> all) {
        Map<Long, Decision> entries = new HashMap<>();
        Map<Long, Decision> expenses = new HashMap<>();
        Map<String, Limit> overage = new HashMap<>();
        for (StoredDecision stored : all) {
            NewDecision one = stored.decision();
            Decision.Kind kind = one.kind();
            if (one.about() == About.OVERAGE && one.name() != null) {
                overage.merge(one.name(), limit(one), StoredDecisions::plus);
            } else if (kind != null && one.sourceId() != null) {
                Map<Long, Decision> into = one.about() == About.EXPENSE ? expenses : entries;
                into.put(one.sourceId(), new Decision(kind, one.hours(), one.reason(), one.by()));
            }
        }
        return new Decisions(entries, expenses, overage);
    }

    private static Limit limit(NewDecision one) {
        if (one.money() != null) {
            return new Limit.InMoney(one.money());
        }
        return new Limit.InHours(one.hours() == null ? Hours.ZERO : one.hours());
    }

    /** Two approvals in different measures can't be added; the later one counts. */
    private static Limit plus(Limit first, Limit second) {
        if (first instanceof Limit.InHours one && second instanceof Limit.InHours other) {
            return new Limit.InHours(one.hours().plus(other.hours()));
        }
        if (first instanceof Limit.InMoney one && second instanceof Limit.InMoney other) {
            return new Limit.InMoney(one.money().plus(other.money()));
        }
        return second;
    }
}
