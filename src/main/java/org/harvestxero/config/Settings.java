package org.harvestxero.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the operator set, checked. The order of precedence is {@code -Dkey=value}, then the environment, then
 * {@code application.properties} in the home, then the default of the {@link Catalogue}.
 *
 * <p>An empty value counts as not set. In the file a value {@code {{env:NAME}}} stands for the variable NAME.
 */
public final class Settings {
    /** Our own keys begin with these; a {@code -D} option that does, but is unknown, is a typo and not somebody else's. */
    private static final List<String> OURS = List.of(
            "harvest.",
            "xero.",
            "calls.",
            "copy.",
            "database.",
            "secrets.",
            "connection.",
            "users.",
            "log.",
            "routes.");

    /** How names end, of which we know nothing else, that hold secrets. */
    private static final Pattern SECRET_BY_NAME =
            Pattern.compile("(?i)(password|passphrase|secret|token|credentials?|api-?key|access-?key|private-?key)$");

    private static final Set<String> OTHERS = Set.of("harvest-xero.home", "harvest-xero.program");

    /** What follows a secret's variable where it names a file that holds the value. */
    private static final String FILE = "_FILE";

    private static final Pattern KEY = Pattern.compile("\\s*([^#!\\s=:][^\\s=:]*)\\s*[=:\\s]");

    private final Map<String, String> values;
    private final Map<String, String> origins;
    private final @Nullable Home home;

    private Settings(Map<String, String> values, Map<String, String> origins, @Nullable Home home) {
        this.values = new TreeMap<>(values);
        this.origins = Map.copyOf(origins);
        this.home = home;
    }

    /** Settings of exactly these values and the defaults, checked like any other; for tests and the demo. */
    public static Settings of(Map<String, String> given) {
        return new Loader().add("the given settings", given).make(null);
    }

    /** As {@link #of(Map)}, with relative paths below a home. */
    public static Settings of(Map<String, String> given, Home home) {
        return new Loader().add("the given settings", given).make(home);
    }

    /**
     * Reads and checks the settings of a home.
     *
     * @param environment usually {@link System#getenv()}
     * @param options the {@code -D} options given to the program or its JVM; unknown ones of others are passed over
     * @throws SettingsException naming everything that is wrong, at once
     */
    public static Settings load(Home home, Map<String, String> environment, Map<String, String> options) {
        Loader loader = new Loader();
        loader.file(home.properties(), environment);
        loader.environment(environment);
        loader.options(options);
        return loader.make(home);
    }

    /**
     * The value, or its default.
     *
     * @throws SettingsException when neither is there
     */
    public String text(String key) {
        return optional(key).orElseThrow(() -> new SettingsException(missing(key)));
    }

    public Optional<String> optional(String key) {
        Key known = known(key);
        String value = values.get(key);
        return Optional.ofNullable(value != null ? value : known.name().equals(key) ? known.fallback() : null);
    }

    public int number(String key) {
        return Integer.parseInt(text(key));
    }

    public boolean flag(String key) {
        return Boolean.parseBoolean(text(key));
    }

    public Optional<LocalDate> date(String key) {
        return optional(key).map(LocalDate::parse);
    }

    public Optional<ZoneId> zone(String key) {
        return optional(key).map(ZoneId::of);
    }

    /** A file or folder; a relative one lies below the home. */
    public Path path(String key) {
        Path path = Path.of(text(key));
        return home == null ? path : home.folder().resolve(path);
    }

    /** The members of a family by suffix: {@code copy.payment-account.USD} gives {@code USD}; the family's own value gives "". */
    public Map<String, String> withPrefix(String family) {
        Map<String, String> members = new TreeMap<>();
        String own = values.get(family);
        if (own != null) {
            members.put("", own);
        }
        values.forEach((name, value) -> {
            if (name.startsWith(family + ".")) {
                members.put(name.substring(family.length() + 1), value);
            }
        });
        return members;
    }

    /** The JDBC address: what is set, or the H2 file of the home. */
    public String databaseUrl() {
        return optional("database.url").orElseGet(() -> {
            if (home == null) {
                throw new SettingsException(missing("database.url"));
            }
            return "jdbc:h2:file:" + home.data().resolve("harvest-xero");
        });
    }

