package org.harvestxero.copy.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.reference.StageInputs.Input;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.CachedAnswerTable.Cached;
import org.harvestxero.xero.XeroReader;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;

/**
 * Xero's set-up as last read, list by list: each is re-read daily, and sooner when something was refused that a changed set-up may
 * heal. One that can't be read keeps its earlier state, and its age, and is asked for again in each cycle; the others are kept. A
 * changed set-up wakes the copies it may heal.
 */
public final class XeroReferenceData {
    private static final String NAME = "xero-settings";
    private static final String AGES = "xero-settings-read";
    private static final Duration LIFE = Duration.ofHours(24);
    private static final Duration WHILE_BLOCKED = Duration.ofMinutes(15);

    /** The lists, by the name of their elements. */
    private static final Map<String, Input> PARTS = parts();

    private final ConnectionStore store;
    private final Clock clock;
    private final BooleanSupplier withTracking;
    private final BooleanSupplier withThemes;
    private final Map<String, JsonNode> taken = new ConcurrentHashMap<>();
    private final Set<String> stale = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean wakes = new AtomicBoolean();
    private final AtomicBoolean given = new AtomicBoolean();

    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

    /**
     * @param withTracking whether tracking categories are used
     * @param withThemes whether branding themes are used
     */
    public XeroReferenceData(
            ConnectionStore store, Clock clock, BooleanSupplier withTracking, BooleanSupplier withThemes) {
        this.withTracking = withTracking;
        this.withThemes = withThemes;
        this.store = store;
        this.clock = clock;
    }

    private static Map<String, Input> parts() {
        Map<String, Input> parts = new LinkedHashMap<>();
        parts.put("Organisations", Input.ORGANISATION);
        parts.put("Accounts", Input.ACCOUNTS);
        parts.put("TaxRates", Input.TAX_RATES);
        parts.put("Items", Input.ITEMS);
        parts.put("Currencies", Input.CURRENCIES);
        parts.put("TrackingCategories", Input.TRACKING);
        parts.put("BrandingThemes", Input.THEMES);
        return parts;
    }

    /** @param readAt when each list was read, those that never were left out */
    private record Known(XeroSettings settings, Map<Input, Instant> readAt) {}

    /** Whether Xero's set-up has to be read (again) before anything is planned. */
    public boolean needsReading() {
        return !due().isEmpty();
    }

    /** The lists to read now. */
    private List<String> due() {
        Instant now = clock.instant();
        List<String> wanted = PARTS.keySet().stream().filter(this::isWanted).toList();
        boolean blocked = isOlder(WHILE_BLOCKED)
                && store.failedRows().countHealing(FailureCode.RetryTrigger.BY_SETTINGS.name()) > 0;
        Duration life = blocked ? WHILE_BLOCKED : LIFE;
        return wanted.stream()
                .filter(part -> stale.contains(part)
                        || readAt(part).map(at -> !at.plus(life).isAfter(now)).orElse(true))
                .toList();
    }

    private boolean isOlder(Duration age) {
        return !fetchedAt().plus(age).isAfter(clock.instant());
    }

    private boolean isWanted(String part) {
        Input input = PARTS.get(part);
        return (input != Input.TRACKING || withTracking.getAsBoolean())
                && (input != Input.THEMES || withThemes.getAsBoolean());
    }

    /** Something was refused that points at the set-up, or a person asked for a retry. */
    public void markStale() {
        stale.addAll(PARTS.keySet());
    }

    /**
     * A person asks, or the process starts: what a person may have put right since is read again. Documents that Xero refused after
     * the last reading are tried again even when the set-up reads the same, since it may have changed and changed back between.
     */
    public void askAnew() {
        boolean blocked = store.failedRows().countHealing(FailureCode.RetryTrigger.BY_SETTINGS.name()) > 0;
        Instant read = fetchedAt();
        if (blocked) {
            markStale();
            wakes.set(store.failedRows().isRefusedSince(FailureCode.RetryTrigger.BY_SETTINGS.name(), read));
        }
    }

    /** What is stored was changed behind it. */
    public void reread() {
        known.set(null);
    }

    /** What to ask Xero, one after the other; tracking categories and branding themes only where they are used. */
    public List<XeroRequest> questions() {
        taken.clear();
        given.set(false);
        return due().stream()
                .map(part -> XeroRequest.get(part.equals("Organisations") ? "/Organisation" : "/" + part))
                .toList();
    }

    /** Whether to ask for one more list: not once one is missing without which nothing can be coded anyway. */
    public boolean mayAsk() {
        return !given.get();
    }

    /** A list could not be read: what was known of it stays. */
    public void missed(XeroRequest question) {
        boolean optional =
                question.path().equals("/TrackingCategories") || question.path().equals("/BrandingThemes");
        given.compareAndSet(false, !optional);
    }

    /** Takes one answer; {@link #store} keeps them all. */
    public void take(XeroResponse answer) {
        PARTS.keySet().stream().filter(part -> answer.json().has(part)).forEach(part -> taken.put(part, answer.json()));
    }

    /** Keeps the answers taken. */
    public void store() {
        store(Map.copyOf(taken));
    }

