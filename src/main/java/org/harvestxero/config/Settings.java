package org.harvestxero.config;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the operator set, checked. The order of precedence is {@code -Dkey=value}, then the environment, then
 * {@code application.properties} in the home, then the default of the {@link Catalogue}.
 *
 * <p>An empty value counts as not set. In the file a value {@code {{env:NAME}}} stands for the variable NAME.
 */
public final class Settings {

    private final Map<String, String> values;
    private final Map<String, String> origins;
    private final @Nullable Home home;
    private final Function<String, Settings> withFile;

    Settings(
            Map<String, String> values,
            Map<String, String> origins,
            @Nullable Home home,
            Function<String, Settings> withFile) {
        this.values = new TreeMap<>(values);
        this.origins = Map.copyOf(origins);
        this.home = home;
        this.withFile = withFile;
    }

    /** Settings of exactly these values and the defaults, checked like any other; for tests and the demo. */
    public static Settings of(Map<String, String> given) {
        return of(given, null, "");
    }

    /** As {@link #of(Map)}, with relative paths below a home. */
    public static Settings of(Map<String, String> given, Home home) {
        return of(given, home, "");
    }

    /** What is given counts for more than what the home's file says. */
    private static Settings of(Map<String, String> given, @Nullable Home home, String text) {
        SettingsLoader loader = new SettingsLoader();
        if (home != null) {
            loader.text(home.properties(), text, Map.of());
        }
        return loader.add("the given settings", given).make(home, other -> of(given, home, other));
    }

    /**
     * Reads and checks the settings of a home.
     *
     * @param environment usually {@link System#getenv()}
     * @param options the {@code -D} options given to the program or its JVM; unknown ones of others are passed over
     * @throws SettingsException naming everything that is wrong, at once
     */
    public static Settings load(Home home, Map<String, String> environment, Map<String, String> options) {
        SettingsLoader loader = new SettingsLoader();
        loader.file(home.properties(), environment);
        return made(loader, home, environment, options);
    }

    private static Settings made(
            SettingsLoader loader, Home home, Map<String, String> environment, Map<String, String> options) {
        loader.environment(environment);
        loader.options(options);
        return loader.make(home, text -> {
            SettingsLoader again = new SettingsLoader();
            again.text(home.properties(), text, environment);
            return made(again, home, environment, options);
        });
    }

    /**
     * The settings as they would be with another text of the home's file; the environment and options are the same.
     *
     * @throws SettingsException naming everything that is wrong with it
     */
    Settings withFile(String text) {
        return withFile.apply(text);
    }

    /** What is set, without the default; empty when nothing is. */
    String given(String key) {
        return values.getOrDefault(key, "");
    }

    /** The names of all that differs in the other ones. */
    Set<String> differing(Settings other) {
        Set<String> names = new TreeSet<>(names());
        names.addAll(other.names());
        names.removeIf(name -> given(name).equals(other.given(name)));
        return names;
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
        return new CopyRequirements(this).missing(today);
    }

    /** {@code time-zone}, else the machine's. */
    public ZoneId zoneHere() {
        return zone("time-zone").orElseGet(ZoneId::systemDefault);
    }

    /** When a key such as {@code copy.schedule} says something runs; a time of day is meant in time-zone, else the machine's. */
    public Schedule schedule(String key) {
        return Schedule.of(text(key), zoneHere());
    }

    /**
     * Every value a route may use as {@code {{key}}}; an unset one is empty, secrets are not among them. A schedule has its zone
     * beside it: {@code {{copy.schedule.zone}}}.
     */
    public Properties placeholders() {
        return PlaceholderValues.of(this, values);
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
        return Catalogue.PASSED_ON.stream().anyMatch(key::startsWith)
                ? ShownSettings.passedOn(key, values.getOrDefault(key, ""))
                : optional(key)
                        .map(value -> ShownSettings.value(known(key), value))
                        .orElse("");
    }

    /** The names that are set to something, family members and passed-on names included. */
    public Set<String> names() {
        return new TreeSet<>(values.keySet());
    }

    String missing(String key) {
        Key known = known(key);
        return key + " is not set: add it to " + file() + " or set " + known.variable() + " in the environment ("
                + lowered(known.meaning()) + ")";
    }

    String file() {
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
        return "Settings" + ShownSettings.all(values);
    }
}
