package org.harvestxero.store.expense;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Harvest's expenses as table {@code source_document} holds them: whose are to be looked at. */
public final class ExpenseDocuments {
    private static final String PEOPLE_CHANGED = """
            select distinct parent_id from source_document
            where connection = ? and kind = 'expense' and state = 'changed' and parent_id is not null order by parent_id""";
    private static final String LEFT_OUT_AGAIN = """
            update source_document set state = 'changed', reason = null
            where connection = ? and kind = 'expense' and state = 'skipped' and reason like ?""";
    private static final String ANY = """
            select 1 from source_document where connection = ? and kind = 'expense' and state = 'changed' limit 1""";

    private final String connection;
    private final JdbcTemplate jdbc;

    ExpenseDocuments(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** Harvest's numbers of the people with an expense that is new or changed. */
    public List<Long> peopleChanged() {
        return jdbc.queryForList(PEOPLE_CHANGED, Long.class, connection);
    }

    public boolean anyChanged() {
        return !jdbc.queryForList(ANY, Integer.class, connection).isEmpty();
    }

    /** Those left out for the reason are decided anew; gives their number. @param key empty for any */
    public int again(String key) {
        return jdbc.update(LEFT_OUT_AGAIN, connection, key + "%");
    }
}
