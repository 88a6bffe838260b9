package org.harvestxero.monitoring;

import java.util.List;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.harvestxero.monitoring.jmx.Bounds;
import org.harvestxero.monitoring.jmx.Described;
import org.harvestxero.monitoring.jmx.ReadsOnly;
import org.harvestxero.monitoring.jmx.Units;
import org.jspecify.annotations.Nullable;

/** A connection as JMX shows and controls it: {@code org.harvestxero:type=Connection,name=main}. Names and types in it never change. */
@Described("One Harvest account and the Xero organisation its invoices are copied to")
public interface ConnectionMBean {
    @Described("The Xero organisation that the copied documents belong to; empty before the first call to Xero")
    String getOrganisation();

    @Described("Documents this program has put into Xero, or found there and adopted, since the beginning")
    @Units("documents")
    long getCopiedDocuments();

    @Described("Documents that could not be copied and stand failed now")
    @Units("documents")
    long getFailedDocuments();

    @Described("Documents that are neither copied nor failed and will go on by themselves")
    @Units("documents")
    long getWaitingDocuments();

    @Described("Draft invoices that wait for a person's decision")
    @Units("drafts")
    long getDraftsToReview();

    @Described("Age in seconds of the oldest document that has failed or waits; -1 if there is none")
    @Units("seconds")
    long getOldestUnresolvedSeconds();

    @Described("Seconds since a cycle last ended without trouble; -1 before the first such cycle")
    @Units("seconds")
    long getSecondsSinceLastSuccess();

    @Described("Calls to Xero that the program's own rate limiter still allows this minute")
    @Units("calls")
    int getXeroCallsLeftThisMinute();

    @Described("Calls that Xero says are left today; -1 before Xero's first answer")
    @Units("calls")
    int getXeroCallsLeftToday();

    @Described(
            "Calls to Xero per copied document since the beginning, as a decimal number; empty before the first copy")
    @Units("calls per document")
    String getCallsPerCopiedDocument();

    @Described(
            "Duplicates prevented since the beginning: documents found in Xero and adopted, numbers of ours that Xero had"
                    + " already taken, and repeated requests that Xero answered from their idempotency key")
    @Units("documents")
    long getDuplicatesPrevented();

    @Described(
            "Seconds until the Xero access token expires, negative once it has; 0 without a token. It is renewed by itself")
    @Units("seconds")
    long getTokenExpirySeconds();

    @Described(
            "True while a person is needed: Harvest or Xero refuses access, or the settings lead to another organisation or"
                    + " account than the copied documents belong to")
    boolean isConsentDead();

    @Described("The stage of the running cycle; empty while no cycle runs")
    String getStage();

    @Described("How much of the stage is done; -1 while no cycle runs")
    @Units("documents or lists")
    long getStageDone();

    @Described("How much there is to do in the stage; -1 where that is not known")
    @Units("documents or lists")
    long getStageTotal();

    @Described("Seconds since the stage began; -1 while no cycle runs")
    @Units("seconds")
    long getStageAgeSeconds();

    @Described("Seconds since the stage last made progress; -1 while no cycle runs")
    @Units("seconds")
    long getStageStillSeconds();

    @Described(
            "Seconds until the cycle can end at the earliest, given both sides' rate limits; -1 where that is not known")
    @Units("seconds")
    long getStageLeftSeconds();

    @Described("True when the running cycle has made no progress for ten minutes: no call, row or page was done")
    boolean isStandsStill();

    @Described("Bytes free on the disk that the database file grows on; -1 where the database is on a server")
    @Units("bytes")
    long getDiskFreeBytes();

    @Described("True while a person has paused the connection")
    boolean isPaused();

    @Described("Who or what has paused the connection, why and since when; null while it works")
    @Nullable
    CompositeData getPauseDetail();

    @Described("What the last reconciliation found, and why a later one is not complete; null before the first")
    @Nullable
    CompositeData getLastReconciliation();

    @Described("Why edited route files are not in force; empty when they are")
    String getRouteRefusal();

    @Described(
            "What an operator should know although everything runs, such as edits of routes, mappings or agreements that were"
                    + " refused")
    List<String> getWarnings();

