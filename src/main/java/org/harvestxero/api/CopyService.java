package org.harvestxero.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people and schedules may ask of the copying side. Safe for several threads; a cycle that is already running is waited
 * for, never doubled. {@code who} is the person's name for the audit.
 */
public interface CopyService {
    /**
     * Called once when this process begins to own its connection in {@code run}: goes on with what a crash left, then looks.
     * Returns at once; the work goes on in the background.
     */
    void begin();

    /** Runs one full cycle to its end, waiting out minute limits and the key window (at most about 10 minutes). */
    CycleReport once(String who);

    /**
     * What the process does by itself once a day, when the last time is a day ago: compares everything, and holds billed work against
     * Harvest. For those who start cycles themselves instead of letting the process run. Gives what kept it from being done.
     */
    List<Trouble> daily(String who);

    /** Copies one invoice or everything that is due, or shows what would be sent. */
    CycleReport copy(CopyRequest request, String who);

    /** Documents that stand failed, kind after kind; then discarded ones, only when asked for. */
    Pages<FailedCopy> failedCopies(FailedFilter filter);

    /** The same with what people know each document by. */
    Pages<FailedDocument> failedDocuments(FailedFilter filter);

    /**
     * Causes of what stands failed, those that keep most documents back first.
     *
     * @param after the last that was seen; null for the first
     */
    List<FailedCause> failedCauses(FailedFilter filter, @Nullable FailedCause after, int most);

    /**
     * Documents that stand failed for a cause, by their ids.
     *
     * @param after id of the last that was seen; 0 for the first
     */
    List<FailedDocument> failedOfCause(long causeId, FailedFilter filter, long after, int most);

    /** Ids of what stands failed, so many at most. */
    Set<Long> failedIds(FailedFilter filter, int most);

    /** How many documents stand failed. */
    long failedCount(FailedFilter filter);

    Optional<FailedDetail> failedCopy(long id);

    /** Documents that came to stand in Xero, or changed there, since then. @param most of the latest at most so many */
    default CopiedLately copiedLately(Instant since, int most) {
        return CopiedLately.NOTHING;
    }

    /** Documents that are neither done nor failed, and what each waits for. */
    Pages<CycleReport.Waiting> waiting();

    /** Lets the documents be tried again now; returns how many were. Ids that don't stand failed are passed over. */
    int retry(Set<Long> ids, String who);

    /** Lets every document of a cause be tried again now; returns how many there were. */
    int retryCause(long causeId, String who);

    /** Gives documents up, with a reason; returns how many were. */
    int discard(Set<Long> ids, String reason, String who);

    Status status();

    /** The names of the flows {@link #runFlow} knows, such as {@code copy-invoices}. */
    List<String> flows();

    /**
     * Starts a flow now; returns at once.
     *
     * @throws IllegalArgumentException naming the known flows when there is no such flow
     */
    void runFlow(String flow, String who);

    /** Stops talking to both sides after what is in flight; stays so over a restart. */
    void pause(String who, String reason);

    /** Ends a pause, whoever or whatever began it. */
    default void resume(String who) {
        resume(who, "");
    }

    /** @param reason kept in the audit; may be empty */
    void resume(String who, String reason);

    /**
     * Reads mappings again.
     *
     * @throws org.harvestxero.config.SettingsException naming file and reason; the last good mappings stay in force
     */
    void reloadMappings(String who);
}
