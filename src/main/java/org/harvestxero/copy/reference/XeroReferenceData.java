package org.harvestxero.copy.reference;

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
import org.harvestxero.mapping.coding.RuleKey;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.CachedAnswerTable.Cached;
import org.harvestxero.xero.SettingsList;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.harvestxero.xero.XeroSettingsText;
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

    private static final Map<SettingsList, Input> INPUTS = inputs();

    private final ConnectionStore store;
    private final Clock clock;
    private final BooleanSupplier withTracking;
    private final BooleanSupplier withThemes;
    private final Map<SettingsList, XeroSettingsText.Answer> taken = new ConcurrentHashMap<>();
    private final Set<SettingsList> stale = ConcurrentHashMap.newKeySet();
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

    private static Map<SettingsList, Input> inputs() {
        Map<SettingsList, Input> inputs = new EnumMap<>(SettingsList.class);
        inputs.put(SettingsList.ORGANISATION, Input.ORGANISATION);
        inputs.put(SettingsList.ACCOUNTS, Input.ACCOUNTS);
        inputs.put(SettingsList.TAX_RATES, Input.TAX_RATES);
        inputs.put(SettingsList.ITEMS, Input.ITEMS);
        inputs.put(SettingsList.CURRENCIES, Input.CURRENCIES);
        inputs.put(SettingsList.TRACKING_CATEGORIES, Input.TRACKING);
        inputs.put(SettingsList.BRANDING_THEMES, Input.THEMES);
        return inputs;
    }

    /** @param readAt when each list was read, those that never were left out */
    private record Known(XeroSettings settings, Map<Input, Instant> readAt) {}

    /** Whether Xero's set-up has to be read (again) before anything is planned. */
    public boolean needsReading() {
        return !due().isEmpty();
    }

    /** The lists to read now. */
    private List<SettingsList> due() {
        Instant now = clock.instant();
        List<SettingsList> wanted =
                INPUTS.keySet().stream().filter(this::isWanted).toList();
        boolean blocked = isOlder(WHILE_BLOCKED)
                && store.failedRows().countHealing(FailureCode.RetryTrigger.BY_SETTINGS.name()) > 0;
        Duration life = blocked ? WHILE_BLOCKED : LIFE;
        return wanted.stream()
                .filter(list -> stale.contains(list)
                        || readAt(list).map(at -> !at.plus(life).isAfter(now)).orElse(true))
                .toList();
    }

    private boolean isOlder(Duration age) {
        return !fetchedAt().plus(age).isAfter(clock.instant());
    }

    private boolean isWanted(SettingsList list) {
        Input input = INPUTS.get(list);
        return (input != Input.TRACKING || withTracking.getAsBoolean())
                && (input != Input.THEMES || withThemes.getAsBoolean());
    }

    /** Something was refused that points at the set-up, or a person asked for a retry. */
    public void markStale() {
        stale.addAll(INPUTS.keySet());
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
        return due().stream().map(SettingsList::request).toList();
    }

    /** Whether to ask for one more list: not once one is missing without which nothing can be coded anyway. */
    public boolean mayAsk() {
        return !given.get();
    }

    /** A list could not be read: what was known of it stays. */
    public void missed(XeroRequest question) {
        boolean optional = SettingsList.of(question)
                .map(INPUTS::get)
                .map(XeroReferenceData::isOptional)
                .orElse(false);
        given.compareAndSet(false, !optional);
    }

    /** Takes one answer; {@link #store} keeps them all. */
    public void take(XeroResponse answer) {
        XeroSettingsText.answers(answer).forEach(list -> taken.put(list.list(), list));
    }

    /** Keeps the answers taken; copies that a changed set-up may heal are tried again. */
    public void store() {
        Map<SettingsList, XeroSettingsText.Answer> answers = Map.copyOf(taken);
        String before = store.cachedAnswers().find(NAME).map(Cached::content).orElse("");
        Instant now = clock.instant();
        Map<Input, Instant> ages = new EnumMap<>(Input.class);
        ages.putAll(load().map(Known::readAt).orElse(Map.of()));
        String content = before;
        RuntimeException unreadable = null;
        for (XeroSettingsText.Answer answer : ordered(answers)) {
            try {
                String with = XeroSettingsText.with(content, answer);
                XeroSettingsText.read(with);
                content = with;
                ages.put(Objects.requireNonNull(INPUTS.get(answer.list())), now);
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
    private static List<XeroSettingsText.Answer> ordered(Map<SettingsList, XeroSettingsText.Answer> answers) {
        return answers.values().stream()
                .sorted(Comparator.comparing(XeroSettingsText.Answer::list))
                .toList();
    }

    private static boolean isOptional(Input input) {
        return input == Input.TRACKING || input == Input.THEMES;
    }

    private void keep(String before, String content, Map<Input, Instant> ages, Instant now) {
        XeroSettings settings = XeroSettingsText.read(content);
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

    private static String text(Map<Input, Instant> ages) {
        Map<String, String> texts = new LinkedHashMap<>();
        ages.forEach((input, at) -> texts.put(input.name(), at.toString()));
        return StoredJson.write(texts);
    }

    /** When the list was last read; empty when it never was, or is none of the set-up. */
    Optional<Instant> readAt(Input input) {
        return load().map(Known::readAt).map(ages -> ages.get(input));
    }

    /** When the list was last read that rules choose such things from; null when it never was. */
    public @Nullable Instant listedAt(RuleKey key) {
        return readAt(
                        switch (key) {
                            case ACCOUNT, PAYMENT_ACCOUNT -> Input.ACCOUNTS;
                            case TAX_TYPE -> Input.TAX_RATES;
                            case TRACKING -> Input.TRACKING;
                            case ITEM -> Input.ITEMS;
                            case BRANDING_THEME -> Input.THEMES;
                        })
                .orElse(null);
    }

    private Optional<Instant> readAt(SettingsList list) {
        return Optional.ofNullable(INPUTS.get(list)).flatMap(this::readAt);
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
        Map<String, String> kept = store.cachedAnswers()
                .find(AGES)
                .map(Cached::content)
                .map(StoredJson::readTexts)
                .orElse(null);
        INPUTS.forEach((list, input) -> {
            if (kept != null) {
                Optional.ofNullable(kept.get(input.name()))
                        .filter(text -> !text.isEmpty())
                        .ifPresent(text -> ages.put(input, Instant.parse(text)));
            } else if (!isOptional(input) || !XeroSettingsText.isEmpty(cached.content(), list)) {
                ages.put(input, cached.fetchedAt());
            }
        });
        return new Known(XeroSettingsText.read(cached.content()), ages);
    }
}
