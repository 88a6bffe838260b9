package org.harvestxero.copy.reference;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.TargetLine.Tracking;
import org.harvestxero.mapping.document.XeroSettings.TrackingCategory;
import org.harvestxero.mapping.document.XeroSettings.TrackingCategory.Option;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.ClientOptionTable.ClientOption;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.xero.XeroEditJson;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which tracking option stands for which client, by Xero's id of it: a client that goes by another name keeps its option
 * under the new name, and what was planned under the old one travels under the new one.
 */
final class ClientOptionTracker {
    private final ConnectionStore store;
    private final XeroReferenceData settings;
    private final @Nullable String category;
    private final Clock clock;
    private @Nullable Map<Long, ClientOption> known;

    /** @param category the tracking category that is filled with clients' names; null without one */
    ClientOptionTracker(ConnectionStore store, XeroReferenceData settings, @Nullable String category, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.category = category;
        this.clock = clock;
    }

    private synchronized Map<Long, ClientOption> known() {
        Map<Long, ClientOption> all = known;
        if (all == null) {
            all = new LinkedHashMap<>();
            for (ClientOption option : store.clientOptions().all()) {
                if (isOurs(option.category())) {
                    all.put(option.clientId(), option);
                }
            }
            known = all;
        }
        return all;
    }

    private boolean isOurs(String name) {
        return category != null && category.equalsIgnoreCase(name);
    }

    /** Whether the option is the one named after the client. */
    private boolean isNamedAfter(long client, Tracking tracking) {
        return isOurs(tracking.category())
                && store.documents()
                        .find(Kind.CLIENT, client)
                        .map(SourceDocument::number)
                        .filter(name -> Tracking.option(name).equalsIgnoreCase(tracking.option()))
                        .isPresent();
    }

    /** Notes that the option stands for the client. @param id Xero's id of it */
    synchronized void uses(long client, Tracking tracking, String id) {
        ClientOption before = known().get(client);
        if (before != null && before.targetId().equals(id) && before.name().equals(tracking.option())) {
            return;
        }
        if (!isNamedAfter(client, tracking)) {
            return;
        }
        if (before != null && before.targetId().equals(id)) {
            renamed(before, tracking.option());
        } else {
            keep(new ClientOption(client, key(tracking.category()), id, tracking.option(), List.of(), null));
        }
    }

    /** The option that stands for the client under another name, to be renamed; empty where a new one has to be made. */
    synchronized Optional<ClientOption> toRename(long client, Tracking tracking) {
        ClientOption its = known().get(client);
        if (its == null || !isNamedAfter(client, tracking) || its.name().equalsIgnoreCase(tracking.option())) {
            return Optional.empty();
        }
        boolean shared = known().values().stream()
                .anyMatch(
                        other -> other.clientId() != client && other.targetId().equals(its.targetId()));
        return shared || !stands(its) ? Optional.empty() : Optional.of(its);
    }

    private boolean stands(ClientOption option) {
        return options().stream().anyMatch(shown -> shown.active() && shown.id().equalsIgnoreCase(option.targetId()));
    }

    private List<Option> options() {
        return settings.current().trackingCategories().stream()
                .filter(each -> isOurs(each.name()))
                .findFirst()
                .map(TrackingCategory::options)
                .orElse(List.of());
    }

    /** The option has the client's new name now. */
    synchronized void renamed(ClientOption option, String name) {
        List<String> former = new ArrayList<>(option.former());
        former.add(option.name());
        former.removeIf(name::equalsIgnoreCase);
        keep(new ClientOption(option.clientId(), option.category(), option.targetId(), name, former, clock.instant()));
    }

    private void keep(ClientOption option) {
        store.clientOptions().put(option);
        known().put(option.clientId(), option);
    }

    /** The row under the names clients' options have now; a name that stands for another option by now is left alone. */
    synchronized Row underNewNames(Row row) {
        boolean hasLines = row.kind() == Kind.INVOICE || row.kind() == Kind.CREDIT_NOTE;
        String whole = row.written() == null ? row.content() : row.written();
        if (!hasLines || whole == null || !whole.contains(OptionDemand.TRACKING)) {
            return row;
        }
        TargetInvoice document = StoredJson.read(whole, TargetInvoice.class);
        ClientOption its = asShown(known().get(document.clientId()));
        if (its == null || !namesFormer(document, its)) {
            return row;
        }
        String current = StoredJson.write(withLines(document, line -> renamed(line, its)));
        return row.written() == null
                ? row.with(current, null)
                : row.with(row.content() == null ? null : element(row.content(), its), current);
    }

    /** The option under the name Xero shows where that is the client's by now: people, or a request whose answer we missed, renamed it. */
    private @Nullable ClientOption asShown(@Nullable ClientOption its) {
        if (its == null || (its.renamedAt() != null && readAt().isBefore(its.renamedAt()))) {
            return its;
        }
        Optional<Tracking> shown = options().stream()
                .filter(option -> option.active() && option.id().equalsIgnoreCase(its.targetId()))
                .filter(option -> !option.name().equalsIgnoreCase(its.name()))
                .map(option -> new Tracking(its.category(), option.name()))
                .filter(tracking -> isNamedAfter(its.clientId(), tracking))
                .findFirst();
        shown.ifPresent(tracking -> renamed(its, tracking.option()));
        return known().get(its.clientId());
    }

    /** When Xero's tracking categories were read. */
    private Instant readAt() {
        return settings.readAt(StageInputs.Input.TRACKING).orElse(Instant.EPOCH);
    }

    private boolean namesFormer(TargetInvoice document, ClientOption its) {
        return document.lines().stream()
                .flatMap(line -> line.tracking().stream())
                .anyMatch(tracking -> isFormer(its, tracking.category(), tracking.option()));
    }

    private boolean isFormer(ClientOption its, String category, String option) {
        Instant at = its.renamedAt();
        return at != null
                && isOurs(category)
                && its.former().stream().anyMatch(option::equalsIgnoreCase)
                && (readAt().isBefore(at)
                        || options().stream().noneMatch(shown -> shown.name().equalsIgnoreCase(option)));
    }

    private static TargetInvoice withLines(TargetInvoice document, UnaryOperator<TargetLine> change) {
        return document.withLines(document.lines().stream().map(change).toList());
    }

    private TargetLine renamed(TargetLine line, ClientOption its) {
        return line.withTracking(line.tracking().stream()
                .map(tracking -> isFormer(its, tracking.category(), tracking.option())
                        ? new Tracking(tracking.category(), its.name())
                        : tracking)
                .toList());
    }

    /** The same in an edit as it travels. */
    private String element(String content, ClientOption its) {
        return XeroEditJson.withTrackingOptions(
                content, (category, option) -> isFormer(its, category, option) ? its.name() : null);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
