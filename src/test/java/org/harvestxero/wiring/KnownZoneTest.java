package org.harvestxero.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownZoneTest {
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    /** What is found out each time; where nothing is left it can't be. */
    private final Deque<ZoneId> found = new ArrayDeque<>();

    private final KnownZone zone = new KnownZone(found::pop, ZoneOffset.UTC);

    @Test
    void whatIsFoundOutIsTold() {
        found.addAll(List.of(AUCKLAND, LONDON));

        assertThat(zone.get()).isEqualTo(AUCKLAND);
        assertThat(zone.get()).isEqualTo(LONDON);
    }

    @Test
    void whatWasKnownLastIsToldWhileItCanNotBeFoundOut() {
        assertThat(zone.get()).isEqualTo(ZoneOffset.UTC);
        found.add(AUCKLAND);
        zone.get();

        assertThat(zone.get()).isEqualTo(AUCKLAND);
    }
}
