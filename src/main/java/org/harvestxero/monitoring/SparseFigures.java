package org.harvestxero.monitoring;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.api.Vitals;
import org.jspecify.annotations.Nullable;

/**
 * Figures that are absent when they have no value, such as the time since a success that never was, or causes without failures. A
 * Micrometer gauge would show NaN or an invented number.
 */
public final class SparseFigures implements MultiCollector {
    private static final String LAST_SUCCESS = "harvestxero_last_success_timestamp_seconds";
    private static final String OLDEST_UNRESOLVED = "harvestxero_oldest_unresolved_timestamp_seconds";
    private static final String TOKEN_EXPIRY = "harvestxero_token_expiry_timestamp_seconds";
    private static final String RECONCILED = "harvestxero_reconciled_timestamp_seconds";
    private static final String DIFFERENCES = "harvestxero_reconciliation_differences";
    private static final String UNEXPLAINED = "harvestxero_reconciliation_unexplained";
    private static final String RECONCILE_TROUBLED = "harvestxero_reconciliation_troubled";
    private static final String FAILED_BY_CAUSE = "harvestxero_documents_failed_by_cause";

    private final VitalsFigures figures;
    private final Labels labels;

    public SparseFigures(VitalsFigures figures, String connection) {
        this.figures = figures;
        this.labels = Labels.of("connection", connection);
    }

    /** Empty while the database does not answer. */
    @Override
    public MetricSnapshots collect() {
        List<MetricSnapshot> snapshots = new ArrayList<>();
        try {
            Vitals.Reading reading = figures.read();
            moment(snapshots, LAST_SUCCESS, "When a cycle last ended without trouble", reading.lastSuccess());
            moment(
                    snapshots,
                    OLDEST_UNRESOLVED,
                    "Since when the oldest failed or waiting document is so",
                    reading.oldestUnresolved());
            moment(snapshots, TOKEN_EXPIRY, "When the Xero access token expires", reading.tokenExpires());
            figures.reconciled().filter(each -> each.ended() != null).ifPresent(each -> reconciled(snapshots, each));
            GaugeSnapshot.Builder failed =
                    GaugeSnapshot.builder().name(FAILED_BY_CAUSE).help("Documents that stand failed, by cause");
            figures.failedByCause()
                    .forEach((cause, count) -> failed.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                            .labels(labels.add("cause", cause))
                            .value(count)
                            .build()));
            snapshots.add(failed.build());
            return new MetricSnapshots(snapshots);
        } catch (RuntimeException e) {
            return new MetricSnapshots();
        }
    }

    private void reconciled(List<MetricSnapshot> snapshots, Vitals.Reconciled last) {
        moment(snapshots, RECONCILED, "When a reconciliation last was complete", last.ended());
        count(snapshots, DIFFERENCES, "Differences the last complete reconciliation found", last.differences());
        count(snapshots, UNEXPLAINED, "Of these, differences without a reason", last.unexplained());
        count(
                snapshots,
                RECONCILE_TROUBLED,
                "1 while a later reconciliation could not be completed, else 0",
                last.trouble() == null ? 0 : 1);
    }

    private void count(List<MetricSnapshot> snapshots, String name, String help, long count) {
        snapshots.add(GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .labels(labels)
                        .value(count)
                        .build())
                .build());
    }

    private void moment(List<MetricSnapshot> snapshots, String name, String help, @Nullable Instant moment) {
        if (moment != null) {
            snapshots.add(GaugeSnapshot.builder()
                    .name(name)
                    .help(help)
                    .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                            .labels(labels)
                            .value(moment.toEpochMilli() / 1000.0)
                            .build())
                    .build());
        }
    }

    /** So that no other meter takes one of these names. */
    @Override
    public List<String> getPrometheusNames() {
        return List.of(
                LAST_SUCCESS,
                OLDEST_UNRESOLVED,
                TOKEN_EXPIRY,
                RECONCILED,
                DIFFERENCES,
                UNEXPLAINED,
                RECONCILE_TROUBLED,
                FAILED_BY_CAUSE);
    }
}
