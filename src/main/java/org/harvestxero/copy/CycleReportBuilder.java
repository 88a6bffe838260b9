package org.harvestxero.copy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.CycleReport.Copied;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDocument;
import org.harvestxero.api.Pages;
import org.harvestxero.api.Trouble;
import org.harvestxero.copy.outbox.UnexplainedPayments;
import org.harvestxero.copy.reference.MappingContexts;
import org.harvestxero.copy.reference.TrackingOptionCreator;
import org.harvestxero.copy.reference.XeroReferenceData;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.DocumentPages;
import org.harvestxero.store.copy.DocumentPages.Finished;
import org.harvestxero.store.copy.DocumentPages.Span;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable;
import org.harvestxero.store.copy.Overview.Failed;
import org.harvestxero.store.copy.WaitingDocumentPages.Waiting;
import org.harvestxero.xero.DeepLinks;
import org.jspecify.annotations.Nullable;

/** Tells people what a cycle did and what stands in the way, from what the ledger holds. */
public final class CycleReportBuilder {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final ConnectionStore store;
    private final XeroReferenceData settings;
    private final MappingContexts mappingContexts;
    private final TrackingOptionCreator options;
    private final UnexplainedPayments money;
    private final DeepLinks links;
    private final KnownDocuments knownDocuments;
    private final Clock clock;

    public CycleReportBuilder(
            ConnectionStore store,
            XeroReferenceData settings,
            MappingContexts mappingContexts,
            TrackingOptionCreator options,
            UnexplainedPayments money,
            DeepLinks links,
            Clock clock) {
        this.store = store;
        this.settings = settings;
        this.mappingContexts = mappingContexts;
        this.options = options;
        this.money = money;
        this.links = links;
        this.knownDocuments = new KnownDocuments(store, mappingContexts);
        this.clock = clock;
    }

    /** @param span when the cycle began and ended: what others do later is not its work */
    CycleReport cycle(Span span, CycleReport.Calls calls, int prevented, List<Trouble> troubles) {
        DocumentPages pages = store.documentPages();
        return new CycleReport(
                Pages.read(pages.countFinished(span), () -> pages.finished(span))
                        .map(this::copied),
                Pages.none(),
                Pages.read(pages.countSkipped(), () -> pages.skipped()).map(CycleReportBuilder::skipped),
                failed(),
                waiting(),
                Pages.none(),
                calls,
                prevented,
                Duration.between(span.from(), span.to()),
                troubles);
    }

    /** What is neither done nor failed. */
    Pages<CycleReport.Waiting> waiting() {
        return Pages.read(
                        store.waitingDocumentPages().countWaiting(),
                        () -> store.waitingDocumentPages().waiting())
                .map(this::waiting)
                .then(Pages.read(
                                store.waitingDocumentPages().countHeld(),
                                () -> store.waitingDocumentPages().held())
                        .map(held -> new CycleReport.Waiting(
                                kind(held.kind()), held.sourceId(), held.number(), null, null, held.reason())));
    }

    /** Documents that stand failed. */
    Pages<FailedCopy> failed() {
        return Pages.read(
                        store.failedDocumentPages().countFailed(),
                        () -> store.failedDocumentPages().failed())
                .map(this::failed);
    }

    /** The same with what people know each by. */
    Pages<FailedDocument> failedDocuments() {
        return Pages.read(
                        store.failedDocumentPages().countFailed(),
                        () -> store.failedDocumentPages().failed())
                .map(this::document);
    }

    Pages<FailedDocument> discardedDocuments() {
        return Pages.read(
                        store.failedDocumentPages().countDiscarded(),
                        () -> store.failedDocumentPages().discarded())
                .map(this::document);
    }

    /** The row with what people know its document by. */
    FailedDocument document(Failed row) {
        return knownDocuments.of(row, failed(row), this::link);
    }

    /** Documents people gave up. */
    Pages<FailedCopy> discarded() {
        return Pages.read(
                        store.failedDocumentPages().countDiscarded(),
                        () -> store.failedDocumentPages().discarded())
                .map(this::failed);
    }

