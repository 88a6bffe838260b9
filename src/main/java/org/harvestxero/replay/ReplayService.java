package org.harvestxero.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Replays;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.engine.BillingEngine;
import org.harvestxero.billing.engine.BillingRequest;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.NotBilled;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.comparison.Comparer;
import org.harvestxero.comparison.Comparison;
import org.harvestxero.comparison.PastPeriods;
import org.harvestxero.comparison.ReplayReport;
import org.harvestxero.comparison.ReplayReport.Left;
import org.harvestxero.comparison.Trial;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.replay.PastWork.Client;
import org.harvestxero.review.StoredAgreements;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BillingMode;
import org.harvestxero.store.billing.BillingRunTable.StoredRun;
import org.harvestxero.store.billing.DraftTable.StoredDraft;
import org.harvestxero.store.billing.NotBilledTable;
import org.jspecify.annotations.Nullable;

/** Replays past periods and compares parallel runs. Reads Harvest in five lists for all clients together, and writes nothing. */
public final class ReplayService implements Replays {
    private final Needs needs;
    private final BillingEngine engine = new BillingEngine();

    /**
     * @param harvest gives all elements of a list
     * @param agreements in force now
     * @param stored as they stood when a run used them
     */
    public record Needs(
            ConnectionStore store,
            Clock clock,
            Function<HarvestListRequest, List<JsonNode>> harvest,
            Supplier<List<AgreementVersion>> agreements,
            StoredAgreements stored) {}

    public ReplayService(Needs needs) {
        this.needs = needs;
    }

    /** One client with the periods to look at; what couldn't be looked at is left out with its reason. */
    private record Job(
            Client client,
            Currency currency,
            Agreement agreement,
            List<DuePeriod> periods,
            Map<String, StoredRun> runs) {
        Job {
            periods = List.copyOf(periods);
        }

        List<DuePeriod> regular() {
            return periods.stream().filter(period -> !period.isOpening()).toList();
        }
    }

    @Override
    public ReplayReport replay(int periods, @Nullable String client) {
        List<Left> left = new ArrayList<>();
        List<Client> clients = PastWork.clients(needs.harvest());
        List<Job> jobs = new ArrayList<>();
        for (AgreementVersion version : versions(client, clients)) {
            job(version, clients, periods, left).ifPresent(jobs::add);
        }
        return compared(jobs, left, client != null, this::replayed);
    }

    private List<AgreementVersion> versions(@Nullable String wanted, List<Client> clients) {
        List<AgreementVersion> all = needs.agreements().get();
        if (wanted == null) {
            return all;
        }
        List<AgreementVersion> found = all.stream()
                .filter(version -> version.client().equalsIgnoreCase(wanted)
                        || clients.stream()
                                .filter(client -> client.named().isCalled(wanted)
                                        || client.named().name().equalsIgnoreCase(wanted))
                                .anyMatch(client -> client.named().isCalled(version.client())))
                .toList();
        if (found.isEmpty()) {
            throw new DecisionException("There is no agreement for \"" + wanted + "\""
                    + (all.isEmpty()
                            ? ": write one in agreements/ first; a plain client needs five lines."
                            : "; there are agreements for "
                                    + all.stream()
                                            .map(AgreementVersion::client)
                                            .sorted()
                                            .collect(Collectors.joining(", "))
                                    + "."));
        }
        return found;
    }

    private Optional<Job> job(AgreementVersion version, List<Client> clients, int periods, List<Left> left) {
        List<Client> called = clients.stream()
                .filter(client -> client.named().isCalled(version.client()))
                .toList();
        if (called.size() != 1) {
            left.add(new Left(
                    version.client(),
                    called.isEmpty()
                            ? "Harvest has no client called so: see `harvest-xero bill --check`"
                            : "Harvest has " + called.size() + " clients called so: name it by its id in "
                                    + version.file()));
            return Optional.empty();
        }
        Client client = called.get(0);
        if (client.currency() == null) {
            left.add(new Left(client.named().name(), "Harvest does not say in which currency the client is billed"));
            return Optional.empty();
        }
        Agreement written = version.in(client.currency());
        LocalDate today = LocalDate.ofInstant(
                needs.clock().instant(), written.calendar().dates().zone());
        Optional<Agreement> held = PastPeriods.held(written, today, periods);
        List<DuePeriod> closed = held.map(agreement -> PastPeriods.closed(agreement.calendar(), today))
                .orElse(List.of());
        if (held.isEmpty() || closed.stream().allMatch(DuePeriod::isOpening)) {
            left.add(new Left(
                    client.named().name(),
                    held.isEmpty() ? "its agreement ended before" : "no period of its agreement is over yet"));
            return Optional.empty();
        }
        return Optional.of(new Job(client, client.currency(), held.get(), closed, Map.of()));
    }

