package org.harvestxero.tracked;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.WorkSearch;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.assistant.AssistantTables.Searched;
import org.harvestxero.store.assistant.WorkEntryTable;
import org.harvestxero.store.assistant.WorkEntryTable.Row;
import org.harvestxero.store.assistant.WorkNameTable.Kind;
import org.harvestxero.store.database.Stretch;
import org.jspecify.annotations.Nullable;

/** Finds work in the table that {@link WorkIndex} keeps; what became of it is read of the ledger itself. */
public final class WorkFinder implements WorkSearch {
    /** Of so many of a kind work is looked for at once. */
    private static final int MOST_NAMED = 50;
    /** So many rows are looked at for one page. */
    private static final int MOST_SEEN = 5_000;

    private static final int MOST = 500;
    private static final LocalDate EARLIEST = LocalDate.of(1, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);
    private static final Pattern PLACE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})~(\\d{1,19})");
    private static final Pattern ID = Pattern.compile("\\d{1,18}");

    private final ConnectionStore store;
    private final WorkIndex index;
    private final ClientFinder clients;
    private final FoundWork found;

    /**
     * @param contact leads to the page of a contact in Xero, by its id
     * @param nanos a monotonic clock
     */
    public WorkFinder(ConnectionStore store, UnaryOperator<String> contact, LongSupplier nanos) {
        this.store = store;
        this.index = new WorkIndex(store, nanos);
        this.clients = new ClientFinder(store, contact);
        this.found = new FoundWork(store);
    }

    @Override
    public void look() {
        index.look();
    }

    @Override
    public Clients clients(String name, Page page) {
        index.look();
        return clients.find(name, page, index.isWhole());
    }

    @Override
    public Found find(Wanted wanted) {
        index.look();
        boolean whole = index.isWhole();
        Optional<Meant> meant = meant(wanted.named());
        if (meant.isEmpty()) {
            return new Found(List.of(), "", new Reach(whole, null));
        }
        int most = Math.max(1, Math.min(MOST, wanted.page().most()));
        MergedWork work = new MergedWork(lists(meant.get()), stretch(wanted), most + 1);
        List<Row> rows = new ArrayList<>();
        Row last = null;
        for (int seen = 0; seen < MOST_SEEN; seen++) {
            Optional<Row> next = work.next();
            if (next.isEmpty()) {
                return new Found(found.works(rows), "", new Reach(whole, null));
            }
            if (fits(next.get(), meant.get(), wanted.fate())) {
                if (rows.size() == most) {
                    return new Found(found.works(rows), place(Objects.requireNonNull(last)), new Reach(whole, null));
                }
                rows.add(next.get());
            }
            last = next.get();
        }
        Row end = Objects.requireNonNull(last);
        return new Found(
                found.works(rows), place(end), new Reach(whole, end.entry().day()));
    }

    /** Whom and what work is looked for of, by Harvest's ids; null for any. */
    private record Meant(
            @Nullable Set<Long> clients,
            @Nullable Set<Long> projects,
            @Nullable Set<Long> people) {}

    /** Empty where nobody and nothing is called so. */
    private Optional<Meant> meant(Named named) {
        Meant meant = new Meant(
                ids(Kind.CLIENT, named.client(), "clients"),
                ids(Kind.PROJECT, named.project(), "projects"),
                ids(Kind.PERSON, named.person(), "people"));
        boolean none = isNone(meant.clients()) || isNone(meant.projects()) || isNone(meant.people());
        return none ? Optional.empty() : Optional.of(meant);
    }

    private static boolean isNone(@Nullable Set<Long> ids) {
        return ids != null && ids.isEmpty();
    }

    private @Nullable Set<Long> ids(Kind kind, String part, String what) {
        if (part.isEmpty()) {
            return null;
        }
        List<Long> ids = new ArrayList<>(searched().names().named(kind, part, MOST_NAMED + 1));
        if (ids.size() > MOST_NAMED) {
            throw new DecisionException(
                    "More than " + MOST_NAMED + " " + what + " have such a name: give more of it, or Harvest's id.");
        }
        if (ID.matcher(part).matches()) {
            ids.add(Long.valueOf(part));
        }
        return Set.copyOf(ids);
    }

    private Searched searched() {
        return store.assistant().searched();
    }

    /** The narrowest lists there are. */
    private List<BiFunction<Stretch, Integer, List<Row>>> lists(Meant meant) {
        WorkEntryTable entries = searched().entries();
        Set<Long> projects = meant.projects();
        Set<Long> clients = meant.clients();
        Set<Long> people = meant.people();
        if (projects != null) {
            return lists(projects, entries::ofProject);
        }
        if (clients != null) {
            return lists(clients, entries::ofClient);
        }
        return people != null ? lists(people, entries::ofPerson) : List.of(entries::byDay);
    }

    /** A list of one of them. */
    private interface ListOf {
        List<Row> rows(long id, Stretch days, int most);
    }

    private static List<BiFunction<Stretch, Integer, List<Row>>> lists(Set<Long> ids, ListOf list) {
        List<BiFunction<Stretch, Integer, List<Row>>> lists = new ArrayList<>();
        ids.forEach(id -> lists.add((days, most) -> list.rows(id, days, most)));
        return lists;
    }

    private static Stretch stretch(Wanted wanted) {
        LocalDate from = Objects.requireNonNullElse(wanted.days().from(), EARLIEST);
        LocalDate to = Objects.requireNonNullElse(wanted.days().to(), LATEST);
        String after = wanted.page().after();
        if (after.isEmpty()) {
            return new Stretch(from, to, Long.MAX_VALUE);
        }
        Matcher place = PLACE.matcher(after);
        try {
            if (place.matches()) {
                return new Stretch(from, LocalDate.parse(place.group(1)), Long.parseLong(place.group(2)));
            }
        } catch (DateTimeException | NumberFormatException e) {
            throw unknownPlace();
        }
        throw unknownPlace();
    }

    private static DecisionException unknownPlace() {
        return new DecisionException("after is the word that an earlier answer gave as next.");
    }

    private static String place(Row row) {
        return row.entry().day() + "~" + row.place();
    }

    private static boolean fits(Row row, Meant meant, @Nullable Fate fate) {
        return row.standing() != null
                && (fate == null || FoundWork.fate(row.standing().state()) == fate)
                && isIn(meant.clients(), row.entry().names().client().id())
                && isIn(meant.projects(), row.entry().names().project().id())
                && isIn(meant.people(), row.entry().names().person().id());
    }

    private static boolean isIn(@Nullable Set<Long> ids, long id) {
        return ids == null || ids.contains(id);
    }
}