    /** Keeps what was read; copies that a changed set-up may heal are tried again. */
    public void store(Map<String, JsonNode> answers) {
        String before = store.cachedAnswers().find(NAME).map(Cached::content).orElse("");
        Instant now = clock.instant();
        Map<Input, Instant> ages = new EnumMap<>(Input.class);
        ages.putAll(load().map(Known::readAt).orElse(Map.of()));
        String content = before;
        RuntimeException unreadable = null;
        for (Map.Entry<String, JsonNode> answer : ordered(answers)) {
            try {
                String with = merged(content, answer).toString();
                read(with);
                content = with;
                ages.put(Objects.requireNonNull(PARTS.get(answer.getKey())), now);
            } catch (RuntimeException e) {
                unreadable = e;
            }
        }
        if (ages.containsKey(Input.ORGANISATION)) {
            keep(before, content, ages, now);
            answers.keySet().forEach(stale::remove);
        }
        if (unreadable != null) {
            throw unreadable;
        }
    }

    /** The organisation first: without it nothing can be read. */
    private static List<Map.Entry<String, JsonNode>> ordered(Map<String, JsonNode> answers) {
        return PARTS.keySet().stream()
                .filter(answers::containsKey)
                .map(part -> Map.entry(part, Objects.requireNonNull(answers.get(part))))
                .toList();
    }

    private void keep(String before, String content, Map<Input, Instant> ages, Instant now) {
        XeroSettings settings = read(content);
        boolean changed = !before.equals(content);
        boolean wake = wakes.get() || changed;
        // Together: once the change is kept, nothing tells any more that copies have to be woken by it.
        store.inTransaction(() -> {
            store.cachedAnswers().put(NAME, content, now);
            store.cachedAnswers().put(AGES, text(ages), now);
            if (wake) {
                store.failedRows().wake(FailureCode.RetryTrigger.BY_SETTINGS.name());
            }
            if (changed) {
                store.optionIntents().wake();
            }
        });
        if (wake) {
            wakes.set(false);
        }
        known.set(new Known(settings, ages));
    }

    /** Only what was asked for: an envelope's id and time differ each time. What was not answered stays. */
    private static ObjectNode merged(String before, Map.Entry<String, JsonNode> answered) {
        JsonNode earlier = before.isEmpty() ? JsonNodeFactory.instance.objectNode() : StoredJson.tree(before);
        ObjectNode parts = JsonNodeFactory.instance.objectNode();
        for (String part : PARTS.keySet()) {
            JsonNode answer = part.equals(answered.getKey()) ? answered.getValue() : earlier.path(part);
            JsonNode elements = answer.path(part);
            parts.putObject(part).set(part, elements.isArray() ? elements : JsonNodeFactory.instance.arrayNode());
        }
        return parts;
    }

    private static String text(Map<Input, Instant> ages) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ages.forEach((input, at) -> json.put(input.name(), at.toString()));
        return json.toString();
    }

    private static XeroSettings read(String content) {
        JsonNode parts = StoredJson.tree(content);
        return XeroReader.settings(
                parts.path("Organisations"),
                parts.path("Accounts"),
                parts.path("TaxRates"),
                parts.path("Items"),
                parts.path("TrackingCategories"),
                parts.path("Currencies"),
                parts.path("BrandingThemes"));
    }

    /** When the list was last read; empty when it never was, or is none of the set-up. */
    Optional<Instant> readAt(Input input) {
        return load().map(Known::readAt).map(ages -> ages.get(input));
    }

    private Optional<Instant> readAt(String part) {
        return Optional.ofNullable(PARTS.get(part)).flatMap(this::readAt);
    }

    /** @throws IllegalStateException before Xero's set-up was read for the first time */
    public XeroSettings current() {
        return find().orElseThrow(() -> new IllegalStateException("Xero's settings have not been read yet"));
    }

    /** When the list was read that was read longest ago. */
    Instant fetchedAt() {
        return load().flatMap(read -> read.readAt().values().stream().min(Comparator.naturalOrder()))
                .orElse(Instant.EPOCH);
    }

    public Optional<XeroSettings> find() {
        return load().map(Known::settings);
    }

    private Optional<Known> load() {
        Known now = known.get();
        if (now == null) {
            now = store.cachedAnswers().find(NAME).map(this::known).orElse(null);
            known.set(now);
        }
        return Optional.ofNullable(now);
    }

    /** What an earlier version kept says of all lists together when they were read; those not used then are empty. */
    private Known known(Cached cached) {
        Map<Input, Instant> ages = new EnumMap<>(Input.class);
        Optional<Cached> kept = store.cachedAnswers().find(AGES);
        JsonNode content = StoredJson.tree(cached.content());
        PARTS.forEach((part, input) -> {
            boolean optional = input == Input.TRACKING || input == Input.THEMES;
            Optional<Instant> at = kept.isPresent()
                    ? Optional.of(StoredJson.tree(kept.get().content())
                                    .path(input.name())
                                    .asText(""))
                            .filter(text -> !text.isEmpty())
                            .map(Instant::parse)
                    : optional && content.path(part).path(part).isEmpty()
                            ? Optional.empty()
                            : Optional.of(cached.fetchedAt());
            at.ifPresent(instant -> ages.put(input, instant));
        });
        return new Known(read(cached.content()), ages);
    }
}
