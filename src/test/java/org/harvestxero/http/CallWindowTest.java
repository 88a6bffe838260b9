package org.harvestxero.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reaches the other side, by whose clock the limit counts, when calls pass the window from several lanes. */
class CallWindowTest {
    private static final int MOST = 100;
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;
    private static final Duration OTHERS_WINDOW = Duration.ofSeconds(15);
    private static final Duration OURS = Duration.ofMillis(15_100);

    private final CallWindow window = new CallWindow(MOST, OURS);

    /** A call that is under way: when it began and when its answer is there. */
    private record Call(long began, long ends) {}

    /**
     * So many lanes call without a pause; gives when the other side counted each call, in order.
     *
     * @param there,back least milliseconds until it counts the call, and from then until the answer is there
     * @param jitter milliseconds that each of both may take longer
     */
    private List<Long> counted(int lanes, int calls, long there, long back, int jitter, Random random) {
        List<Long> counted = new ArrayList<>();
        PriorityQueue<Call> running = new PriorityQueue<>(Comparator.comparing(Call::ends));
        long now = 0;
        while (counted.size() < calls) {
            if (running.size() < lanes && window.left(now) > 0) {
                window.begin();
                long arrives = now + (there + random.nextInt(jitter + 1)) * MILLI;
                counted.add(arrives);
                running.add(new Call(now, arrives + (back + random.nextInt(jitter + 1)) * MILLI));
                continue;
            }
            OptionalLong free =
                    running.size() < lanes && window.left(now) == 0 ? window.nanosUntilFree(now) : OptionalLong.empty();
            Call next = running.peek();
            if (next != null && (free.isEmpty() || next.ends() <= now + free.getAsLong())) {
                running.remove();
                now = Math.max(now, next.ends());
                window.end(next.began(), now);
            } else {
                now += free.orElseThrow();
            }
        }
        counted.sort(Comparator.naturalOrder());
        return counted;
    }

    @ParameterizedTest(name = "{0} ms there, {1} ms back, {2} ms of jitter, {3} lanes")
    @CsvSource({"50, 250, 0, 6", "250, 50, 0, 6", "10, 290, 400, 6", "300, 0, 700, 10", "0, 900, 100, 6", "2, 1, 5, 6"})
    void noStretchOfTheOthersWindowHoldsMoreThanTheLimit(long there, long back, int jitter, int lanes) {
        List<Long> counted = counted(lanes, 3_000, there, back, jitter, new Random(7));

        for (int i = MOST; i < counted.size(); i++) {
            assertThat(counted.get(i) - counted.get(i - MOST)).isGreaterThanOrEqualTo(OTHERS_WINDOW.toNanos());
        }
    }

    @Test
    void hardlyACallIsLeftUnusedBecauseAnswersTakeTime() {
        List<Long> counted = counted(6, 10_000, 100, 200, 10, new Random(7));

        double seconds = (counted.get(counted.size() - 1) - counted.get(0)) / (double) SECOND;
        double allowed = MOST + seconds / OTHERS_WINDOW.toSeconds() * MOST;
        assertThat(counted.size() / allowed).isGreaterThan(0.98);
    }

    @Test
    void oneThatIsFasterThanAllBeforeGivesBackNoMoreThanItTook() {
        CallDurations durations = new CallDurations();
        for (int i = 0; i < CallDurations.SAMPLES; i++) {
            durations.leastOf(300 * MILLI);
        }

        assertThat(durations.leastOf(20 * MILLI)).isEqualTo(20 * MILLI);
        assertThat(durations.leastOf(300 * MILLI)).isEqualTo(20 * MILLI);
    }

    @Test
    void nothingIsGivenBackBeforeEnoughCallsWereSeen() {
        CallDurations durations = new CallDurations();

        for (int i = 1; i < CallDurations.SAMPLES; i++) {
            assertThat(durations.leastOf(300 * MILLI)).isZero();
        }
        assertThat(durations.leastOf(300 * MILLI)).isEqualTo(300 * MILLI);
    }
}
