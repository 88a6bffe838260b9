package org.harvestxero.recheck;

import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.store.billing.EntryState;

/** What Harvest is asked for: all recent work of the days billed, and what changed of older work. */
final class BilledWorkLists {
    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(7);

    private BilledWorkLists() {}

    /** @param mark when older work was last listed; empty before the first time */
    static List<HarvestListRequest> of(BilledWorkSnapshot look, Optional<String> mark) {
        List<HarvestListRequest> lists = new ArrayList<>();
        List<LocalDate> days =
                look.recent().stream().map(EntryState::spentDate).sorted().toList();
        if (!days.isEmpty()) {
            both().map(list -> list.with("from", days.get(0).toString())
                            .with("to", days.get(days.size() - 1).toString()))
                    .forEach(lists::add);
        }
        if (look.hasOlder()) {
            String since = mark.orElseGet(() -> look.began()
                    .minus(FIRST_LOOK_BACK)
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString());
            both().map(list -> list.with("updated_since", since)
                            .with("to", look.recentFrom().minusDays(1).toString()))
                    .forEach(lists::add);
        }
        return lists;
    }

    private static Stream<HarvestListRequest> both() {
        return Stream.of(HarvestListRequest.of("/time_entries"), HarvestListRequest.of("/expenses"));
    }
}
