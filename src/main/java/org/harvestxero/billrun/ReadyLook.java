package org.harvestxero.billrun;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.harvestxero.api.BillReport;
import org.harvestxero.billing.Named;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.ReadyMarkTable.Kept;
import org.harvestxero.store.billing.ReadyMarkTable.ReadyMark;
import org.harvestxero.store.billing.ReadyMarkTable.State;
import org.harvestxero.store.database.DatabaseTrouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bills work that people marked in Harvest as ready: each mark once, client by client. Marks stay in Harvest, since nobody's entries are
 * touched; what became of each is kept here by the work and the text that holds the mark.
 */
public final class ReadyLook {
    private static final Logger LOG = LoggerFactory.getLogger(ReadyLook.class);
    private static final String MARK = "ready-work";

    private final ConnectionStore store;
    private final ActiveAgreements agreements;
    private final ReadyTrigger trigger;
    private final ReadyFinder finder;
    private final ReadyBiller biller;
    private final Harvest harvest;
    private final Clock clock;

    /** What is asked of Harvest. */
    public interface Harvest {
        /** A list, read to its end. */
        List<HarvestElement> list(HarvestListRequest list);

        /** A single element; empty when Harvest knows it no more. */
        Optional<HarvestElement> find(HarvestRequest request);

        /** Reads the clients that changed. */
        void clients();
    }

    /** @param since periods dated before are left to others; null for none */
    public ReadyLook(
            ConnectionStore store,
            ActiveAgreements agreements,
            ReadyTrigger trigger,
            DraftReviewCheck check,
            Harvest harvest,
            @Nullable LocalDate since,
            Clock clock) {
        this.store = store;
        this.agreements = agreements;
        this.trigger = trigger;
        this.harvest = harvest;
        this.clock = clock;
        this.finder = new ReadyFinder(trigger, harvest::list, harvest::find);
        this.biller = new ReadyBiller(store, check, since, clock);
    }

    boolean isOn() {
        return trigger.isOn();
    }

    /** What a look came to. @param refused a line for each mark that made no bill */
    record Result(List<BillReport.Bill> bills, List<BillReport.Refused> refused, List<String> notes) {}

