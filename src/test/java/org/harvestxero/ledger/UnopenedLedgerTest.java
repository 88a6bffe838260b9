package org.harvestxero.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

class UnopenedLedgerTest {
    @TempDir
    Path folder;

    @Test
    void whoAsksTooEarlyWaitsForTheTables() throws Exception {
        try (Ledger ledger = ledger("jdbc:h2:" + folder.resolve("books"))) {
            ledger.whenOpen(() -> ledger.connections().add("main"));
            CompletableFuture<Boolean> asked = CompletableFuture.supplyAsync(
                    () -> ledger.connections().state("main").pause().isEmpty());

            assertThat(asked).isNotDone();
            ledger.open();

            assertThat(asked.get(20, TimeUnit.SECONDS)).isTrue();
            ledger.connections().pause("main", new Connections.Pause("person", "holiday", null));
            assertThat(ledger.connections().state("main").pause()).isPresent();
        }
    }

    @Test
    void whoWaitsHearsOfTheFailure() {
        try (Ledger ledger = ledger("jdbc:h2:" + folder.resolve("none") + ";IFEXISTS=TRUE")) {
            CompletableFuture<Connections.State> asked =
                    CompletableFuture.supplyAsync(() -> ledger.connections().state("main"));

            assertThatThrownBy(ledger::open).isInstanceOf(RuntimeException.class);

            assertThatThrownBy(() -> asked.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(DataAccessException.class);
        }
    }

    private static Ledger ledger(String url) {
        return Ledger.unopened(url, "sa", "", Clock.systemUTC());
    }
}