    @Override
    public ReplayReport shadow(LocalDate since, @Nullable String client) {
        List<Left> left = new ArrayList<>();
        List<Client> clients = PastWork.clients(needs.harvest());
        Map<Long, Map<String, StoredRun>> runs = new TreeMap<>();
        clients.stream()
                .filter(each -> client == null
                        || each.named().isCalled(client)
                        || each.named().name().equalsIgnoreCase(client))
                .flatMap(each ->
                        needs.store().billingRuns().ofClient(each.named().id()).stream())
                .filter(run -> run.run().mode() != BillingMode.LIVE && run.undoneAt() == null)
                .filter(run -> !run.run().start().isBefore(since))
                .sorted(Comparator.comparingLong(StoredRun::id))
                .forEach(run -> runs.computeIfAbsent(run.run().clientId(), first -> new TreeMap<>())
                        .put(run.run().period(), run));
        if (runs.isEmpty()) {
            throw new DecisionException("No parallel run was made since " + since
                    + (client == null ? "" : " for \"" + client + "\"")
                    + ": run `harvest-xero bill --shadow`, or write `mode: shadow` in the client's agreement.");
        }
        List<Job> jobs = new ArrayList<>();
        runs.forEach((id, ofClient) -> shadowed(id, ofClient, clients, left).ifPresent(jobs::add));
        return compared(jobs, left, client != null, this::stored);
    }

    private Optional<Job> shadowed(long id, Map<String, StoredRun> runs, List<Client> clients, List<Left> left) {
        StoredRun last = runs.values().stream()
                .max(Comparator.comparingLong(StoredRun::id))
                .orElseThrow();
        Currency currency = Currency.getInstance(last.run().currency());
        Optional<Client> client =
                clients.stream().filter(each -> each.named().id() == id).findFirst();
        Optional<Agreement> agreement = needs.stored().find(last.run().agreementHash(), currency);
        if (client.isEmpty() || agreement.isEmpty()) {
            left.add(new Left(
                    last.run().clientName(),
                    client.isEmpty() ? "Harvest has this client no more" : "its agreement is not kept"));
            return Optional.empty();
        }
        List<DuePeriod> periods = new ArrayList<>();
        runs.keySet()
                .forEach(label -> agreement
                        .get()
                        .calendar()
                        .named(label)
                        .ifPresentOrElse(
                                periods::add,
                                () -> left.add(new Left(
                                        last.run().clientName(),
                                        "the agreement's calendar has changed, so " + label
                                                + " is no period of it any more"))));
        return periods.stream().allMatch(DuePeriod::isOpening)
                ? Optional.empty()
                : Optional.of(new Job(client.get(), currency, agreement.get(), periods, runs));
    }

    /** How one side of a job's trials is made. */
    private interface Ours {
        List<Trial> trials(Job job, PastWork past);
    }

    private ReplayReport compared(List<Job> jobs, List<Left> left, boolean oneClient, Ours ours) {
        List<Comparison> comparisons = new ArrayList<>();
        if (!jobs.isEmpty()) {
            PastWork past = read(jobs, oneClient && jobs.size() == 1);
            for (Job job : jobs) {
                compare(job, past, ours, comparisons, left);
            }
            left.addAll(past.unreadable());
        }
        return new ReplayReport(needs.clock().instant(), comparisons, left);
    }

    private PastWork read(List<Job> jobs, boolean oneClient) {
        List<DuePeriod> all =
                jobs.stream().flatMap(job -> job.regular().stream()).toList();
        BillingPeriod work = new BillingPeriod(
                first(all.stream().map(period -> period.covered().start())),
                last(all.stream().map(period -> period.covered().end())));
        BillingPeriod issued = new BillingPeriod(
                first(all.stream()
                        .map(period ->
                                period.issueDate().minusDays(period.full().days()))),
                last(all.stream()
                        .map(period -> period.issueDate().plusDays(period.full().days()))));
        return PastWork.read(
                needs.harvest(), work, issued, oneClient ? jobs.get(0).client().named() : null);
    }

    private static LocalDate first(Stream<LocalDate> days) {
        return days.min(Comparator.naturalOrder()).orElseThrow();
    }

    private static LocalDate last(Stream<LocalDate> days) {
        return days.max(Comparator.naturalOrder()).orElseThrow();
    }

