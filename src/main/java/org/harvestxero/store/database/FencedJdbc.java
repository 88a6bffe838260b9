package org.harvestxero.store.database;

import java.util.Collection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.support.KeyHolder;

/** The one way in which tables are written to: behind the {@link Fence}. All forms of writing that Spring has end in one of these. */
public final class FencedJdbc extends JdbcTemplate {
    private final Fence fence;

    public FencedJdbc(DataSource dataSource, Fence fence) {
        super(dataSource);
        this.fence = fence;
    }

    @Override
    public void execute(String sql) {
        fence.write(() -> {
            super.execute(sql);
            return 0;
        });
    }

    @Override
    public int update(String sql) {
        return fence.write(() -> super.update(sql));
    }

    @Override
    public int update(PreparedStatementCreator statement, KeyHolder keys) {
        return fence.write(() -> super.update(statement, keys));
    }

    @Override
    protected int update(PreparedStatementCreator statement, @Nullable PreparedStatementSetter values) {
        return fence.write(() -> super.update(statement, values));
    }

    @Override
    public int[] batchUpdate(String... statements) {
        return fence.write(() -> super.batchUpdate(statements));
    }

    @Override
    public int[] batchUpdate(PreparedStatementCreator statement, BatchPreparedStatementSetter values, KeyHolder keys) {
        return fence.write(() -> super.batchUpdate(statement, values, keys));
    }

    @Override
    public int[] batchUpdate(String sql, BatchPreparedStatementSetter values) {
        return fence.write(() -> super.batchUpdate(sql, values));
    }

    @Override
    public <T> int[][] batchUpdate(
            String sql, Collection<T> rows, int size, ParameterizedPreparedStatementSetter<T> values) {
        return fence.write(() -> super.batchUpdate(sql, rows, size, values));
    }
}
