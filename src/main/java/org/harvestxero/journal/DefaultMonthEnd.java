package org.harvestxero.journal;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.MonthEnd;
import org.harvestxero.api.Trouble;
import org.harvestxero.commands.Stop;
import org.harvestxero.commands.StoppedException;
import org.harvestxero.config.agreement.JournalRules;
import org.harvestxero.config.agreement.JournalsFile;
import org.harvestxero.copy.CallBudget;
import org.harvestxero.copy.CopyPause;
import org.harvestxero.copy.CycleTroubles;
import org.harvestxero.http.CallException;
import org.harvestxero.monthend.Coding;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.journal.JournalSourceTable;
import org.harvestxero.store.journal.JournalState;
import org.harvestxero.store.journal.JournalTable.Kept;
import org.harvestxero.worth.AgreedPrices;
import org.harvestxero.worth.UnbilledWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the journals of a month, one run at a time. */
public final class DefaultMonthEnd implements MonthEnd {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultMonthEnd.class);
    private static final String BY_ITSELF = "process";

    private final ConnectionStore store;
    private final JournalSides sides;
    private final AgreedPrices prices;
    private final Rules rules;
    private final Standstill standstill;
    private final Supplier<CallBudget> budget;
    private final Clock clock;
    private final Semaphore running = new Semaphore(1, true);

    /** @param budget begins to count calls */
    public DefaultMonthEnd(
            ConnectionStore store,
            ProducerTemplate routes,
            AgreedPrices prices,
            Rules rules,
            Standstill standstill,
            Supplier<CallBudget> budget,
            Clock clock) {
        this.store = store;
        this.sides = new JournalSides(routes);
        this.prices = prices;
        this.rules = rules;
        this.standstill = standstill;
        this.budget = budget;
        this.clock = clock;
    }

    /** @param zone in which months end */
    public record Rules(JournalsFile file, Supplier<ZoneId> zone) {}

    /** What stops it. */
    public record Standstill(CopyPause pause, CycleTroubles troubles) {}

    /** What the schedule starts: the month before, once its day has come, unless its journal stands or a person took it away. */
    public void ifDue() {
        JournalRules inForce = rules.file().rules();
        if (inForce.isNone()) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), rules.zone().get());
        YearMonth month = YearMonth.from(today).minusMonths(1);
        if (!inForce.calendar().isDue(month, today)) {
            return;
        }
        boolean settled = store.journal().journals().of(month, JournalKind.COST).stream()
                .map(kept -> kept.progress().state())
                .anyMatch(state -> state == JournalState.MADE || state == JournalState.GONE);
        if (settled) {
            return;
        }
        if (standstill.pause().isInForce()) {
            LOG.info("The journals of {} wait while the connection is paused", month);
            return;
        }
        run(new Request(month, false, false), BY_ITSELF).journals().forEach(journal -> tell(month, journal));
    }

    private static void tell(YearMonth month, Journal journal) {
        String message = journal.change().message();
        LOG.info(
                "{} of {}: {} {}, {} entries{}",
                journal.kind().title(),
                month,
                journal.change().outcome().word(),
                journal.whole().cost().toPlainString(),
                journal.whole().entries(),
                message == null ? "" : "; " + message);
        journal.leftOut()
                .forEach(each -> LOG.warn(
                        "Not in the journal of {}: {} hours, {}. {}",
                        month,
                        each.hours().toPlainString(),
                        each.words(),
                        each.remedy()));
    }

    @Override
    public Answer run(Request request, String who) {
        JournalRules inForce = rules.file().rules();
        JournalRules.Cost cost = inForce.cost()
                .orElseThrow(() -> new DecisionException(
                        "No journal is made: there is no journals.yaml in the home, or all in it is switched off. docs/month-end.md"
                                + " shows one."));
        LocalDate today = LocalDate.ofInstant(clock.instant(), rules.zone().get());
        if (!request.dryRun() && !CostMonth.isOver(request.month(), today)) {
            throw new DecisionException(
                    request.month() + " is not over: give an earlier month, or look with --dry-run.");
        }
        if (!request.dryRun() && standstill.pause().isInForce()) {
            throw new DecisionException(
                    "The connection is paused: let it go on with `harvest-xero resume`, or look with --dry-run.");
        }
        try {
            Stop.ofThisThread().acquire(running);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a run under way", e);
        }
        try {
            return alone(request, cost, who);
        } finally {
            running.release();
        }
    }

    private Answer alone(Request request, JournalRules.Cost cost, String who) {
        CallBudget calls = budget.get();
        JournalSender sender = new JournalSender(store, sides, clock);
        try {
            Journal journal = new CostMonth(store, sides, sender, request, who).run(cost);
            return new Answer(request.month(), List.of(journal), calls.soFar(), List.of());
        } catch (CallException | StoppedException | CamelExecutionException e) {
            Trouble trouble = standstill.troubles().note("month-end", e);
            return new Answer(request.month(), List.of(), calls.soFar(), List.of(trouble));
        }
    }

    @Override
    public UnbilledWork unbilled(LocalDate day) {
        return prices.unbilledAt(day);
    }

    @Override
    public Optional<Explained> explain(YearMonth month, JournalKind kind) {
        List<Kept> versions = store.journal().journals().of(month, kind);
        if (versions.isEmpty()) {
            return Optional.empty();
        }
        Map<Coding, BigDecimal> booked = new TreeMap<>();
        versions.stream()
                .filter(kept -> kept.progress().state().counts())
                .flatMap(kept -> store.journal().lines().of(kept.id()).stream())
                .forEach(line -> booked.merge(line.coding(), line.amount(), BigDecimal::add));
        Map<Coding, List<Entry>> entries = store
                .journal()
                .sources()
                .of(versions.get(versions.size() - 1).id())
                .stream()
                .collect(Collectors.groupingBy(
                        JournalSourceTable.Entry::coding,
                        TreeMap::new,
                        Collectors.mapping(DefaultMonthEnd::entry, Collectors.toList())));
        TreeSet<Coding> codings = new TreeSet<>(booked.keySet());
        codings.addAll(entries.keySet());
        return Optional.of(new Explained(
                month,
                kind,
                versions.get(0).figures().currency(),
                versions.stream()
                        .map(kept -> new Version(
                                CostMonth.document(kept, JournalNarration.title(kept.mark())),
                                kept.progress().state().code(),
                                kept.figures().total(),
                                kept.created()))
                        .toList(),
                codings.stream()
                        .map(coding -> part(
                                coding,
                                booked.getOrDefault(coding, BigDecimal.ZERO),
                                entries.getOrDefault(coding, List.of())))
                        .toList()));
    }

    private static Part part(Coding coding, BigDecimal booked, List<Entry> entries) {
        BigDecimal exact = entries.stream()
                .map(entry -> entry.hours().multiply(entry.rate()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Part(coding, booked, exact, entries);
    }

    private static Entry entry(JournalSourceTable.Entry kept) {
        return new Entry(
                kept.id(),
                kept.day(),
                kept.subject().person(),
                kept.subject().project(),
                kept.subject().task(),
                kept.hours(),
                kept.rate());
    }
}