    /** The same for people: a password written into it is left out. */
    public String databaseAddress() {
        return Redaction.of(databaseUrl());
    }

    /**
     * Says what is missing to copy anything.
     *
     * @param today used to propose a start date
     * @throws SettingsException naming everything that is missing
     */
    public void requireForCopying(LocalDate today) {
        List<String> problems = missingForCopying(today);
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    /** What {@link #requireForCopying} would complain about. */
    public List<String> missingForCopying(LocalDate today) {
        List<String> problems = new ArrayList<>();
        requireAccess(problems);
        if (optional("copy.since").isEmpty()) {
            problems.add("copy.since is not set: add to " + file()
                    + " the date from which invoices are copied, for example copy.since=" + today.withDayOfMonth(1)
                    + ".");
        }
        if (flag("copy.payments") && withPrefix("copy.payment-account").isEmpty()) {
            problems.add("copy.payments is true, but copy.payment-account is not set: add to " + file()
                    + " the code of the account that payments go to, or set copy.payments=false.");
        }
        if (text("copy.closed").equals("follow")
                && optional("copy.write-off-account").isEmpty()) {
            problems.add("copy.closed is follow, but copy.write-off-account is not set: add to " + file()
                    + " the code of the account for amounts written off, or set copy.closed=report.");
        }
        if (optional("mail.host").isPresent()) {
            require(problems, "mail.from");
            require(problems, "mail.to");
        }
        return problems;
    }

    private void requireAccess(List<String> problems) {
        require(problems, "harvest.account-id");
        if (optional("harvest.access-token").isEmpty()) {
            if (optional("harvest.client-id").isEmpty()) {
                require(problems, "harvest.access-token");
            } else {
                require(problems, "harvest.client-secret");
            }
        }
        require(problems, "xero.client-id");
        require(problems, "xero.client-secret");
    }

    private void require(List<String> problems, String key) {
        if (optional(key).isEmpty()) {
            problems.add(missing(key));
        }
    }

    /** When a key such as {@code copy.schedule} says something runs; a time of day is meant in time-zone, else the machine's. */
    public Schedule schedule(String key) {
        return Schedule.of(text(key), zone("time-zone").orElseGet(ZoneId::systemDefault));
    }

    /**
     * Every value a route may use as {@code {{key}}}; an unset one is empty, secrets are not among them. A schedule has its zone
     * beside it: {@code {{copy.schedule.zone}}}.
     */
    public Properties placeholders() {
        Properties placeholders = new Properties();
        for (Key key : Catalogue.KEYS) {
            if (!key.secret()) {
                placeholders.setProperty(key.name(), optional(key.name()).orElse(""));
            }
            if (key.settingRule() == SettingRule.CRON) {
                placeholders.setProperty(
                        key.name() + ".zone", schedule(key.name()).zoneName());
            }
        }
        values.forEach((name, value) -> {
            if (Catalogue.find(name).map(key -> !key.secret()).orElse(true)) {
                placeholders.setProperty(name, value);
            }
        });
        return placeholders;
    }

    /** The values that must never be seen, so that logs can blank them. */
    public Collection<String> secrets() {
        return values.entrySet().stream()
                .filter(entry -> Catalogue.find(entry.getKey()).map(Key::secret).orElse(false))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Where a value came from: a file, a variable, an option or "default". */
    public String origin(String key) {
        return origins.getOrDefault(key, "default");
    }

    /** The value as it may be shown. */
    public String shown(String key) {
        if (Catalogue.PASSED_ON.stream().anyMatch(key::startsWith)) {
            String value = values.getOrDefault(key, "");
            return SECRET_BY_NAME.matcher(key).find() && !value.isEmpty() ? "******" : Redaction.of(value);
        }
        Key known = known(key);
        return optional(key)
                .map(value -> known.secret() ? "******" : Redaction.of(value))
                .orElse("");
    }

    /** The names that are set to something, family members and passed-on names included. */
    public Set<String> names() {
        return new TreeSet<>(values.keySet());
    }

    private String missing(String key) {
        Key known = known(key);
        return key + " is not set: add it to " + file() + " or set " + known.variable() + " in the environment ("
                + lowered(known.meaning()) + ")";
    }

    private String file() {
        return home == null ? "the settings" : home.properties().toString();
    }

    private static String lowered(String sentence) {
        boolean name = sentence.length() > 1 && Character.isUpperCase(sentence.charAt(1));
        String words = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return name ? words : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }

    private static Key known(String key) {
        return Catalogue.find(key)
                .orElseThrow(() -> new IllegalArgumentException(key + " is not in the catalogue of settings"));
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        Map<String, String> shown = new TreeMap<>();
        values.keySet()
                .forEach(name -> shown.put(
                        name,
                        Catalogue.find(name).map(Key::secret).orElse(false)
                                ? "******"
                                : Redaction.of(Objects.requireNonNull(values.get(name)))));
        return "Settings" + shown;
    }

    /** Gathers values, the later source over the earlier, and every complaint on the way. */
    private static final class Loader {
        private final Map<String, String> values = new HashMap<>();
        private final Map<String, String> origins = new HashMap<>();
        private final List<String> problems = new ArrayList<>();

        Loader add(String origin, Map<String, String> given) {
            new TreeMap<>(given).forEach((name, value) -> put(origin, name, value));
            return this;
        }

        void file(Path path, Map<String, String> environment) {
            if (!Files.exists(path)) {
                return;
            }
            Writers.complaint(path).ifPresent(complaint -> problems.add(complaint + "."));
            Map<String, String> read = new HashMap<>();
            Map<String, Integer> lines = lines(path);
            try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
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
            } catch (CharacterCodingException e) {
                problems.add(path + " is not UTF-8 text: save it as UTF-8.");
            } catch (IllegalArgumentException e) {
                problems.add(path + " has a backslash followed by u that is no character: write \\\\ for a backslash.");
            } catch (IOException e) {
                problems.add(path + " can't be read (" + e.getMessage() + "): let the user of this process read it.");
            }
            read.keySet().stream()
                    .sorted(Comparator.comparing((String name) -> lines.getOrDefault(name, 0))
                            .thenComparing(Comparator.naturalOrder()))
                    .forEach(name -> put(
                            path.toString(),
                            at(path, lines.get(name)),
                            name,
                            fromEnvironment(
                                    at(path, lines.get(name)),
                                    name,
                                    Objects.requireNonNull(read.get(name)),
                                    environment)));
        }

        private static String at(Path path, @Nullable Integer line) {
            return line == null ? path.toString() : "line " + line + " of " + path;
        }

        /** The last line of each key, from 1; a key that is written in some rare way is left out. */
        private static Map<String, Integer> lines(Path path) {
            Map<String, Integer> lines = new HashMap<>();
            try {
                List<String> all = Files.readAllLines(path, StandardCharsets.UTF_8);
                for (int i = 0; i < all.size(); i++) {
                    Matcher key = KEY.matcher(all.get(i));
                    if (key.lookingAt()) {
                        lines.put(key.group(1), i + 1);
                    }
                }
            } catch (IOException e) {
                return Map.of(); // what can't be read is told where it is read
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
        }

        /** A secret may stand in a file that {@code XERO_CLIENT_SECRET_FILE} names, as containers hand secrets in. */
        private void secretFile(Key key, @Nullable String value, @Nullable String file) {
            if (file == null || file.isBlank()) {
                return;
            }
            String variable = key.variable() + FILE;
            if (value != null && !value.isBlank()) {
                problems.add(
                        "The environment sets both " + key.variable() + " and " + variable + ": keep one of the two.");
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
                    put("the environment variable " + variable, key.name() + "." + member, value);
                }
            });
        }

        void options(Map<String, String> options) {
            new TreeMap<>(options).forEach((name, value) -> {
                boolean ours = Catalogue.find(name).isPresent() || OURS.stream().anyMatch(name::startsWith);
                if ((ours || Catalogue.PASSED_ON.stream().anyMatch(name::startsWith)) && !OTHERS.contains(name)) {
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
                problems.add(place + " sets " + name + ", which is not a setting: did you mean "
                        + Catalogue.nearest(name) + "?");
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

        Settings make(@Nullable Home home) {
            if (!problems.isEmpty()) {
                throw new SettingsException(problems);
            }
            return new Settings(values, origins, home);
        }
    }
}
