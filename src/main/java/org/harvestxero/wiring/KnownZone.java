package org.harvestxero.wiring;

import java.time.ZoneId;
import java.util.function.Supplier;

/** The zone of the books as it was known last: pages and answers tell times also while the database is away. */
final class KnownZone implements Supplier<ZoneId> {
    private final Supplier<ZoneId> zone;
    private volatile ZoneId known;

    /** @param before told until the zone is found out */
    KnownZone(Supplier<ZoneId> zone, ZoneId before) {
        this.zone = zone;
        this.known = before;
    }

    @Override
    public ZoneId get() {
        try {
            known = zone.get();
        } catch (RuntimeException e) { // whoever asks for more than times is told what is wrong
            return known;
        }
        return known;
    }
}
