package org.harvestxero.mcp.token;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.harvestxero.config.Home;
import org.harvestxero.config.SettingsException;
import org.harvestxero.console.user.User;
import org.jspecify.annotations.Nullable;

/**
 * The file of {@code mcp.tokens-file}: a line for each assistant, readable by its owner alone. A line {@code off REASON} turns all of them
 * off. Lines that begin with {@code #} stay as they are; one that can't be read lets nobody in and is complained about.
 */
public final class AssistantFile {
    private static final String OFF = "off";
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Path file;

    public AssistantFile(Path file) {
        this.file = file;
    }

    public Path path() {
        return file;
    }

    /**
     * What the file says.
     *
     * @param off why all are turned off; null while they aren't
     * @param complaints about lines that can't be read, as sentences
     */
    public record Content(
            List<Assistant> assistants, @Nullable String off, List<String> complaints) {
        static final Content NOTHING = new Content(List.of(), null, List.of());

        public Content {
            assistants = List.copyOf(assistants);
            complaints = List.copyOf(complaints);
        }

        public Optional<Assistant> find(String name) {
            return assistants.stream()
                    .filter(each -> User.key(each.name()).equals(User.key(name)))
                    .findFirst();
        }

        /** Whose token has that hash. */
        Optional<Assistant> byHash(String hash) {
            return assistants.stream().filter(each -> each.hash().equals(hash)).findFirst();
        }
    }

    /** @throws SettingsException when it can't be read, or others than its owner may read or write it */
    public Content read() {
        if (Files.notExists(file)) {
            return Content.NOTHING;
        }
        try {
            if (isOpenToOthers()) {
                throw new SettingsException("Others than its owner may read or write " + file
                        + " (mcp.tokens-file), so no assistant is let in by it. As its owner, run: chmod 600 " + file);
            }
            return content(Files.readAllLines(file));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private boolean isOpenToOthers() throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    }

    private Content content(List<String> lines) {
        List<Assistant> assistants = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        String off = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (isOff(line)) {
                off = line.strip().substring(OFF.length()).strip();
                continue;
            }
            Optional<Assistant> read = AssistantLine.read(line);
            if (read.isPresent()
                    && new Content(assistants, null, List.of())
                            .find(read.get().name())
                            .isEmpty()) {
                assistants.add(read.get());
            } else {
                complaints.add(
                        "Line " + (i + 1) + " of " + file
                                + " lets no assistant in: it is not a new name and what belongs to it. Write it with `mcp tokens add`.");
            }
        }
        return new Content(assistants, off, complaints);
    }

    private static boolean isOff(String line) {
        String[] words = line.strip().split("\\s+", 2);
        return words[0].equals(OFF);
    }

    /** Adds the assistant, or takes the place of the one of that name. */
    public void put(Assistant assistant) {
        change(lines -> {
            List<String> changed = without(lines, assistant.name());
            changed.add(AssistantLine.of(assistant));
            return changed;
        });
    }

    /**
     * Makes the token good for nothing, at once. The line stays, so that whoever shows the token is told.
     *
     * @return false when there is no such assistant, or its token was revoked before
     */
    public boolean revoke(String name, LocalDate today) {
        Optional<Assistant> known = read().find(name).filter(each -> each.revoked() == null);
        known.ifPresent(assistant -> put(assistant.revokedOn(today)));
        return known.isPresent();
    }

    /** Turns all of them off, at once. */
    public void turnOff(String reason) {
        change(lines -> {
            List<String> changed = on(lines);
            changed.add(0, (OFF + " " + reason.replaceAll("\\s+", " ")).strip());
            return changed;
        });
    }

    /** @return false when they weren't off */
    public boolean turnOn() {
        boolean off = read().off() != null;
        change(AssistantFile::on);
        return off;
    }

    private static List<String> on(List<String> lines) {
        List<String> changed = new ArrayList<>(lines);
        changed.removeIf(AssistantFile::isOff);
        return changed;
    }

    private static List<String> without(List<String> lines, String name) {
        List<String> changed = new ArrayList<>(lines);
        changed.removeIf(line -> AssistantLine.read(line)
                .filter(each -> User.key(each.name()).equals(User.key(name)))
                .isPresent());
        return changed;
    }

    /** One writer at a time; a crash leaves the former or the new file, never half of one. */
    private void change(UnaryOperator<List<String>> change) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new SettingsException("mcp.tokens-file is no file: " + file);
        }
        try {
            Home.makeFolder(folder);
            Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                List<String> lines = Files.exists(file) && lock.isValid() ? Files.readAllLines(file) : List.of();
                Home.replace(
                        file,
                        change.apply(lines).stream()
                                .map(line -> line + System.lineSeparator())
                                .collect(Collectors.joining()));
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private SettingsException unusable(IOException failure) {
        return new SettingsException(file + " (mcp.tokens-file) can't be read or written (" + failure
                + "): name a file in a folder this process may write to, or make it for its user.");
    }
}
