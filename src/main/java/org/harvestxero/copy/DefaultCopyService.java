package org.harvestxero.copy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.api.CopiedLately;
import org.harvestxero.api.CopyRequest;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCause;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDetail;
import org.harvestxero.api.FailedDocument;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.Pages;
import org.harvestxero.api.Status;
import org.harvestxero.api.Trouble;
import org.harvestxero.event.ConnectionEvent;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.connection.ConnectionTable;
import org.harvestxero.store.connection.ConnectionTable.Pause;
import org.jspecify.annotations.Nullable;

/** What people and schedules may ask of the copying side, by way of the routes; who asked is audited. */
public final class DefaultCopyService implements CopyService {
    private final ConnectionStore store;
    private final Commands commands;
    private final FailedCopyPages failedCopies;
    private final FailedCopyDecisions decisions;
    private final CycleReportBuilder reports;
    private final StatusReader status;
    private final FlowStarter flows;
    private final Runnable reloadMappings;

    public DefaultCopyService(
            ConnectionStore store,
            Commands commands,
            FailedCopyPages failedCopies,
            FailedCopyDecisions decisions,
            CycleReportBuilder reports,
            StatusReader status,
            FlowStarter flows,
            Runnable reloadMappings) {
        this.store = store;
        this.commands = commands;
        this.failedCopies = failedCopies;
        this.decisions = decisions;
        this.reports = reports;
        this.status = status;
        this.flows = flows;
        this.reloadMappings = reloadMappings;
    }

    /** What is carried out to its end while the one who asked waits. */
    public record Commands(CopyOnDemand copy, CopyPreview preview, DailyLooks daily) {}

    @Override
    public void begin() {
        flows.startAll();
    }

    @Override
    public CycleReport once(String who) {
        return commands.copy().all(who);
    }

    @Override
    public List<Trouble> daily(String who) {
        return commands.daily().takeIfDue();
    }

    @Override
    public CycleReport copy(CopyRequest request, String who) {
        if (request.dryRun() || request.explain()) {
            reloadMappings.run();
            return commands.preview().show(request);
        }
        String number = request.invoice();
        return number == null ? once(who) : commands.copy().invoice(number, who);
    }

    @Override
    public Pages<FailedCopy> failedCopies(FailedFilter filter) {
        return failedCopies.copies(filter);
    }

    @Override
    public Pages<FailedDocument> failedDocuments(FailedFilter filter) {
        return failedCopies.documents(filter);
    }

    @Override
    public List<FailedCause> failedCauses(FailedFilter filter, @Nullable FailedCause after, int most) {
        return failedCopies.causes(filter, after, most);
    }

    @Override
    public List<FailedDocument> failedOfCause(long causeId, FailedFilter filter, long after, int most) {
        return failedCopies.ofCause(causeId, filter, after, most);
    }

    @Override
    public Set<Long> failedIds(FailedFilter filter, int most) {
        return failedCopies.ids(filter, most);
    }

    @Override
    public long failedCount(FailedFilter filter) {
        return failedCopies.count(filter);
    }

    @Override
    public Optional<FailedDetail> failedCopy(long id) {
        return failedCopies.detail(id);
    }

    @Override
    public CopiedLately copiedLately(Instant since, int most) {
        return reports.copiedLately(since, most);
    }

    @Override
    public Pages<CycleReport.Waiting> waiting() {
        return reports.waiting();
    }

    @Override
    public int retry(Set<Long> ids, String who) {
        return decisions.retry(ids, who);
    }

    @Override
    public int retryCause(long causeId, String who) {
        return decisions.retryCause(causeId, who);
    }

    @Override
    public int discard(Set<Long> ids, String reason, String who) {
        return decisions.discard(ids, reason, who);
    }

    @Override
    public Status status() {
        return status.read();
    }

    @Override
    public List<String> flows() {
        return flows.names();
    }

    @Override
    public void runFlow(String flow, String who) {
        flows.start(flow, who);
    }

    @Override
    public void pause(String who, String reason) {
        store.decide(() -> {
            store.connections().pause(new Pause(ConnectionTable.PERSON, who + ": " + reason, null));
            store.audit().add(who, null, null, CopyVitals.PAUSED, reason);
            store.events().add(new ConnectionEvent.Paused(who, reason));
        });
    }

    @Override
    public void resume(String who, String reason) {
        store.decide(() -> {
            store.connections().resume();
            store.audit().add(who, null, null, "resumed", reason.isEmpty() ? null : reason);
        });
    }

    @Override
    public void reloadMappings(String who) {
        reloadMappings.run();
        store.audit().add(who, null, null, "mappings", "reloaded");
        store.failedRows().wake(FailureCode.RetryTrigger.BY_SETTINGS.name());
    }
}
