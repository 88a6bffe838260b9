package org.harvestxero.store.database;

import java.util.Collection;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.SqlProvider;
import org.springframework.jdbc.support.KeyHolder;

/** The one way in which tables are written to: behind the {@link Fence}. All forms of writing that Spring has end in one of these. */
public final class FencedJdbc extends JdbcTemplate {
    private final Fence fence;
    private final UnsavedWrites unsaved;

    /** @param unsaved told of each statement, also of one that failed: others of its list may have been carried out */
    public FencedJdbc(DataSource dataSource, Fence fence, UnsavedWrites unsaved) {
        super(dataSource);
        this.fence = fence;
        this.unsaved = unsaved;
    }

    private <T> T write(String sql, Supplier<T> write) {
        try {
            return fence.write(write);
        } finally {
            unsaved.written(sql);
        }
    }

    /** Spring's own tell what they say; of another it is taken to be something that only this database knows. */
    private static String sql(PreparedStatementCreator statement) {
        String sql = statement instanceof SqlProvider provider ? provider.getSql() : null;
        return sql == null ? "" : sql;
    }

    @Override
    public void execute(String sql) {
        write(sql, () -> {
            super.execute(sql);
            return 0;
        });
    }

    @Override
    public int update(String sql) {
        return write(sql, () -> super.update(sql));
    }

    @Override
    public int update(PreparedStatementCreator statement, KeyHolder keys) {
        return write(sql(statement), () -> super.update(statement, keys));
    }

    @Override
    protected int update(PreparedStatementCreator statement, @Nullable PreparedStatementSetter values) {
        return write(sql(statement), () -> super.update(statement, values));
    }

    @Override
    public int[] batchUpdate(String... statements) {
        return write("", () -> super.batchUpdate(statements));
    }

    @Override
    public int[] batchUpdate(PreparedStatementCreator statement, BatchPreparedStatementSetter values, KeyHolder keys) {
        return write(sql(statement), () -> super.batchUpdate(statement, values, keys));
    }

    @Override
    public int[] batchUpdate(String sql, BatchPreparedStatementSetter values) {
        return write(sql, () -> super.batchUpdate(sql, values));
    }

    @Override
    public <T> int[][] batchUpdate(
            String sql, Collection<T> rows, int size, ParameterizedPreparedStatementSetter<T> values) {
        return write(sql, () -> super.batchUpdate(sql, rows, size, values));
    }
}
