package org.harvestxero.mcp.token;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harvestxero.config.PrivateLines;
import org.harvestxero.console.user.User;
import org.jspecify.annotations.Nullable;

/**
 * The file of {@code mcp.tokens-file}: a line for each assistant, readable by its owner alone. A line {@code off REASON} turns all of them
 * off. Lines that begin with {@code #} stay as they are; one that can't be read lets nobody in and is complained about.
 */
public final class AssistantFile {
    private static final String OFF = "off";

    private final PrivateLines file;

    public AssistantFile(Path file) {
        this.file = new PrivateLines(file, "mcp.tokens-file", "no assistant is let in by it");
    }

    public Path path() {
        return file.path();
    }

    PrivateLines lines() {
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

    /** @throws org.harvestxero.config.SettingsException when it can't be read, or others than its owner may read or write it */
    public Content read() {
        return content(file.read());
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
                        "Line " + (i + 1) + " of " + file.path()
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
        file.change(lines -> {
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
        file.change(lines -> {
            List<String> changed = on(lines);
            changed.add(0, (OFF + " " + reason.replaceAll("\\s+", " ")).strip());
            return changed;
        });
    }

    /** @return false when they weren't off */
    public boolean turnOn() {
        boolean off = read().off() != null;
        file.change(AssistantFile::on);
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
}
