package org.harvestxero.copying;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.ledger.Action;
import org.harvestxero.ledger.Connections.Pause;
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.Outbox;
import org.harvestxero.ledger.Overview.Failed;
import org.harvestxero.ledger.Overview.Finished;
import org.harvestxero.ledger.Overview.Waiting;
import org.harvestxero.ledger.RowState;
import org.harvestxero.ledger.SourceDocuments.SourceDocument;
import org.harvestxero.mapping.CauseCode;
import org.harvestxero.mapping.Explanation;
import org.harvestxero.mapping.MappingResult;
import org.harvestxero.mapping.Problem;
import org.harvestxero.mapping.TargetInvoice;
import org.harvestxero.mapping.XeroSettings;
import org.harvestxero.operations.CycleReport;
import org.harvestxero.operations.CycleReport.Copied;
import org.harvestxero.operations.FailedCopy;
import org.harvestxero.operations.Trouble;
import org.harvestxero.xero.DeepLinks;
import org.jspecify.annotations.Nullable;

/** Tells people what a cycle did and what stands in the way, from what the ledger holds. */
public final class Reports {
    private static final int MOST = 100_000;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String connection;
    private final Ledger ledger;
    private final SettingsCache settings;
    private final Contexts contexts;
    private final DeepLinks links;
    private final Clock clock;

    public Reports(
            String connection, Ledger ledger, SettingsCache settings, Contexts contexts, DeepLinks links, Clock clock) {
        this.connection = connection;
        this.ledger = ledger;
        this.settings = settings;
        this.contexts = contexts;
        this.links = links;
        this.clock = clock;
    }

    CycleReport cycle(Instant since, CycleReport.Calls calls, int prevented, Duration took, List<Trouble> troubles) {
        return new CycleReport(
                copied(since),
                List.of(),
                skipped(),
                ledger.overview().failed(connection).stream().map(this::failed).toList(),
                waiting(),
                List.of(),
                calls,
                prevented,
                took,
                troubles);
    }

    /** One entry for each document, also where it took several steps. */
    private List<Copied> copied(Instant since) {
        Map<String, Copied> byDocument = new LinkedHashMap<>();
        for (Finished row : ledger.overview().finished(connection, since)) {
            if (row.action() == Action.ALLOCATE || row.action() == Action.DEALLOCATE) {
                continue;
            }
            byDocument.merge(
                    row.kind() + " " + row.sourceId(),
                    copied(row),
                    (first, later) -> first.action() == CycleReport.Action.UPDATED ? later : first);
        }
        return List.copyOf(byDocument.values());
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

    private @Nullable String link(Kind kind, @Nullable String targetId) {
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

    private List<CycleReport.Skipped> skipped() {
        return ledger.documents().skipped(connection, MOST).stream()
                .map(document -> new CycleReport.Skipped(
                        kind(document.kind()), document.sourceId(), document.number(), key(document.reason())))
                .toList();
    }

    private static String key(@Nullable String reason) {
        return reason == null ? "" : reason.split(":", 2)[0];
    }

    private List<CycleReport.Waiting> waiting() {
        List<CycleReport.Waiting> waiting = new ArrayList<>();
        for (Waiting row : ledger.overview().waiting(connection, MOST)) {
            boolean contactFailed = row.blocked()
                    && row.dependsOn().map(on -> on.kind() == Kind.CONTACT).orElse(false);
            if (!contactFailed) {
                waiting.add(new CycleReport.Waiting(kind(row.kind()), row.sourceId(), why(row)));
            }
        }
        return waiting;
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

    @Nullable
    String sourceLink(Kind kind, long sourceId, @Nullable SourceDocument document) {
        Long invoice = kind == Kind.PAYMENT ? (document == null ? null : document.parentId()) : Long.valueOf(sourceId);
        return invoice == null || kind == Kind.CONTACT || kind == Kind.BILLING || kind == Kind.DRAFT
                ? null
                : contexts.harvestAddress() + "/invoices/" + invoice;
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
            case "consent" ->
                new Trouble(
                        "Xero",
                        Trouble.Reason.CONSENT,
                        pause.reason(),
                        "Check the credentials or run connect again.",
                        null);
            default ->
                new Trouble(
                        "Xero", Trouble.Reason.PAUSED, pause.reason(), "Resume it when it shall go on.", pause.until());
        };
    }

    Preview preview() {
        return new Preview();
    }

    /** Collects what a dry run would send. */
    final class Preview {
        private final List<Copied> planned = new ArrayList<>();
        private final List<CycleReport.Skipped> skipped = new ArrayList<>();
        private final List<FailedCopy> refused = new ArrayList<>();
        private final List<CycleReport.Explanation> explanations = new ArrayList<>();

        void add(SourceDocument document, MappingResult result, boolean explain) {
            if (result instanceof MappingResult.Mapped mapped) {
                planned.add(planned(mapped.invoice(), document));
                if (explain) {
                    explain(mapped);
                }
            } else if (result instanceof MappingResult.Skipped skip) {
                skipped.add(new CycleReport.Skipped(
                        kind(Kind.INVOICE),
                        document.sourceId(),
                        document.number(),
                        skip.reason().key()));
            } else if (result instanceof MappingResult.Refused refusal) {
                refusal.problems().forEach(problem -> refused.add(refused(document, problem)));
            }
        }

        private Copied planned(TargetInvoice target, SourceDocument document) {
            boolean there = ledger.links()
                    .find(connection, Kind.INVOICE, document.sourceId())
                    .isPresent();
            return new Copied(
                    kind(target.kind() == TargetInvoice.Kind.INVOICE ? Kind.INVOICE : Kind.CREDIT_NOTE),
                    target.sourceId(),
                    target.number(),
                    document.number(),
                    null,
                    there ? CycleReport.Action.UPDATED : CycleReport.Action.CREATED,
                    target.status().name(),
                    target.total(),
                    target.currency(),
                    null);
        }

        private void explain(MappingResult.Mapped mapped) {
            TargetInvoice target = mapped.invoice();
            Explanation explanation = mapped.explanation();
            explanation.document().forEach(decision -> explanations.add(explained(target, 0, decision)));
            for (int i = 0; i < explanation.lines().size(); i++) {
                int line = i + 1;
                explanation
                        .lines()
                        .get(i)
                        .decisions()
                        .forEach(decision -> explanations.add(explained(target, line, decision)));
            }
        }

        private CycleReport.Explanation explained(TargetInvoice target, int line, Explanation.Decision decision) {
            return new CycleReport.Explanation(
                    kind(Kind.INVOICE),
                    target.sourceId(),
                    target.number(),
                    line,
                    decision.what(),
                    decision.value(),
                    decision.because());
        }

        private FailedCopy refused(SourceDocument document, Problem problem) {
            Instant now = clock.instant();
            CauseCode code = problem.code();
            return new FailedCopy(
                    0,
                    connection,
                    kind(Kind.INVOICE),
                    document.sourceId(),
                    document.number(),
                    code.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    0,
                    problem.sentence(),
                    problem.remedy(),
                    0,
                    now,
                    now,
                    FailedCopy.State.FAILED);
        }

        CycleReport report(CycleReport.Calls calls, Duration took) {
            return new CycleReport(
                    List.of(), planned, skipped, refused, List.of(), explanations, calls, 0, took, List.of());
        }
    }

    Optional<String> organisationName() {
        return settings.find().map(XeroSettings::organisation).map(XeroSettings.Organisation::name);
    }
}
