package org.harvestxero.store.reconcile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.store.database.Sql;
import org.harvestxero.store.reconcile.DifferenceTable.Key;
import org.harvestxero.store.reconcile.DifferenceTable.Shown;
import org.harvestxero.store.reconcile.DifferenceTable.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Differences for people to look through, page by page in the order in which they were first seen. */
public final class DifferencePages {
    private static final String SELECT = """
            select id, kind, harvest_id, xero_id, number, client, currency, measure, reason, amount, detail, command, first_day, gone_at
            from reconciliation_difference where connection = ?""";
    private static final String STANDING = SELECT + """
             and reason = ? and gone_at is null and measure = ? and currency = ? and id > ?
            order by connection, reason, gone_at, id limit ?""";
    private static final String BEGUN =
            SELECT + " and first_day = ? and id > ? order by connection, first_day, id limit ?";

    private final String connection;
    private final JdbcTemplate jdbc;

    DifferencePages(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /**
     * A difference as it was seen last.
     *
     * @param firstDay on which it was seen
     * @param gone when it was not seen again; null while it stands
     */
    public record Kept(
            long id,
            Shown shown,
            LocalDate firstDay,
            @Nullable Instant gone) {}

    /** Those that stand, of one reason, measure and currency. @param after the last one seen; 0 for the first page */
    public List<Kept> standing(String reason, String measure, String currency, long after, int most) {
        return jdbc.query(STANDING, DifferencePages::kept, connection, reason, measure, currency, after, most);
    }

    /** Those first seen on a day, whether they stand or not. */
    public List<Kept> begun(LocalDate day, long after, int most) {
        return jdbc.query(BEGUN, DifferencePages::kept, connection, day, after, most);
    }

    private static Kept kept(ResultSet rows, int n) throws SQLException {
        return new Kept(
                rows.getLong("id"),
                new Shown(
                        new Key(
                                rows.getString("kind"),
                                Sql.longOrNull(rows, "harvest_id"),
                                rows.getString("xero_id"),
                                rows.getString("measure"),
                                rows.getString("reason"),
                                rows.getString("currency")),
                        rows.getString("number"),
                        rows.getString("client"),
                        Sql.amount(rows, "amount"),
                        new Words(rows.getString("detail"), rows.getString("command"))),
                rows.getObject("first_day", LocalDate.class),
                Sql.instantOrNull(rows, "gone_at"));
    }
}
