package org.harvestxero.runtime;

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
import org.jspecify.annotations.Nullable;

/** Copies only while this process leads the connection; looking things up and deciding is open to every process. */
final class ExclusiveCopyService implements CopyService {
    private final CopyService copyService;
    private final LeaderGuard leader;
    private final Runnable pauseChanged;

    /** @param pauseChanged called after each pause and each resumption */
    ExclusiveCopyService(CopyService copyService, LeaderGuard leader, Runnable pauseChanged) {
        this.pauseChanged = pauseChanged;
        this.copyService = copyService;
        this.leader = leader;
    }

    @Override
    public CycleReport once(String who) {
        return leader.require(() -> copyService.once(who));
    }

    @Override
    public List<Trouble> daily(String who) {
        // the process that leads the connection does it
        return leader.ifLeading(() -> copyService.daily(who), List.of());
    }

    @Override
    public CycleReport copy(CopyRequest request, String who) {
        return request.dryRun() ? copyService.copy(request, who) : leader.require(() -> copyService.copy(request, who));
    }

    @Override
    public void begin() {
        copyService.begin();
    }

    @Override
    public Pages<FailedCopy> failedCopies(FailedFilter filter) {
        return copyService.failedCopies(filter);
    }

    @Override
    public Pages<FailedDocument> failedDocuments(FailedFilter filter) {
        return copyService.failedDocuments(filter);
    }

    @Override
    public List<FailedCause> failedCauses(FailedFilter filter, @Nullable FailedCause after, int most) {
        return copyService.failedCauses(filter, after, most);
    }

    @Override
    public List<FailedDocument> failedOfCause(long causeId, FailedFilter filter, long after, int most) {
        return copyService.failedOfCause(causeId, filter, after, most);
    }

    @Override
    public Set<Long> failedIds(FailedFilter filter, int most) {
        return copyService.failedIds(filter, most);
    }

    @Override
    public long failedCount(FailedFilter filter) {
        return copyService.failedCount(filter);
    }

    @Override
    public Optional<FailedDetail> failedCopy(long id) {
        return copyService.failedCopy(id);
    }

    @Override
    public CopiedLately copiedLately(Instant since, int most) {
        return copyService.copiedLately(since, most);
    }

    @Override
    public Pages<CycleReport.Waiting> waiting() {
        return copyService.waiting();
    }

    @Override
    public int retry(Set<Long> ids, String who) {
        return copyService.retry(ids, who);
    }

    @Override
    public int retryCause(long causeId, String who) {
        return copyService.retryCause(causeId, who);
    }

    @Override
    public int discard(Set<Long> ids, String reason, String who) {
        return copyService.discard(ids, reason, who);
    }

    @Override
    public Status status() {
        return copyService.status();
    }

    @Override
    public List<String> flows() {
        return copyService.flows();
    }

    @Override
    public void runFlow(String flow, String who) {
        copyService.runFlow(flow, who);
    }

    @Override
    public void pause(String who, String reason) {
        copyService.pause(who, reason);
        pauseChanged.run();
    }

    @Override
    public void resume(String who, String reason) {
        copyService.resume(who, reason);
        pauseChanged.run();
    }

    @Override
    public void reloadMappings(String who) {
        copyService.reloadMappings(who);
    }
}
