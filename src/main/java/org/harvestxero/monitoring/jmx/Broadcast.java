package org.harvestxero.monitoring.jmx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers notifications to listeners, to each in order, on a few threads of its own. The sender never waits: what a slow listener has not
 * taken in time is dropped for that listener alone, which sees a gap in the sequence numbers. A listener that fails affects no other.
 * There is no thread while there is nothing to deliver.
 */
public final class Broadcast implements NotificationEmitter, AutoCloseable {
    /** The most notifications that wait for one listener. */
    static final int MOST_WAITING = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Broadcast.class);
    private static final int THREADS = 4;
    private static final long IDLE_SECONDS = 5;

    private final List<MBeanNotificationInfo> kinds;
    private final List<Lane> lanes = new CopyOnWriteArrayList<>();
    private final ThreadPoolExecutor threads;
    private volatile Runnable whenListened = () -> {};
    private volatile Runnable whenAlone = () -> {};

    public Broadcast(List<MBeanNotificationInfo> kinds) {
        this.kinds = List.copyOf(kinds);
        AtomicInteger made = new AtomicInteger();
        // No more lanes than listeners are ever queued, so the queue is bounded by them.
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> {
                    Thread thread = new Thread(work, "jmx-listener-" + made.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy()); // once it is closed
        threads.allowCoreThreadTimeOut(true);
    }

    /** Sets what to do when the first listener comes, before it is told anything, and when the last one has gone. */
    public void watch(Runnable listened, Runnable alone) {
        whenListened = listened;
        whenAlone = alone;
    }

    @Override
    public MBeanNotificationInfo[] getNotificationInfo() {
        return kinds.toArray(MBeanNotificationInfo[]::new);
    }

    @Override
    public synchronized void addNotificationListener(
            NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback) {
        if (listener == null) {
            throw new IllegalArgumentException("A listener is needed");
        }
        if (lanes.isEmpty()) {
            whenListened.run();
        }
        lanes.add(new Lane(listener, filter, handback));
    }

    @Override
    public void removeNotificationListener(NotificationListener listener) throws ListenerNotFoundException {
        remove(lane -> Objects.equals(lane.listener, listener));
    }

    @Override
    public void removeNotificationListener(
            NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback)
            throws ListenerNotFoundException {
        remove(lane -> Objects.equals(lane.listener, listener) && lane.filter == filter && lane.handback == handback);
    }

    private synchronized void remove(Predicate<Lane> meant) throws ListenerNotFoundException {
        if (!lanes.removeIf(meant)) {
            throw new ListenerNotFoundException("This listener does not listen");
        }
        if (lanes.isEmpty()) {
            whenAlone.run();
        }
    }

    /** Returns at once. */
    public void send(Notification notification) {
        lanes.forEach(lane -> lane.offer(notification));
    }

    @Override
    public void close() {
        lanes.clear();
        threads.shutdownNow();
    }

    /** What waits for one listener. */
    private final class Lane implements Runnable {
        private final NotificationListener listener;
        private final @Nullable NotificationFilter filter;
        private final @Nullable Object handback;
        private final Deque<Notification> waiting = new ArrayDeque<>();
        private boolean running;
        private boolean full;
        private boolean failed;

        Lane(NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback) {
            this.listener = listener;
            this.filter = filter;
            this.handback = handback;
        }

        void offer(Notification notification) {
            synchronized (waiting) {
                if (waiting.size() >= MOST_WAITING) {
                    warnOnce();
                    return;
                }
                waiting.add(notification);
                if (running) {
                    return;
                }
                running = true;
            }
            threads.execute(this);
        }

        private void warnOnce() {
            if (!full) {
                full = true;
                LOG.warn(
                        "A JMX listener takes its notifications too slowly; what comes beyond {} is left out for it",
                        MOST_WAITING);
            }
        }

        @Override
        public void run() {
            for (Notification next = next(); next != null; next = next()) {
                try {
                    if (filter == null || filter.isNotificationEnabled(next)) {
                        listener.handleNotification(next, handback);
                    }
                } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
                    if (!failed) {
                        failed = true;
                        LOG.warn(
                                "A JMX listener failed at a notification; it is told of the next ones all the same", e);
                    }
                }
            }
        }

        private @Nullable Notification next() {
            synchronized (waiting) {
                Notification next = waiting.poll();
                if (next == null) {
                    running = false;
                    full = false;
                }
                return next;
            }
        }
    }
}
