package org.harvestxero.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TasksTest {
    private static final List<Long> MANY =
            LongStream.rangeClosed(1, 1_200).boxed().toList();

    private static Tasks.Reading ended(Tasks tasks, Tasks.Step step) {
        long id = tasks.start(new Tasks.Work("Trying again", "Bob", step), MANY);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> tasks.find(id).orElseThrow().over());
        return tasks.find(id).orElseThrow();
    }

    @Test
    void whatIsDoneToItsEndSaysSo() {
        try (Tasks tasks = new Tasks()) {
            Tasks.Reading reading = ended(tasks, ids -> ids.size());
            assertThat(reading.problem()).isEmpty();
            assertThat(reading.done()).isEqualTo(1_200);
        }
    }

    @Test
    void whatEndsByAnErrorIsNotCalledDoneAndTheNextIsDoneAllTheSame() {
        try (Tasks tasks = new Tasks()) {
            Tasks.Reading broken = ended(tasks, ids -> {
                if (ids.contains(501L)) {
                    throw new NoClassDefFoundError("gone");
                }
                return ids.size();
            });
            assertThat(broken.problem()).contains("ended before its end", "gone", "What was done stays done");
            assertThat(broken.seen()).isEqualTo(500);
            assertThat(ended(tasks, ids -> ids.size()).problem()).isEmpty();
        }
    }

    @Test
    void whatIsStoppedKeepsWhatWasDone() {
        try (Tasks tasks = new Tasks()) {
            Tasks.Reading stopped = ended(tasks, ids -> {
                tasks.stop(1);
                return ids.size();
            });
            assertThat(stopped.problem()).contains("Stopped by hand");
            assertThat(stopped.done()).isEqualTo(500);
        }
    }
}
