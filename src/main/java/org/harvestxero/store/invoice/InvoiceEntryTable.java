package org.harvestxero.store.invoice;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.store.database.Sql;
import org.harvestxero.store.database.Stretch;
import org.harvestxero.store.invoice.InvoiceEntry.Money;
import org.harvestxero.store.invoice.InvoiceEntry.Named;
import org.harvestxero.store.invoice.InvoiceEntry.Standing;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code invoice_entry}: what invoices are searched by. Each list follows an index, so that it costs the rows it gives. */
public final class InvoiceEntryTable {
    private static final String COLUMNS =
            "select source_id, seen, issued_on, number, number_key, client_id, client, currency, amount, standing, order_key, words ";
    private static final String BEFORE = """
            and issued_on >= ? and issued_on <= ? and (issued_on < ? or source_id < ?)
            """;
    private static final String BY_DAY = COLUMNS + "from invoice_entry where connection = ? " + BEFORE
            + "order by connection desc, issued_on desc, source_id desc limit ?";
    private static final String BY_CLIENT = COLUMNS + "from invoice_entry where connection = ? and client_id = ? "
            + BEFORE + "order by connection desc, client_id desc, issued_on desc, source_id desc limit ?";
    private static final String BY_AMOUNT = COLUMNS + "from invoice_entry where connection = ? and amount = ? " + BEFORE
            + "order by connection desc, amount desc, issued_on desc, source_id desc limit ?";
    private static final String BY_STANDING = COLUMNS + "from invoice_entry where connection = ? and standing = ? "
            + BEFORE + "order by connection desc, standing desc, issued_on desc, source_id desc limit ?";
    private static final String BY_NUMBER = COLUMNS + """
            from invoice_entry where connection = ? and number_key >= ? and number_key < ? and (number_key > ? or source_id > ?)
            order by connection, number_key, source_id limit ?""";
    private static final String BY_ORDER = COLUMNS + """
            from invoice_entry where connection = ? and order_key >= ? and order_key < ? and (order_key > ? or source_id > ?)
            order by connection, order_key, source_id limit ?""";
    private static final String BY_TAIL = COLUMNS + """
            from invoice_entry where connection = ? and number_tail = ? and source_id > ?
            order by connection, number_tail, source_id limit ?""";
    private static final String FORGET = "delete from invoice_entry where connection = ? and source_id = ?";
    private static final String ADD = """
            insert into invoice_entry (connection, source_id, seen, issued_on, number, number_key, number_tail, client_id, client, currency,
            amount, standing, order_key, words) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
    /** Behind every text that begins alike. */
    private static final String END = "\uffff";

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,30}");
    private static final Pattern TAIL = Pattern.compile(".*?0*([0-9]{1,30})$", Pattern.DOTALL);

    private final String connection;
    private final JdbcTemplate jdbc;

    InvoiceEntryTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /**
     * Texts that begin alike, in their order.
     *
     * @param start how they begin
     * @param after begins behind the one of this text and id
     */
    public record Alike(String start, String after, long afterId) {
        public static Alike of(String start) {
            return new Alike(start, start, Long.MIN_VALUE);
        }
    }

    /** In place of what was kept of them. */
    public void putAll(List<InvoiceEntry> entries) {
        forgetAll(entries.stream().map(InvoiceEntry::sourceId).toList());
        jdbc.batchUpdate(ADD, entries.stream().map(this::values).toList());
    }

    public void forgetAll(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.batchUpdate(
                    FORGET,
                    ids.stream().map(id -> new Object[] {connection, id}).toList());
        }
    }

    private @Nullable Object[] values(InvoiceEntry entry) {
        Named named = entry.named();
        return new @Nullable Object[] {
            connection,
            entry.sourceId(),
            Sql.cut(entry.seen(), 300),
            entry.day(),
            Sql.cut(named.number(), 300),
            Sql.cut(named.key(), 300),
            tail(named.key()),
            named.clientId(),
            Sql.cut(named.client(), 500),
            entry.money().currency(),
            entry.money().amount(),
            entry.standing().code(),
            Sql.cut(named.order(), 300),
            Sql.cut(entry.words(), 4000)
        };
    }

    /** The last digits of a number without leading zeros, so that {@code INV-0042} is found by {@code 42}; empty without any. */
    static String tail(String key) {
        Matcher matcher = TAIL.matcher(key);
        return matcher.matches() ? matcher.group(1) : "";
    }

    /** Whether these are digits alone, by whose end numbers are found. */
    public static boolean isDigits(String text) {
        return DIGITS.matcher(text).matches();
    }

    /** Whether the number ends in these digits, leading zeros aside. */
    public static boolean endsIn(String key, String digits) {
        return isDigits(digits) && tail(key).equals(tail(digits));
    }

    /** The latest first. */
    public List<InvoiceEntry> byDay(Stretch days, int most) {
        return jdbc.query(
                BY_DAY, InvoiceEntryTable::row, connection, days.from(), days.to(), days.to(), days.before(), most);
    }

    public List<InvoiceEntry> ofClient(long client, Stretch days, int most) {
        return of(BY_CLIENT, client, days, most);
    }

    public List<InvoiceEntry> ofAmount(BigDecimal amount, Stretch days, int most) {
        return of(BY_AMOUNT, amount, days, most);
    }

    public List<InvoiceEntry> ofStanding(Standing standing, Stretch days, int most) {
        return of(BY_STANDING, standing.code(), days, most);
    }

    private List<InvoiceEntry> of(String sql, Object what, Stretch days, int most) {
        return jdbc.query(
                sql, InvoiceEntryTable::row, connection, what, days.from(), days.to(), days.to(), days.before(), most);
    }

    /** In the order of their numbers. */
    public List<InvoiceEntry> numbered(Alike numbers, int most) {
        return alike(BY_NUMBER, numbers, most);
    }

    /** In the order of the clients' orders. */
    public List<InvoiceEntry> ordered(Alike orders, int most) {
        return alike(BY_ORDER, orders, most);
    }

    private List<InvoiceEntry> alike(String sql, Alike texts, int most) {
        return jdbc.query(
                sql,
                InvoiceEntryTable::row,
                connection,
                texts.start().compareTo(texts.after()) > 0 ? texts.start() : texts.after(),
                texts.start() + END,
                texts.after(),
                texts.afterId(),
                most);
    }

    /** Whose number ends in these digits, leading zeros aside. @param afterId begins behind it */
    public List<InvoiceEntry> ending(String digits, long afterId, int most) {
        return jdbc.query(BY_TAIL, InvoiceEntryTable::row, connection, tail(digits), afterId, most);
    }

    private static InvoiceEntry row(ResultSet rows, int n) throws SQLException {
        return new InvoiceEntry(
                rows.getLong("source_id"),
                rows.getString("seen"),
                rows.getObject("issued_on", LocalDate.class),
                new Named(
                        rows.getString("number"),
                        rows.getString("number_key"),
                        rows.getLong("client_id"),
                        rows.getString("client"),
                        rows.getString("order_key")),
                new Money(Sql.amountOrNull(rows, "amount"), rows.getString("currency")),
                Standing.of(rows.getString("standing")),
                rows.getString("words"));
    }
}
