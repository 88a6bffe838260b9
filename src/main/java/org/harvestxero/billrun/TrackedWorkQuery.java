package org.harvestxero.billrun;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Header;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.EntryState;
import org.harvestxero.store.billing.StoredRun;
import org.harvestxero.store.billing.WorkKind;

/**
 * Says which lists of Harvest one bill run needs, for all its clients together: the days of the periods; what earlier runs left open,
 * however old; and of earlier days what was written or changed since the client was last billed.
 */
public final class TrackedWorkQuery {
    /** Clocks differ, and a run takes a while. */
    private static final Duration OVERLAP = Duration.ofDays(1);

    private final ConnectionStore store;

    public TrackedWorkQuery(ConnectionStore store) {
        this.store = store;
    }

    /** Days of one list. */
    private record Span(LocalDate from, LocalDate to) {}

    /** The lists to read, each to its end. */
    public List<HarvestListRequest> lists(BillRun round) {
        List<ClientBillJob> jobs = round.jobs();
        List<HarvestListRequest> lists = new ArrayList<>();
        lists.add(HarvestListRequest.of("/users"));
        lists.add(ofOneClient(HarvestListRequest.of("/projects"), jobs));
        List<Span> spans = jobs.stream().map(this::withLater).toList();
        LocalDate from =
                spans.stream().map(Span::from).min(LocalDate::compareTo).orElseThrow();
        LocalDate to = spans.stream().map(Span::to).max(LocalDate::compareTo).orElseThrow();
        for (String path : List.of("/time_entries", "/expenses")) {
            HarvestListRequest list = HarvestListRequest.of(path);
            lists.add(ofOneClient(within(list, new Span(from, to)), jobs));
        }
        LocalDate before = from.minusDays(1);
        lists.addAll(open(jobs, from));
        late(jobs, before).ifPresent(late -> lists.addAll(late));
        return List.copyOf(lists);
    }

    /** The days of the periods to bill, and all that later bills met: those may come out otherwise then, and are reckoned again. */
    private Span withLater(ClientBillJob job) {
        Set<Long> later = PeriodRuns.of(store, job.client().id())
                .filter(run -> run.run().start().isAfter(job.firstDay()))
                .map(StoredRun::id)
                .collect(Collectors.toSet());
        List<LocalDate> days = new ArrayList<>(List.of(job.firstDay(), job.lastDay()));
        if (!later.isEmpty()) {
            store.billing().entryStates().ofClient(job.client().id()).stream()
                    .filter(state -> later.contains(state.runId()))
                    .map(EntryState::spentDate)
                    .forEach(days::add);
        }
        return new Span(Collections.min(days), Collections.max(days));
    }

    /** Takes one page of any of them. */
    public void page(HarvestPage page, @Header(BillRun.HEADER) BillRun round) {
        round.work().take(page);
    }

    /** Work of before the periods that is held, carried or released; no list for a kind of which there is none. */
    private List<HarvestListRequest> open(List<ClientBillJob> jobs, LocalDate periods) {
        List<HarvestListRequest> lists = new ArrayList<>();
        LocalDate before = periods.minusDays(1);
        for (WorkKind kind : WorkKind.values()) {
            Map<ClientBillJob, LocalDate> oldest = new LinkedHashMap<>();
            jobs.forEach(job ->
                    oldest(job, kind).filter(day -> day.isBefore(periods)).ifPresent(day -> oldest.put(job, day)));
            if (!oldest.isEmpty()) {
                LocalDate from = Collections.min(oldest.values());
                HarvestListRequest list = within(HarvestListRequest.of(path(kind)), new Span(from, before))
                        .with("is_billed", "false");
                lists.add(ofOneClient(list, List.copyOf(oldest.keySet())));
            }
        }
        return lists;
    }

    /** The day of the client's oldest open work of the kind that may still be billed here. */
    private Optional<LocalDate> oldest(ClientBillJob job, WorkKind kind) {
        return store.billing().entryStates().unsettled(job.client().id()).stream()
                .filter(state -> state.work().kind() == kind)
                .map(EntryState::spentDate)
                .min(LocalDate::compareTo)
                .map(day -> day.isBefore(job.floor()) ? job.floor() : day);
    }

    /** Work of earlier days that came or changed since; nothing when no client was billed before. */
    private Optional<List<HarvestListRequest>> late(List<ClientBillJob> jobs, LocalDate before) {
        List<ClientBillJob> billed = jobs.stream()
                .filter(job -> !job.floor().isAfter(before))
                .filter(job -> lastRun(job).isPresent())
                .toList();
        if (billed.isEmpty()) {
            return Optional.empty();
        }
        LocalDate from = billed.stream()
                .map(ClientBillJob::floor)
                .min(LocalDate::compareTo)
                .orElseThrow();
        Instant since = billed.stream()
                .flatMap(job -> lastRun(job).stream())
                .map(StoredRun::runAt)
                .min(Instant::compareTo)
                .orElseThrow()
                .minus(OVERLAP)
                .truncatedTo(ChronoUnit.SECONDS);
        return Optional.of(Stream.of("/time_entries", "/expenses")
                .map(path -> ofOneClient(within(HarvestListRequest.of(path), new Span(from, before)), jobs)
                        .with("is_billed", "false")
                        .with("updated_since", since.toString()))
                .toList());
    }

    private Optional<StoredRun> lastRun(ClientBillJob job) {
        return PeriodRuns.of(store, job.client().id()).reduce((first, second) -> second);
    }

    private static String path(WorkKind kind) {
        return kind == WorkKind.EXPENSE ? "/expenses" : "/time_entries";
    }

    private static HarvestListRequest within(HarvestListRequest list, Span span) {
        return list.with("from", span.from().toString()).with("to", span.to().toString());
    }

    private static HarvestListRequest ofOneClient(HarvestListRequest list, List<ClientBillJob> jobs) {
        return jobs.size() == 1 ? of(list, jobs.get(0)) : list;
    }

    private static HarvestListRequest of(HarvestListRequest list, ClientBillJob job) {
        return list.with("client_id", Long.toString(job.client().id()));
    }
}
