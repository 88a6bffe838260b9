package org.harvestxero.store.billing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.engine.Movement;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code balance_movement}: what runs granted, used and billed of retainers, caps and phases. */
public final class BalanceMovementTable {
    private static final String ADD = """
            insert into balance_movement (connection, client_id, run_id, kind, name, lot, expires, hours, money, currency)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String OF_CLIENT = """
            select m.run_id, r.period, r.period_start, m.kind, m.name, m.lot, m.expires, m.hours, m.money, m.currency
            from balance_movement m join billing_run r on r.id = m.run_id
            where m.connection = ? and m.client_id = ? and m.replaced_at is null and r.mode <> 'trial' and r.undone_at is null
            order by r.period_start, r.id, m.id""";
    private static final String REPLACE =
            "update balance_movement set replaced_at = ? where run_id = ? and replaced_at is null";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public BalanceMovementTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A movement and the run it comes from. */
    public record StoredMovement(long runId, String period, LocalDate periodStart, Movement movement) {}

    public void add(long clientId, long runId, List<Movement> movements) {
        List<Object[]> rows = new ArrayList<>();
        for (Movement movement : movements) {
            Hours hours = movement.hours();
            Money money = movement.money();
            rows.add(new Object[] {
                connection,
                clientId,
                runId,
                word(movement.kind()),
                Sql.cut(movement.name(), 400),
                movement.lot(),
                movement.expires(),
                hours == null ? null : hours.parts(),
                money == null ? null : money.amount(),
                money == null ? null : money.currency().getCurrencyCode()
            });
        }
        jdbc.batchUpdate(ADD, rows);
    }

    /** Replaces what the run moved, after it was calculated again. */
    public void replace(long clientId, long runId, List<Movement> movements) {
        jdbc.update(REPLACE, Sql.at(clock.instant()), runId);
        add(clientId, runId, movements);
    }

    /** All that count, oldest period first. */
    public List<StoredMovement> ofClient(long clientId) {
        return jdbc.query(OF_CLIENT, BalanceMovementTable::row, connection, clientId);
    }

    private static StoredMovement row(ResultSet rows, int n) throws SQLException {
        Long parts = Sql.longOrNull(rows, "hours");
        return new StoredMovement(
                rows.getLong("run_id"),
                rows.getString("period"),
                rows.getObject("period_start", LocalDate.class),
                new Movement(
                        Movement.Kind.valueOf(
                                rows.getString("kind").toUpperCase(Locale.ROOT).replace('-', '_')),
                        rows.getString("name"),
                        rows.getObject("lot", LocalDate.class),
                        rows.getObject("expires", LocalDate.class),
                        parts == null ? null : Hours.ofParts(parts),
                        money(rows)));
    }

    private static @Nullable Money money(ResultSet rows) throws SQLException {
        String currency = rows.getString("currency");
        return currency == null ? null : Money.kept(rows.getBigDecimal("money"), Currency.getInstance(currency));
    }

    private static String word(Movement.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
