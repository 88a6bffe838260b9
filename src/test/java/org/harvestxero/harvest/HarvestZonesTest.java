package org.harvestxero.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarvestZonesTest {
    @ParameterizedTest
    @CsvSource({
        "Eastern Time (US & Canada), America/New_York",
        "London, Europe/London",
        "Edinburgh, Europe/London",
        "Berlin, Europe/Berlin",
        "UTC, Etc/UTC",
        "International Date Line West, Etc/GMT+12",
        "Wellington, Pacific/Auckland",
        "America/New_York, America/New_York"
    })
    void knowsWhereAPersonIs(String name, String zone) {
        assertThat(HarvestZones.zone(name)).contains(ZoneId.of(zone));
    }

    @Test
    void doesNotGuess() {
        assertThat(HarvestZones.zone("Atlantis")).isEmpty();
    }
}
