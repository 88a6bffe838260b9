package org.harvestxero.billrun;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.harvestxero.api.UnbilledReport.NotMarked;
import org.harvestxero.store.billing.EntryStateTable.Work;

/** Adds up, by client, what stands on Harvest invoices made of our lines and is not marked as invoiced there. */
final class NotMarkedSums {
    private final Set<Work> freeForm;
    private final Map<Long, Sum> sums = new HashMap<>();

    /** @param freeForm what waits for a mark; all else is passed over */
    NotMarkedSums(Set<Work> freeForm) {
        this.freeForm = Set.copyOf(freeForm);
    }

    private record Sum(UnbilledClient client, int works, UnbilledAmount amount) {}

    void add(Work work, UnbilledClient client, UnbilledAmount amount) {
        if (freeForm.contains(work)) {
            sums.merge(
                    client.named().id(),
                    new Sum(client, 1, amount),
                    (one, other) -> new Sum(
                            client, one.works() + other.works(), one.amount().plus(other.amount())));
        }
    }

    List<NotMarked> byClient() {
        Map<String, NotMarked> byName = new TreeMap<>();
        sums.forEach((id, sum) -> byName.put(
                sum.client().named().name() + " " + id,
                new NotMarked(
                        sum.client().named().name(),
                        sum.client().currencyCode(),
                        sum.works(),
                        sum.amount().rounded(sum.client().currencyCode()))));
        return List.copyOf(byName.values());
    }
}
