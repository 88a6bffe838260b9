package org.harvestxero.copying;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harvestxero.calls.MismatchException;
import org.harvestxero.ledger.Connections.Pause;
import org.harvestxero.ledger.DocumentPages;
import org.harvestxero.ledger.DocumentPages.Finished;
import org.harvestxero.ledger.DocumentPages.Span;
import org.harvestxero.ledger.DocumentPages.Waiting;
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.Outbox;
import org.harvestxero.ledger.Overview.Failed;
import org.harvestxero.ledger.RowState;
import org.harvestxero.mapping.XeroSettings;
import org.harvestxero.operations.CycleReport;
import org.harvestxero.operations.CycleReport.Copied;
import org.harvestxero.operations.FailedCopy;
import org.harvestxero.operations.FailedDocument;
import org.harvestxero.operations.Pages;
import org.harvestxero.operations.Trouble;
import org.harvestxero.xero.DeepLinks;
import org.jspecify.annotations.Nullable;

/** Tells people what a cycle did and what stands in the way, from what the ledger holds. */
public final class Reports {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String connection;
    private final Ledger ledger;
    private final SettingsCache settings;
    private final Contexts contexts;
    private final TrackingOptions options;
    private final UnexplainedMoney money;
    private final DeepLinks links;
    private final KnownDocuments knownDocuments;
    private final Clock clock;

    public Reports(
            String connection,
            Ledger ledger,
            SettingsCache settings,
            Contexts contexts,
            TrackingOptions options,
            UnexplainedMoney money,
            DeepLinks links,
            Clock clock) {
        this.connection = connection;
        this.ledger = ledger;
        this.settings = settings;
        this.contexts = contexts;
        this.options = options;
        this.money = money;
        this.links = links;
        this.knownDocuments = new KnownDocuments(connection, ledger, contexts);
        this.clock = clock;
    }

    /** @param span when the cycle began and ended: what others do later is not its work */
    CycleReport cycle(Span span, CycleReport.Calls calls, int prevented, List<Trouble> troubles) {
        DocumentPages pages = ledger.documentPages();
        return new CycleReport(
                Pages.read(pages.countFinished(connection, span), () -> pages.finished(connection, span))
                        .map(this::copied),
                Pages.none(),
                Pages.read(pages.countSkipped(connection), () -> pages.skipped(connection))
                        .map(Reports::skipped),
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
        DocumentPages pages = ledger.documentPages();
        return Pages.read(pages.countWaiting(connection), () -> pages.waiting(connection))
                .map(this::waiting)
                .then(Pages.read(pages.countHeld(connection), () -> pages.held(connection))
                        .map(held -> new CycleReport.Waiting(
                                kind(held.kind()), held.sourceId(), held.number(), null, null, held.reason())));
    }

    /** Documents that stand failed. */
    Pages<FailedCopy> failed() {
        DocumentPages pages = ledger.documentPages();
        return Pages.read(pages.countFailed(connection), () -> pages.failed(connection))
                .map(this::failed);
    }

    /** The same with what people know each by. */
    Pages<FailedDocument> failedDocuments() {
        DocumentPages pages = ledger.documentPages();
        return Pages.read(pages.countFailed(connection), () -> pages.failed(connection))
                .map(this::document);
    }

    Pages<FailedDocument> discardedDocuments() {
        DocumentPages pages = ledger.documentPages();
        return Pages.read(pages.countDiscarded(connection), () -> pages.discarded(connection))
                .map(this::document);
    }

    /** The row with what people know its document by. */
    FailedDocument document(Failed row) {
        return knownDocuments.of(row, failed(row), this::link);
    }

    /** Documents people gave up. */
    Pages<FailedCopy> discarded() {
        DocumentPages pages = ledger.documentPages();
        return Pages.read(pages.countDiscarded(connection), () -> pages.discarded(connection))
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
        if (row.state() == RowState.SENDING) {
            return "it was sent and Xero's answer is missing; it is repeated or searched for by itself";
        }
        if (row.dependsOn().isPresent()) {
            Outbox.Dependency on = row.dependsOn().get();
            String what = on.kind().word();
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
        if (row.nextAttemptAt().equals(Outbox.NEVER) && row.message() != null) {
            return row.message();
        }
        return row.nextAttemptAt().isAfter(clock.instant())
                ? "tried again at " + MINUTE.format(row.nextAttemptAt())
                : "it goes with the next cycle";
    }

    FailedCopy failed(Failed row) {
        FailedCopy.State state = row.state() == RowState.DISCARDED
                ? FailedCopy.State.DISCARDED
                : row.nextAttemptAt().isBefore(Outbox.NEVER) ? FailedCopy.State.RETRYING : FailedCopy.State.FAILED;
        Instant first = row.firstFailedAt() == null ? clock.instant() : row.firstFailedAt();
        return new FailedCopy(
                row.id(),
                connection,
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

    static org.harvestxero.operations.Kind kind(Kind kind) {
        return switch (kind) {
            case INVOICE, CONTACT, CLIENT, CLIENT_CONTACT -> org.harvestxero.operations.Kind.INVOICE;
            case CREDIT_NOTE -> org.harvestxero.operations.Kind.CREDIT_NOTE;
            case PAYMENT -> org.harvestxero.operations.Kind.PAYMENT;
            case DRAFT, BILLING -> org.harvestxero.operations.Kind.BILLING;
            case MAIL -> org.harvestxero.operations.Kind.MAIL;
        };
    }

    static Trouble trouble(Pause pause) {
        return switch (pause.by()) {
            case "day-limit" ->
                new Trouble(
                        "Xero",
                        Trouble.Reason.DAY_LIMIT,
                        pause.reason(),
                        "Nothing: it goes on by itself when the day's calls are back.",
                        pause.until());
            case "disk" -> Trouble.noRoom(pause.reason());
            case "consent" ->
                new Trouble(
                        "Xero",
                        Trouble.Reason.CONSENT,
                        pause.reason(),
                        "Check the credentials or run connect again.",
                        null);
            case "mismatch" ->
                new Trouble(
                        pause.reason().contains("lead to Harvest account") ? "Harvest" : "Xero",
                        Trouble.Reason.MISMATCH,
                        pause.reason(),
                        MismatchException.REMEDY,
                        null);
            default ->
                new Trouble(
                        "Xero",
                        Trouble.Reason.PAUSED,
                        pause.reason(),
                        "When it shall go on: harvest-xero resume",
                        pause.until());
        };
    }

    Optional<String> organisationName() {
        return settings.find().map(XeroSettings::organisation).map(XeroSettings.Organisation::name);
    }
}