    /**
     * Looks once.
     *
     * @param dry whether nothing is stored, and no mark used up
     * @param client only this one, by name or id; null for all
     * @param stopped asked before each client; those left are billed by the next look
     */
    Result look(boolean dry, @Nullable String client, String who, Supplier<Boolean> stopped) {
        Result result = new Result(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Instant began = clock.instant();
        Map<Work, Kept> kept = store.billing().readyMarks().all();
        ReadyFinder.Found found = finder.find(store.watermarks().find(MARK), began, kept);
        result.notes().addAll(found.notes());
        List<ReadyWork> fresh = found.marked().values().stream()
                .filter(marked -> !isUsedUp(marked, kept.get(marked.work())))
                .filter(marked -> client == null || marked.shown().client().isMeantBy(client))
                .toList();
        boolean whole = fresh.isEmpty() || bill(fresh, kept, dry, who, stopped, result);
        if (!dry) {
            store.inTransaction(() -> {
                store.billing().readyMarks().forget(found.unmarked());
                if (whole && client == null) {
                    store.watermarks().move(MARK, ReadyFinder.next(began));
                }
            });
        }
        return result;
    }

    /** A mark makes one bill; it may make another once its text is another, or its bill was undone. */
    private static boolean isUsedUp(ReadyWork marked, @Nullable Kept kept) {
        return kept != null
                && kept.mark().state() == State.BILLED
                && !kept.undone()
                && kept.mark().sign().equals(marked.sign());
    }

    /** Whether no client was left out. */
    private boolean bill(
            List<ReadyWork> fresh,
            Map<Work, Kept> kept,
            boolean dry,
            String who,
            Supplier<Boolean> stopped,
            Result result) {
        harvest.clients();
        ReadyJobs jobs = new ReadyJobs(store, agreements.refresh());
        List<HarvestElement> users = harvest.list(HarvestListRequest.of("/users"));
        List<HarvestElement> projects = harvest.list(HarvestListRequest.of("/projects"));
        Map<Long, List<ReadyWork>> byClient = new LinkedHashMap<>();
        fresh.forEach(marked -> byClient.computeIfAbsent(marked.client(), first -> new ArrayList<>())
                .add(marked));
        boolean whole = true;
        for (List<ReadyWork> marked : byClient.values()) {
            if (stopped.get()) {
                return false;
            }
            whole &= one(
                    marked,
                    kept,
                    jobs.of(marked.get(0).shown().client()),
                    new Lists(users, projects),
                    dry,
                    who,
                    result);
        }
        return whole;
    }

    /** What is read for all clients together. */
    private record Lists(List<HarvestElement> users, List<HarvestElement> projects) {}

    private boolean one(
            List<ReadyWork> marked,
            Map<Work, Kept> kept,
            ReadyJobs.Answer answer,
            Lists lists,
            boolean dry,
            String who,
            Result result) {
        Named client = marked.get(0).shown().client();
        try {
            ClientBillJob of = answer.job();
            if (of == null) {
                Map<Work, ReadyRefusal> all = new LinkedHashMap<>();
                marked.forEach(each -> all.put(each.work(), Objects.requireNonNull(answer.refusal())));
                keep(marked, kept, new ReadyBiller.Outcome(null, null, all), dry, result);
                return true;
            }
            ClientWork work = work(of, marked, lists);
            List<ReadyBiller.Outcome> outcome = new ArrayList<>();
            Runnable bill = () -> {
                outcome.add(biller.bill(of, marked, work, !dry, who));
                keep(marked, kept, outcome.get(0), dry, result);
            };
            if (dry) {
                store.rehearse(bill);
            } else {
                store.inTransaction(bill);
            }
            return true;
        } catch (RuntimeException e) {
            DatabaseTrouble.throwOn(e);
            LOG.error("Marked work of {} was not billed", client.name(), e);
            result.refused()
                    .add(new BillReport.Refused(
                            client.name(),
                            "Its marked work was not billed: " + e.getMessage() + ".",
                            "The next look tries again; tell whoever looks after the program if it stays."));
            return false;
        }
    }

    private ClientWork work(ClientBillJob job, List<ReadyWork> marked, Lists lists) {
        TrackedWork tracked = new TrackedWork(Map.of(job.client().id(), job.currency()));
        tracked.take(page("users", lists.users()));
        tracked.take(page("projects", lists.projects()));
        tracked.take(page("time_entries", elements(marked, false)));
        tracked.take(page("expenses", elements(marked, true)));
        return ClientWork.of(job.client().id(), tracked);
    }

    private static List<HarvestElement> elements(List<ReadyWork> marked, boolean expenses) {
        return marked.stream()
                .filter(each -> each.shown().expense() == expenses)
                .map(ReadyWork::element)
                .toList();
    }

    private HarvestPage page(String array, List<HarvestElement> elements) {
        return new HarvestPage(array, elements, true, true, clock.instant());
    }

    /** Keeps what became of each mark and tells of those that made no bill. */
    private void keep(
            Collection<ReadyWork> marked,
            Map<Work, Kept> before,
            ReadyBiller.Outcome outcome,
            boolean dry,
            Result result) {
        List<ReadyMark> now = new ArrayList<>();
        for (ReadyWork each : marked) {
            ReadyRefusal refusal = outcome.refused().get(each.work());
            Kept kept = before.get(each.work());
            if (refusal == null) {
                now.add(each.became(State.BILLED, "", outcome.runId()));
            } else if (kept != null && kept.mark().state() != State.REFUSED && !refusal.waits()) {
                // The mark was known before: the work went another way meanwhile, such as with the bill of its period.
                now.add(each.became(State.BILLED, "", kept.mark().runId()));
            } else {
                now.add(each.became(refusal.waits() ? State.WAITING : State.REFUSED, refusal.words(), null));
                if (!dry && (kept == null || !kept.mark().words().equals(refusal.words()))) {
                    LOG.info("{}: marked as ready, but not billed: {}", each.name(), refusal.words());
                }
                result.refused().add(new BillReport.Refused(each.name(), sentence(refusal.words()), refusal.remedy()));
            }
        }
        if (!dry) {
            store.billing().readyMarks().put(now);
        }
        BillReport.Bill bill = outcome.bill();
        if (bill != null) {
            LOG.info(
                    "{} marked work of {}, {}: {} {} before tax, to review",
                    dry ? "Would bill" : "Billed",
                    bill.client(),
                    bill.period(),
                    bill.total(),
                    bill.currency());
            result.bills().add(bill);
        }
    }

    private static String sentence(String words) {
        return "Marked as ready, but not billed: " + words + ".";
    }
}
