package org.harvestxero.copy.reference;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.harvestxero.copy.failure.Backoff;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.failure.SystemicFailures;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.mapping.document.TargetLine.Tracking;
import org.harvestxero.mapping.document.XeroSettings.TrackingCategory;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.ClientOptionTable.ClientOption;
import org.harvestxero.store.copy.OptionIntentTable.OptionIntent;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.xero.ElementVerdict;
import org.harvestxero.xero.Verdicts;
import org.harvestxero.xero.XeroJson;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.harvestxero.xero.XeroTrackingOptionView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the tracking options of an invoice or credit note exist before it is sent or edited: Xero has been seen to drop
 * unknown ones without a word. An option is work like any other: recorded before Xero is asked, searched for when no answer came or
 * Xero said no, tried again later. Documents wait here until their options are made; those whose option can't be made become failed
 * copies. Nobody else waits for it.
 */
public final class TrackingOptionCreator {
    private static final Logger LOG = LoggerFactory.getLogger(TrackingOptionCreator.class);
    private static final String ARCHIVED = "it is archived in Xero";
    /** How often an option is asked for, or searched for, in one cycle before its documents become failed copies. */
    private static final int MOST_TRIES = 3;
    /** After so many calls in a row without a usable answer other work gets its turn. */
    private static final int PATIENCE = 3;
    /** After so many without a single success no option is asked for any more in this cycle: each may cost a minute. */
    private static final int MOST_DOUBTS = 12;

    private static final int NOT_FOUND = 404;
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private final ConnectionStore store;
    private final XeroReferenceData settings;
    private final Clock clock;
    private final OptionDemand demand;
    private final ClientOptionTracker names;
    private int doubts;
    private int doubtsInPass;

    /** @param byClient the tracking category that is filled with clients' names; null without one */
    public TrackingOptionCreator(
            ConnectionStore store, XeroReferenceData settings, @Nullable String byClient, Clock clock) {
        this.names = new ClientOptionTracker(store, settings, byClient, clock);
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.demand = new OptionDemand(store, settings, names, clock);
    }

    /** Whether all options the row names are there; what is missing is recorded as an intent. */
    public synchronized boolean ready(Row row) {
        return demand.isMet(row);
    }

    /** The row under the names that clients' options have by now. */
    public Row underNewNames(Row row) {
        return names.underNewNames(row);
    }

    /** Why the row waits, if it does so for an option. */
    public Optional<String> waitsFor(long row) {
        return demand.waitsFor(row);
    }

    /** Why a document becomes a failed copy, and when it is tried again. */
    public record Refusal(Problem problem, String words, Instant next) {}

    /** Why an option of the row can't be made for now; empty while it can. */
    public synchronized Optional<Refusal> refusal(Row row) {
        return demand.failed(row).map(TrackingOptionCreator::refusal);
    }

    private static Refusal refusal(NeededOption failed) {
        OptionIntent intent = failed.intent;
        String words = intent.message() == null ? "no answer" : intent.message();
        FailureCode code = !intent.refused()
                ? FailureCode.TRACKING_OPTION_NOT_MADE
                : words.equals(ARCHIVED) ? FailureCode.TRACKING_OPTION_ARCHIVED : FailureCode.TRACKING_OPTION_UNKNOWN;
        Problem problem = Problem.of(code, failed.tracking.option())
                .with("category", failed.tracking.category())
                .with("words", words);
        String told = code == FailureCode.TRACKING_OPTION_UNKNOWN
                ? problem.sentence() + " Xero does not take it as a new one, saying: " + words
                : problem.sentence();
        return new Refusal(problem, told, intent.nextAttemptAt());
    }