    @Described("The warnings as a table")
    TabularData getWarningsTable();

    @Described("The hooks that are on, and what they took, did not take and wait for, as a table")
    TabularData getHooksTable();

    @Described("The names of the flows that runFlow can start")
    List<String> getFlows();

    @Described("The first 100 failed copies as a table; failedRows gives the others")
    TabularData getFailedTable();

    @Described("How many documents stand failed for each cause, as a table")
    TabularData getFailedByCauseTable();

    @Described("The first 100 documents that wait, and for what, as a table; waitingRows gives the others")
    TabularData getWaitingTable();

    @Described("How many documents wait because something they need could not be read, by what that is, as a table")
    TabularData getUndecidedTable();

    @Described(
            "The first 100 draft invoices that wait for review or were put aside, as a table; draftRows gives the others")
    TabularData getDraftsTable();

    @Described("Work that bills have held back, by client and currency, as a table")
    TabularData getHeldWorkTable();

    @Described("What stops all copying now, as a table; empty when nothing does")
    TabularData getTroublesTable();

    @Described(
            "Stop talking to Harvest and Xero once the call in flight has ended; it stays so over restarts, until resume")
    void pause(@Described("Why; kept in the audit and shown to whoever wonders why nothing is copied") String reason);

    @Described("Go on after a pause, whoever or whatever began it")
    void resume();

    @Described("Start a flow now; it runs in the background")
    void runFlow(@Described("Name of the flow, one of the attribute Flows, such as copy-invoices") String flow);

    @Described(
            "The failed copies, one line each: id, kind, number, cause and the cause's id, what is wrong, what to do; the"
                    + " first 500 of them. failedRows gives them as a table, page by page")
    @ReadsOnly
    List<String> listFailed();

    @Described("A page of the failed copies as a table")
    @ReadsOnly
    TabularData failedRows(
            @Described("The first row wanted, counted from 1")
                    @Units("rows")
                    @Bounds(least = 1, most = Integer.MAX_VALUE)
                    int from,
            @Described("How many rows at most") @Units("rows") @Bounds(least = 1, most = ConnectionControl.MOST_LISTED)
                    int limit);

    @Described("A page of the documents that wait, and for what, as a table")
    @ReadsOnly
    TabularData waitingRows(
            @Described("The first row wanted, counted from 1")
                    @Units("rows")
                    @Bounds(least = 1, most = Integer.MAX_VALUE)
                    int from,
            @Described("How many rows at most") @Units("rows") @Bounds(least = 1, most = ConnectionControl.MOST_LISTED)
                    int limit);

    @Described("A page of the draft invoices that wait for review or were put aside, as a table")
    @ReadsOnly
    TabularData draftRows(
            @Described("The first row wanted, counted from 1")
                    @Units("rows")
                    @Bounds(least = 1, most = Integer.MAX_VALUE)
                    int from,
            @Described("How many rows at most") @Units("rows") @Bounds(least = 1, most = ConnectionControl.MOST_LISTED)
                    int limit);

    @Described("Everything known about one failed copy, as text")
    @ReadsOnly
    String showFailed(@Described("Id of the failed copy as listed, such as F7") String id);

    @Described("Everything known about one failed copy, as fields, with its latest 500 events as a table")
    @ReadsOnly
    CompositeData failedDetail(@Described("Id of the failed copy as listed, such as F7") String id);

    @Described("Give a failed copy up; returns how many documents were given up, 0 when it stands failed no more")
    @Units("documents")
    int discard(
            @Described("Id of the failed copy as listed, such as F7") String id,
            @Described("Why; kept in the audit") String reason);

    @Described(
            "Try a failed copy again with the next cycle; returns how many documents are tried, 0 when it stands failed no more")
    @Units("documents")
    int retry(@Described("Id of the failed copy as listed, such as F7") String id);

    @Described("Try every failed copy of one cause again with the next cycle; returns how many documents are tried")
    @Units("documents")
    int retryCause(@Described("Id of the cause, a number, as listed with each failed copy") long causeId);

    @Described("Read mappings.yaml again now; a broken one is refused and the last good one stays in force")
    void reloadMappings();
}
