package org.harvestxero.monitoring;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.harvestxero.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether there is room for what is about to be done. An embedded database that meets a full disk closes itself, and what it was told
 * last may be lost: so nothing is begun, claimed or sent while less than {@code disk.reserve} is free below {@code data/}, and what
 * was begun before does not touch the database any more once half of that is used up. Where the database is a server's, its disk is
 * not ours to watch.
 */
public final class DiskRoom {
    private static final Logger LOG = LoggerFactory.getLogger(DiskRoom.class);
    private static final long MEGABYTE = 1_000_000;
    private static final String FILE = "jdbc:h2:file:";

    private final Path folder;
    private final long reserve;
    private final LongSupplier free;
    private final AtomicBoolean isShort = new AtomicBoolean();

    /**
     * @param folder where the database's file grows
     * @param reserveMegabytes least room; 0 for never short
     * @param free bytes left there for this process, asked anew each time
     */
    public DiskRoom(Path folder, int reserveMegabytes, LongSupplier free) {
        this.folder = folder;
        this.reserve = reserveMegabytes * MEGABYTE;
        this.free = free;
    }

    /** Of the file the settings name; empty where no file of ours grows. */
    public static Optional<DiskRoom> of(Settings settings) {
        String url = settings.databaseUrl();
        if (!url.startsWith(FILE)) {
            return Optional.empty();
        }
        Path file = Path.of(
                url.substring(FILE.length()).split(";", 2)[0].replaceFirst("^~", System.getProperty("user.home")));
        Path folder = file.toAbsolutePath().normalize().getParent();
        return folder == null
                ? Optional.empty()
                : Optional.of(new DiskRoom(
                        folder,
                        settings.number("disk.reserve"),
                        () -> folder.toFile().getUsableSpace()));
    }

    public Path folder() {
        return folder;
    }

    /** Whether not even a database that is opened finds room. */
    public boolean isFull() {
        return freeBytes() < MEGABYTE;
    }

    public long freeBytes() {
        return free.getAsLong();
    }

    /** Why the database must not be written any more, not even to end what was begun; empty while it may. */
    public Optional<String> nearlyFull() {
        long left = freeBytes();
        return reserve > 0 && left < reserve / 2 ? Optional.of(sentence(left)) : Optional.empty();
    }

    /** What is wrong and what to do, in one sentence; empty while there is room enough. */
    public Optional<String> shortage() {
        long left = reserve == 0 ? Long.MAX_VALUE : freeBytes();
        if (left >= reserve) {
            if (isShort.compareAndSet(true, false)) {
                LOG.info("There is room again below {}; work goes on", folder);
            }
            return Optional.empty();
        }
        String words = sentence(left);
        if (isShort.compareAndSet(false, true)) {
            LOG.warn("Nothing new is begun or sent. {}", words);
        }
        return Optional.of(words);
    }

    private String sentence(long left) {
        return "Only " + left / MEGABYTE + " MB are free below " + folder + ", less than the " + reserve / MEGABYTE
                + " MB of disk.reserve: make room there, and it goes on by itself";
    }
}
