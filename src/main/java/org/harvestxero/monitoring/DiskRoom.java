package org.harvestxero.monitoring;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.harvestxero.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the disk has room for what is about to be done. An embedded database that meets a full disk closes itself, and its last writes
 * may be lost. So nothing is begun, claimed or sent while less than {@code disk.reserve} is free below {@code data/}, and once half of
 * the reserve is used up, work that was begun before doesn't write to the database either. The disk of a database server is not watched.
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
     * @param free bytes this process can still use there, measured each time
     */
    public DiskRoom(Path folder, int reserveMegabytes, LongSupplier free) {
        this.folder = folder;
        this.reserve = reserveMegabytes * MEGABYTE;
        this.free = free;
    }

    /** For the database file that the settings name; empty with a database server. */
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

    /** Whether there isn't even room to open a database. */
    public boolean isFull() {
        return freeBytes() < MEGABYTE;
    }

    public long freeBytes() {
        return free.getAsLong();
    }

    /** Why the database must no longer be written to, not even to finish work in flight; empty while it may be. */
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
