package org.harvestxero.operations;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.harvestxero.settings.SettingsException;

/** Work that is done only while this process owns the connection; looking and deciding is free to all. */
final class OwnedWork implements Work {
    private final Work work;
    private final Ownership ownership;
    private final String connection;
    private final boolean keeps;
    private final Runnable pauseChanged;

    /**
     * @param keeps true when the process holds on to the connection anyway, so that nothing is given back after a cycle
     * @param pauseChanged what is done after each pause and each end of one
     */
    OwnedWork(Work work, Ownership ownership, String connection, boolean keeps, Runnable pauseChanged) {
        this.pauseChanged = pauseChanged;
        this.work = work;
        this.ownership = ownership;
        this.connection = connection;
        this.keeps = keeps;
    }

    private CycleReport owning(Supplier<CycleReport> cycle) {
        if (!ownership.take()) {
            throw new SettingsException("The connection " + connection
                    + " is worked by another process on the same database: let that one do it, or stop it first.");
        }
        try {
            return cycle.get();
        } finally {
            if (!keeps) {
                ownership.giveBack();
            }
        }
    }

    @Override
    public CycleReport once(String who) {
        return owning(() -> work.once(who));
    }

    @Override
    public List<Trouble> daily(String who) {
        if (!ownership.take()) {
            return List.of(); // whoever owns the connection does it
        }
        try {
            return work.daily(who);
        } finally {
            if (!keeps) {
                ownership.giveBack();
            }
        }
    }

    @Override
    public CycleReport copy(CopyRequest request, String who) {
        return request.dryRun() ? work.copy(request, who) : owning(() -> work.copy(request, who));
    }

    @Override
    public void begin() {
        work.begin();
    }

    @Override
    public Pages<FailedCopy> failedCopies(FailedFilter filter) {
        return work.failedCopies(filter);
    }

    @Override
    public Pages<FailedDocument> failedDocuments(FailedFilter filter) {
        return work.failedDocuments(filter);
    }

    @Override
    public Optional<FailedDetail> failedCopy(long id) {
        return work.failedCopy(id);
    }

    @Override
    public Pages<CycleReport.Waiting> waiting() {
        return work.waiting();
    }

    @Override
    public int retry(Set<Long> ids, String who) {
        return work.retry(ids, who);
    }

    @Override
    public int retryCause(long causeId, String who) {
        return work.retryCause(causeId, who);
    }

    @Override
    public int discard(Set<Long> ids, String reason, String who) {
        return work.discard(ids, reason, who);
    }

    @Override
    public Status status() {
        return work.status();
    }

    @Override
    public List<String> flows() {
        return work.flows();
    }

    @Override
    public void runFlow(String flow, String who) {
        work.runFlow(flow, who);
    }

    @Override
    public void pause(String who, String reason) {
        work.pause(who, reason);
        pauseChanged.run();
    }

    @Override
    public void resume(String who, String reason) {
        work.resume(who, reason);
        pauseChanged.run();
    }

    @Override
    public void reloadMappings(String who) {
        work.reloadMappings(who);
    }
}
