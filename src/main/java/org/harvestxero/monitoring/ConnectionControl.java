package org.harvestxero.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDetail;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.Pages;
import org.harvestxero.api.Pause;
import org.harvestxero.api.Progress;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Status;
import org.harvestxero.api.Vitals;
import org.harvestxero.monitoring.jmx.DescribedMBean;
import org.harvestxero.runtime.route.RouteDeployer;
import org.harvestxero.runtime.route.RouteRefusedException;
import org.jspecify.annotations.Nullable;

/** Carries out what {@link ConnectionMBean} offers. */
public final class ConnectionControl implements ConnectionMBean {
    static final int MOST_LISTED = 500;

    private static final String WHO = "JMX";
    private static final int MOST_IN_ATTRIBUTE = 100;
    private static final Duration STATUS_FRESH = Duration.ofSeconds(2);

    private final Parts parts;
    private @Nullable Status status;
    private Instant statusUntil = Instant.MIN;

    private ConnectionControl(Parts parts) {
        this.parts = parts;
    }

    /**
     * What the MBean is made of.
     *
     * @param routes null where routes are not live
     * @param freeBytes on the database's disk; -1 where that is not watched
     */
    public record Parts(
            CopyService copyService,
            Vitals vitals,
            Metrics figures,
            ProgressFigures progress,
            Supplier<Reviews> reviews,
            @Nullable RouteDeployer routes,
            Supplier<List<String>> warnings,
            LongSupplier freeBytes,
            Clock clock) {}

    public static DescribedMBean<ConnectionMBean> mbean(Parts parts, ConnectionEvents events) {
        return new DescribedMBean<>(
                new ConnectionControl(parts),
                ConnectionMBean.class,
                events.broadcast(),
                ConnectionTables.shapes(),
                PlainFailures::of);
    }

    /** One look serves all attributes that a console reads together. */
    private synchronized Status status() {
        Instant now = parts.clock().instant();
        Status known = status;
        if (known == null || !now.isBefore(statusUntil) || now.isBefore(statusUntil.minus(STATUS_FRESH))) {
            parts.figures().needDatabase();
            known = parts.copyService().status();
            status = known;
            statusUntil = now.plus(STATUS_FRESH);
        }
        return known;
    }

    @Override
    public String getOrganisation() {
        return Objects.requireNonNullElse(status().organisation(), "");
    }

    @Override
    public long getCopiedDocuments() {
        return parts.figures().read().copied();
    }

    @Override
    public long getFailedDocuments() {
        return parts.figures().read().failed();
    }

    @Override
    public long getWaitingDocuments() {
        return parts.figures().read().waiting();
    }

    @Override
    public long getDraftsToReview() {
        return parts.figures().read().toReview();
    }

    @Override
    public long getOldestUnresolvedSeconds() {
        return parts.figures().secondsSince(parts.figures().read().oldestUnresolved());
    }

    @Override
    public long getSecondsSinceLastSuccess() {
        return parts.figures().secondsSince(parts.figures().read().lastSuccess());
    }

    @Override
    public int getXeroCallsLeftThisMinute() {
        return parts.figures().read().xeroCallsLeftThisMinute();
    }

    @Override
    public int getXeroCallsLeftToday() {
        Integer left = parts.figures().read().xeroCallsLeftToday();
        return left == null ? -1 : left;
    }

    @Override
    public String getCallsPerCopiedDocument() {
        Vitals.Reading reading = parts.figures().read();
        return reading.callsPerCopiedDocument() == null
                ? ""
                : reading.callsPerCopiedDocument().toPlainString();
    }

    @Override
    public long getDuplicatesPrevented() {
        return parts.figures().read().duplicatesPrevented();
    }

    @Override
    public long getTokenExpirySeconds() {
        return parts.figures().secondsUntil(parts.figures().read().tokenExpires());
    }

    @Override
    public boolean isConsentDead() {
        return parts.figures().read().consentDead();
    }

    @Override
    public String getStage() {
        return parts.progress().stage();
    }

    @Override
    public long getStageDone() {
        return parts.progress().figure(Progress.Reading::done);
    }

    @Override
    public long getStageTotal() {
        return parts.progress().figure(ProgressFigures::total);
    }

    @Override
    public long getStageAgeSeconds() {
        return parts.progress().figure(reading -> reading.age().toSeconds());
    }

    @Override
    public long getStageStillSeconds() {
        return parts.progress().figure(reading -> reading.still().toSeconds());
    }

    @Override
    public long getStageLeftSeconds() {
        return parts.progress().figure(ProgressFigures::left);
    }

    @Override
    public boolean isStandsStill() {
        return parts.progress().standsStill();
    }

    @Override
    public long getDiskFreeBytes() {
        return parts.freeBytes().getAsLong();
    }

    @Override
    public boolean isPaused() {
        parts.figures().needDatabase();
        return parts.vitals().pause().filter(Pause::byPerson).isPresent();
    }

    @Override
    public @Nullable CompositeData getPauseDetail() {
        parts.figures().needDatabase();
        return parts.vitals().pause().map(ConnectionTables.PAUSE::row).orElse(null);
    }

    @Override
    public String getRouteRefusal() {
        RouteDeployer routes = parts.routes();
        return routes == null
                ? ""
                : routes.refusal().map(RouteRefusedException::toString).orElse("");
    }

    @Override
    public List<String> getWarnings() {
        return parts.warnings().get();
    }

