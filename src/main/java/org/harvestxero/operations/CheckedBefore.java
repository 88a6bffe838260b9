package org.harvestxero.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.harvestxero.settings.Home;

/**
 * Remembers which set of route files passed the check last, so that a start with the same files, settings and program need not
 * check them again: the check takes a third of a start. Kept in {@code data/start/routes-checked}.
 */
final class CheckedBefore {
    private final Path file;

    CheckedBefore(Home home) {
        this.file = home.data().resolve("start").resolve("routes-checked");
    }

    /** What a verdict depends on; empty when the program is not a packaged one and may change at any time. */
    static Optional<String> mark(RouteFiles files, Properties placeholders, Map<String, Object> beans) {
        return program().map(program -> {
            MessageDigest digest = sha256();
            add(digest, program);
            files.texts().forEach((path, text) -> {
                add(digest, path.toString());
                add(digest, text);
            });
            new TreeMap<>(placeholders).forEach((key, value) -> add(digest, key + "=" + value));
            new TreeMap<>(beans)
                    .forEach((name, bean) ->
                            add(digest, name + ":" + bean.getClass().getName()));
            return HexFormat.of().formatHex(digest.digest());
        });
    }

    boolean passed(String mark) {
        try {
            return Files.exists(file) && Files.readString(file).equals(mark);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file, e);
        }
    }

    void remember(String mark) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, mark);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file, e);
        }
    }

    /** The jar this class came from, with its size and time. */
    private static Optional<String> program() {
        CodeSource source = CheckedBefore.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            Path jar = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(jar)
                    ? Optional.of(jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar))
                    : Optional.empty();
        } catch (IOException | URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) ':');
        digest.update(bytes);
    }
}
