package org.harvestxero.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlidingMinuteTest {
    private final AtomicLong nanos =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(30).toNanos());
    private final SlidingMinute minute = new SlidingMinute(nanos::get);

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void noMinuteHasMoreWhereverItBegins() {
        assertThat(minute.take(2)).isEmpty();
        pass(40);
        assertThat(minute.take(2)).isEmpty();
        assertThat(minute.take(2)).isEqualTo(OptionalLong.of(20));
        pass(19);
        assertThat(minute.take(2)).isEqualTo(OptionalLong.of(1));
        pass(1);
        assertThat(minute.take(2)).isEmpty();
        assertThat(minute.take(2)).isEqualTo(OptionalLong.of(40));
    }

    @Test
    void whatGoesBeyondIsWaitedForUntilThereIsRoomAgain() {
        minute.add(3);
        pass(10);
        minute.add(2);

        assertThat(minute.untilFree(4)).isEqualTo(OptionalLong.of(50));
        assertThat(minute.untilFree(2)).isEqualTo(OptionalLong.of(60));
        assertThat(minute.untilFree(0)).isEqualTo(OptionalLong.of(60));
        assertThat(minute.untilFree(6)).isEmpty();
    }

    @Test
    void countsRightWhenManyAskAtOnce() {
        List<CompletableFuture<OptionalLong>> asked = IntStream.range(0, 100)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> minute.take(60)))
                .toList();

        assertThat(asked.stream().map(CompletableFuture::join).filter(OptionalLong::isEmpty))
                .hasSize(60);
    }
}
