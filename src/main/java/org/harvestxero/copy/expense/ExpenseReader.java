package org.harvestxero.copy.expense;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.harvestxero.copy.document.Fingerprint;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestExpenseReader;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.harvest.HarvestPersonView;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.copy.SourceDocumentTable.Shown;
import org.harvestxero.store.database.DatabaseTrouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads Harvest's expenses: in each cycle what changed since the last, in one call; once a day all since the first day that is copied,
 * because nobody knows whether approving an expense counts as a change, and no list of changes shows what was deleted.
 */
public final class ExpenseReader {
    /** How far the lists were read. */
    private static final String CHANGES = "harvest-expenses";

    private static final String WHOLE = "harvest-expenses-whole";
    private static final String PEOPLE = "harvest-people";
    private static final Duration PEOPLE_HOLD = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(ExpenseReader.class);

    private final ConnectionStore store;
    private final ExpenseTerms terms;
    private final ExpenseSweep sweep;
    private final OwnRefusalRecorder refusals;
    private final Clock clock;

    public ExpenseReader(
            ConnectionStore store, ExpenseTerms terms, ExpenseSweep sweep, OwnRefusalRecorder refusals, Clock clock) {
        this.store = store;
        this.terms = terms;
        this.sweep = sweep;
        this.refusals = refusals;
        this.clock = clock;
    }

    public boolean isOn() {
        return terms.isOn();
    }

    /** Whether all are listed this time. */
    public boolean isWholeDue() {
        return !store.watermarks().isOfToday(WHOLE, clock.instant());
    }

    /** What changed since the last listing. */
    public void changes(Exchange exchange) {
        Map<String, String> query = new LinkedHashMap<>();
        store.watermarks().find(CHANGES).ifPresent(mark -> query.put("updated_since", mark));
        list(exchange, CHANGES, "/expenses", "keep-expenses", query);
    }

    /** All since the first day that is copied. */
    public void whole(Exchange exchange) {
        sweep.begin(terms.since());
        Map<String, String> query = new LinkedHashMap<>();
        query.put("from", String.valueOf(terms.since()));
        list(exchange, WHOLE, "/expenses", "keep-all-expenses", query);
    }

    /** After the last page of all: what changes from now on is listed from there. */
    public void wholeRead() {
        store.watermarks().find(WHOLE).ifPresent(mark -> store.watermarks().move(CHANGES, mark));
    }

    /** Whether the people who spent money have to be known better: one is to be found in Xero, or approves bills. */
    public boolean needsPeople() {
        boolean fresh = store.watermarks()
                .find(PEOPLE)
                .map(Instant::parse)
                .filter(mark -> mark.plus(PEOPLE_HOLD).isAfter(clock.instant()))
                .isPresent();
        List<Long> people = store.expenses().documents().peopleChanged();
        boolean unlinked = people.stream()
                .anyMatch(person -> store.links().find(Kind.SUPPLIER, person).isEmpty()
                        && !(fresh
                                && store.documents().find(Kind.PERSON, person).isPresent()));
        return unlinked
                || (!people.isEmpty() && !fresh && terms.policy().bills().approver() != null);
    }

    public void people(Exchange exchange) {
        Map<String, String> query = new LinkedHashMap<>();
        store.watermarks().find(PEOPLE).ifPresent(mark -> query.put("updated_since", mark));
        list(exchange, PEOPLE, "/users", "keep-people", query);
    }

    /** Harvest doesn't show its people to this token: they are known by their names alone. */
    public void peopleRefused(Exception why) {
        LOG.warn("Harvest's people can't be read, so they are found in Xero by name alone: {}", FailureText.words(why));
    }

    /** Where the list of pages is sent, and under which name it is remembered, is read by the routes that list. */
    private static void list(Exchange exchange, String name, String path, String keepPage, Map<String, String> query) {
        exchange.getMessage().setHeader("listing", name);
        exchange.getMessage().setHeader("keepPage", keepPage);
        exchange.getMessage().setBody(new HarvestListRequest(path, query));
    }

    /** Keeps one page of expenses; those from before the first day that is copied only where they are known. */
    public void keep(HarvestPage page) {
        List<HarvestElement> wanted = new ArrayList<>();
        for (HarvestElement expense : page.elements()) {
            if (!isOfBefore(expense)
                    || store.documents().find(Kind.EXPENSE, expense.idOrZero()).isPresent()) {
                wanted.add(expense);
            }
        }
        keep(wanted, ExpenseReader::expense);
    }

    /** The same of a page of all. */
    public void keepOfAll(HarvestPage page) {
        sweep.saw(page);
        keep(page);
    }

    public void keepPeople(HarvestPage page) {
        keep(page.elements(), ExpenseReader::person);
    }

    private boolean isOfBefore(HarvestElement expense) {
        LocalDate since = terms.since();
        String day = HarvestExpenseReader.dayOf(expense);
        return since != null && !day.isEmpty() && day.compareTo(since.toString()) < 0;
    }

    private interface Reading {
        Shown of(HarvestElement element);
    }

    private void keep(List<HarvestElement> elements, Reading reading) {
        Instant now = clock.instant();
        try {
            List<Shown> shown = elements.stream().map(reading::of).toList();
            store.inTransaction(() -> store.documents().recordAll(shown, now));
        } catch (RuntimeException e) {
            DatabaseTrouble.throwOn(e);
            LOG.warn("A page could not be kept whole, so its rows are kept one by one: {}", FailureText.words(e));
            elements.forEach(element -> keepAlone(element, reading, now));
        }
    }

    private void keepAlone(HarvestElement element, Reading reading, Instant now) {
        try {
            store.documents().record(reading.of(element), now);
        } catch (RuntimeException e) {
            DatabaseTrouble.throwOn(e);
            LOG.warn("Harvest's {} could not be kept: {}", element, FailureText.words(e));
            refusals.refuse(
                    Kind.EXPENSE,
                    element.idOrZero(),
                    null,
                    Revision.of(RevisionKind.PLAIN, Fingerprint.of(element.content())),
                    Problem.of(FailureCode.UNREADABLE, FailureText.unreadable(e)));
        }
    }

    private static Shown expense(HarvestElement element) {
        Long person = HarvestExpenseReader.personOf(element);
        if (person == null) {
            throw new IllegalArgumentException("it says of nobody who spent it");
        }
        String content = element.content();
        return new Shown(
                Kind.EXPENSE,
                positive(element),
                person,
                null,
                HarvestExpenseReader.approval(element),
                HarvestExpenseReader.costOf(element),
                null,
                element.updated().orElse(null),
                Fingerprint.of(content),
                content);
    }

    private static Shown person(HarvestElement element) {
        HarvestPersonView person = HarvestPersonView.of(element);
        String content = element.content();
        return new Shown(
                Kind.PERSON,
                positive(element),
                null,
                emptyToNull(person.name().full()),
                null,
                null,
                null,
                element.updated().orElse(null),
                Fingerprint.of(content),
                content);
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static long positive(HarvestElement element) {
        long id = element.idOrZero();
        if (id <= 0) {
            throw new IllegalArgumentException("it has no id");
        }
        return id;
    }
}
