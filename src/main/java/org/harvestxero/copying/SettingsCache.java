package org.harvestxero.copying;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.harvestxero.ledger.CachedAnswers.Cached;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.mapping.CauseCode;
import org.harvestxero.mapping.XeroSettings;
import org.harvestxero.xero.XeroAnswer;
import org.harvestxero.xero.XeroReader;
import org.harvestxero.xero.XeroRequest;
import org.jspecify.annotations.Nullable;

/**
 * Xero's set-up as last read: re-read daily, and sooner when something was refused that a changed set-up may heal. A changed set-up
 * wakes the copies it may heal.
 */
public final class SettingsCache {
    private static final String NAME = "xero-settings";
    private static final Duration LIFE = Duration.ofHours(24);
    private static final List<String> PARTS = List.of(
            "Organisations", "Accounts", "TaxRates", "Items", "TrackingCategories", "Currencies", "BrandingThemes");
    private static final Duration WHILE_BLOCKED = Duration.ofMinutes(15);

    private final String connection;
    private final Ledger ledger;
    private final Clock clock;
    private final BooleanSupplier withTracking;
    private final BooleanSupplier withThemes;
    private final Map<String, JsonNode> parts = new ConcurrentHashMap<>();
    private final AtomicBoolean stale = new AtomicBoolean();
    /** Whether it was made sure, once tracking categories came into use, that they were read. */
    private final AtomicBoolean trackingAsked = new AtomicBoolean();

    /** The same for branding themes. */
    private final AtomicBoolean themesAsked = new AtomicBoolean();

    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

    /**
     * @param withTracking whether tracking categories are used
     * @param withThemes whether branding themes are used
     */
    public SettingsCache(
            String connection, Ledger ledger, Clock clock, BooleanSupplier withTracking, BooleanSupplier withThemes) {
        this.connection = connection;
        this.withTracking = withTracking;
        this.withThemes = withThemes;
        this.ledger = ledger;
        this.clock = clock;
    }

    private record Known(XeroSettings settings, Instant fetchedAt) {}

    /** Whether Xero's set-up has to be read (again) before anything is planned. */
    public boolean needsReading() {
        Instant now = clock.instant();
        Optional<Instant> fetched = load().map(Known::fetchedAt);
        if (fetched.isEmpty() || !fetched.get().plus(LIFE).isAfter(now)) {
            return true;
        }
        if (withTracking.getAsBoolean()
                && trackingAsked.compareAndSet(false, true)
                && current().trackingCategories().isEmpty()) {
            return true;
        }
        if (withThemes.getAsBoolean()
                && themesAsked.compareAndSet(false, true)
                && current().brandingThemes().isEmpty()) {
            return true;
        }
        boolean blocked = ledger.outbox().countHealing(connection, CauseCode.Heals.BY_SETTINGS.name()) > 0;
        return stale.get() || (blocked && !fetched.get().plus(WHILE_BLOCKED).isAfter(now));
    }

    /** Something was refused that points at the set-up, or a person asked for a retry. */
    public void markStale() {
        stale.set(true);
    }

    /** What to ask Xero, one after the other; tracking categories and branding themes only where they are used. */
    public List<XeroRequest> questions() {
        parts.clear();
        return PARTS.stream()
                .filter(part -> withTracking.getAsBoolean() || !part.equals("TrackingCategories"))
                .filter(part -> withThemes.getAsBoolean() || !part.equals("BrandingThemes"))
                .map(part -> XeroRequest.get(part.equals("Organisations") ? "/Organisation" : "/" + part))
                .toList();
    }

    /** Takes one answer; {@link #store} keeps them all. */
    public void take(XeroAnswer answer) {
        PARTS.stream().filter(part -> answer.json().has(part)).forEach(part -> parts.put(part, answer.json()));
    }

    /** Keeps the answers taken. */
    public void store() {
        store(Map.copyOf(parts));
    }

    /** Keeps what was read; copies that a changed set-up may heal are tried again. */
    public void store(Map<String, JsonNode> answers) {
        String content = withoutEnvelopes(answers).toString();
        String before = ledger.cachedAnswers()
                .find(connection, NAME)
                .map(Cached::content)
                .orElse("");
        Instant now = clock.instant();
        XeroSettings settings = read(content);
        ledger.cachedAnswers().put(connection, NAME, content, now);
        known.set(new Known(settings, now));
        stale.set(false);
        if (!before.equals(content)) {
            ledger.outbox().wake(connection, CauseCode.Heals.BY_SETTINGS.name());
            ledger.optionIntents().wake(connection);
        }
    }

    /** Only what was asked for: an envelope's id and time differ each time. */
    private static ObjectNode withoutEnvelopes(Map<String, JsonNode> answers) {
        ObjectNode parts = JsonNodeFactory.instance.objectNode();
        for (String part : PARTS) {
            JsonNode answer = answers.get(part);
            parts.putObject(part).set(part, answer == null ? JsonNodeFactory.instance.arrayNode() : answer.path(part));
        }
        return parts;
    }

    private static XeroSettings read(String content) {
        JsonNode parts = Json.tree(content);
        return XeroReader.settings(
                parts.path("Organisations"),
                parts.path("Accounts"),
                parts.path("TaxRates"),
                parts.path("Items"),
                parts.path("TrackingCategories"),
                parts.path("Currencies"),
                parts.path("BrandingThemes"));
    }

    /** @throws IllegalStateException before Xero's set-up was read for the first time */
    public XeroSettings current() {
        return find().orElseThrow(() -> new IllegalStateException("Xero's settings have not been read yet"));
    }

    /** When the set-up was read. */
    Instant fetchedAt() {
        return load().map(Known::fetchedAt).orElse(Instant.EPOCH);
    }

    public Optional<XeroSettings> find() {
        return load().map(Known::settings);
    }

    private Optional<Known> load() {
        Known now = known.get();
        if (now == null) {
            now = ledger.cachedAnswers()
                    .find(connection, NAME)
                    .map(cached -> new Known(read(cached.content()), cached.fetchedAt()))
                    .orElse(null);
            known.set(now);
        }
        return Optional.ofNullable(now);
    }
}
