package org.harvestxero.store.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

class UnopenedLedgerIT {
    @TempDir
    Path folder;

    @Test
    void whoAsksTooEarlyWaitsForTheTables() throws Exception {
        try (Store store = ledger("jdbc:h2:" + folder.resolve("books"))) {
            ConnectionStore main = store.forConnection("main");
            store.whenOpen(() -> main.connections().add());
            CompletableFuture<Boolean> asked = CompletableFuture.supplyAsync(
                    () -> main.connections().state().pause().isEmpty());

            assertThat(asked).isNotDone();
            store.open();

            assertThat(asked.get(20, TimeUnit.SECONDS)).isTrue();
            main.connections().pause(new ConnectionTable.Pause("person", "holiday", null));
            assertThat(main.connections().state().pause()).isPresent();
        }
    }

    @Test
    void whoWaitsHearsOfTheFailure() {
        try (Store store = ledger("jdbc:h2:" + folder.resolve("none") + ";IFEXISTS=TRUE")) {
            CompletableFuture<ConnectionTable.State> asked = CompletableFuture.supplyAsync(
                    () -> store.forConnection("main").connections().state());

            assertThatThrownBy(store::open).isInstanceOf(RuntimeException.class);

            assertThatThrownBy(() -> asked.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(DataAccessException.class);
        }
    }

    private static Store ledger(String url) {
        return Store.unopened(url, "sa", "", Clock.systemUTC());
    }
}
