package org.harvestxero.monitoring.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BroadcastTest {
    private final Broadcast broadcast = new Broadcast(List.of());
    private final List<Long> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        broadcast.close();
    }

    @Test
    void aListenerThatHangsHoldsUpNeitherTheSenderNorTheOthers() {
        CountDownLatch hangs = new CountDownLatch(1);
        List<Long> late = new CopyOnWriteArrayList<>();
        broadcast.addNotificationListener(
                (notification, handback) -> {
                    awaitQuietly(hangs);
                    late.add(notification.getSequenceNumber());
                },
                null,
                null);
        broadcast.addNotificationListener(this::hear, null, null);

        LongStream.rangeClosed(1, 50).forEach(this::send);

        await().until(() -> heard.size() == 50);
        assertThat(late).isEmpty();
        hangs.countDown();
        await().until(() -> late.size() == 50);
        assertThat(late).isEqualTo(LongStream.rangeClosed(1, 50).boxed().toList());
        assertThat(heard).isEqualTo(late);
    }

    @Test
    void whatASlowListenerHasNotTakenIsLeftOutAndShowsAsAGap() {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch began = new CountDownLatch(1);
        broadcast.addNotificationListener(
                (notification, handback) -> {
                    began.countDown();
                    awaitQuietly(hangs);
                    hear(notification, handback);
                },
                null,
                null);
        send(1);
        awaitQuietly(began);

        LongStream.rangeClosed(2, 1000).forEach(this::send);
        hangs.countDown();
        await().until(() -> heard.size() == 101);
        send(1001);

        await().until(() -> heard.size() == 102);
        List<Long> expected =
                new ArrayList<>(LongStream.rangeClosed(1, 101).boxed().toList());
        expected.add(1001L);
        assertThat(heard).isEqualTo(expected);
    }

    @Test
    void aListenerThatFailsIsToldOfTheNextAllTheSame() {
        broadcast.addNotificationListener(
                (notification, handback) -> {
                    hear(notification, handback);
                    throw new IllegalStateException("on purpose");
                },
                null,
                null);

        send(1);
        send(2);

        await().until(() -> heard.equals(List.of(1L, 2L)));
    }

    @Test
    void filtersAreAskedAndFarewellsHeeded() throws Exception {
        List<String> seen = new ArrayList<>();
        broadcast.watch(() -> seen.add("first came"), () -> seen.add("last left"));
        NotificationListener listener = this::hear;
        broadcast.addNotificationListener(listener, notification -> notification.getSequenceNumber() > 1, null);
        broadcast.addNotificationListener(listener, notification -> notification.getSequenceNumber() > 2, null);
        send(1);
        send(2);
        await().until(() -> heard.equals(List.of(2L)));

        broadcast.removeNotificationListener(listener);
        send(3);

        assertThat(heard).containsExactly(2L);
        assertThat(seen).containsExactly("first came", "last left");
        assertThatThrownBy(() -> broadcast.removeNotificationListener(listener))
                .isInstanceOf(ListenerNotFoundException.class);
    }

    private void send(long number) {
        broadcast.send(new Notification("test", "test", number));
    }

    private void hear(Notification notification, Object handback) {
        heard.add(notification.getSequenceNumber());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
