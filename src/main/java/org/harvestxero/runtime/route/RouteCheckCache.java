package org.harvestxero.runtime.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.config.Home;

/**
 * Remembers which sets of route files passed the check lately, so that a start with the same files, settings and program need not
 * check them again: the check takes a sixth of the processor time of a start. Kept in {@code data/start/routes-checked}, a line each.
 */
public final class RouteCheckCache {
    private static final Pattern PUT_TOGETHER = Pattern.compile("\\{\\{(?:(?!}}).)*\\{\\{", Pattern.DOTALL);

    /** What stands in no name of a setting. */
    private static final Pattern OTHERS = Pattern.compile("[^!-~]+");

    /** So many are remembered: who changes a setting often changes it back. */
    private static final int MOST = 32;

    private final Path file;

    public RouteCheckCache(Home home) {
        this.file = home.data().resolve("start").resolve("routes-checked");
    }

    /** A fingerprint of what a check depends on; it holds for this process alone when the program isn't packaged, as its classes may change. */
    public static Optional<String> mark(
            RouteFiles files, Properties placeholders, Map<String, Object> beans, RoutePolicy policy) {
        return program().map(program -> {
            MessageDigest digest = sha256();
            add(digest, program);
            add(digest, policy.toString());
            add(digest, System.getProperty("java.class.path", "")); // jars of operators, which bring components
            files.texts().forEach((path, text) -> {
                add(digest, path.toString());
                add(digest, text);
            });
            named(placeholders, files).forEach((key, value) -> add(digest, key + "=" + value));
            new TreeMap<>(beans)
                    .forEach((name, bean) ->
                            add(digest, name + ":" + bean.getClass().getName()));
            return HexFormat.of().formatHex(digest.digest());
        });
    }

    /**
     * The placeholders whose names occur in a route file or in the value of another one, since only these affect the check. All of them
     * where a name is composed of others.
     */
    static SortedMap<String, String> named(Properties placeholders, RouteFiles files) {
        SortedMap<String, String> all = new TreeMap<>();
        placeholders.stringPropertyNames().forEach(name -> all.put(name, placeholders.getProperty(name)));
        String texts = Stream.concat(
                        files.texts().values().stream(), all.values().stream().filter(value -> value.contains("{{")))
                .collect(Collectors.joining("\n"));
        if (!PUT_TOGETHER.matcher(texts).find()) {
            String plain = words(plain(texts));
            all.keySet().removeIf(name -> isWord(name) && !plain.contains(plain(name)));
        }
        return all;
    }

    /** Camel also finds a name that is written with other capitals or dashes. */
    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replace("-", "");
    }

    /** Each word of a text once, which makes for a short text to look for names in. */
    private static String words(String text) {
        return Arrays.stream(OTHERS.split(text)).distinct().collect(Collectors.joining("\n"));
    }

    private static boolean isWord(String name) {
        return !OTHERS.matcher(name).find();
    }

    public boolean passed(String mark) {
        return remembered().contains(mark);
    }

    private List<String> remembered() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file, e);
        }
    }

    /** Forgets the one that passed longest ago where there are many. */
    public void remember(String mark) {
        List<String> marks = Stream.concat(Stream.of(mark), remembered().stream())
                .distinct()
                .limit(MOST)
                .toList();
        try {
            Home.makeFolder(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, String.join("\n", marks));
            Home.ownerOnly(file, "rw-------");
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file, e);
        }
    }

    /** The jar this class came from, with its size and time; else the folder, with this process. */
    private static Optional<String> program() {
        CodeSource source = RouteCheckCache.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            Path jar = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(jar)
                    ? Optional.of(jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar))
                    : Optional.of(jar + " " + ProcessHandle.current().pid() + " "
                            + ProcessHandle.current().info().startInstant());
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
