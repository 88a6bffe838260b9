package org.harvestxero.recheck;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.camel.Header;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billrun.WorkFingerprint;
import org.harvestxero.copy.failure.DeletionWitness;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.finalize.marks.MarkRecorder;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.harvest.WorkReader;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BillingMode;
import org.harvestxero.store.billing.EntryState;
import org.harvestxero.store.billing.MarkTable.Unmarked;
import org.harvestxero.store.billing.StoredRun;
import org.harvestxero.store.billing.WorkKind;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when work is no longer what was billed. The task it makes says what differs; whether to credit, to bill the rest or to leave
 * it is a person's decision.
 */
public final class BilledWorkCheck {
    private static final Logger LOG = LoggerFactory.getLogger(BilledWorkCheck.class);
    private static final int RECENT_DAYS = 92;
    private static final int MOST_RUNS = 5_000;
    /** Marks on older work, which is only listed where it changed, are taken as far back as people are told of it. */
    private static final int MARKS_BACK = 365 - RECENT_DAYS;

    private static final int FEW = 5;
    private static final int PERCENT = 2;
    private static final Duration OVERLAP = Duration.ofHours(1);
    private static final String MARK = "billed-work";

    private final ConnectionStore store;
    private final OwnRefusalRecorder ownRefusalRecorder;
    private final WorkDriftRecorder recorder;
    private final MarkRecorder marks;
    private final DeletionWitness witness;
    private final Clock clock;

    public BilledWorkCheck(ConnectionStore store, OwnRefusalRecorder ownRefusalRecorder, Clock clock) {
        this.store = store;
        this.ownRefusalRecorder = ownRefusalRecorder;
        this.recorder = new WorkDriftRecorder(store, ownRefusalRecorder);
        this.marks = new MarkRecorder(store);
        this.witness = new DeletionWitness(store, ownRefusalRecorder, Kind.DRAFT, "billed entries");
        this.clock = clock;
    }

    /** What live runs billed, covered or wrote off. */
    public BilledWorkSnapshot begin() {
        Instant now = clock.instant();
        List<StoredRun> runs = store.billing().billingRuns().latest(MOST_RUNS).stream()
                .filter(run -> run.run().mode() == BillingMode.LIVE)
                .toList();
        BilledWorkSnapshot look = new BilledWorkSnapshot(
                now,
                LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(RECENT_DAYS),
                runs.stream().map(StoredRun::id).collect(Collectors.toSet()));
        runs.stream()
                .map(run -> run.run().clientId())
                .distinct()
                .forEach(client -> look.add(store.billing().entryStates().ofClient(client)));
        return look;
    }

    /** All recent work of the days billed, and what changed of older work. */
    public List<HarvestListRequest> lists(BilledWorkSnapshot look) {
        return BilledWorkLists.of(look, store.watermarks().find(MARK));
    }

    /** Takes the elements of one list. */
    public void take(List<HarvestElement> elements, @Header("workLook") BilledWorkSnapshot look) {
        for (HarvestElement element : elements) {
            try {
                look.take(element);
            } catch (HarvestUnreadableException e) {
                LOG.warn("Work without a usable id is passed over: {}", e.getMessage());
            }
        }
    }

    /** Tells what changed; gives what has to be asked for one by one because the lists don't show it. */
    public List<EntryState> compare(BilledWorkSnapshot look) {
        List<Unmarked> toMark = store.billing().marks().open(look.recentFrom().minusDays(MARKS_BACK));
        marks.see(look.shown().values(), toMark).elsewhere().forEach(this::twice);
        look.shown()
                .forEach((work, now) -> store.billing()
                        .entryStates()
                        .find(work)
                        .filter(look::isBilled)
                        .ifPresent(state -> compare(state, now)));
        List<EntryState> missing = look.recent().stream()
                .filter(state -> !look.shown().containsKey(state.work()))
                .filter(state -> !WorkDriftRecorder.GONE.equals(state.reported()))
                .toList();
        if (missing.isEmpty()) {
            witness.nothingMissing();
        }
        if (missing.size() > FEW && missing.size() * 100L > (long) look.recent().size() * PERCENT) {
            ownRefusalRecorder.refuse(
                    Kind.DRAFT,
                    0,
                    missing.size() + " entries",
                    Revision.of(RevisionKind.WORK, "missing"),
                    Problem.of(FailureCode.MANY_BILLED_WORK_MISSING, Integer.toString(missing.size())));
            LOG.warn("{} billed entries are missing from Harvest at once; nothing is concluded", missing.size());
            return List.of();
        }
        return missing;
    }

