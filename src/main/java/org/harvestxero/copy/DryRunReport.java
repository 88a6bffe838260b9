package org.harvestxero.copy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.CycleReport.Copied;
import org.harvestxero.api.CycleReport.ToHarvest;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.Pages;
import org.harvestxero.store.copy.DocumentPages.Span;
import org.harvestxero.store.copy.OutboxTable.Row;

/** What a dry run tells: what would be copied, and what is known to fail or wait. */
final class DryRunReport {
    private final Planners deciders;
    private final DryRun.Telling telling;
    private final Clock clock;
    /** Documents Xero would take. */
    private final Set<String> taken = new HashSet<>();

    /** What would be written to Harvest. */
    private final List<ToHarvest> toHarvest = new ArrayList<>();

    /** What others did since the dry run was asked for. */
    private final Set<String> before = new HashSet<>();

    DryRunReport(Planners deciders, DryRun.Telling telling, Clock clock) {
        this.deciders = deciders;
        this.telling = telling;
        this.clock = clock;
    }

    /** Notes what is done already. */
    void begin() {
        cycle(clock.instant()).copied().forEach(copied -> before.add(key(copied.kind(), copied.sourceId())));
    }

    /** Notes that Xero would take the row. */
    void taken(Row row) {
        taken.add(key(CycleReportBuilder.kind(row.kind()), row.sourceId()));
    }

    /** Notes what would be written to Harvest. */
    void would(List<ToHarvest> deeds) {
        toHarvest.addAll(deeds);
    }

    /** Read while it stands; what the report holds is small. */
    CycleReport make() {
        Instant now = clock.instant();
        CycleReport cycle = cycle(now);
        return new CycleReport(
                Pages.none(),
                Pages.of(cycle.copied().stream()
                        .filter(copied -> {
                            String document = key(copied.kind(), copied.sourceId());
                            return taken.contains(document) || !before.contains(document);
                        })
                        .map(DryRunReport::asPlanned)
                        .toList()),
                Pages.of(List.copyOf(toHarvest)),
                Pages.of(cycle.skipped().stream().toList()),
                Pages.of(cycle.failed().stream().toList()),
                Pages.of(cycle.waiting().stream().toList()),
                Pages.none(),
                cycle.calls(),
                0,
                Duration.between(telling.began(), now),
                telling.troubles());
    }

    private CycleReport cycle(Instant now) {
        return deciders.cycleReportBuilder()
                .cycle(new Span(telling.began(), now), telling.calls().get(), 0, telling.troubles());
    }

    private static String key(org.harvestxero.api.DocumentKind kind, long sourceId) {
        return kind + ":" + sourceId;
    }

    private static Copied asPlanned(Copied copied) {
        boolean there = copied.targetId() != null && !ExpectedVerdicts.isPlanned(copied.targetId());
        return new Copied(
                copied.kind(),
                copied.sourceId(),
                copied.number(),
                copied.sourceNumber(),
                there ? copied.targetId() : null,
                copied.action(),
                copied.status(),
                copied.total(),
                copied.currency(),
                there ? copied.link() : null);
    }

    /** Ids of failed copies that were only made on trial name nothing. */
    static FailedCopy named(FailedCopy copy, boolean stands) {
        return stands
                ? copy
                : new FailedCopy(
                        0,
                        copy.connection(),
                        copy.kind(),
                        copy.sourceId(),
                        copy.number(),
                        copy.cause(),
                        0,
                        copy.message(),
                        copy.remedy(),
                        copy.attempts(),
                        copy.firstFailedAt(),
                        copy.lastFailedAt(),
                        copy.state());
    }
}