    @Override
    public TabularData getWarningsTable() {
        return ConnectionTables.WARNINGS.rows(
                ConnectionTables.numbered(first(parts.warnings().get()), 1));
    }

    @Override
    public List<String> getFlows() {
        return parts.copyService().flows();
    }

    @Override
    public TabularData getFailedTable() {
        return failedRows(1, MOST_IN_ATTRIBUTE);
    }

    @Override
    public TabularData getFailedByCauseTable() {
        return ConnectionTables.CAUSES.rows(parts.figures().failedByCause().entrySet());
    }

    @Override
    public TabularData getWaitingTable() {
        return waitingRows(1, MOST_IN_ATTRIBUTE);
    }

    @Override
    public TabularData getUndecidedTable() {
        return ConnectionTables.UNDECIDED.rows(
                first(List.copyOf(status().undecided().entrySet())));
    }

    @Override
    public TabularData getDraftsTable() {
        return draftRows(1, MOST_IN_ATTRIBUTE);
    }

    @Override
    public TabularData getHeldWorkTable() {
        return ConnectionTables.HELD.rows(ConnectionTables.numbered(first(status().held()), 1));
    }

    @Override
    public TabularData getTroublesTable() {
        return ConnectionTables.TROUBLES.rows(ConnectionTables.numbered(first(status().troubles()), 1));
    }

    private static <T> List<T> first(List<T> items) {
        return items.subList(0, Math.min(items.size(), MOST_LISTED));
    }

    @Override
    public void pause(String reason) {
        parts.copyService().pause(WHO, reason);
        forgetStatus();
    }

    @Override
    public void resume() {
        parts.copyService().resume(WHO);
        forgetStatus();
    }

    private synchronized void forgetStatus() {
        status = null;
    }

    @Override
    public void runFlow(String flow) {
        parts.copyService().runFlow(flow, WHO);
    }

    @Override
    public List<String> listFailed() {
        parts.figures().needDatabase();
        return parts.copyService().failedCopies(FailedFilter.STANDING).stream()
                .limit(MOST_LISTED)
                .map(ConnectionControl::line)
                .toList();
    }

    @Override
    public TabularData failedRows(int from, int limit) {
        parts.figures().needDatabase();
        return ConnectionTables.FAILED.rows(
                page(parts.copyService().failedDocuments(FailedFilter.STANDING), from, limit));
    }

    @Override
    public TabularData waitingRows(int from, int limit) {
        parts.figures().needDatabase();
        List<CycleReport.Waiting> page = page(parts.copyService().waiting(), from, limit);
        return ConnectionTables.WAITING.rows(ConnectionTables.numbered(page, from));
    }

    @Override
    public TabularData draftRows(int from, int limit) {
        parts.figures().needDatabase();
        List<Reviews.Item> drafts = parts.reviews().get().list(Reviews.Filter.waiting());
        return ConnectionTables.DRAFTS.rows(page(Pages.of(drafts), from, limit));
    }

    private static <T> List<T> page(Pages<T> all, int from, int limit) {
        if (from < 1) {
            throw new IllegalArgumentException("Rows are counted from 1: " + from + " is none");
        }
        if (limit < 1 || limit > MOST_LISTED) {
            throw new IllegalArgumentException(
                    "A page has 1 to " + MOST_LISTED + " rows: ask for so many, then from the next row on");
        }
        return all.stream().skip(from - 1L).limit(limit).toList();
    }

    @Override
    public String showFailed(String id) {
        FailedDetail detail = detail(id);
        String history = detail.history().stream()
                .map(event -> event.at() + " " + event.who() + ": " + event.what())
                .collect(Collectors.joining("\n"));
        return line(detail.copy()) + "\nclient: " + Objects.requireNonNullElse(detail.clientName(), "unknown")
                + "\nin Harvest: " + Objects.requireNonNullElse(detail.sourceLink(), "unknown")
                + "\ntries: " + detail.copy().attempts()
                + "\nnext try: " + (detail.nextAttemptAt() == null ? "none set" : detail.nextAttemptAt()) + "\n"
                + history;
    }

    @Override
    public CompositeData failedDetail(String id) {
        return ConnectionTables.DETAIL.row(detail(id));
    }

    private FailedDetail detail(String id) {
        return parts.copyService()
                .failedCopy(failed(id))
                .orElseThrow(() -> new IllegalArgumentException("There is no failed copy " + id));
    }

    private static long failed(String id) {
        return PublicIds.failedCopy(id)
                .orElseThrow(() ->
                        new IllegalArgumentException(id + " is no failed copy's id: name it as listed, such as F7"));
    }

    private static String line(FailedCopy copy) {
        return PublicIds.failedCopy(copy.id()) + " " + copy.kind().text() + " "
                + Objects.requireNonNullElse(copy.number(), "") + " [" + copy.cause() + ", cause " + copy.causeId()
                + "] " + copy.message() + " " + copy.remedy();
    }

    @Override
    public int discard(String id, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("A reason is needed: it is kept in the audit");
        }
        return parts.copyService().discard(Set.of(failed(id)), reason, WHO);
    }

    @Override
    public int retry(String id) {
        return parts.copyService().retry(Set.of(failed(id)), WHO);
    }

    @Override
    public int retryCause(long causeId) {
        return parts.copyService().retryCause(causeId, WHO);
    }

    @Override
    public void reloadMappings() {
        parts.copyService().reloadMappings(WHO);
    }
}
