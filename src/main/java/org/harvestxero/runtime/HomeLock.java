package org.harvestxero.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.harvestxero.config.Home;

/**
 * The right to work with a home's data, which one process has at a time. The operating system releases it when the process ends,
 * however it ends.
 */
public final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock if nobody has it.
     *
     * @param command what it is taken for, shown to those who come later
     */
    public static Optional<HomeLock> take(Home home, String command) {
        Path file = file(home);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel).isEmpty()) {
                channel.close();
                return Optional.empty();
            }
            Home.ownerOnly(file, "rw-------");
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap((ProcessHandle.current().pid() + " " + command).getBytes(StandardCharsets.UTF_8)));
            return Optional.of(new HomeLock(channel));
        } catch (IOException e) {
            throw Home.unusable(file, e);
        }
    }

    /** Who has the lock now, as "process 4711 (once)". */
    public static String holder(Home home) {
        return read(home)
                .map(holder -> "process " + holder.pid() + " (" + holder.command() + ")")
                .orElse("another process");
    }

    /** The id of the process that took the lock last. */
    static Optional<Long> holderPid(Home home) {
        return read(home).map(Holder::pid);
    }

    private static Optional<Holder> read(Home home) {
        try {
            String[] words = Files.readString(file(home)).strip().split(" ", 2);
            return words.length == 2 ? Optional.of(new Holder(Long.parseLong(words[0]), words[1])) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    private static Path file(Home home) {
        return home.data().resolve("home.lock");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not give the home's lock back", e);
        }
    }

    private record Holder(long pid, String command) {}
}
