package org.harvestxero.copy;

import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.CopyRequest;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDetail;
import org.harvestxero.api.FailedDocument;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.HeldWork;
import org.harvestxero.api.Pages;
import org.harvestxero.api.Progress;
import org.harvestxero.api.Status;
import org.harvestxero.api.Trouble;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.config.SettingsException;
import org.harvestxero.copy.failure.Counter;
import org.harvestxero.copy.outbox.UnexplainedPayments;
import org.harvestxero.copy.plan.InvoicePlanner;
import org.harvestxero.copy.reference.XeroReferenceData;
import org.harvestxero.harvest.HarvestGate;
import org.harvestxero.http.CommandStops;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.connection.BelongingTable;
import org.harvestxero.store.connection.ConnectionTable;
import org.harvestxero.store.connection.ConnectionTable.Pause;
import org.harvestxero.store.copy.AuditEventTable.AuditEvent;
import org.harvestxero.store.copy.DocumentPages.Span;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.Overview.Failed;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.database.DatabaseTrouble;
import org.harvestxero.xero.XeroGate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people and schedules may ask of the copying side, by way of the routes. */
public final class DefaultCopyService implements CopyService {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultCopyService.class);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    static final int PASSES = 3;
    /** Mark of when a command last did what is done once a day. */
    private static final String DAILY = "daily-looks";
    /** Less than a day, so that a daily start that comes a little early still finds it due. */
    private static final Duration A_DAY = Duration.ofHours(20);

    private static final Map<String, String> FLOWS = Map.of(
            "copy-invoices", "direct:run-cycle",
            "copy-payments", "direct:run-cycle",
            "follow-changes", "direct:run-sweep",
            "check-billed-work", "direct:check-billed-work",
            "bill-period", "direct:run-billing",
            "notify", "direct:notify");

    private final Parts parts;
    private final ConnectionStore store;
    private final Clock clock;
    private final NamedInvoiceFinder named;

    public DefaultCopyService(Parts parts) {
        this.parts = parts;
        this.store = parts.store();
        this.clock = parts.clock();
        this.named = new NamedInvoiceFinder(store);
    }

    /** What the work is done with. */
    public record Parts(
            ConnectionStore store,
            Clock clock,
            ProducerTemplate routes,
            CopyCycle copyCycle,
            CopyPause pause,
            CycleTroubles troubles,
            InvoicePlanner planning,
            XeroReferenceData settings,
            CycleReportBuilder cycleReportBuilder,
            CopyVitals vitals,
            UnexplainedPayments money,
            DryRun dryRun,
            Progress progress,
            HarvestGate harvestGate,
            XeroGate xeroGate,
            Runnable reloadMappings) {}

    @Override
    public void begin() {
        start("notify", "direct:notify");
        start("copy-invoices", "direct:run-cycle");
        start("bill-period", "direct:run-billing");
    }

    @Override
    public CycleReport once(String who) {
        return cycle(List.of());
    }

    @Override
    public List<Trouble> daily(String who) {
        Instant now = clock.instant();
        Optional<Instant> last = store.watermarks().find(DAILY).map(Instant::parse);
        if (last.isEmpty()) {
            store.watermarks().move(DAILY, now.toString());
            return List.of();
        }
        boolean isToday = last.get().plus(A_DAY).isAfter(now) && !last.get().isAfter(now);
        if (isToday || parts.pause().isInForce()) {
            return List.of();
        }
        List<Trouble> troubles = new ArrayList<>();
        for (String look : List.of("run-sweep", "check-billed-work")) {
            try {
                CommandStops.send(parts.routes(), "direct:" + look, null, Map.of());
            } catch (CamelExecutionException e) {
                troubles.add(parts.troubles().note(look, e));
            }
        }
        if (troubles.isEmpty()) {
            store.watermarks().move(DAILY, now.toString());
        }
        return List.copyOf(troubles);
    }

    private CycleReport cycle(List<SourceDocument> forced) {
        Before before = before();
        long preventedBefore = store.tallies().amount(Counter.DUPLICATES_PREVENTED);
        List<Trouble> troubles = new ArrayList<>();
        parts.pause().askAnew();
        Optional<Pause> pause = parts.pause().find();
        if (pause.isPresent()) {
            troubles.add(TroubleDiagnosis.of(pause.get()));
            parts.pause().lookAtRoom();
        } else {
            for (int pass = 0; pass < PASSES && (pass == 0 || somethingIsDue()); pass++) {
                runStages(forced);
                troubles.clear();
                troubles.addAll(parts.troubles().all());
            }
        }
        if (pause.isEmpty()) {
            parts.pause()
                    .find()
                    .filter(Pause::byPerson)
                    .map(TroubleDiagnosis::of)
                    .ifPresent(troubles::add); // a person stopped it on the way
        }
        int prevented = Math.toIntExact(store.tallies().amount(Counter.DUPLICATES_PREVENTED) - preventedBefore);
        return report(before, prevented, troubles);
    }

    private boolean somethingIsDue() {
        return parts.troubles().all().isEmpty() && store.failedRows().isRetryDue();
    }

    private void runStages(List<SourceDocument> forced) {
        try {
            parts.copyCycle().beginPatiently(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a running cycle", e);
        }
        CommandStops.send(parts.routes(), "direct:run-stages", null, Map.of("forced", forced));
    }

    @Override
    public CycleReport copy(CopyRequest request, String who) {
        if (request.dryRun() || request.explain()) {
            return preview(request);
        }
        String number = request.invoice();
        if (number == null) {
            return once(who);
        }
        Before before = before();
        Optional<SourceDocument> wanted = named.inHarvest(number);
        if (wanted.isEmpty()) {
            Optional<Trouble> trouble = refreshSources();
            if (trouble.isPresent()) {
                return report(before, 0, List.of(trouble.get()));
            }
            wanted = Optional.of(known(number));
        }
        store.audit().add(who, null, null, "copy", "invoice " + number);
        return cycle(wanted.stream().toList()).only(documentsOf(wanted.get()));
    }

    /** The invoice, what credits it, and its payments: a command about one invoice answers for nothing else. */
    private BiPredicate<org.harvestxero.api.DocumentKind, Long> documentsOf(SourceDocument invoice) {
        return documentsOf(store, invoice);
    }

    static BiPredicate<org.harvestxero.api.DocumentKind, Long> documentsOf(
            ConnectionStore store, SourceDocument invoice) {
        Set<Long> payments = store.documents().children(Kind.PAYMENT, invoice.sourceId()).stream()
                .map(SourceDocument::sourceId)
                .collect(Collectors.toSet());
        return (kind, id) -> switch (kind) {
            case PAYMENT -> payments.contains(id);
            case INVOICE, CREDIT_NOTE -> id == invoice.sourceId();
            default -> false;
        };
    }

    /** @throws SettingsException when there is none */
    private SourceDocument known(String number) {
        return named.inHarvest(number)
                .orElseThrow(() -> new SettingsException("Harvest shows no invoice " + number
                        + " issued since copy.since: check the number, or set copy.since to an earlier day."));
    }

    /** Reads both sides; what a side answers instead is a trouble of this command, and pauses the connection where it would a cycle. */
    private Optional<Trouble> refreshSources() {
        long before = parts.troubles().asides();
        try {
            CommandStops.send(parts.routes(), "direct:refresh-sources", null, Map.of());
            return parts.troubles().asideSince(before);
        } catch (CamelExecutionException e) {
            return Optional.of(parts.troubles().note("refresh-sources", e));
        }
    }

    /** Where the clock and the counters stood when a command began. */
    private record Before(Instant began, CallBudget calls) {}

    private Before before() {
        return new Before(clock.instant(), CallBudget.command(parts.harvestGate(), parts.xeroGate()));
    }

    private CycleReport report(Before before, int prevented, List<Trouble> troubles) {
        Span span = new Span(before.began(), clock.instant());
        return parts.cycleReportBuilder().cycle(span, before.calls().soFar(), prevented, troubles);
    }

    /** What would be done, without sending or recording an intent. Both sides are read. */
    private CycleReport preview(CopyRequest request) {
        parts.reloadMappings().run();
        return parts.copyCycle().alone(() -> {
            Before before = before();
            parts.settings().markStale(); // what would be refused for it is to be seen now
            Optional<Trouble> trouble = refreshSources();
            if (trouble.isPresent()) {
                return report(before, 0, List.of(trouble.get()));
            }
            String number = request.invoice();
            SourceDocument only = number == null ? null : known(number);
            try {
                return new PreviewPages(store, parts.planning(), parts.dryRun())
                        .report(
                                only,
                                request.explain(),
                                new DryRun.Telling(
                                        before.began(),
                                        before.calls()::soFar,
                                        parts.pause().find().map(TroubleDiagnosis::of).stream()
                                                .toList(),
                                        parts.copyCycle().isFirst()));
            } catch (CamelExecutionException e) {
                return report(before, 0, List.of(parts.troubles().note("dry-run", e)));
            }
        });
    }

    @Override
    public Pages<FailedCopy> failedCopies(FailedFilter filter) {
        Pages<FailedCopy> all = filter.discardedToo()
                ? parts.cycleReportBuilder()
                        .failed()
                        .then(parts.cycleReportBuilder().discarded())
                : parts.cycleReportBuilder().failed();
        return filter.equals(FailedFilter.STANDING) ? all : all.only(filter::takes);
    }

    @Override
    public Pages<FailedDocument> failedDocuments(FailedFilter filter) {
        Pages<FailedDocument> all = filter.discardedToo()
                ? parts.cycleReportBuilder()
                        .failedDocuments()
                        .then(parts.cycleReportBuilder().discardedDocuments())
                : parts.cycleReportBuilder().failedDocuments();
        return filter.equals(FailedFilter.STANDING) ? all : all.only(filter::takes);
    }

    @Override
    public Optional<FailedDetail> failedCopy(long id) {
        return store.failedDocumentPages().problem(id).map(this::detail);
    }

    private FailedDetail detail(Failed row) {
        FailedDocument document = parts.cycleReportBuilder().document(row);
        List<FailedDetail.Event> history = new ArrayList<>();
        if (row.firstFailedAt() != null) {
            history.add(new FailedDetail.Event(row.firstFailedAt(), "process", "failed for the first time"));
        }
        for (AuditEvent event : store.audit().ofDocument(row.kind(), row.sourceId())) {
            String what = event.detail() == null ? event.event() : event.event() + ": " + event.detail();
            history.add(new FailedDetail.Event(event.at(), event.actor(), what));
        }
        if (row.lastFailedAt() != null && row.attempts() > 1) {
            history.add(new FailedDetail.Event(
                    row.lastFailedAt(), "process", "failed again: " + (row.message() == null ? "" : row.message())));
        }
        history.sort(java.util.Comparator.comparing(FailedDetail.Event::at));
        return new FailedDetail(
                document.copy(),
                document.client(),
                document.amount(),
                document.currency(),
                document.sourceLink(),
                FailureCode.RetryTrigger.BY_RETRY.name().equals(row.heals()) ? row.nextAttemptAt() : null,
                history);
    }

    @Override
    public Pages<CycleReport.Waiting> waiting() {
        return parts.cycleReportBuilder().waiting();
    }

    @Override
    public int retry(Set<Long> ids, String who) {
        return retry(row -> ids.contains(row.id()), who);
    }

    @Override
    public int retryCause(long causeId, String who) {
        return retry(row -> row.causeId() == causeId, who);
    }

    private int retry(Predicate<Failed> wanted, String who) {
        int retried = forEachFailed(row -> wanted.test(row) && wake(row), "retry", null, who);
        if (retried > 0) {
            parts.settings().markStale();
            store.optionIntents().wake();
        }
        return retried;
    }

    /** @param done whether something was done with a document that stands failed; that is audited */
    private int forEachFailed(Predicate<Failed> done, String event, @Nullable String detail, String who) {
        int count = 0;
        for (Iterator<List<Failed>> pages = store.failedDocumentPages().failed(); pages.hasNext(); ) {
            List<Failed> page = pages.next();
            List<Failed> told = new ArrayList<>();
            store.inTransaction(() -> {
                page.stream().filter(done).forEach(told::add);
                store.audit().addAll(who, told, event, detail);
            });
            count += told.size();
        }
        return count;
    }

    /** A document blocked by its contact wakes the contact. */
    private boolean wake(Failed row) {
        return store.failedRows().retry(row.id()) || store.failedRows().retryContactOf(row.id());
    }

    @Override
    public int discard(Set<Long> ids, String reason, String who) {
        return forEachFailed(row -> ids.contains(row.id()) && discard(row, reason, who), "discarded", reason, who);
    }

    private boolean discard(Failed row, String reason, String who) {
        boolean discarded = store.failedRows().discard(row.id(), reason);
        if (discarded && row.code().equals(FailureCode.PAYMENT_UNEXPLAINED.name())) {
            parts.money().givenUp(row.sourceId(), who + ": " + reason);
        }
        if (discarded && row.code().equals(FailureCode.PAYMENT_TWICE.name())) {
            parts.money().bothStand(row.id(), who + ": " + reason);
        }
        return discarded;
    }

    @Override
    public Status status() {
        Optional<Pause> pause = parts.pause().find();
        List<Trouble> troubles = new ArrayList<>(parts.troubles().all());
        pause.map(TroubleDiagnosis::of)
                .filter(trouble -> troubles.stream()
                        .noneMatch(told ->
                                told.reason() == trouble.reason() && told.side().equals(trouble.side())))
                .ifPresent(troubles::add);
        return new Status(
                store.connection(),
                store.belongings()
                        .find(BelongingTable.XERO)
                        .map(BelongingTable.Party::name)
                        .or(() -> parts.settings()
                                .find()
                                .map(XeroSettings::organisation)
                                .map(XeroSettings.Organisation::name))
                        .orElse(null),
                parts.vitals().pause().orElse(null),
                store.connections().state().lastSuccess(),
                parts.vitals().read(),
                troubles,
                store.notBilled().held().stream()
                        .map(held -> new HeldWork(
                                held.client(),
                                held.hours().setScale(2, RoundingMode.HALF_UP),
                                CurrencyDigits.rounded(held.worth(), held.currency()),
                                held.currency(),
                                held.pieces(),
                                held.oldest()))
                        .toList(),
                store.waitingDocumentPages().heldByReason(),
                parts.progress().read().orElse(null));
    }

    @Override
    public List<String> flows() {
        return FLOWS.keySet().stream().sorted().toList();
    }

    @Override
    public void runFlow(String flow, String who) {
        String route = FLOWS.get(flow);
        if (route == null) {
            throw new IllegalArgumentException(
                    "There is no flow " + flow + "; there are " + String.join(", ", flows()));
        }
        store.audit().add(who, null, null, "run", flow);
        start(flow, route);
    }

    private void start(String flow, String route) {
        parts.routes().asyncSendBody(route, null).exceptionally(failure -> {
            DatabaseTrouble.in(failure)
                    .ifPresentOrElse(
                            words -> LOG.warn("{} stopped: {}", flow, words),
                            () -> LOG.error("{} failed", flow, failure));
            return null;
        });
    }

    @Override
    public void pause(String who, String reason) {
        store.connections().pause(new Pause(ConnectionTable.PERSON, who + ": " + reason, null));
        store.audit().add(who, null, null, CopyVitals.PAUSED, reason);
    }

    @Override
    public void resume(String who, String reason) {
        store.connections().resume();
        store.audit().add(who, null, null, "resumed", reason.isEmpty() ? null : reason);
    }

    @Override
    public void reloadMappings(String who) {
        parts.reloadMappings().run();
        store.audit().add(who, null, null, "mappings", "reloaded");
        store.failedRows().wake(FailureCode.RetryTrigger.BY_SETTINGS.name());
    }
}
