package org.harvestxero.config;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gathers values, the later source over the earlier, and every complaint on the way. */
final class SettingsLoader {
    /** What follows a secret's variable where it names a file that holds the value. */
    static final String FILE = "_FILE";

    private static final Pattern KEY = Pattern.compile("\\s*([^#!\\s=:][^\\s=:]*)\\s*[=:\\s]");

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> origins = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    SettingsLoader add(String origin, Map<String, String> given) {
        new TreeMap<>(given).forEach((name, value) -> put(origin, name, value));
        return this;
    }

    void file(Path path, Map<String, String> environment) {
        if (!Files.exists(path)) {
            return;
        }
        Writers.complaint(path).ifPresent(complaint -> problems.add(complaint + "."));
        try {
            text(path, Files.readString(path, StandardCharsets.UTF_8), environment);
        } catch (CharacterCodingException e) {
            problems.add(path + " is not UTF-8 text: save it as UTF-8.");
        } catch (IOException e) {
            problems.add(path + " can't be read (" + e.getMessage() + "): let the user of this process read it.");
        }
    }

    /** @param path of the file whose text it is, or is to be */
    void text(Path path, String text, Map<String, String> environment) {
        Map<String, String> read = new HashMap<>();
        Map<String, Integer> lines = lines(text);
        try (Reader reader = new StringReader(text)) {
            new Properties() {
                @Override
                public synchronized @Nullable Object put(Object key, Object value) {
                    if (read.put((String) key, ((String) value).strip()) != null) {
                        problems.add(at(path, lines.get((String) key)) + " sets " + key
                                + " twice: keep one of the two lines.");
                    }
                    return super.put(key, value);
                }
            }.load(reader);
        } catch (IllegalArgumentException e) {
            problems.add(path + " has a backslash followed by u that is no character: write \\\\ for a backslash.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        read.keySet().stream()
                .sorted(Comparator.comparing((String name) -> lines.getOrDefault(name, 0))
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(name -> put(
                        path.toString(),
                        at(path, lines.get(name)),
                        name,
                        fromEnvironment(
                                at(path, lines.get(name)), name, Objects.requireNonNull(read.get(name)), environment)));
    }

    private static String at(Path path, @Nullable Integer line) {
        return line == null ? path.toString() : "line " + line + " of " + path;
    }

    /** The last line of each key, from 1; a key that is written in some rare way is left out. */
    private static Map<String, Integer> lines(String text) {
        Map<String, Integer> lines = new HashMap<>();
        List<String> all = text.lines().toList();
        for (int i = 0; i < all.size(); i++) {
            Matcher key = KEY.matcher(all.get(i));
            if (key.lookingAt()) {
                lines.put(key.group(1), i + 1);
            }
        }
        return lines;
    }

    private String fromEnvironment(String path, String name, String value, Map<String, String> environment) {
        if (!value.startsWith("{{env:") || !value.endsWith("}}")) {
            return value;
        }
        String variable = value.substring("{{env:".length(), value.length() - 2);
        String found = environment.get(variable);
        if (found == null) {
            problems.add(path + " sets " + name + " to " + value + ", but the environment has no " + variable
                    + ": set the variable or write the value.");
            return "";
        }
        return found;
    }

    void environment(Map<String, String> environment) {
        for (Key key : Catalogue.KEYS) {
            String value = environment.get(key.variable());
            if (value != null) {
                put("the environment variable " + key.variable(), key.name(), value);
            }
            // SECRETS_KEY_FILE is a setting of its own, with a file that is made when missing.
            if (key.secret() && Catalogue.find(key.name() + "-file").isEmpty()) {
                secretFile(key, value, environment.get(key.variable() + FILE));
            }
            if (key.family()) {
                members(key, environment);
            }
        }
        SettingNames.mistypedVariables(environment)
                .forEach((variable, meant) -> problems.add(
                        "The environment sets " + variable + ", which is not a setting: did you mean " + meant + "?"));
    }

    /** A secret may stand in a file that {@code XERO_CLIENT_SECRET_FILE} names, as containers hand secrets in. */
    private void secretFile(Key key, @Nullable String value, @Nullable String file) {
        if (file == null || file.isBlank()) {
            return;
        }
        String variable = key.variable() + FILE;
        if (value != null && !value.isBlank()) {
            problems.add("The environment sets both " + key.variable() + " and " + variable + ": keep one of the two.");
            return;
        }
        try {
            String text = Files.readString(Path.of(file.strip()), StandardCharsets.UTF_8)
                    .strip();
            if (text.isEmpty() || text.lines().count() != 1) {
                problems.add("The file that " + variable + " names must hold the secret alone, in one line.");
                return;
            }
            put("the file that the environment variable " + variable + " names", key.name(), text);
        } catch (IOException | InvalidPathException e) {
            problems.add("The environment sets " + variable + " to " + file.strip()
                    + ", which can't be read: name a text file that the user of this process may read.");
        }
    }

    /** {@code COPY_PAYMENT_ACCOUNT_USD} is the currency USD, {@code …_GATEWAY_STRIPE} the gateway stripe. */
    private void members(Key key, Map<String, String> environment) {
        String prefix = key.variable() + "_";
        environment.forEach((variable, value) -> {
            if (variable.startsWith(prefix) && variable.length() > prefix.length()) {
                String suffix = variable.substring(prefix.length());
                String member = suffix.length() == 3
                        ? suffix
                        : suffix.toLowerCase(Locale.ROOT).replace('_', '.');
                String name = key.name() + "." + member;
                if (Catalogue.find(name).filter(key::equals).isPresent()) {
                    put("the environment variable " + variable, name, value);
                }
            }
        });
    }

    void options(Map<String, String> options) {
        new TreeMap<>(options).forEach((name, value) -> {
            if (SettingNames.isMeantForUs(name)) {
                put("the option -D" + name, name, value);
            }
        });
    }

    private void put(String origin, String name, String given) {
        put(origin, origin, name, given);
    }

    /** @param place where it is set, for people; {@code origin} itself or closer */
    private void put(String origin, String place, String name, String given) {
        String value = given.strip();
        if (value.isEmpty() && Catalogue.find(name).isPresent()) {
            return;
        }
        if (Catalogue.PASSED_ON.stream().anyMatch(name::startsWith)) {
            values.put(name, value);
            origins.put(name, origin);
            return;
        }
        Optional<Key> key = Catalogue.find(name);
        if (key.isEmpty()) {
            problems.add(place + " sets " + name + ", which is not a setting: did you mean " + Catalogue.nearest(name)
                    + "?");
            return;
        }
        key.get()
                .complaint(value)
                .ifPresent(expected -> problems.add(place + " sets " + name + " to "
                        + (key.get().secret() ? "a secret value" : "\"" + Redaction.of(value) + "\"")
                        + ", but it must be "
                        + expected + "."
                        + (key.get().secret()
                                ? ""
                                : SettingGuess.of(expected, value)
                                        .map(meant -> " Did you mean " + meant + "?")
                                        .orElse(""))));
        values.put(name, value);
        origins.put(name, origin);
    }

    /** @param file makes the same again with another text of the settings' file */
    Settings make(@Nullable Home home, Function<String, Settings> file) {
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return new Settings(values, origins, home, file);
    }
}
