package org.harvestxero.replay;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Replays;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.commands.Stop;
import org.harvestxero.comparison.Comparer;
import org.harvestxero.comparison.Comparison;
import org.harvestxero.comparison.ReplayReport;
import org.harvestxero.comparison.ReplayReport.Left;
import org.harvestxero.comparison.Trial;
import org.harvestxero.config.agreement.AgreementRefusedException;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.finalize.AgreementArchive;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.replay.PastWork.Client;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BillingMode;
import org.harvestxero.store.billing.StoredRun;
import org.jspecify.annotations.Nullable;

/** Replays past periods and compares parallel runs. Reads Harvest in five lists for all clients together, and writes nothing. */
public final class ReplayService implements Replays {
    private final Needs needs;
    private final ReplayJobFinder finder;
    private final TrialBuilder trials;

    public ReplayService(Needs needs) {
        this.needs = needs;
        this.finder = new ReplayJobFinder(needs);
        this.trials = new TrialBuilder(needs);
    }

    /**
     * @param harvest gives all elements of a list
     * @param agreements in force now
     * @param tried what a text would say as a file of a name
     * @param stored as they stood when a run used them
     */
    public record Needs(
            ConnectionStore store,
            Clock clock,
            Function<HarvestListRequest, List<HarvestElement>> harvest,
            Supplier<List<AgreementVersion>> agreements,
            Tried tried,
            AgreementArchive stored) {}

    /** Reads a text as a file of the agreements. */
    @FunctionalInterface
    public interface Tried {
        AgreementVersion as(String file, String text) throws AgreementRefusedException;
    }

    @Override
    public ReplayReport replay(int periods, @Nullable String client) {
        List<Left> left = new ArrayList<>();
        List<Client> clients = PastWork.clients(needs.harvest());
        List<ReplayJob> jobs = new ArrayList<>();
        for (AgreementVersion version : finder.versions(client, clients)) {
            finder.job(version, clients, periods, left).ifPresent(jobs::add);
        }
        return compared(jobs, left, client != null, trials::replayed);
    }

    @Override
    public ReplayReport shadow(LocalDate since, @Nullable String client) {
        List<Left> left = new ArrayList<>();
        List<Client> clients = PastWork.clients(needs.harvest());
        Map<Long, Map<String, StoredRun>> runs = new TreeMap<>();
        clients.stream()
                .filter(each -> client == null || each.named().isMeantBy(client))
                .flatMap(each -> needs
                        .store()
                        .billing()
                        .billingRuns()
                        .ofClient(each.named().id())
                        .stream())
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
        List<ReplayJob> jobs = new ArrayList<>();
        runs.forEach(
                (id, ofClient) -> finder.shadowed(id, ofClient, clients, left).ifPresent(jobs::add));
        return compared(jobs, left, client != null, trials::stored);
    }

    @Override
    public Preview preview(String file, String text, int periods) {
        AgreementVersion then = tried(file, text);
        List<AgreementVersion> now = needs.agreements().get().stream()
                .filter(version -> version.file().equals(file))
                .toList();
        List<Client> clients = PastWork.clients(needs.harvest());
        List<Left> leftNow = new ArrayList<>();
        List<Left> leftThen = new ArrayList<>();
        List<ReplayJob> jobsNow = jobs(now, clients, periods, leftNow);
        List<ReplayJob> jobsThen = jobs(List.of(then), clients, periods, leftThen);
        List<ReplayJob> all = Stream.concat(jobsNow.stream(), jobsThen.stream()).toList();
        if (all.isEmpty()) {
            Instant at = needs.clock().instant();
            return new Preview(new ReplayReport(at, List.of(), leftNow), new ReplayReport(at, List.of(), leftThen));
        }
        boolean oneClient =
                all.stream().map(job -> job.client().named()).distinct().count() == 1;
        Stop.ofThisThread().check();
        PastWork past = read(all, oneClient);
        return new Preview(
                compared(jobsNow, leftNow, past, trials::replayed),
                compared(jobsThen, leftThen, past, trials::replayed));
    }

    private AgreementVersion tried(String file, String text) {
        try {
            return needs.tried().as(file, text);
        } catch (AgreementRefusedException e) {
            throw new DecisionException("It can't be used as it is: " + e.words() + ".");
        }
    }

    private List<ReplayJob> jobs(List<AgreementVersion> versions, List<Client> clients, int periods, List<Left> left) {
        return versions.stream()
                .flatMap(version -> finder.job(version, clients, periods, left).stream())
                .toList();
    }

    /** How one side of a job's trials is made. */
    private interface Ours {
        List<Trial> trials(ReplayJob job, PastWork past);
    }

    private ReplayReport compared(List<ReplayJob> jobs, List<Left> left, boolean oneClient, Ours ours) {
        if (jobs.isEmpty()) {
            return new ReplayReport(needs.clock().instant(), List.of(), left);
        }
        Stop.ofThisThread().reached(0, jobs.size(), "reading Harvest");
        return compared(jobs, left, read(jobs, oneClient && jobs.size() == 1), ours);
    }

    private ReplayReport compared(List<ReplayJob> jobs, List<Left> left, PastWork past, Ours ours) {
        Stop stop = Stop.ofThisThread();
        List<Comparison> comparisons = new ArrayList<>();
        int done = 0;
        for (ReplayJob job : jobs) {
            stop.check();
            stop.reached(done++, jobs.size(), job.client().named().name());
            compare(job, past, ours, comparisons, left);
        }
        left.addAll(past.unreadable());
        return new ReplayReport(needs.clock().instant(), comparisons, left);
    }

    private PastWork read(List<ReplayJob> jobs, boolean oneClient) {
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
    private static void compare(
            ReplayJob job, PastWork past, Ours ours, List<Comparison> comparisons, List<Left> left) {
        try {
            ours.trials(job, past).forEach(trial -> comparisons.add(Comparer.compare(trial)));
        } catch (RuntimeException e) {
            left.add(new Left(job.client().named().name(), "it can't be billed: " + e.getMessage()));
        }
        past.invoices(job.client()).stream()
                .filter(dated -> !dated.currency().equals(job.billedIn()))
                .forEach(dated -> left.add(new Left(
                        job.client().named().name(),
                        "invoice " + dated.invoice().number() + " is in " + dated.currency()
                                + ", but the agreement bills in " + job.billedIn())));
    }
}