    /** It is billed here, on a bill that Harvest's hours know nothing of, and somebody invoiced it there as well. */
    private void twice(Unmarked ours, String other) {
        boolean expense = ours.work().kind() == WorkKind.EXPENSE;
        Problem problem = Problem.of(
                        FailureCode.BILLED_WORK_INVOICED_TWICE,
                        (expense ? "Expense " : "Time entry ") + ours.work().id() + " of " + ours.spentDate())
                .with("invoice", String.valueOf(ours.number()))
                .with("words", "invoice " + other);
        ownRefusalRecorder.refuse(
                Kind.DRAFT,
                ours.work().id(),
                ours.number(),
                Revision.of(RevisionKind.WORK, ours.work().kind().code() + "-invoiced"),
                problem);
    }

    private void compare(EntryState state, HarvestElement now) {
        try {
            Currency currency = currency(state);
            boolean expense = state.work().kind() == WorkKind.EXPENSE;
            Expense spent = expense ? WorkReader.expense(now, currency, Map.of()) : null;
            TimeEntry entry = expense ? null : WorkReader.timeEntry(now, currency, Map.of());
            String sign = expense
                    ? WorkFingerprint.of(Objects.requireNonNull(spent))
                    : WorkFingerprint.of(Objects.requireNonNull(entry));
            if (sign.equals(state.fingerprint())) {
                recorder.settle(state);
            } else if (!sign.equals(state.reported())) {
                WorkDrift difference = WorkDrift.of(store, state);
                recorder.tell(
                        state,
                        difference,
                        FailureCode.BILLED_WORK_CHANGED,
                        entry != null ? difference.inWords(entry) : difference.inWords(Objects.requireNonNull(spent)),
                        sign);
            }
        } catch (HarvestUnreadableException e) {
            LOG.warn("Billed work {} can't be read and is passed over: {}", state.work(), e.getMessage());
        }
    }

    private Currency currency(EntryState state) {
        return Currency.getInstance(store.billing()
                .billingRuns()
                .find(state.runId())
                .orElseThrow()
                .run()
                .currency());
    }

    public HarvestRequest request(EntryState missing) {
        String path = missing.work().kind() == WorkKind.EXPENSE ? "/expenses/" : "/time_entries/";
        return HarvestRequest.get(path + missing.work().id());
    }

    /** The list had shifted, or the work moved to another day. */
    public void found(HarvestResponse answer, EntryState missing) {
        compare(missing, answer.element());
    }

    /** Asked before missing work is taken for deleted: a token of the wrong account would miss everything. */
    public HarvestRequest whoAmI() {
        return HarvestRequest.get("/users/me");
    }

    /** @param me who reads Harvest's lists: to one who may not see it, hidden work looks deleted */
    public void unknown(HarvestResponse me, EntryState state) {
        if (witness.isBelieved(me)) {
            gone(state);
        }
    }

    /** Tells that Harvest no longer knows it. */
    public void gone(EntryState state) {
        recorder.gone(state);
    }

    /** After everything was looked at: older work is listed from here on. */
    public void end(BilledWorkSnapshot look) {
        store.watermarks()
                .move(
                        MARK,
                        look.began()
                                .minus(OVERLAP)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
    }
}
