package org.harvestxero.copy.reference;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetLine.Tracking;
import org.harvestxero.mapping.document.XeroSettings.TrackingCategory;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OptionIntentTable.OptionIntent;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable.Row;

/**
 * Which tracking options waiting documents of this cycle need and Xero lacks. Not safe for several threads, but for what is asked of
 * single rows.
 */
final class OptionDemand {
    static final String TRACKING = "\"tracking\":[{";

    private final ConnectionStore store;
    private final XeroReferenceData settings;
    private final ClientOptionTracker names;
    private final Clock clock;

    /** What waiting documents of this cycle need and Xero lacks. */
    private final Map<String, NeededOption> needed = new LinkedHashMap<>();

    /** When options turned out to stand in Xero that the set-up, as last read, doesn't show yet. */
    private final Map<String, Instant> made = new ConcurrentHashMap<>();

    private final Map<Long, String> waiting = new ConcurrentHashMap<>();

    OptionDemand(ConnectionStore store, XeroReferenceData settings, ClientOptionTracker names, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.names = names;
        this.clock = clock;
    }

    /** Whether all options the row names are there; what is missing is recorded as an intent. */
    boolean isMet(Row row) {
        List<NeededOption> missing = missing(row);
        if (missing.isEmpty()) {
            waiting.remove(row.id());
            remember(row);
            return true;
        }
        Tracking first = missing.get(0).tracking;
        waiting.put(
                row.id(),
                "the option \"" + first.option() + "\" of the tracking category \"" + first.category()
                        + "\" is not in Xero yet");
        return false;
    }

    /** Notes which options stand for which clients. */
    private void remember(Row row) {
        String document = document(row);
        if (!document.contains(TRACKING)) {
            return;
        }
        TargetInvoice invoice = StoredJson.read(document, TargetInvoice.class);
        invoice.lines().stream()
                .flatMap(line -> line.tracking().stream())
                .distinct()
                .forEach(tracking -> shown(tracking).ifPresent(id -> names.uses(invoice.clientId(), tracking, id)));
    }

    /** Xero's id of the option, as the set-up last showed it. */
    private Optional<String> shown(Tracking tracking) {
        return category(tracking)
                .flatMap(category -> category.option(tracking.option()))
                .map(TrackingCategory.Option::id);
    }

    /** Why the row waits, if it does so for an option. */
    Optional<String> waitsFor(long row) {
        return Optional.ofNullable(waiting.get(row));
    }

    /** The first option of the row that can't be made for now. */
    Optional<NeededOption> failed(Row row) {
        return missing(row).stream()
                .filter(each -> each.is(OutboxState.FAILED) && !isDue(each))
                .findFirst();
    }

    /** What the row wants to stand in Xero, as text; empty where that names no lines. */
    private static String document(Row row) {
        boolean hasLines = row.kind() == Kind.INVOICE || row.kind() == Kind.CREDIT_NOTE;
        String document = switch (row.action()) {
            case CREATE -> row.content();
            case UPDATE -> row.written();
            case APPROVE, DELETE, VOID, ALLOCATE, DEALLOCATE -> null;
        };
        return hasLines && document != null ? document : "";
    }

    private List<NeededOption> missing(Row row) {
        String document = document(row);
        List<NeededOption> missing = new ArrayList<>();
        if (!document.contains(TRACKING)) {
            return missing;
        }
        TargetInvoice invoice = StoredJson.read(document, TargetInvoice.class);
        invoice.lines()
                .forEach(line -> line.tracking().stream()
                        .filter(tracking -> !exists(tracking))
                        .forEach(tracking -> missing.add(needed(tracking, invoice.clientId()))));
        return missing;
    }

    private NeededOption needed(Tracking tracking, long client) {
        NeededOption option = needed(tracking);
        option.clients.add(client);
        if (option.renames == null && !option.anew) {
            option.renames = names.toRename(client, tracking).orElse(null);
        }
        return option;
    }

    NeededOption needed(Tracking tracking) {
        return needed.computeIfAbsent(
                key(tracking),
                key -> new NeededOption(
                        tracking, store.optionIntents().want(key, tracking.category(), tracking.option())));
    }

    private boolean exists(Tracking tracking) {
        boolean shown = category(tracking)
                .map(category -> category.options().stream()
                        .anyMatch(option -> option.name().equalsIgnoreCase(tracking.option())))
                .orElse(false);
        return shown
                || madeSince(key(tracking))
                        .isAfter(settings.readAt(StageInputs.Input.TRACKING).orElse(Instant.EPOCH));
    }

    /** When it was made; also by a process before this one. */
    private Instant madeSince(String key) {
        return made.computeIfAbsent(
                key,
                unknown -> store.optionIntents()
                        .find(key)
                        .map(OptionIntent::finishedAt)
                        .orElse(Instant.EPOCH));
    }

    Optional<TrackingCategory> category(Tracking tracking) {
        return settings.current().trackingCategories().stream()
                .filter(category -> category.name().equalsIgnoreCase(tracking.category()))
                .findFirst();
    }

    /** Those that are still to be made. */
    List<NeededOption> open() {
        return needed.values().stream()
                .filter(each -> !each.is(OutboxState.DONE) && !exists(each.tracking))
                .toList();
    }

    boolean isDue(NeededOption each) {
        return !each.intent.nextAttemptAt().isAfter(clock.instant());
    }

    /** The option stands in Xero since now, whatever the set-up shows as last read. */
    void made(NeededOption option, Instant at) {
        made.put(key(option.tracking), at);
    }

    /** A new cycle: what is needed is found out anew. */
    void clear() {
        needed.clear();
        waiting.clear();
    }

    static String key(Tracking tracking) {
        return (tracking.category() + "\n" + tracking.option()).toLowerCase(Locale.ROOT);
    }
}
