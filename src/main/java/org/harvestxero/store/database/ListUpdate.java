package org.harvestxero.store.database;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One statement that updates all rows a list names. It is worded as PostgreSQL has it, {@code update … set … from unnest(…) … where …};
 * H2 has no such {@code from}, but the same as {@code merge into … using unnest(…) … on (…)}, for which it looks each row up in an index.
 * With {@code = any(?)} H2 goes through the list for each row it has found already.
 */
public final class ListUpdate {
    private static final Pattern WORDS = Pattern.compile(
            "update (\\S+ \\S+)\\s+set (.*?)\\s+from (unnest\\(.*?\\) \\S+\\(.*?\\))\\s+where (.*)", Pattern.DOTALL);

    private final JdbcTemplate jdbc;
    private final String sql;
    private final Matcher words;
    private volatile @Nullable Boolean h2;

    /** @param sql the table and the list each with a name of their own */
    public ListUpdate(JdbcTemplate jdbc, String sql) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.words = WORDS.matcher(sql);
        if (!words.matches()) {
            throw new IllegalArgumentException("No update of a list: " + sql);
        }
    }

    /**
     * Updates the rows.
     *
     * @param values in the order of the question marks
     * @return how many rows there were
     */
    public int update(@Nullable Object... values) {
        if (!isH2()) {
            return jdbc.update(sql, values);
        }
        List<@Nullable Object> all = Arrays.asList(values);
        int set = questionMarks(words.group(2));
        List<@Nullable Object> turned = new ArrayList<>(all.subList(set, all.size()));
        turned.addAll(all.subList(0, set));
        return jdbc.update(asMerge(), turned.toArray());
    }

    private String asMerge() {
        return "merge into " + words.group(1) + " using " + words.group(3) + " on (" + words.group(4)
                + ") when matched then update set " + words.group(2);
    }

    private static int questionMarks(String text) {
        return (int) text.chars().filter(sign -> sign == '?').count();
    }

    private boolean isH2() {
        Boolean known = h2;
        if (known == null) {
            known = "H2".equals(jdbc.execute((ConnectionCallback<String>)
                    connection -> connection.getMetaData().getDatabaseProductName()));
            h2 = known;
        }
        return known;
    }
}
