package org.harvestxero.store.database;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.SqlProvider;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The one way in which tables are written to: behind the {@link Fence}. All forms of writing that Spring has end in one of these, and all forms of
 * reading in one of two. Where all writing goes over one connection, what is read outside a transaction goes over others, so that nobody who
 * only looks waits for those who write.
 */
public final class FencedJdbc extends JdbcTemplate {
    private static final Pattern ONLY_READS =
            Pattern.compile("(?is)\\s*select\\b(?!.*\\b(?:nextval|for\\s+(?:update|share))\\b).*");

    private final Fence fence;
    private final UnsavedWrites unsaved;
    private final @Nullable JdbcTemplate reading;
    private final Map<String, Boolean> onlyRead = new ConcurrentHashMap<>();

    /**
     * @param unsaved told of each statement, also of one that failed: others of its list may have been carried out
     * @param reading gives other connections to the same database; null where the first ones are many
     */
    public FencedJdbc(DataSource dataSource, Fence fence, UnsavedWrites unsaved, @Nullable DataSource reading) {
        super(dataSource);
        this.fence = fence;
        this.unsaved = unsaved;
        this.reading = reading == null ? null : new JdbcTemplate(reading);
    }

    @Override
    public <T> @Nullable T query(String sql, ResultSetExtractor<T> rows) {
        JdbcTemplate other = reading;
        return other == null || !goesBeside(sql) ? super.query(sql, rows) : other.query(sql, rows);
    }

    @Override
    public <T> @Nullable T query(
            PreparedStatementCreator statement, @Nullable PreparedStatementSetter values, ResultSetExtractor<T> rows) {
        JdbcTemplate other = reading;
        return other == null || !goesBeside(sql(statement))
                ? super.query(statement, values, rows)
                : other.query(statement, values, rows);
    }

    /** Outside a transaction everything that others see is committed, over whatever connection. */
    private boolean goesBeside(String sql) {
        return !TransactionSynchronizationManager.isActualTransactionActive()
                && onlyRead.computeIfAbsent(
                        sql, words -> ONLY_READS.matcher(words).matches());
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
