package org.harvestxero.operations;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.harvestxero.settings.SettingsException;
import org.jspecify.annotations.Nullable;

/** A connection as JMX shows and commands it; {@code org.harvestxero:type=Connection,name=main}. */
@ManagedResource(description = "One Harvest account and the Xero organisation its invoices are copied to")
public final class ConnectionControl {
    private static final String WHO = "JMX";
    private static final int MOST_LISTED = 500;

    private final Work work;
    private final ProgressFigures progress;
    private final Figures figures;
    private final @Nullable RouteDeployer routes;
    private final Supplier<List<String>> warnings;

    ConnectionControl(
            Work work,
            Figures figures,
            @Nullable RouteDeployer routes,
            Supplier<List<String>> warnings,
            ProgressFigures progress) {
        this.progress = progress;
        this.warnings = warnings;
        this.work = work;
        this.figures = figures;
        this.routes = routes;
    }

    @ManagedAttribute(
            description = "Xero's name of the organisation the links belong to; empty before the first call to Xero")
    public String getOrganisation() {
        return Objects.requireNonNullElse(work.status().organisation(), "");
    }

    @ManagedAttribute(description = "Documents that stand in Xero by our doing, since ever")
    public long getCopiedDocuments() {
        return figures.read().copied();
    }

    @ManagedAttribute(description = "Documents that stand failed now")
    public long getFailedDocuments() {
        return figures.read().failed();
    }

    @ManagedAttribute(description = "Documents that are neither done nor failed and go on by themselves")
    public long getWaitingDocuments() {
        return figures.read().waiting();
    }

    @ManagedAttribute(description = "Drafts of billing that wait for a person")
    public long getDraftsToReview() {
        return figures.read().toReview();
    }

    @ManagedAttribute(description = "Age of the oldest failed or waiting document, in seconds; -1 without one")
    public long getOldestUnresolvedSeconds() {
        return figures.secondsSince(figures.read().oldestUnresolved());
    }

    @ManagedAttribute(description = "Seconds since a cycle last ended without trouble; -1 before the first")
    public long getSecondsSinceLastSuccess() {
        return figures.secondsSince(figures.read().lastSuccess());
    }

    @ManagedAttribute(description = "Calls to Xero that our own gate lets through in this minute")
    public int getXeroCallsLeftThisMinute() {
        return figures.read().xeroCallsLeftThisMinute();
    }

    @ManagedAttribute(description = "Calls Xero says are left today; -1 before its first answer")
    public int getXeroCallsLeftToday() {
        Integer left = figures.read().xeroCallsLeftToday();
        return left == null ? -1 : left;
    }

    @ManagedAttribute(
            description =
                    "Xero calls per copied document, since ever, as a decimal number; empty before the first copy")
    public String getCallsPerCopiedDocument() {
        Vitals.Reading reading = figures.read();
        return reading.callsPerCopiedDocument() == null
                ? ""
                : reading.callsPerCopiedDocument().toPlainString();
    }

    @ManagedAttribute(
            description = "Documents adopted, own numbers refused as taken, and sends answered from a key, since ever")
    public long getDuplicatesPrevented() {
        return figures.read().duplicatesPrevented();
    }

    @ManagedAttribute(description = "Seconds until the Xero access token expires, negative when it has; 0 without one")
    public long getTokenExpirySeconds() {
        return figures.secondsUntil(figures.read().tokenExpires());
    }

    @ManagedAttribute(
            description =
                    "Whether a side lets us in no more, or other books lie there than the links belong to: a person is needed")
    public boolean isConsentDead() {
        return figures.read().consentDead();
    }

    @ManagedAttribute(description = "The stage of the running cycle; empty while none runs")
    public String getStage() {
        return progress.stage();
    }

    @ManagedAttribute(description = "What is done of the stage; -1 while no cycle runs")
    public long getStageDone() {
        return progress.figure(Progress.Reading::done);
    }

    @ManagedAttribute(description = "All of the stage; -1 where that isn't known")
    public long getStageTotal() {
        return progress.figure(ProgressFigures::total);
    }

    @ManagedAttribute(description = "Seconds since the stage began; -1 while no cycle runs")
    public long getStageAgeSeconds() {
        return progress.figure(reading -> reading.age().toSeconds());
    }

    @ManagedAttribute(description = "Seconds since the stage last moved; -1 while no cycle runs")
    public long getStageStillSeconds() {
        return progress.figure(reading -> reading.still().toSeconds());
    }

