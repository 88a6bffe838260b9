package org.harvestxero.copying;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.harvestxero.calls.RefusedException;
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Outbox.Row;
import org.harvestxero.mapping.CauseCode;
import org.harvestxero.mapping.Problem;
import org.harvestxero.mapping.TargetInvoice;
import org.harvestxero.mapping.TargetLine.Tracking;
import org.harvestxero.mapping.XeroSettings.TrackingCategory;
import org.harvestxero.xero.XeroAnswer;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroWire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the tracking options of an invoice or credit note exist before it is sent or edited: Xero has been seen to drop
 * unknown ones without a word. Documents wait here until their options are made.
 */
public final class TrackingOptions {
    private static final Logger LOG = LoggerFactory.getLogger(TrackingOptions.class);
    private static final String TRACKING = "\"tracking\":[{";

    private final SettingsCache settings;
    private final Map<String, Tracking> wanted = new LinkedHashMap<>();
    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private final Map<String, String> refused = new ConcurrentHashMap<>();

    public TrackingOptions(SettingsCache settings) {
        this.settings = settings;
    }

    /** Whether all options the row names are there; what is missing is remembered. */
    boolean ready(Row row) {
        String document = document(row);
        return !document.contains(TRACKING) || missing(document).isEmpty();
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

    /** Why an option of the row can't be made, if Xero refused one. */
    Optional<Problem> problem(Row row) {
        if (refused.isEmpty()) {
            return Optional.empty();
        }
        return missing(document(row)).stream()
                .filter(tracking -> refused.containsKey(key(tracking)))
                .findFirst()
                .map(tracking -> Problem.of(CauseCode.TRACKING_OPTION_UNKNOWN, tracking.option())
                        .with("category", tracking.category()));
    }

    private List<Tracking> missing(String document) {
        List<Tracking> missing = new ArrayList<>();
        if (document.isEmpty()) {
            return missing;
        }
        TargetInvoice invoice = Json.read(document, TargetInvoice.class);
        invoice.lines()
                .forEach(line -> line.tracking().forEach(tracking -> {
                    if (!exists(tracking)) {
                        missing.add(tracking);
                        synchronized (wanted) {
                            wanted.putIfAbsent(key(tracking), tracking);
                        }
                    }
                }));
        return missing;
    }

    private boolean exists(Tracking tracking) {
        if (made.contains(key(tracking))) {
            return true;
        }
        return category(tracking)
                .map(category -> category.options().stream()
                        .anyMatch(option -> option.name().equalsIgnoreCase(tracking.option())))
                .orElse(false);
    }

    private Optional<TrackingCategory> category(Tracking tracking) {
        return settings.current().trackingCategories().stream()
                .filter(category -> category.name().equalsIgnoreCase(tracking.category()))
                .findFirst();
    }

    /** Whether invoices wait for options that can still be made. */
    boolean isWaitedFor() {
        return !toMake().isEmpty();
    }

    /** The options to make now. */
    public List<Tracking> toMake() {
        synchronized (wanted) {
            return wanted.values().stream()
                    .filter(tracking -> !exists(tracking) && !refused.containsKey(key(tracking)))
                    .toList();
        }
    }

    public XeroRequest request(Tracking tracking) {
        String category = category(tracking)
                .map(TrackingCategory::id)
                .orElseThrow(() -> new IllegalStateException("Xero has no tracking category " + tracking.category()));
        String body = XeroWire.trackingOption(tracking.option());
        return XeroRequest.put(
                "/TrackingCategories/" + category + "/Options",
                body,
                "option:" + Fingerprint.of(category + body + settings.fetchedAt()));
    }

    public void take(XeroAnswer answer, Tracking tracking) {
        made.add(key(tracking));
        settings.markStale();
        LOG.info("Made the tracking option {} of {} in Xero", tracking.option(), tracking.category());
    }

    /** Xero refused to make it; the invoices that need it become failed copies. */
    public void refuse(RefusedException failure, Tracking tracking) {
        LOG.warn("Xero refuses the tracking option {}: {}", tracking.option(), failure.reason());
        refused.put(key(tracking), failure.reason());
    }

    /** A new cycle may try again what Xero refused. */
    void newRound() {
        refused.clear();
    }

    private static String key(Tracking tracking) {
        return (tracking.category() + "\n" + tracking.option()).toLowerCase(Locale.ROOT);
    }
}
