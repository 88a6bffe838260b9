package org.harvestxero.store.copy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Table {@code document_text}: whole documents, each written once and never changed, beside the rows that name it by its id. Those rows
 * move from state to state, and a database writes a row anew each time; so they are kept short.
 *
 * <p>A text belongs to one row. It is added before its row, in the same transaction where there is one; a row that takes another text
 * gives up the former.
 */
final class DocumentTextTable {
    /** Gives the first of so many ids that nobody else gets. */
    private static final String NEXT = "select nextval('document_text_id')";

    static final int IDS_AT_ONCE = 1_000;
    private static final String INSERT = """
            insert into document_text (id, content) select a.id, a.content from unnest(?, ?) a(id, content)""";
    private static final String FORGET = "delete from document_text where id = ?";

    private final JdbcTemplate jdbc;
    private long nextId;
    private int idsLeft;

    DocumentTextTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the texts; gives their ids in the same order, null for null. One statement for all of them. */
    List<@Nullable Long> addAll(List<@Nullable String> texts) {
        List<@Nullable Long> ids = new ArrayList<>(texts.size());
        List<Long> added = new ArrayList<>(texts.size());
        List<byte[]> contents = new ArrayList<>(texts.size());
        for (String text : texts) {
            byte[] bytes = Sql.bytes(text);
            Long id = bytes == null ? null : takeId();
            ids.add(id);
            if (bytes != null) {
                added.add(Objects.requireNonNull(id));
                contents.add(bytes);
            }
        }
        if (!added.isEmpty()) {
            jdbc.update(INSERT, Sql.numbers(added), Sql.longTexts(contents));
        }
        return ids;
    }

    @Nullable
    Long add(@Nullable String text) {
        List<@Nullable String> one = new ArrayList<>();
        one.add(text);
        return addAll(one).get(0);
    }

    /** Nobody waits for the database here while others wait for them: H2 has one connection. */
    private long takeId() {
        synchronized (this) {
            if (idsLeft > 0) {
                idsLeft--;
                return nextId++;
            }
        }
        long first = Objects.requireNonNull(jdbc.queryForObject(NEXT, Long.class));
        synchronized (this) {
            if (idsLeft == 0) {
                nextId = first + 1;
                idsLeft = IDS_AT_ONCE - 1;
            }
        }
        return first;
    }

    /** Removes texts whose row has another by now, or is gone. */
    void forget(Collection<@Nullable Long> ids) {
        List<Object[]> gone = ids.stream()
                .filter(Objects::nonNull)
                .map(id -> new Object[] {id})
                .toList();
        if (!gone.isEmpty()) {
            jdbc.batchUpdate(FORGET, gone);
        }
    }
}
