package org.harvestxero.store.profit;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code budget_told}: which steps of which budgets were told of. */
public final class BudgetToldTable {
    private static final String TOLD =
            "select step from budget_told where connection = ? and project_id = ? and span = ? and amount = ?";
    private static final String ADD = """
            insert into budget_told (connection, project_id, span, amount, step, told_at) values (?, ?, ?, ?, ?, ?)
            on conflict do nothing""";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    BudgetToldTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A budget as it was told of.
     *
     * @param span the month of a monthly one, such as {@code 2026-10}; else empty
     */
    public record Told(long project, String span, BigDecimal amount) {
        String plain() {
            return amount.stripTrailingZeros().toPlainString();
        }
    }

    public Set<Integer> steps(Told of) {
        return new HashSet<>(jdbc.queryForList(TOLD, Integer.class, connection, of.project(), of.span(), of.plain()));
    }

    /** Call it in the transaction that tells. */
    public void add(Told of, List<Integer> steps) {
        jdbc.batchUpdate(
                ADD,
                steps.stream()
                        .map(step -> new Object[] {
                            connection, of.project(), of.span(), of.plain(), step, Sql.at(clock.instant())
                        })
                        .toList());
    }
}
