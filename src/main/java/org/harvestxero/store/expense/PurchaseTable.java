package org.harvestxero.store.expense;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.mapping.expense.ExpenseMarks;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Tables {@code purchase} and {@code purchase_expense}: what expenses become in Xero, and which expense is on which. */
public final class PurchaseTable {
    private static final String COLUMNS =
            "select id, kind, number, person_id, first_day, last_day, currency, contact, part, state from purchase ";
    private static final String FIND = COLUMNS + "where connection = ? and id = ?";
    private static final String OF_PERSON = COLUMNS + "where person_id = ? and connection = ? order by id";
    private static final String BY_NUMBER = COLUMNS + "where connection = ? and number = ?";
    private static final String IN_STATE =
            COLUMNS + "where connection = ? and state = ? and id > ? order by connection, state, id limit ?";
    private static final String LATEST =
            COLUMNS + "where connection = ? and id < ? and (? = '' or kind = ?) order by id desc limit ?";
    private static final String FILES_OF = """
            select e.purchase_id, count(*) expenses, count(r.expense_id) known,
            sum(case when r.state = 'done' then 1 else 0 end) attached,
            sum(case when r.state in ('failed', 'given-up') then 1 else 0 end) failed
            from unnest(?) asked(id) join purchase_expense e on e.purchase_id = asked.id
            left join receipt r on r.expense_id = e.expense_id and r.connection = e.connection
            where e.connection = ? group by e.purchase_id""";
    private static final String ADD = """
            insert into purchase (connection, kind, number, person_id, first_day, last_day, currency, contact, part, state, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'planned', ?)""";
    private static final String MOVE = "update purchase set state = ?, wanted = null where id = ? and connection = ?";
    private static final String EDIT = "update purchase set state = 'edit', wanted = ? where id = ? and connection = ?";
    private static final String WANTED =
            "select wanted from purchase where id = ? and connection = ? and wanted is not null";
    private static final String REOPEN =
            "update purchase set state = 'planned', part = part + 1, files = 0 where id = ? and connection = ?";
    private static final String FILES = "select files from purchase where id = ? and connection = ?";
    private static final String ATTACHED = "update purchase set files = files + 1 where id = ? and connection = ?";
    private static final String EXPENSES = "select expense_id from purchase_expense where purchase_id = ?";
    private static final String OF_EXPENSES = """
            select e.expense_id, e.purchase_id from unnest(?) asked(id)
            join purchase_expense e on e.expense_id = asked.id and e.connection = ?""";
    private static final String LEAVE_ANY = "delete from purchase_expense where expense_id = ? and connection = ?";
    private static final String LEAVE = LEAVE_ANY + " and purchase_id = ?";
    private static final String JOIN = """
            insert into purchase_expense (connection, expense_id, purchase_id) values (?, ?, ?)""";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    PurchaseTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How far a purchase is. */
    public enum State {
        /** The outbox has it, or it stands in Xero as it should. */
        PLANNED,
        /** It stands in Xero and is to be changed, once it was read. */
        EDIT,
        /** Nothing is on it any more. */
        CLOSED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What tells bills of one person apart.
     *
     * @param contact as a rule names it; empty for the person's own
     */
    public record Slot(long personId, LocalDate firstDay, LocalDate lastDay, String currency, String contact) {}

    /** @param part several bills of one slot, from 1 */
    public record Purchase(long id, Kind kind, String number, Slot slot, int part, State state) {
        /** By which outbox and links know it: the expense; a bill, which has no counterpart in Harvest, has a number below zero. */
        public long sourceId() {
            return kind == Kind.SPEND ? ExpenseMarks.spendIn(number).orElseThrow() : -id;
        }
    }

    public Optional<Purchase> find(long id) {
        return jdbc.query(FIND, PurchaseTable::row, connection, id).stream().findFirst();
    }

    /** @param sourceId as the outbox has it */
    public Optional<Purchase> ofSource(Kind kind, long sourceId) {
        return kind == Kind.SPEND ? byNumber(ExpenseMarks.spend(sourceId)) : find(-sourceId);
    }

    public Optional<Purchase> byNumber(String number) {
        return jdbc.query(BY_NUMBER, PurchaseTable::row, connection, number).stream()
                .findFirst();
    }

    /** All that was ever planned of the person's expenses, in order. */
    public List<Purchase> ofPerson(long person) {
        return jdbc.query(OF_PERSON, PurchaseTable::row, person, connection);
    }

