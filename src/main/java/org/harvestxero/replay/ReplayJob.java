package org.harvestxero.replay;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.replay.PastWork.Client;
import org.harvestxero.store.billing.StoredRun;

/** One client with the periods to look at; what couldn't be looked at is left out with its reason. */
record ReplayJob(
        Client client, Currency currency, Agreement agreement, List<DuePeriod> periods, Map<String, StoredRun> runs) {
    ReplayJob {
        periods = List.copyOf(periods);
    }

    List<DuePeriod> regular() {
        return periods.stream().filter(period -> !period.isOpening()).toList();
    }

    /** What it is billed in: what its agreement says, else its own. */
    Currency billedIn() {
        Currency agreed = agreement.currency();
        return agreed == null ? currency : agreed;
    }
}
