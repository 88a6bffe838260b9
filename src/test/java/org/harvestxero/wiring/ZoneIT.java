package org.harvestxero.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.junit.jupiter.api.Test;

class ZoneIT {
    @Test
    void withoutASettingDaysBeginWhereTheOrganisationIs() {
        try (CopyScenario scenario = CopyScenario.start()) {
            scenario.once();

            assertThat(scenario.engine().zone()).isEqualTo(ZoneId.of("Europe/London"));
        }
    }

    @Test
    void theSettingGoesBeforeTheOrganisation() {
        try (CopyScenario scenario = CopyScenario.start(Map.of("time-zone", "Pacific/Auckland"))) {
            scenario.once();

            assertThat(scenario.engine().zone()).isEqualTo(ZoneId.of("Pacific/Auckland"));
        }
    }
}