    public List<Purchase> inState(State state, long after, int limit) {
        return jdbc.query(IN_STATE, PurchaseTable::row, connection, state.code(), after, limit);
    }

    /** The latest first. @param kind null for any @param before id of the one they come after */
    public List<Purchase> latest(@Nullable Kind kind, long before, int limit) {
        String word = kind == null ? "" : kind.code();
        return jdbc.query(LATEST, PurchaseTable::row, connection, before, word, word, limit);
    }

    /** Files that go with a purchase: of how many expenses, how many there are, stand in Xero, and could not be attached. */
    public record FileCounts(int expenses, int known, int attached, int failed) {
        public static final FileCounts NONE = new FileCounts(0, 0, 0, 0);
    }

    /** By purchase; those without expenses are left out. */
    public Map<Long, FileCounts> fileCounts(Collection<Long> purchases) {
        Map<Long, FileCounts> found = new HashMap<>();
        jdbc.query(
                FILES_OF,
                (RowCallbackHandler) rows -> found.put(
                        rows.getLong("purchase_id"),
                        new FileCounts(
                                rows.getInt("expenses"),
                                rows.getInt("known"),
                                rows.getInt("attached"),
                                rows.getInt("failed"))),
                Sql.numbers(purchases),
                connection);
        return found;
    }

    /** Adds one; its number must be new. */
    public Purchase add(Kind kind, String number, Slot slot, int part) {
        jdbc.update(
                ADD,
                connection,
                kind.code(),
                number,
                slot.personId(),
                slot.firstDay(),
                slot.lastDay(),
                slot.currency(),
                slot.contact(),
                part,
                Sql.at(clock.instant()));
        return byNumber(number).orElseThrow();
    }

    /** It stands as it should, or nothing is on it any more. */
    public void move(Purchase purchase, State state) {
        jdbc.update(MOVE, state.code(), purchase.id(), connection);
    }

    /** It is to be changed. @param wanted how it shall be, as stored text; null when it shall go */
    public void edit(Purchase purchase, @Nullable String wanted) {
        jdbc.update(EDIT, wanted, purchase.id(), connection);
    }

    /** How it shall be; empty when it shall go, or stands as it should. */
    public Optional<String> wanted(long id) {
        return jdbc.queryForList(WANTED, String.class, id, connection).stream().findFirst();
    }

    /** One that was closed is planned once more. */
    public Purchase reopen(Purchase purchase) {
        jdbc.update(REOPEN, purchase.id(), connection);
        return find(purchase.id()).orElseThrow();
    }

    /** How many files we attached to it in Xero, with those of expenses that left it since. */
    public int files(long purchase) {
        return jdbc.queryForList(FILES, Integer.class, purchase, connection).stream()
                .findFirst()
                .orElse(0);
    }

    /** One file more is attached to it. */
    public void attached(long purchase) {
        jdbc.update(ATTACHED, purchase, connection);
    }

    public Set<Long> expenses(long purchase) {
        return new HashSet<>(jdbc.queryForList(EXPENSES, Long.class, purchase));
    }

    /** The purchases by the expenses that are on one. */
    public Map<Long, Long> ofExpenses(Collection<Long> expenses) {
        Map<Long, Long> found = new HashMap<>();
        jdbc.query(
                OF_EXPENSES,
                (RowCallbackHandler) rows -> found.put(rows.getLong("expense_id"), rows.getLong("purchase_id")),
                Sql.numbers(expenses),
                connection);
        return found;
    }

    /** From now on the expense is on that purchase and on no other. */
    public void put(long expense, long purchase) {
        jdbc.update(LEAVE_ANY, expense, connection);
        jdbc.update(JOIN, connection, expense, purchase);
    }

    /** The expense is not on that purchase any more; one that joined another stays there. */
    public void leave(long expense, long purchase) {
        jdbc.update(LEAVE, expense, connection, purchase);
    }

    private static Purchase row(ResultSet rows, int n) throws SQLException {
        return new Purchase(
                rows.getLong("id"),
                Kind.of(rows.getString("kind")),
                rows.getString("number"),
                new Slot(
                        rows.getLong("person_id"),
                        rows.getObject("first_day", LocalDate.class),
                        rows.getObject("last_day", LocalDate.class),
                        rows.getString("currency"),
                        rows.getString("contact")),
                rows.getInt("part"),
                State.valueOf(rows.getString("state").toUpperCase(Locale.ROOT)));
    }
}
