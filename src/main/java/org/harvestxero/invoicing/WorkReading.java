package org.harvestxero.invoicing;

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
import org.harvestxero.harvest.HarvestListing;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.ledger.BillingRuns.StoredRun;
import org.harvestxero.ledger.EntryStates.EntryState;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.WorkKind;

/**
 * Says which lists of Harvest one look needs, for all its clients together: the days of the periods; what earlier runs left open,
 * however old; and of earlier days what was written or changed since the client was last billed.
 */
public final class WorkReading {
    /** Clocks differ, and a run takes a while. */
    private static final Duration OVERLAP = Duration.ofDays(1);

    private final String connection;
    private final Ledger ledger;

    public WorkReading(String connection, Ledger ledger) {
        this.connection = connection;
        this.ledger = ledger;
    }

    /** Days of one list. */
    private record Span(LocalDate from, LocalDate to) {}

    /** The lists to read, each to its end. */
    public List<HarvestListing> lists(BillingRound round) {
        List<ClientJob> jobs = round.jobs();
        List<HarvestListing> lists = new ArrayList<>();
        lists.add(HarvestListing.of("/users"));
        lists.add(ofOneClient(HarvestListing.of("/projects"), jobs));
        List<Span> spans = jobs.stream().map(this::withLater).toList();
        LocalDate from =
                spans.stream().map(Span::from).min(LocalDate::compareTo).orElseThrow();
        LocalDate to = spans.stream().map(Span::to).max(LocalDate::compareTo).orElseThrow();
        for (String path : List.of("/time_entries", "/expenses")) {
            HarvestListing list = HarvestListing.of(path);
            lists.add(ofOneClient(within(list, new Span(from, to)), jobs));
        }
        LocalDate before = from.minusDays(1);
        lists.addAll(open(jobs, from));
        late(jobs, before).ifPresent(late -> lists.addAll(late));
        return List.copyOf(lists);
    }

    /** The days of the periods to bill, and all that later bills met: those may come out otherwise then, and are reckoned again. */
    private Span withLater(ClientJob job) {
        Set<Long> later = ledger.billingRuns().ofClient(connection, job.client().id()).stream()
                .filter(run -> run.undoneAt() == null && run.run().start().isAfter(job.firstDay()))
                .map(StoredRun::id)
                .collect(Collectors.toSet());
        List<LocalDate> days = new ArrayList<>(List.of(job.firstDay(), job.lastDay()));
        if (!later.isEmpty()) {
            ledger.entryStates().ofClient(connection, job.client().id()).stream()
                    .filter(state -> later.contains(state.runId()))
                    .map(EntryState::spentDate)
                    .forEach(days::add);
        }
        return new Span(Collections.min(days), Collections.max(days));
    }

    /** Takes one page of any of them. */
    public void page(HarvestPage page, @Header(BillingRound.HEADER) BillingRound round) {
        round.work().take(page);
    }

    /** Work of before the periods that is held, carried or released; no list for a kind of which there is none. */
    private List<HarvestListing> open(List<ClientJob> jobs, LocalDate periods) {
        List<HarvestListing> lists = new ArrayList<>();
        LocalDate before = periods.minusDays(1);
        for (WorkKind kind : WorkKind.values()) {
            Map<ClientJob, LocalDate> oldest = new LinkedHashMap<>();
            jobs.forEach(job ->
                    oldest(job, kind).filter(day -> day.isBefore(periods)).ifPresent(day -> oldest.put(job, day)));
            if (!oldest.isEmpty()) {
                LocalDate from = Collections.min(oldest.values());
                HarvestListing list = within(HarvestListing.of(path(kind)), new Span(from, before))
                        .with("is_billed", "false");
                lists.add(ofOneClient(list, List.copyOf(oldest.keySet())));
            }
        }
        return lists;
    }

    /** The day of the client's oldest open work of the kind that may still be billed here. */
    private Optional<LocalDate> oldest(ClientJob job, WorkKind kind) {
        return ledger.entryStates().unsettled(connection, job.client().id()).stream()
                .filter(state -> state.work().kind() == kind)
                .map(EntryState::spentDate)
                .min(LocalDate::compareTo)
                .map(day -> day.isBefore(job.floor()) ? job.floor() : day);
    }

    /** Work of earlier days that came or changed since; nothing when no client was billed before. */
    private Optional<List<HarvestListing>> late(List<ClientJob> jobs, LocalDate before) {
        List<ClientJob> billed = jobs.stream()
                .filter(job -> !job.floor().isAfter(before))
                .filter(job -> lastRun(job).isPresent())
                .toList();
        if (billed.isEmpty()) {
            return Optional.empty();
        }
        LocalDate from =
                billed.stream().map(ClientJob::floor).min(LocalDate::compareTo).orElseThrow();
        Instant since = billed.stream()
                .flatMap(job -> lastRun(job).stream())
                .map(StoredRun::runAt)
                .min(Instant::compareTo)
                .orElseThrow()
                .minus(OVERLAP)
                .truncatedTo(ChronoUnit.SECONDS);
        return Optional.of(Stream.of("/time_entries", "/expenses")
                .map(path -> ofOneClient(within(HarvestListing.of(path), new Span(from, before)), jobs)
                        .with("is_billed", "false")
                        .with("updated_since", since.toString()))
                .toList());
    }

    private Optional<StoredRun> lastRun(ClientJob job) {
        List<StoredRun> runs =
                ledger.billingRuns().ofClient(connection, job.client().id());
        return runs.stream().filter(run -> run.undoneAt() == null).reduce((first, second) -> second);
    }

    private static String path(WorkKind kind) {
        return kind == WorkKind.EXPENSE ? "/expenses" : "/time_entries";
    }

    private static HarvestListing within(HarvestListing list, Span span) {
        return list.with("from", span.from().toString()).with("to", span.to().toString());
    }

    private static HarvestListing ofOneClient(HarvestListing list, List<ClientJob> jobs) {
        return jobs.size() == 1 ? of(list, jobs.get(0)) : list;
    }

    private static HarvestListing of(HarvestListing list, ClientJob job) {
        return list.with("client_id", Long.toString(job.client().id()));
    }
}
