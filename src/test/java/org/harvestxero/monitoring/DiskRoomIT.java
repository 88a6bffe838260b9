package org.harvestxero.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.harvestxero.config.Settings;
import org.harvestxero.store.Store;
import org.harvestxero.store.database.DatabaseTrouble;
import org.junit.jupiter.api.Test;

class DiskRoomIT {
    private final AtomicLong free = new AtomicLong(500_000_000);
    private final DiskRoom room = new DiskRoom(Path.of("/books/data"), 200, free::get);

    @Test
    void tooLittleRoomIsToldWithWhatToDoAndEndsByItself() {
        assertThat(room.shortage()).isEmpty();

        free.set(199_999_999);
        assertThat(room.shortage())
                .hasValue("Only 199 MB are free below /books/data, less than the 200 MB of "
                        + "disk.reserve: make room there, and it goes on by itself");

        free.set(200_000_000);
        assertThat(room.shortage()).isEmpty();
    }

    @Test
    void theDatabaseIsLeftAloneOnceHalfOfTheReserveIsUsedUp() {
        free.set(100_000_000);
        assertThat(room.nearlyFull()).isEmpty();

        free.set(99_999_999);
        assertThat(room.nearlyFull()).isPresent();
        try (Store store = Store.open("jdbc:h2:mem:nearly-full", "sa", "", Clock.systemUTC())) {
            store.refusedBy(room::nearlyFull);
            assertThatThrownBy(() -> store.forConnection("main").connections().add())
                    .satisfies(refused -> assertThat(DatabaseTrouble.in(refused).orElse(""))
                            .startsWith("Only 99 MB are free below /books/data"));

            free.set(300_000_000);
            store.forConnection("main").connections().add();
        }
    }

    @Test
    void readinessIsDownMeanwhile() {
        free.set(1_000_000);
        DiskHealth health = new DiskHealth(room);
        health.setCamelContext(new DefaultCamelContext());

        HealthCheck.Result result = health.call();

        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getMessage().orElse("")).startsWith("Only 1 MB are free below /books/data");
        assertThat(health.isLiveness()).isFalse();
    }

    @Test
    void aReserveOfNoneIsNeverShort() {
        free.set(0);

        assertThat(new DiskRoom(Path.of("/books/data"), 0, free::get).shortage())
                .isEmpty();
    }

    @Test
    void onlyAFileOfThisProcessIsWatched() {
        assertThat(DiskRoom.of(
                        Settings.of(Map.of("database.url", "jdbc:h2:file:/books/data/harvest-xero;MODE=PostgreSQL"))))
                .hasValueSatisfying(watched -> assertThat(watched.folder()).isEqualTo(Path.of("/books/data")));
        assertThat(DiskRoom.of(Settings.of(Map.of("database.url", "jdbc:h2:mem:books"))))
                .isEmpty();
        assertThat(DiskRoom.of(Settings.of(Map.of("database.url", "jdbc:postgresql://localhost/books"))))
                .isEmpty();
    }
}
