package org.harvestxero.store.billing;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.engine.Decision;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Table {@code decision}: what people said before a run. About one entry or expense the latest word counts; approvals of one
 * retainer's overage add up.
 */
public final class DecisionTable {
    private static final String COLUMNS = """
            id, client_id, about, source_id, name, kind, hours, money, currency, reason, actor, made_at, used_by
            """;
    private static final String ADD = """
            insert into decision (connection, client_id, about, source_id, name, kind, hours, money, currency, reason, actor, made_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String OPEN = "select " + COLUMNS + """
             from decision where connection = ? and client_id = ? and used_by is null order by id""";
    private static final String ALL_OPEN =
            "select " + COLUMNS + " from decision where connection = ? and used_by is null order by id";
    private static final String OF_CLIENT =
            "select " + COLUMNS + " from decision where connection = ? and client_id = ? order by id";
    private static final String OF_RUN =
            "select " + COLUMNS + " from decision where connection = ? and used_by = ? order by id";
    private static final String USE = "update decision set used_by = ? where id = ? and used_by is null";
    private static final String REOPEN = "update decision set used_by = null where used_by = ?";
    private static final String FORGET = "delete from decision where connection = ? and id = ? and used_by is null";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public DecisionTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a decision is about. */
    public enum About {
        TIME_ENTRY("time-entry"),
        EXPENSE("expense"),
        OVERAGE("overage");

        private final String code;

        About(String word) {
            this.code = word;
        }

        public String code() {
            return code;
        }

        static About of(String word) {
            for (About about : values()) {
                if (about.code.equals(word)) {
                    return about;
                }
            }
            throw new IllegalArgumentException("Nothing decided is about " + word);
        }
    }

    /**
     * What is decided.
     *
     * @param sourceId the entry or expense; null for overage
     * @param name the retainer, for overage; else null
     * @param kind what to do with the entry or expense; null for overage, which is approved
     * @param hours the most to bill of an entry, or the overage approved; null where neither
     * @param money the overage approved; null where it is counted in hours
     */
    public record NewDecision(
            long clientId,
            About about,
            @Nullable Long sourceId,
            @Nullable String name,
            Decision.@Nullable Kind kind,
            @Nullable Hours hours,
            @Nullable Money money,
            String reason,
            String by) {}

    /** A stored decision. @param usedBy the run it went into; null while it waits for one */
    public record StoredDecision(
            long id,
            NewDecision decision,
            Instant madeAt,
            @Nullable Long usedBy) {}

    public void add(NewDecision decision) {
        Decision.Kind kind = decision.kind();
        Hours hours = decision.hours();
        Money money = decision.money();
        jdbc.update(
                ADD,
                connection,
                decision.clientId(),
                decision.about().code(),
                decision.sourceId(),
                decision.name(),
                kind == null ? "approve" : word(kind),
                hours == null ? null : hours.toBigDecimal(),
                money == null ? null : money.amount(),
                money == null ? null : money.currency().getCurrencyCode(),
                Sql.cut(decision.reason(), 2000),
                Sql.cut(decision.by(), 200),
                Sql.at(clock.instant()));
    }

    /** Those of a client that no run has used. */
    public List<StoredDecision> open(long clientId) {
        return jdbc.query(OPEN, DecisionTable::row, connection, clientId);
    }

    public List<StoredDecision> open() {
        return jdbc.query(ALL_OPEN, DecisionTable::row, connection);
    }

    public List<StoredDecision> ofClient(long clientId) {
        return jdbc.query(OF_CLIENT, DecisionTable::row, connection, clientId);
    }

    public List<StoredDecision> ofRun(long runId) {
        return jdbc.query(OF_RUN, DecisionTable::row, connection, runId);
    }

    /** Marks the decision as used by the run; false when another run has used it. */
    public boolean use(long id, long runId) {
        return jdbc.update(USE, runId, id) == 1;
    }

    /** Frees the decisions that an undone run had used, for the next run. */
    public void reopen(long runId) {
        jdbc.update(REOPEN, runId);
    }

    /** Takes an unused decision back; false when a run has used it. */
    public boolean forget(long id) {
        return jdbc.update(FORGET, connection, id) == 1;
    }

    private static StoredDecision row(ResultSet rows, int n) throws SQLException {
        String kind = rows.getString("kind");
        BigDecimal hours = rows.getBigDecimal("hours");
        BigDecimal money = rows.getBigDecimal("money");
        return new StoredDecision(
                rows.getLong("id"),
                new NewDecision(
                        rows.getLong("client_id"),
                        About.of(rows.getString("about")),
                        Sql.longOrNull(rows, "source_id"),
                        rows.getString("name"),
                        kind.equals("approve")
                                ? null
                                : Decision.Kind.valueOf(
                                        kind.toUpperCase(Locale.ROOT).replace('-', '_')),
                        hours == null ? null : Hours.of(hours),
                        money == null ? null : Money.kept(money, Currency.getInstance(rows.getString("currency"))),
                        rows.getString("reason"),
                        rows.getString("actor")),
                Sql.instant(rows, "made_at"),
                Sql.longOrNull(rows, "used_by"));
    }

    private static String word(Decision.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
