package org.harvestxero.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.harvestxero.config.SettingsException;
import org.junit.jupiter.api.Test;

class BackgroundTaskTest {
    @Test
    void goesOnAtOnceAndWaitsWhenAsked() {
        CountDownLatch go = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        BackgroundTask task = BackgroundTask.begin("test", () -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            done.set(true);
        });

        assertThat(done).isFalse();
        go.countDown();
        task.await();
        assertThat(done).isTrue();
    }

    @Test
    void tellsItsFailureEachTime() {
        BackgroundTask task = BackgroundTask.begin("test", () -> {
            throw new SettingsException("no database");
        });

        assertThatThrownBy(task::await).isInstanceOf(SettingsException.class).hasMessage("no database");
        assertThatThrownBy(task::await).isInstanceOf(SettingsException.class).hasMessage("no database");
    }

    @Test
    void keepsAnInterruptionForLater() {
        BackgroundTask task = BackgroundTask.begin("test", () -> {});
        Thread.currentThread().interrupt();

        task.await();

        assertThat(Thread.interrupted()).isTrue();
    }
}
