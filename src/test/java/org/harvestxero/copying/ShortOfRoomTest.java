package org.harvestxero.copying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.operations.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk with less room than {@code disk.reserve} asks for. */
class ShortOfRoomTest {
    @TempDir
    Path folder;

    @Test
    void nothingLeavesBelowTheReserveAndAllOfItOnceThereIsRoom() {
        String url = "jdbc:h2:file:" + folder.resolve("ledger");
        // Short of it, but not by half: that would keep it from starting.
        String reserve = Long.toString(folder.toFile().getUsableSpace() / 1_000_000 * 3 / 2);
        try (CopyScenario scenario = CopyScenario.start(Map.of("database.url", url, "disk.reserve", reserve))) {
            long client = scenario.harvest().add(aClient("Sample Bakery"));
            scenario.harvest()
                    .add(anInvoice(client)
                            .number("R-1")
                            .issued(LocalDate.of(2026, 11, 3))
                            .line("Design", "1", "100")
                            .open());

            assertThat(scenario.once().troubles()).singleElement().satisfies(trouble -> {
                assertThat(trouble.reason()).isEqualTo(Trouble.Reason.NO_ROOM);
                assertThat(trouble.message())
                        .contains("MB are free below " + folder, "make room there, and it goes on by itself.");
            });
            scenario.scheduled();
            assertThat(scenario.work().status().troubles())
                    .extracting(Trouble::reason)
                    .containsExactly(Trouble.Reason.NO_ROOM);
            assertThat(scenario.xero().invoices()).isEmpty();
            assertThat(scenario.xero().contacts()).isEmpty();

            scenario.restart(Map.of("database.url", url, "disk.reserve", "0"));

            assertThat(scenario.once().copied()).hasSize(1);
            assertThat(scenario.work().status().troubles()).isEmpty();
        }
    }
}