    /** When time alone moves an option on that documents wait for; null when there is none. */
    synchronized @Nullable public Instant nextMove() {
        if (doubts >= MOST_DOUBTS) {
            return null;
        }
        Instant now = clock.instant();
        boolean mayRename = mayRename();
        return demand.open().stream()
                .filter(each -> mayRename || each.renames == null || each.is(OutboxState.SENDING))
                .filter(each -> !each.is(OutboxState.FAILED) || demand.isDue(each))
                .map(each -> each.intent.nextAttemptAt())
                .map(next -> next.isBefore(now) ? now : next)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** In a dry run: all that may be asked for counts as made, whatever Xero would say. False when there was nothing. */
    public synchronized boolean takeForMade() {
        List<NeededOption> asked = demand.open().stream()
                .filter(each -> !each.is(OutboxState.FAILED) || demand.isDue(each))
                .toList();
        asked.forEach(each -> demand.made(each, Instant.MAX));
        return !asked.isEmpty();
    }

    /** A request that may be repeated holds names as they were. */
    private boolean mayRename() {
        return store.batches().open().isEmpty();
    }

    /** A pass over the options begins: asks how Xero's categories stand where one was asked for in vain; null without such. */
    public synchronized @Nullable XeroRequest look() {
        doubtsInPass = 0;
        boolean asked = demand.open().stream().anyMatch(each -> each.is(OutboxState.SENDING) && demand.isDue(each));
        return asked ? XeroRequest.get("/TrackingCategories").with("includeArchived", "true") : null;
    }

    /** Adopts what stands in Xero after all; the rest is asked for again, or left for later. */
    public synchronized void seen(XeroResponse answer) {
        List<XeroTrackingOptionView> options = answer.trackingOptions();
        for (NeededOption each : demand.open()) {
            if (each.is(OutboxState.SENDING)) {
                seen(each, options);
            }
        }
    }

    private void seen(NeededOption asked, List<XeroTrackingOptionView> options) {
        Optional<XeroTrackingOptionView> option = options.stream()
                .filter(shown -> shown.isOf(asked.tracking.category(), asked.tracking.option()))
                .findFirst();
        if (option.isEmpty()) {
            notThere(asked);
        } else if (option.get().archived()) {
            fail(asked, true, ARCHIVED);
        } else {
            stands(asked, option.get().id(), "found");
        }
    }

    private void notThere(NeededOption asked) {
        if (asked.intent.refused() || asked.tries >= MOST_TRIES) {
            fail(asked, asked.intent.refused(), asked.intent.message());
        } else {
            Duration wait = asked.tries <= 1 ? Duration.ZERO : Duration.ofSeconds(1L << (asked.tries - 2));
            move(asked, OutboxState.WAITING, false, clock.instant().plus(wait), asked.intent.message());
        }
    }

    /**
     * Xero's categories can't be read: what was asked for stays in doubt for now.
     *
     * @throws Exception what every other call would meet too
     */
    public synchronized void unseen(Exception why) throws Exception {
        SystemicFailures.throwOn(why);
        LOG.warn("Whether tracking options were made in Xero is unknown for now: {}", FailureText.words(why));
        for (NeededOption each : demand.open()) {
            if (!each.is(OutboxState.SENDING)) {
                continue;
            }
            if (++each.looks >= MOST_TRIES) {
                fail(each, each.intent.refused(), each.intent.message());
            } else {
                Instant next = clock.instant().plus(Duration.ofSeconds(1L << (each.looks - 1)));
                move(each, OutboxState.SENDING, each.intent.refused(), next, each.intent.message());
            }
        }
    }

    /** The next option to ask for; null when none is due, or enough went wrong that other work has its turn. */
    public synchronized @Nullable Tracking next() {
        if (doubtsInPass >= PATIENCE || doubts >= MOST_DOUBTS) {
            return null;
        }
        boolean mayRename = mayRename();
        return demand.open().stream()
                .filter(each ->
                        !each.is(OutboxState.SENDING) && demand.isDue(each) && (mayRename || each.renames == null))
                .min(Comparator.comparingInt(each -> each.tries))
                .map(each -> each.tracking)
                .orElse(null);
    }

    /** What route files of the first release ask for: all options that are due, at once. Nothing searches for one in doubt there. */
    public synchronized List<Tracking> toMake() {
        boolean mayRename = mayRename();
        return demand.open().stream()
                .filter(each -> demand.isDue(each) && (mayRename || each.renames == null))
                .map(each -> each.tracking)
                .toList();
    }

    /** What route files of the first release do where Xero refused: the option's documents become failed copies. */
    public synchronized void refuse(RequestRefusedException why, Tracking tracking) {
        fail(demand.needed(tracking), true, why.words());
    }

    /** Records that Xero is asked now, and gives the request. Each has a key of its own: a key would repeat an error as well. */
    public synchronized XeroRequest request(Tracking tracking) {
        NeededOption asked = demand.needed(tracking);
        store.optionIntents().ask(OptionDemand.key(tracking));
        refresh(asked);
        asked.tries++;
        String category = demand.category(tracking).map(TrackingCategory::id).orElse("unknown");
        ClientOption renames = asked.renames;
        if (renames != null) {
            return XeroRequest.post(
                    "/TrackingCategories/" + category + "/Options/" + renames.targetId(),
                    XeroJson.trackingOption(tracking.option()),
                    "option:" + UUID.randomUUID());
        }
        return XeroRequest.put(
                "/TrackingCategories/" + category + "/Options",
                XeroJson.trackingOption(tracking.option()),
                "option:" + UUID.randomUUID());
    }

    /** @throws org.harvestxero.http.OutcomeUnknownException when the answer doesn't tell of the option */
    public synchronized void take(XeroResponse answer, Tracking tracking) {
        ElementVerdict verdict = Verdicts.read(answer, "Options", 1).get(0);
        if (verdict instanceof ElementVerdict.Accepted accepted) {
            stands(demand.needed(tracking), accepted.targetId(), "made");
        } else if (verdict instanceof ElementVerdict.Rejected rejected) {
            refused(tracking, String.join("; ", rejected.messages()));
        }
    }

    private void stands(NeededOption option, String id, String how) {
        doubts = 0;
        String key = OptionDemand.key(option.tracking);
        ClientOption renames = option.renames;
        store.inTransaction(() -> {
            if (renames != null && renames.targetId().equalsIgnoreCase(id)) {
                names.renamed(renames, option.tracking.option());
            }
            option.clients.forEach(client -> names.uses(client, option.tracking, id));
            store.optionIntents().done(key, id);
            store.failedRows().wakeCause(FailureCode.TRACKING_OPTION_NOT_MADE.name());
            if (option.intent.refused()) {
                store.failedRows().wakeCause(FailureCode.TRACKING_OPTION_UNKNOWN.name());
            }
        });
        demand.made(option, clock.instant());
        refresh(option);
        settings.markStale();
        LOG.info("The tracking option {} of {}: {} in Xero", option.tracking.option(), option.tracking.category(), how);
    }

    /** Xero refused to make it, perhaps because it is there already: it is searched for before its documents become failed copies. */
    public synchronized void refused(Tracking tracking, RequestRefusedException why) {
        NeededOption asked = demand.needed(tracking);
        if (asked.renames != null && why.status() == NOT_FOUND) {
            asked.renames = null;
            asked.anew = true;
            move(asked, OutboxState.WAITING, false, clock.instant(), FailureText.words(why));
            return;
        }
        refused(tracking, why.words());
    }

    private void refused(Tracking tracking, String words) {
        move(demand.needed(tracking), OutboxState.SENDING, true, clock.instant(), words);
    }

    /**
     * Xero did not look at the request.
     *
     * @throws Exception what every other call would meet too
     */
    public synchronized void notTaken(Tracking tracking, Exception why) throws Exception {
        NeededOption asked = demand.needed(tracking);
        asked.tries--;
        Duration told = SystemicFailures.wait(why);
        Duration wait = told.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : told;
        move(asked, OutboxState.WAITING, false, clock.instant().plus(wait), FailureText.words(why));
        SystemicFailures.throwOn(why);
    }

    /** No answer, or one that leaves in doubt whether Xero acted: it is searched for next. */
    public synchronized void inDoubt(Tracking tracking, Exception why) throws Exception {
        SystemicFailures.throwOn(why);
        doubts++;
        doubtsInPass++;
        move(demand.needed(tracking), OutboxState.SENDING, false, clock.instant(), FailureText.words(why));
    }

    private void fail(NeededOption option, boolean refused, @Nullable String words) {
        Instant next = refused
                ? OutboxTable.NEVER
                : Backoff.ofFailed(
                        FailureCode.RetryTrigger.BY_RETRY, option.intent.attempts() - MOST_TRIES + 1, clock.instant());
        move(option, OutboxState.FAILED, refused, next, words);
        LOG.warn("The tracking option {} could not be made in Xero: {}", option.tracking.option(), words);
    }

    private void move(NeededOption option, OutboxState to, boolean refused, Instant next, @Nullable String words) {
        store.optionIntents().move(option.intent, to, refused, next, words);
        refresh(option);
    }

    private void refresh(NeededOption option) {
        option.intent = store.optionIntents()
                .find(option.intent.key())
                .orElseThrow(() -> new IllegalStateException("Option " + option.intent.key() + " is gone"));
    }

    /** A new cycle: what is needed is found out anew. */
    public synchronized void newRound() {
        demand.clear();
        doubts = 0;
    }
}