    /** What goes wrong with one client is told, and the others go on. */
    private static void compare(Job job, PastWork past, Ours ours, List<Comparison> comparisons, List<Left> left) {
        try {
            ours.trials(job, past).forEach(trial -> comparisons.add(Comparer.compare(trial)));
        } catch (RuntimeException e) {
            left.add(new Left(job.client().named().name(), "it can't be billed: " + e.getMessage()));
        }
        past.invoices(job.client()).stream()
                .filter(dated -> !dated.currency().equals(billedIn(job)))
                .forEach(dated -> left.add(new Left(
                        job.client().named().name(),
                        "invoice " + dated.invoice().number() + " is in " + dated.currency()
                                + ", but the agreement bills in " + billedIn(job))));
    }

    private static Currency billedIn(Job job) {
        Currency agreed = job.agreement().currency();
        return agreed == null ? job.currency() : agreed;
    }

    /** The periods one after the other, each with what the ones before it left. */
    private List<Trial> replayed(Job job, PastWork past) {
        List<TimeEntry> entries = past.entries(job.client(), job.currency());
        List<Expense> expenses = past.expenses(job.client(), job.currency());
        BillingRequest.Known known = BillingRequest.Known.nothing();
        List<Trial> trials = new ArrayList<>();
        for (DuePeriod period : job.periods()) {
            LocalDate end = period.covered().end();
            BillingResult result = engine.bill(new BillingRequest(
                    job.agreement(),
                    period,
                    job.client().named(),
                    job.currency(),
                    period.isOpening()
                            ? List.of()
                            : entries.stream()
                                    .filter(entry -> !entry.spentDate().isAfter(end))
                                    .toList(),
                    period.isOpening()
                            ? List.of()
                            : expenses.stream()
                                    .filter(expense -> !expense.spentDate().isAfter(end))
                                    .toList(),
                    known));
            known = known.after(result);
            if (!period.isOpening()) {
                trials.add(trial(job, period, result.drafts(), result.notBilled(), past));
            }
        }
        return trials;
    }

    /** What the runs kept. */
    private List<Trial> stored(Job job, PastWork past) {
        Map<Source.Kind, Map<Long, Source>> sources = sources(job, past);
        List<Trial> trials = new ArrayList<>();
        for (DuePeriod period : job.regular()) {
            StoredRun run = job.runs().get(period.label());
            if (run != null) {
                List<Draft> drafts = needs.store().drafts().ofRun(run.id()).stream()
                        .map(StoredDraft::content)
                        .toList();
                List<NotBilled> notBilled = needs.store().notBilled().ofRun(run.id()).stream()
                        .flatMap(row -> notBilled(row, sources).stream())
                        .toList();
                trials.add(trial(job, period, drafts, notBilled, past));
            }
        }
        return trials;
    }

    private static Map<Source.Kind, Map<Long, Source>> sources(Job job, PastWork past) {
        Map<Long, Source> entries = new HashMap<>();
        past.entries(job.client(), job.currency())
                .forEach(entry -> entries.put(
                        entry.id(),
                        new Source(
                                Source.Kind.TIME_ENTRY,
                                entry.id(),
                                entry.updatedAt(),
                                entry.spentDate(),
                                entry.origin(),
                                entry.notes(),
                                null,
                                entry.currency())));
        Map<Long, Source> expenses = new HashMap<>();
        past.expenses(job.client(), job.currency())
                .forEach(expense -> expenses.put(
                        expense.id(),
                        new Source(
                                Source.Kind.EXPENSE,
                                expense.id(),
                                expense.updatedAt(),
                                expense.spentDate(),
                                expense.origin(),
                                expense.notes(),
                                expense.receiptUrl(),
                                job.currency())));
        return Map.of(Source.Kind.TIME_ENTRY, entries, Source.Kind.EXPENSE, expenses);
    }

    /** Empty when Harvest has the entry no more. */
    private static Optional<NotBilled> notBilled(NotBilledTable.Row row, Map<Source.Kind, Map<Long, Source>> sources) {
        Source source = sources.getOrDefault(row.work().kind().kind(), Map.of())
                .get(row.work().id());
        return source == null
                ? Optional.empty()
                : Optional.of(new NotBilled(
                        source,
                        row.hours(),
                        row.worth(),
                        row.bucket(),
                        row.reason(),
                        row.words(),
                        row.rule(),
                        row.overageOf()));
    }

    private static Trial trial(
            Job job, DuePeriod period, List<Draft> drafts, List<NotBilled> notBilled, PastWork past) {
        Set<Long> never = new HashSet<>(past.neverInvoiced(job.client()));
        List<DuePeriod> regular = job.regular();
        return new Trial(
                job.client().named(),
                billedIn(job),
                period,
                drafts,
                notBilled,
                never,
                past.invoices(job.client()).stream()
                        .filter(dated -> dated.currency().equals(billedIn(job)))
                        .map(PastWork.Dated::invoice)
                        .filter(invoice -> PastPeriods.of(invoice, regular)
                                .filter(period::equals)
                                .isPresent())
                        .toList());
    }
}
