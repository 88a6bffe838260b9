package org.harvestxero.copy.reference;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.failure.Backoff;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.failure.SystemicFailures;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetLine.Tracking;
import org.harvestxero.mapping.document.XeroSettings.TrackingCategory;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.ClientOptionTable.ClientOption;
import org.harvestxero.store.copy.Kind;
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
    static final String TRACKING = "\"tracking\":[{";
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
    /** What waiting documents of this cycle need and Xero lacks. */
    private final Map<String, Needed> needed = new LinkedHashMap<>();
    /** When options turned out to stand in Xero that the set-up, as last read, doesn't show yet. */
    private final Map<String, Instant> made = new ConcurrentHashMap<>();

    private final ClientOptionTracker names;
    private final Map<Long, String> waiting = new ConcurrentHashMap<>();
    private int doubts;
    private int doubtsInPass;

    /** @param byClient the tracking category that is filled with clients' names; null without one */
    public TrackingOptionCreator(
            ConnectionStore store, XeroReferenceData settings, @Nullable String byClient, Clock clock) {
        this.names = new ClientOptionTracker(store, settings, byClient, clock);
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** An option that is missing: its intent, and how it went in this cycle. */
    private static final class Needed {
        private final Tracking tracking;
        private OptionIntent intent;
        /** The option of the client under its old name, which is renamed instead of making another. */
        private @Nullable ClientOption renames;

        /** The clients of the documents that name it. */
        private final Set<Long> clients = new HashSet<>();
        /** Its client's option is gone, so that a new one is made. */
        private boolean anew;

        private int tries;
        private int looks;

        Needed(Tracking tracking, OptionIntent intent) {
            this.tracking = tracking;
            this.intent = intent;
        }

        boolean is(OutboxState state) {
            return intent.state() == state;
        }
    }

    /** Whether all options the row names are there; what is missing is recorded as an intent. */
    public synchronized boolean ready(Row row) {
        List<Needed> missing = missing(row);
        if (missing.isEmpty()) {
            waiting.remove(row.id());
            remember(row);
            return true;
        }
        Tracking first = missing.get(0).tracking;
        waiting.put(
                row.id(),
                "the option \"" + first.option() + "\" of the tracking category \"" + first.category()
                        + "\" is not in Xero yet");
        return false;
    }

    /** The row under the names that clients' options have by now. */
    public Row underNewNames(Row row) {
        return names.underNewNames(row);
    }

    /** Notes which options stand for which clients. */
    private void remember(Row row) {
        String document = document(row);
        if (!document.contains(TRACKING)) {
            return;
        }
        TargetInvoice invoice = StoredJson.read(document, TargetInvoice.class);
        invoice.lines().stream()
                .flatMap(line -> line.tracking().stream())
                .distinct()
                .forEach(tracking -> shown(tracking).ifPresent(id -> names.uses(invoice.clientId(), tracking, id)));
    }

    /** Xero's id of the option, as the set-up last showed it. */
    private Optional<String> shown(Tracking tracking) {
        return category(tracking)
                .flatMap(category -> category.option(tracking.option()))
                .map(TrackingCategory.Option::id);
    }

    /** Why the row waits, if it does so for an option. */
    public Optional<String> waitsFor(long row) {
        return Optional.ofNullable(waiting.get(row));
    }

    /** Why a document becomes a failed copy, and when it is tried again. */
    public record Refusal(Problem problem, String words, Instant next) {}

    /** Why an option of the row can't be made for now; empty while it can. */
    public synchronized Optional<Refusal> refusal(Row row) {
        return missing(row).stream()
                .filter(each -> each.is(OutboxState.FAILED) && !isDue(each))
                .findFirst()
                .map(TrackingOptionCreator::refusal);
    }

    private static Refusal refusal(Needed failed) {
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

    /** What the row wants to stand in Xero, as text; empty where that names no lines. */
    private static String document(Row row) {
        boolean hasLines = row.kind() == Kind.INVOICE || row.kind() == Kind.CREDIT_NOTE;
        String document = switch (row.action()) {
            case CREATE -> row.content();
            case UPDATE -> row.written();
            case APPROVE, DELETE, VOID, ALLOCATE, DEALLOCATE -> null;
        };
        return hasLines && document != null ? document : "";
    }

    private List<Needed> missing(Row row) {
        String document = document(row);
        List<Needed> missing = new ArrayList<>();
        if (!document.contains(TRACKING)) {
            return missing;
        }
        TargetInvoice invoice = StoredJson.read(document, TargetInvoice.class);
        invoice.lines()
                .forEach(line -> line.tracking().stream()
                        .filter(tracking -> !exists(tracking))
                        .forEach(tracking -> missing.add(needed(tracking, invoice.clientId()))));
        return missing;
    }

    private Needed needed(Tracking tracking, long client) {
        Needed option = needed(tracking);
        option.clients.add(client);
        if (option.renames == null && !option.anew) {
            option.renames = names.toRename(client, tracking).orElse(null);
        }
        return option;
    }

    private Needed needed(Tracking tracking) {
        return needed.computeIfAbsent(
                key(tracking),
                key -> new Needed(tracking, store.optionIntents().want(key, tracking.category(), tracking.option())));
    }

    private boolean exists(Tracking tracking) {
        boolean shown = category(tracking)
                .map(category -> category.options().stream()
                        .anyMatch(option -> option.name().equalsIgnoreCase(tracking.option())))
                .orElse(false);
        return shown
                || madeSince(key(tracking))
                        .isAfter(settings.readAt(StageInputs.Input.TRACKING).orElse(Instant.EPOCH));
    }

    /** When it was made; also by a process before this one. */
    private Instant madeSince(String key) {
        return made.computeIfAbsent(
                key,
                unknown -> store.optionIntents()
                        .find(key)
                        .map(OptionIntent::finishedAt)
                        .orElse(Instant.EPOCH));
    }

    private Optional<TrackingCategory> category(Tracking tracking) {
        return settings.current().trackingCategories().stream()
                .filter(category -> category.name().equalsIgnoreCase(tracking.category()))
                .findFirst();
    }

    /** When time alone moves an option on that documents wait for; null when there is none. */
    synchronized @Nullable public Instant nextMove() {
        if (doubts >= MOST_DOUBTS) {
            return null;
        }
        Instant now = clock.instant();
        boolean mayRename = mayRename();
        return open().stream()
                .filter(each -> mayRename || each.renames == null || each.is(OutboxState.SENDING))
                .filter(each -> !each.is(OutboxState.FAILED) || isDue(each))
                .map(each -> each.intent.nextAttemptAt())
                .map(next -> next.isBefore(now) ? now : next)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private List<Needed> open() {
        return needed.values().stream()
                .filter(each -> !each.is(OutboxState.DONE) && !exists(each.tracking))
                .toList();
    }

    /** In a dry run: all that may be asked for counts as made, whatever Xero would say. False when there was nothing. */
    public synchronized boolean takeForMade() {
        List<Needed> asked = open().stream()
                .filter(each -> !each.is(OutboxState.FAILED) || isDue(each))
                .toList();
        asked.forEach(each -> made.put(key(each.tracking), Instant.MAX));
        return !asked.isEmpty();
    }

    /** A request that may be repeated holds names as they were. */
    private boolean mayRename() {
        return store.batches().open().isEmpty();
    }

    private boolean isDue(Needed each) {
        return !each.intent.nextAttemptAt().isAfter(clock.instant());
    }

    /** A pass over the options begins: asks how Xero's categories stand where one was asked for in vain; null without such. */
    public synchronized @Nullable XeroRequest look() {
        doubtsInPass = 0;
        boolean asked = open().stream().anyMatch(each -> each.is(OutboxState.SENDING) && isDue(each));
        return asked ? XeroRequest.get("/TrackingCategories").with("includeArchived", "true") : null;
    }

    /** Adopts what stands in Xero after all; the rest is asked for again, or left for later. */
    public synchronized void seen(XeroResponse answer) {
        List<XeroTrackingOptionView> options = answer.trackingOptions();
        for (Needed each : open()) {
            if (each.is(OutboxState.SENDING)) {
                seen(each, options);
            }
        }
    }

    private void seen(Needed asked, List<XeroTrackingOptionView> options) {
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

    private void notThere(Needed asked) {
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
        for (Needed each : open()) {
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
        return open().stream()
                .filter(each -> !each.is(OutboxState.SENDING) && isDue(each) && (mayRename || each.renames == null))
                .min(Comparator.comparingInt(each -> each.tries))
                .map(each -> each.tracking)
                .orElse(null);
    }

    /** What route files of the first release ask for: all options that are due, at once. Nothing searches for one in doubt there. */
    public synchronized List<Tracking> toMake() {
        boolean mayRename = mayRename();
        return open().stream()
                .filter(each -> isDue(each) && (mayRename || each.renames == null))
                .map(each -> each.tracking)
                .toList();
    }

    /** What route files of the first release do where Xero refused: the option's documents become failed copies. */
    public synchronized void refuse(RequestRefusedException why, Tracking tracking) {
        fail(needed(tracking), true, why.reason().isBlank() ? FailureText.words(why) : why.reason());
    }

    /** Records that Xero is asked now, and gives the request. Each has a key of its own: a key would repeat an error as well. */
    public synchronized XeroRequest request(Tracking tracking) {
        Needed asked = needed(tracking);
        store.optionIntents().ask(key(tracking));
        refresh(asked);
        asked.tries++;
        String category = category(tracking).map(TrackingCategory::id).orElse("unknown");
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
            stands(needed(tracking), accepted.targetId(), "made");
        } else if (verdict instanceof ElementVerdict.Rejected rejected) {
            refused(tracking, String.join("; ", rejected.messages()));
        }
    }

    private void stands(Needed option, String id, String how) {
        doubts = 0;
        String key = key(option.tracking);
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
        made.put(key, clock.instant());
        refresh(option);
        settings.markStale();
        LOG.info("The tracking option {} of {}: {} in Xero", option.tracking.option(), option.tracking.category(), how);
    }

    /** Xero refused to make it, perhaps because it is there already: it is searched for before its documents become failed copies. */
    public synchronized void refused(Tracking tracking, RequestRefusedException why) {
        Needed asked = needed(tracking);
        if (asked.renames != null && why.status() == NOT_FOUND) {
            asked.renames = null;
            asked.anew = true;
            move(asked, OutboxState.WAITING, false, clock.instant(), FailureText.words(why));
            return;
        }
        refused(tracking, why.reason().isBlank() ? FailureText.words(why) : why.reason());
    }

    private void refused(Tracking tracking, String words) {
        move(needed(tracking), OutboxState.SENDING, true, clock.instant(), words);
    }

    /**
     * Xero did not look at the request.
     *
     * @throws Exception what every other call would meet too
     */
    public synchronized void notTaken(Tracking tracking, Exception why) throws Exception {
        Needed asked = needed(tracking);
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
        move(needed(tracking), OutboxState.SENDING, false, clock.instant(), FailureText.words(why));
    }

    private void fail(Needed option, boolean refused, @Nullable String words) {
        Instant next = refused
                ? OutboxTable.NEVER
                : Backoff.ofFailed(
                        FailureCode.RetryTrigger.BY_RETRY, option.intent.attempts() - MOST_TRIES + 1, clock.instant());
        move(option, OutboxState.FAILED, refused, next, words);
        LOG.warn("The tracking option {} could not be made in Xero: {}", option.tracking.option(), words);
    }

    private void move(Needed option, OutboxState to, boolean refused, Instant next, @Nullable String words) {
        store.optionIntents().move(option.intent, to, refused, next, words);
        refresh(option);
    }

    private void refresh(Needed option) {
        option.intent = store.optionIntents()
                .find(option.intent.key())
                .orElseThrow(() -> new IllegalStateException("Option " + option.intent.key() + " is gone"));
    }

    /** A new cycle: what is needed is found out anew. */
    public synchronized void newRound() {
        needed.clear();
        waiting.clear();
        doubts = 0;
    }

    private static String key(Tracking tracking) {
        return (tracking.category() + "\n" + tracking.option()).toLowerCase(Locale.ROOT);
    }
}
