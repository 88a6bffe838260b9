package org.harvestxero.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A home's {@code application.properties} as it is changed by the program on a person's behalf: only the text of the values, believed
 * before it is kept, never over what somebody else wrote meanwhile. What stood there before is kept in {@code data/settings/}.
 */
public final class SettingsFile {
    private final Settings inForce;
    private final Home home;
    private final Clock clock;

    /** @param inForce the settings the program was started with */
    public SettingsFile(Settings inForce, Home home, Clock clock) {
        this.inForce = inForce;
        this.home = home;
        this.clock = clock;
    }

    /**
     * A change that nobody has made yet.
     *
     * @param before the file's text when it was worked out
     * @param after what it would be
     * @param values what is set, by key; an empty value takes a setting back
     */
    public record Change(String before, String after, Map<String, String> values) {
        public Change {
            values = Map.copyOf(values);
        }

        /** What changes in the file, line by line; secrets are blanked. */
        public List<ChangedLines.Row> lines() {
            return shown(before, after);
        }

        /** Without the text, which may hold secrets. */
        @Override
        public String toString() {
            return "Change" + new TreeMap<>(values).keySet();
        }
    }

    /** Somebody else wrote the file meanwhile. */
    public static final class EditedException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient List<ChangedLines.Row> lines;

        EditedException(Path file, List<ChangedLines.Row> lines) {
            super(file + " was edited meanwhile, so nothing was written.");
            this.lines = List.copyOf(lines);
        }

        /** What was edited; secrets are blanked. */
        public List<ChangedLines.Row> lines() {
            return lines;
        }
    }

    private static List<ChangedLines.Row> shown(String before, String after) {
        return ChangedLines.between(new PropertiesText(before).shown(before), new PropertiesText(after).shown(before));
    }

    public Path path() {
        return home.properties();
    }

    /**
     * The settings as the file has them now; they count from the next start on.
     *
     * @throws SettingsException when it can't be used
     */
    public Settings onDisk() {
        return inForce.withFile(text());
    }

    /** Names of settings that a new start would change. @throws SettingsException when the file can't be used */
    public Set<String> waiting() {
        return inForce.differing(onDisk());
    }

    /** What sets the key other than the file, and wins over it, such as an environment variable; empty when nothing does. */
    public Optional<String> overridden(String key) {
        String origin = inForce.origin(key);
        return origin.equals("default") || origin.equals(path().toString()) ? Optional.empty() : Optional.of(origin);
    }

    /**
     * Works out what setting these values would change.
     *
     * @param values by key; an empty one takes a setting back
     * @throws SettingsException naming everything that is wrong with the values, or with the file
     */
    public Change change(Map<String, String> values) {
        Map<String, String> wanted = new TreeMap<>();
        values.forEach((key, value) -> {
            overridden(key).ifPresent(by -> {
                throw new SettingsException(
                        key + " is set by " + by + ", which wins over " + path() + ": change it there.");
            });
            wanted.put(key, value.strip());
        });
        String before = text();
        String after = new PropertiesText(before).with(wanted);
        Settings then = inForce.withFile(after);
        wanted.forEach((key, value) -> {
            if (!value.startsWith("{{env:") && !value.equals(then.given(key))) {
                throw new SettingsException(key + " can't be written into " + path() + ": set it there by hand.");
            }
        });
        return new Change(before, after, wanted);
    }

    /**
     * Writes the change, and keeps what stood there before.
     *
     * @throws EditedException when the file is not what it was when the change was worked out
     * @throws SettingsException when it can't be written
     */
    public synchronized void write(Change change) {
        try {
            Path kept = Files.createDirectories(home.data()).resolve("settings");
            Home.makeFolder(kept);
            try (FileChannel channel = FileChannel.open(
                            kept.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                String now = text();
                if (!lock.isValid() || !now.equals(change.before())) {
                    throw new EditedException(path(), shown(change.before(), now));
                }
                new EarlierTexts(kept, path().getFileName() + ".", "").keep(now, clock.instant());
                Home.replace(path(), change.after(), permissions(change.after()));
            }
        } catch (IOException e) {
            throw new SettingsException(path() + " can't be written (" + Home.reason(e)
                    + "): let the user of this process write it and its folder, or make the change by hand.");
        }
    }

    /** As before; but with secrets in it nobody beside owner and group reads it. */
    private Set<PosixFilePermission> permissions(String text) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.copyOf(Home.permissions(path()));
        if (new PropertiesText(text).holdsSecrets()) {
            permissions.remove(PosixFilePermission.OTHERS_READ);
        }
        return permissions;
    }

    private String text() {
        try {
            return Files.exists(path()) ? Files.readString(path()) : "";
        } catch (CharacterCodingException e) {
            throw new SettingsException(path() + " is not UTF-8 text: save it as UTF-8.");
        } catch (IOException e) {
            throw new SettingsException(path() + " can't be read (" + Home.reason(e) + "): check its permissions.");
        }
    }
}
