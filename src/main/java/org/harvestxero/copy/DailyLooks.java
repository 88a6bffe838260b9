package org.harvestxero.copy;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.Trouble;
import org.harvestxero.http.CommandStops;
import org.harvestxero.store.ConnectionStore;

/** What is done once a day, for those who start cycles themselves instead of letting the process run. */
public final class DailyLooks {
    /** Mark of when a command last did what is done once a day. */
    private static final String DAILY = "daily-looks";

    private static final List<String> LOOKS = List.of("run-sweep", "check-billed-work");

    private final ConnectionStore store;
    private final ProducerTemplate routes;
    private final CopyPause pause;
    private final CycleTroubles troubles;
    private final Clock clock;

    public DailyLooks(
            ConnectionStore store, ProducerTemplate routes, CopyPause pause, CycleTroubles troubles, Clock clock) {
        this.store = store;
        this.routes = routes;
        this.pause = pause;
        this.troubles = troubles;
        this.clock = clock;
    }

    /** Looks when the last time is a day ago; gives what kept it from being done. */
    List<Trouble> takeIfDue() {
        Instant now = clock.instant();
        if (store.watermarks().find(DAILY).isEmpty()) {
            store.watermarks().move(DAILY, now.toString());
            return List.of();
        }
        return store.watermarks().isOfToday(DAILY, now) || pause.isInForce() ? List.of() : take(now);
    }

    private List<Trouble> take(Instant now) {
        List<Trouble> met = new ArrayList<>();
        for (String look : LOOKS) {
            try {
                CommandStops.send(routes, "direct:" + look, null, Map.of());
            } catch (CamelExecutionException e) {
                met.add(troubles.note(look, e));
            }
        }
        if (met.isEmpty()) {
            store.watermarks().move(DAILY, now.toString());
        }
        return List.copyOf(met);
    }
}
