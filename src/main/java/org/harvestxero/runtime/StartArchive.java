package org.harvestxero.runtime;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.harvestxero.config.Home;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the archive of loaded classes (AppCDS) that shortens later starts, while the program runs: a second process starts everything once
 * in an empty home, stops, and leaves the archive. It ends with this one; the next start removes whatever it left half done.
 *
 * <p>{@code bin/harvest-xero} says with the system property {@value #FILE} where the archive belongs, if it is missing.
 */
final class StartArchive implements AutoCloseable {
    static final String FILE = "harvest-xero.archive";

    private static final Logger LOG = LoggerFactory.getLogger(StartArchive.class);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LONGEST_AFTER_WORK = Duration.ofMinutes(2);
    private static final String MAKING = "making";

    /** Beside where the archive would be, after an attempt that came to nothing. */
    private static final String IN_VAIN = ".in-vain";

    private static final long MEGABYTE = 1_000_000;

    /** Megabytes; more than an archive and the home it is made in take up. */
    private static final long TAKES = 150;

    private final Path archive;
    private final Path workplace;
    private final List<String> command;
    private final Room room;
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable Process process;
    private boolean closed;

    /**
     * @param reserve megabytes that always stay free
     * @param free megabytes left on the disk, measured each time
     */
    record Room(long reserve, LongSupplier free) {
        boolean isEnoughToBegin() {
            return free.getAsLong() >= reserve + TAKES;
        }

        boolean isEnoughToGoOn() {
            return free.getAsLong() >= reserve;
        }
    }

    StartArchive(Path archive, Path workplace, List<String> command, Room room) {
        this.room = room;
        this.archive = archive;
        this.workplace = workplace;
        this.command = command;
    }

    /**
     * Begins on a thread of its own; empty when there is nothing to make, or when an attempt came to nothing before: a command that
     * starts every few minutes must not pay for one each time.
     *
     * @param reserve megabytes it must leave free
     */
    static Optional<StartArchive> beginUnlessInVain(Home home, int reserve) {
        return Files.exists(inVain(Path.of(System.getProperty(FILE, "")))) ? Optional.empty() : begin(home, reserve);
    }

    private static Path inVain(Path archive) {
        return archive.resolveSibling(archive.getFileName() + IN_VAIN);
    }

    /**
     * Begins on a thread of its own; empty when there is nothing to make.
     *
     * @param reserve megabytes it must leave free
     */
    static Optional<StartArchive> begin(Home home, int reserve) {
        String file = System.getProperty(FILE, "");
        String program = System.getProperty("harvest-xero.program", "");
        Optional<String> java = ProcessHandle.current().info().command();
        if (file.isEmpty() || program.isEmpty() || java.isEmpty() || Files.exists(Path.of(file))) {
            return Optional.empty();
        }
        Path archive = Path.of(file);
        Path workplace =
                archive.resolveSibling(MAKING + "-" + ProcessHandle.current().pid());
        List<String> arguments = ManagementFactory.getRuntimeMXBean().getInputArguments();
        StartArchive making = new StartArchive(
                archive,
                workplace,
                ArchiveCommand.of(java.get(), arguments, System.getProperty("java.class.path"), program, workplace),
                new Room(reserve, () -> home.data().toFile().getUsableSpace() / MEGABYTE));
        return Optional.of(making.beside());
    }

    StartArchive beside() {
        Thread thread = new Thread(this::make, "start-archive");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void make() {
        try {
            sweep();
            if (!room.isEnoughToBegin()) {
                LOG.info(
                        "No archive of classes is made while so little room is left; starts take longer, everything else works");
                return;
            }
            Home.makeFolder(workplace);
            if (start() && Files.exists(workplace.resolve("classes.jsa"))) {
                removeOlder();
                Files.move(workplace.resolve("classes.jsa"), archive, StandardCopyOption.ATOMIC_MOVE);
                LOG.info("The next start is faster: {} was made", archive.getFileName());
            } else if (!isClosed()) {
                if (room.isEnoughToGoOn()) {
                    Files.write(inVain(archive), new byte[0]);
                }
                LOG.info("No archive of classes was made; starts take longer, everything else works");
            }
        } catch (IOException e) {
            LOG.info("No archive of classes was made ({}); starts take longer, everything else works", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            delete(workplace);
            over.countDown();
        }
    }

    /** Waits until it is made, for a process that has nothing else to do any more. */
    void finish() throws IOException, InterruptedException {
        finish(LONGEST_AFTER_WORK);
    }

    /** @param longest then it is ended and counts as in vain */
    void finish(Duration longest) throws IOException, InterruptedException {
        if (over.getCount() > 0) {
            LOG.info("The archive of classes, which spares later starts most of their time, is finished first");
        }
        if (!over.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            Files.write(inVain(archive), new byte[0]);
        }
        close();
    }

    /** @return whether it ended well */
    private boolean start() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().remove("JAVA_TOOL_OPTIONS"); // its flags are among ours
        Process started;
        synchronized (this) {
            if (closed) {
                return false;
            }
            started = builder.start();
            process = started;
        }
        for (long seconds = 0; !started.waitFor(1, TimeUnit.SECONDS); seconds++) {
            if (seconds >= LONGEST.toSeconds() || !room.isEnoughToGoOn()) {
                started.destroyForcibly().waitFor();
                return false;
            }
        }
        return started.exitValue() == 0;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Removes what a killed process left; we hold the home's lock, so nobody else is using it. */
    private void sweep() throws IOException {
        Path folder = archive.toAbsolutePath().getParent();
        if (folder != null && Files.isDirectory(folder)) {
            each(folder, MAKING, StartArchive::delete);
        }
    }

    private void removeOlder() throws IOException {
        Path folder = archive.toAbsolutePath().getParent();
        if (folder != null) {
            each(folder, "classes-", StartArchive::delete);
        }
    }

    private static void each(Path folder, String prefix, Consumer<Path> action) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .toList()
                    .forEach(action);
        }
    }

    private static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).forEach(each -> {
                try {
                    Files.deleteIfExists(each);
                } catch (IOException e) {
                    LOG.debug("Left behind: {}", each, e);
                }
            });
        } catch (IOException e) {
            LOG.debug("Left behind: {}", path, e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