    private Copied copied(Finished row) {
        return new Copied(
                kind(row.kind()),
                row.sourceId(),
                row.number(),
                row.sourceNumber(),
                row.targetId(),
                switch (row.outcome()) {
                    case "created" -> CycleReport.Action.CREATED;
                    case "adopted" -> CycleReport.Action.ADOPTED;
                    default -> CycleReport.Action.UPDATED;
                },
                row.status() == null ? "" : row.status(),
                row.total() == null ? BigDecimal.ZERO.setScale(2) : row.total(),
                row.currency() == null ? "" : row.currency(),
                link(row.kind(), row.targetId()));
    }

    @Nullable
    String link(Kind kind, @Nullable String targetId) {
        if (targetId == null) {
            return null;
        }
        String shortCode = settings.find()
                .map(XeroSettings::organisation)
                .map(XeroSettings.Organisation::shortCode)
                .orElse(null);
        return switch (kind) {
            case INVOICE -> links.invoice(targetId, shortCode);
            case CREDIT_NOTE -> links.creditNote(targetId, shortCode);
            case CONTACT -> links.contact(targetId, shortCode);
            case PAYMENT, CLIENT, CLIENT_CONTACT, DRAFT, BILLING, MAIL -> null;
        };
    }

    private static CycleReport.Skipped skipped(DocumentPages.Skipped row) {
        return new CycleReport.Skipped(kind(row.kind()), row.sourceId(), row.number(), key(row.reason()));
    }

    private static String key(@Nullable String reason) {
        return reason == null ? "" : reason.split(":", 2)[0];
    }

    private CycleReport.Waiting waiting(Waiting row) {
        return new CycleReport.Waiting(
                kind(row.kind()), row.sourceId(), row.number(), row.total(), row.currency(), why(row));
    }

    private String why(Waiting row) {
        if (row.state() == OutboxState.SENDING) {
            return "it was sent and Xero's answer is missing; it is repeated or searched for by itself";
        }
        if (row.dependsOn().isPresent()) {
            OutboxTable.Dependency on = row.dependsOn().get();
            String what = on.kind().code();
            if (!row.linked()) {
                return row.blocked()
                        ? "its " + what + " could not be copied yet"
                        : "its " + what + " is not in Xero yet";
            }
            if (!row.linkedAgrees()) {
                return "its " + what + "'s total in Xero differs";
            }
            if (on.status() != null && !on.status().equals(row.linkedStatus())) {
                return "its " + what + " is " + row.linkedStatus() + " in Xero, not " + on.status();
            }
            if (row.kind() == Kind.PAYMENT && money.isHeld(on.sourceId())) {
                return "what is paid of its invoice in Xero could not be read yet";
            }
        }
        Optional<String> option = options.waitsFor(row.id());
        if (option.isPresent()) {
            return option.get();
        }
        if (row.nextAttemptAt().equals(OutboxTable.NEVER) && row.message() != null) {
            return row.message();
        }
        return row.nextAttemptAt().isAfter(clock.instant())
                ? "tried again at " + MINUTE.format(row.nextAttemptAt())
                : "it goes with the next cycle";
    }

    FailedCopy failed(Failed row) {
        FailedCopy.State state = row.state() == OutboxState.DISCARDED
                ? FailedCopy.State.DISCARDED
                : row.nextAttemptAt().isBefore(OutboxTable.NEVER) ? FailedCopy.State.RETRYING : FailedCopy.State.FAILED;
        Instant first = row.firstFailedAt() == null ? clock.instant() : row.firstFailedAt();
        return new FailedCopy(
                row.id(),
                store.connection(),
                kind(row.kind()),
                row.sourceId(),
                row.number(),
                row.code().toLowerCase(Locale.ROOT).replace('_', '-'),
                row.causeId(),
                row.sentence(),
                row.remedy(),
                row.attempts(),
                first,
                row.lastFailedAt() == null ? first : row.lastFailedAt(),
                state);
    }

    static org.harvestxero.api.DocumentKind kind(Kind kind) {
        return switch (kind) {
            case INVOICE, CONTACT, CLIENT, CLIENT_CONTACT -> org.harvestxero.api.DocumentKind.INVOICE;
            case CREDIT_NOTE -> org.harvestxero.api.DocumentKind.CREDIT_NOTE;
            case PAYMENT -> org.harvestxero.api.DocumentKind.PAYMENT;
            case DRAFT, BILLING -> org.harvestxero.api.DocumentKind.BILLING;
            case MAIL -> org.harvestxero.api.DocumentKind.MAIL;
        };
    }
}
