package org.harvestxero.monitoring;

import java.time.Clock;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.Events;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.Pages;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Vitals;
import org.harvestxero.monitoring.jmx.DescribedMBean;
import org.harvestxero.runtime.route.RouteDeployer;
import org.jspecify.annotations.Nullable;

/** The MBean of a connection: its tables, and what it carries out. */
public final class ConnectionControl extends ConnectionAttributes {
    static final int MOST_LISTED = 500;
    /** Who acts, for the audit: JMX tells no name. */
    static final String WHO = "JMX";

    private static final int MOST_IN_ATTRIBUTE = 100;

    private final FailedCopyControl failedCopies;

    private ConnectionControl(Parts parts) {
        super(parts);
        this.failedCopies = new FailedCopyControl(parts.copyService());
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
            VitalsFigures figures,
            ProgressFigures progress,
            Supplier<Reviews> reviews,
            @Nullable RouteDeployer routes,
            Supplier<List<String>> warnings,
            Supplier<List<Events.HookState>> hooks,
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

    @Override
    public @Nullable CompositeData getPauseDetail() {
        parts.figures().needDatabase();
        return parts.vitals().pause().map(StateTables.PAUSE::row).orElse(null);
    }

    @Override
    public @Nullable CompositeData getLastReconciliation() {
        return parts.figures().reconciled().map(StateTables.RECONCILED::row).orElse(null);
    }

    @Override
    public TabularData getWarningsTable() {
        return StateTables.WARNINGS.rows(NumberedRow.from(first(parts.warnings().get()), 1));
    }

    @Override
    public TabularData getHooksTable() {
        return StateTables.HOOKS.rows(parts.hooks().get());
    }

    @Override
    public TabularData getFailedTable() {
        return failedRows(1, MOST_IN_ATTRIBUTE);
    }

    @Override
    public TabularData getFailedByCauseTable() {
        return FailedTables.CAUSES.rows(parts.figures().failedByCause().entrySet());
    }

    @Override
    public TabularData getWaitingTable() {
        return waitingRows(1, MOST_IN_ATTRIBUTE);
    }

    @Override
    public TabularData getUndecidedTable() {
        return WorkTables.UNDECIDED.rows(
                first(List.copyOf(status.get().undecided().entrySet())));
    }

    @Override
    public TabularData getDraftsTable() {
        return draftRows(1, MOST_IN_ATTRIBUTE);
    }

    @Override
    public TabularData getHeldWorkTable() {
        return WorkTables.HELD.rows(NumberedRow.from(first(status.get().held()), 1));
    }

    @Override
    public TabularData getTroublesTable() {
        return StateTables.TROUBLES.rows(NumberedRow.from(first(status.get().troubles()), 1));
    }

    private static <T> List<T> first(List<T> items) {
        return items.subList(0, Math.min(items.size(), MOST_LISTED));
    }

    @Override
    public void pause(String reason) {
        parts.copyService().pause(WHO, reason);
        status.forget();
    }

    @Override
    public void resume() {
        parts.copyService().resume(WHO);
        status.forget();
    }

    @Override
    public void runFlow(String flow) {
        parts.copyService().runFlow(flow, WHO);
    }

    @Override
    public List<String> listFailed() {
        parts.figures().needDatabase();
        return failedCopies.list(MOST_LISTED);
    }

    @Override
    public TabularData failedRows(int from, int limit) {
        parts.figures().needDatabase();
        return FailedTables.FAILED.rows(page(parts.copyService().failedDocuments(FailedFilter.STANDING), from, limit));
    }

    @Override
    public TabularData waitingRows(int from, int limit) {
        parts.figures().needDatabase();
        List<CycleReport.Waiting> page = page(parts.copyService().waiting(), from, limit);
        return WorkTables.WAITING.rows(NumberedRow.from(page, from));
    }

    @Override
    public TabularData draftRows(int from, int limit) {
        parts.figures().needDatabase();
        List<Reviews.Item> drafts = parts.reviews().get().list(Reviews.Filter.waiting());
        return WorkTables.DRAFTS.rows(page(Pages.of(drafts), from, limit));
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
        return failedCopies.show(id);
    }

    @Override
    public CompositeData failedDetail(String id) {
        return FailedTables.DETAIL.row(failedCopies.detail(id));
    }

    @Override
    public int discard(String id, String reason) {
        return failedCopies.discard(id, reason);
    }

    @Override
    public int retry(String id) {
        return failedCopies.retry(id);
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