    @ManagedAttribute(
            description = "Seconds until the cycle ends under the limits, at the earliest; -1 where that isn't known")
    public long getStageLeftSeconds() {
        return progress.figure(ProgressFigures::left);
    }

    @ManagedAttribute(description = "Whether the cycle stands still: no call, row or page was done for ten minutes")
    public boolean isStandsStill() {
        return progress.standsStill();
    }

    @ManagedAttribute(description = "Whether a person has paused the connection")
    public boolean isPaused() {
        return work.status().paused();
    }

    @ManagedAttribute(description = "Why edited route files are not live; empty when they are")
    public String getRouteRefusal() {
        return routes == null
                ? ""
                : routes.refusal().map(RouteRefusedException::toString).orElse("");
    }

    @ManagedAttribute(
            description = "What an operator should know though everything runs: edits of routes, mappings or agreements"
                    + " that were refused")
    public List<String> getWarnings() {
        return warnings.get();
    }

    @ManagedAttribute(description = "The flows that can be run now")
    public List<String> getFlows() {
        return work.flows();
    }

    @ManagedOperation(description = "Stop talking to both sides after what is in flight; stays so over a restart")
    public void pause(String reason) {
        work.pause(WHO, reason);
    }

    @ManagedOperation(description = "Go on after a pause")
    public void resume() {
        work.resume(WHO);
    }

    @ManagedOperation(description = "Run a flow now; see the attribute Flows for its names")
    public void runFlow(String flow) {
        work.runFlow(flow, WHO);
    }

    @ManagedOperation(
            description =
                    "The failed copies, one line each: id, kind, number, cause and the cause's id, what is wrong, what to do; the first 500 documents")
    public List<String> listFailed() {
        return work.failedCopies(FailedFilter.STANDING).stream()
                .limit(MOST_LISTED)
                .map(ConnectionControl::line)
                .toList();
    }

    @ManagedOperation(description = "Everything known about one failed copy, by its id, such as F7")
    public String showFailed(String id) {
        FailedDetail detail = work.failedCopy(failed(id))
                .orElseThrow(() -> new IllegalArgumentException("There is no failed copy " + id));
        String history = detail.history().stream()
                .map(event -> event.at() + " " + event.who() + ": " + event.what())
                .collect(Collectors.joining("\n"));
        return line(detail.copy()) + "\nclient: " + Objects.requireNonNullElse(detail.clientName(), "unknown")
                + "\nin Harvest: " + Objects.requireNonNullElse(detail.sourceLink(), "unknown")
                + "\ntries: " + detail.copy().attempts()
                + "\nnext try: " + (detail.nextAttemptAt() == null ? "none set" : detail.nextAttemptAt()) + "\n"
                + history;
    }

    private static long failed(String id) {
        return Ids.failedCopy(id)
                .orElseThrow(() ->
                        new IllegalArgumentException(id + " is no failed copy's id: name it as listed, such as F7"));
    }

    private static String line(FailedCopy copy) {
        return Ids.failedCopy(copy.id()) + " " + copy.kind().text() + " "
                + Objects.requireNonNullElse(copy.number(), "") + " [" + copy.cause() + ", cause " + copy.causeId()
                + "] " + copy.message() + " " + copy.remedy();
    }

    @ManagedOperation(
            description =
                    "Give a failed copy up, by its id, such as F7, with a reason that is kept; gives how many were")
    public int discard(String id, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("A reason is needed: it is kept in the audit");
        }
        return work.discard(Set.of(failed(id)), reason, WHO);
    }

    @ManagedOperation(
            description = "Try a failed copy again, by its id, such as F7; gives how many documents are tried")
    public int retry(String id) {
        return work.retry(Set.of(failed(id)), WHO);
    }

    @ManagedOperation(
            description =
                    "Try every failed copy of a cause again, by the cause's id; gives how many documents are tried")
    public int retryCause(long causeId) {
        return work.retryCause(causeId, WHO);
    }

    @ManagedOperation(
            description = "Read mappings.yaml again; a broken one is refused and the last good one stays in force")
    public void reloadMappings() {
        try {
            work.reloadMappings(WHO);
        } catch (SettingsException e) {
            throw new IllegalArgumentException(e.getMessage()); // a type that JMX clients know
        }
    }
}
