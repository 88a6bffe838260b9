package org.harvestxero.copy.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.harvestxero.copy.reference.MappingContexts;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.store.ConnectionStore;

/** Learns where people open Harvest, for the links back from Xero. Only administrators may ask; without that the API's address serves. */
public final class AccountReader {
    private static final Duration LIFE = Duration.ofDays(30);
    /** More than the clocks of processes on one database are apart. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);

    private final ConnectionStore store;
    private final MappingContexts mappingContexts;
    private final Clock clock;

    public AccountReader(ConnectionStore store, MappingContexts mappingContexts, Clock clock) {
        this.store = store;
        this.mappingContexts = mappingContexts;
        this.clock = clock;
    }

    public boolean needsReading() {
        Instant now = clock.instant();
        return store.cachedAnswers()
                .find(MappingContexts.HARVEST_ADDRESS)
                .map(cached -> !cached.fetchedAt().plus(LIFE).isAfter(now) || isToCome(cached.fetchedAt(), now))
                .orElse(true);
    }

    /** What was read in times to come was read before the clock went back; nobody knows how long ago. */
    private static boolean isToCome(Instant fetched, Instant now) {
        return fetched.isAfter(now.plus(CLOCKS_DIFFER));
    }

    public HarvestRequest request() {
        return HarvestRequest.get("/company");
    }

    public void store(HarvestResponse answer) {
        answer.accountAddress().ifPresentOrElse(address -> keep(address.replaceAll("/+$", "")), this::unknown);
    }

    /** The account is not shown to this user; ask again in a month. */
    public void unknown() {
        keep("https://api.harvestapp.com/v2");
    }

    private void keep(String address) {
        store.cachedAnswers().put(MappingContexts.HARVEST_ADDRESS, address, clock.instant());
        mappingContexts.addressLearnt();
    }
}
