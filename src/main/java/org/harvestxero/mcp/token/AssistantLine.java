package org.harvestxero.mcp.token;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.harvestxero.console.user.Role;
import org.harvestxero.console.user.User;
import org.jspecify.annotations.Nullable;

/**
 * The line that stands for an assistant in the file: name, roles, connections or {@code *}, calls a minute, rows a call, calls of the sides a
 * minute, last day, day of revocation or {@code -}, hash; with colons between them.
 */
final class AssistantLine {
    private static final int PARTS = 9;
    private static final String ALL = "*";
    private static final String NEVER = "-";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private AssistantLine() {}

    static String of(Assistant assistant) {
        return String.join(
                ":",
                assistant.name(),
                assistant.roleWords().replace(" ", ""),
                assistant.connections().isEmpty()
                        ? ALL
                        : assistant.connections().stream().sorted().collect(Collectors.joining(",")),
                String.valueOf(assistant.bounds().calls()),
                String.valueOf(assistant.bounds().rows()),
                String.valueOf(assistant.bounds().sideCalls()),
                assistant.expires().toString(),
                assistant.revoked() == null ? NEVER : assistant.revoked().toString(),
                assistant.hash());
    }

    /** Empty when the line stands for nobody. */
    static Optional<Assistant> read(String line) {
        List<String> parts =
                Arrays.stream(line.strip().split(":", -1)).map(String::strip).toList();
        if (parts.size() != PARTS
                || User.complaint(parts.get(0)).isPresent()
                || !HASH.matcher(parts.get(8)).matches()) {
            return Optional.empty();
        }
        try {
            Assistant.Bounds bounds = new Assistant.Bounds(
                    Integer.parseInt(parts.get(3)), Integer.parseInt(parts.get(4)), Integer.parseInt(parts.get(5)));
            return Optional.of(new Assistant(
                            User.normal(parts.get(0)),
                            Role.named(words(parts.get(1))),
                            parts.get(2).equals(ALL) ? Set.of() : Set.copyOf(words(parts.get(2))),
                            bounds,
                            LocalDate.parse(parts.get(6)),
                            day(parts.get(7)),
                            parts.get(8)))
                    .filter(assistant -> !assistant.roles().isEmpty());
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private static @Nullable LocalDate day(String text) {
        return text.equals(NEVER) ? null : LocalDate.parse(text);
    }
}
