package org.harvestxero.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.harvestxero.config.SettingsException;
import org.junit.jupiter.api.Test;

class BesideTest {
    @Test
    void goesOnAtOnceAndWaitsWhenAsked() {
        CountDownLatch go = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        Beside beside = Beside.begin("test", () -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            done.set(true);
        });

        assertThat(done).isFalse();
        go.countDown();
        beside.await();
        assertThat(done).isTrue();
    }

    @Test
    void tellsItsFailureEachTime() {
        Beside beside = Beside.begin("test", () -> {
            throw new SettingsException("no database");
        });

        assertThatThrownBy(beside::await).isInstanceOf(SettingsException.class).hasMessage("no database");
        assertThatThrownBy(beside::await).isInstanceOf(SettingsException.class).hasMessage("no database");
    }

    @Test
    void keepsAnInterruptionForLater() {
        Beside beside = Beside.begin("test", () -> {});
        Thread.currentThread().interrupt();

        beside.await();

        assertThat(Thread.interrupted()).isTrue();
    }
}
