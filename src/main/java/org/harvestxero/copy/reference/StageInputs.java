package org.harvestxero.copy.reference;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;

/**
 * What each stage must have read before it decides anything, in one place. Nothing is decided on a list that could not be read: a
 * document that needs one waits, with that reason, and is decided in the first cycle that reads it.
 */
public final class StageInputs {
    /** Names under which {@link org.harvestxero.copy.ingest.ListingCursors} remembers how far the lists of clients and their people were read. */
    public static final String CLIENTS = "harvest-clients";

    public static final String PEOPLE = "harvest-contacts";

    /**
     * How old Xero's set-up may be. It is read daily; where that fails, what was read the day before still holds, as Xero itself
     * refuses an account or a tax rate that is gone. After two days it is no longer known what documents would be coded by.
     */
    static final Duration SET_UP_HOLDS = Duration.ofHours(48);
    /**
     * How old the list of Harvest's clients may be when a contact is made of one: a changed address of the last hour is followed
     * later, and a client it doesn't show yet makes it be read at once.
     */
    static final Duration CLIENTS_HOLD = Duration.ofHours(1);

    /** A list of one side. Lists of Xero's set-up hold for two days, Harvest's clients for an hour, Xero's contacts for the cycle. */
    public enum Input {
        ORGANISATION("Xero's organisation"),
        ACCOUNTS("Xero's accounts"),
        TAX_RATES("Xero's tax rates"),
        ITEMS("Xero's items"),
        CURRENCIES("Xero's currencies"),
        TRACKING("Xero's tracking categories"),
        THEMES("Xero's branding themes"),
        CLIENTS("Harvest's clients"),
        PEOPLE("the people of Harvest's clients"),
        CONTACTS("Xero's contacts");

        private final String words;

        Input(String words) {
            this.words = words;
        }

        String notRead() {
            return words + " could not be read";
        }

        /** Nothing went wrong: it was not its turn. */
        String notYet() {
            return words + " are read in the next cycle";
        }
    }

    /** By what documents are coded. */
    private static final Set<Input> CODING =
            EnumSet.of(Input.ORGANISATION, Input.ACCOUNTS, Input.TAX_RATES, Input.ITEMS, Input.CURRENCIES);

    /** What the stages need for every document. */
    private static final Map<String, Set<Input>> OF_STAGES = Map.of(
            "plan-invoices", CODING,
            "edit-invoices", CODING,
            "read-payments", EnumSet.of(Input.ORGANISATION, Input.ACCOUNTS, Input.CURRENCIES),
            "plan-write-offs", CODING,
            "hand-over-drafts", CODING,
            "plan-expenses", EnumSet.of(Input.ORGANISATION, Input.ACCOUNTS, Input.TAX_RATES, Input.CURRENCIES));

    /** What documents need besides whose client has no contact in Xero yet. */
    private static final List<Input> OF_NEW_CONTACTS = List.of(Input.CONTACTS, Input.CLIENTS, Input.PEOPLE);

    /** A refusal for one of these rests on a list: it is none as long as that was not read. */
    private static final Map<FailureCode, Input> RESTS_ON = Map.of(
            FailureCode.TRACKING_CATEGORY_MISSING, Input.TRACKING,
            FailureCode.TRACKING_OPTION_UNKNOWN, Input.TRACKING,
            FailureCode.TRACKING_OPTION_ARCHIVED, Input.TRACKING,
            FailureCode.BRANDING_THEME_UNKNOWN, Input.THEMES);

    private final ConnectionStore store;
    private final XeroReferenceData settings;
    private final Clock clock;
    private final Set<Input> readNow = ConcurrentHashMap.newKeySet();
    private final Set<Input> begunNow = ConcurrentHashMap.newKeySet();

    public StageInputs(ConnectionStore store, XeroReferenceData settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** A new cycle has read nothing yet. */
    public void newCycle() {
        readNow.clear();
        begunNow.clear();
    }

    /** The list is about to be read. */
    public void begun(Input input) {
        begunNow.add(input);
    }

    /** Whether reading the list was begun in this cycle, whatever came of it: what failed is not asked for again at once. */
    public boolean isBegunNow(Input input) {
        return begunNow.contains(input);
    }

    /** The list was read to its end. */
    public void read(Input input) {
        readNow.add(input);
    }

    /** Whether the list was read to its end in this cycle. */
    public boolean isReadNow(Input input) {
        return readNow.contains(input);
    }

    /** Why the stage decides nothing now; empty when all it needs for every document was read. */
    public Optional<String> missing(String stage) {
        return OF_STAGES.getOrDefault(stage, Set.of()).stream()
                .filter(input -> !isRead(input))
                .findFirst()
                .map(Input::notRead);
    }

    /** Why no contact is made of the client now; empty when it can't be there already and the client is known. */
    public Optional<String> missingForContact(long client) {
        return OF_NEW_CONTACTS.stream()
                .filter(input -> !isRead(input, client))
                .findFirst()
                .map(input -> (isBegunNow(input) ? input.notRead() : input.notYet())
                        + ", and its client has no contact in Xero yet");
    }

    /** Why nobody can be found among Xero's contacts now; empty when they were listed. */
    public Optional<String> missingContacts() {
        return isRead(Input.CONTACTS) ? Optional.empty() : Optional.of(Input.CONTACTS.notRead());
    }

    /** Why the refusal is none for now: what it rests on could not be read. */
    public Optional<String> missingFor(List<Problem> problems) {
        return problems.stream()
                .map(problem -> RESTS_ON.get(problem.code()))
                .filter(input -> input != null && !isRead(input))
                .findFirst()
                .map(Input::notRead);
    }

    private boolean isRead(Input input, long client) {
        return switch (input) {
            case CLIENTS ->
                readNow.contains(input)
                        || (areClientsFresh()
                                && store.documents().find(Kind.CLIENT, client).isPresent());
            case PEOPLE -> readNow.contains(input) || !arePeopleBehind();
            default -> isRead(input);
        };
    }

    private boolean isRead(Input input) {
        return readNow.contains(input)
                || settings.readAt(input)
                        .map(at -> at.plus(SET_UP_HOLDS).isAfter(clock.instant()))
                        .orElse(false);
    }

    /** Whether clients and their people were listed lately, so that a contact may be made of one that was shown. */
    public boolean areClientsKnown() {
        return areClientsFresh() && !arePeopleBehind();
    }

    private boolean areClientsFresh() {
        return mark(CLIENTS)
                .map(mark -> mark.plus(CLIENTS_HOLD).isAfter(clock.instant()))
                .orElse(false);
    }

    /** The people are listed after the clients: else that list was not read to its end. */
    private boolean arePeopleBehind() {
        Instant clients = mark(CLIENTS).orElse(Instant.MAX);
        return mark(PEOPLE).map(people -> people.isBefore(clients)).orElse(true);
    }

    private Optional<Instant> mark(String listing) {
        return store.watermarks().find(listing).map(Instant::parse);
    }
}
