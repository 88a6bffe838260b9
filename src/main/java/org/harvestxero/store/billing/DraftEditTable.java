package org.harvestxero.store.billing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code draft_edit}: what reviewers changed on drafts, and how they stood before. */
public final class DraftEditTable {
    /** So many of the latest changes of a draft can be taken back. */
    private static final int KEPT = 20;

    private static final String LAST = """
            select number, before is not null as kept, origins, words, edited_by, edited_at from draft_edit where draft_id = ? and undone_at is null
            order by number desc limit 1""";
    private static final String LAST_BY = """
            select edited_by from draft_edit where draft_id = ? and undone_at is null order by number desc limit 1""";
    private static final String BEFORE = "select before from draft_edit where draft_id = ? and number = ?";
    private static final String ADD = """
            insert into draft_edit (draft_id, number, before, origins, words, edited_by, edited_at) values (?, ?, ?, ?, ?, ?, ?)""";
    private static final String MADE = "select coalesce(max(number), 0) from draft_edit where draft_id = ?";
    private static final String FORGET =
            "update draft_edit set before = null where draft_id = ? and number <= ? and before is not null";
    private static final String UNDO =
            "update draft_edit set undone_at = ? where draft_id = ? and number = ? and undone_at is null";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public DraftEditTable(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A change that stands.
     *
     * @param number in the order they were made, from 1
     * @param origins of each line after it, which line of the draft as made it comes from, from 1; below zero
     *     where it was split off that, 0 for none
     * @param words what changed, for people
     * @param isKept whether the draft before it is, so that it can be taken back
     */
    public record StoredEdit(int number, List<Integer> origins, String words, String by, Instant at, boolean isKept) {
        public StoredEdit {
            origins = List.copyOf(origins);
        }
    }

    /** The last change that stands; empty where the draft is as it was made, or was changed before this was kept. */
    public Optional<StoredEdit> last(long draftId) {
        return jdbc.query(LAST, DraftEditTable::row, draftId).stream().findFirst();
    }

    /** Who made the last change that stands. */
    public Optional<String> lastBy(long draftId) {
        return jdbc.queryForList(LAST_BY, String.class, draftId).stream().findFirst();
    }

    /** The draft as it stood before a change; empty once that lies too far back. */
    public Optional<Draft> before(long draftId, int number) {
        return jdbc.queryForList(BEFORE, String.class, draftId, number).stream()
                .filter(Objects::nonNull)
                .findFirst()
                .map(DraftJson::draft);
    }

    /** Within the transaction that has changed the draft, which keeps others out. @param before the draft as it stood */
    public void add(long draftId, Draft before, List<Integer> origins, String words, String by) {
        Integer made = jdbc.queryForObject(MADE, Integer.class, draftId);
        int number = made == null ? 1 : made + 1;
        jdbc.update(
                ADD,
                draftId,
                number,
                DraftJson.write(before),
                origins.stream().map(String::valueOf).collect(Collectors.joining(",")),
                Sql.cut(words, 2000),
                Sql.cut(by, 200),
                Sql.at(clock.instant()));
        jdbc.update(FORGET, draftId, number - KEPT);
    }

    /** Marks it as taken back; false when it was already. */
    public boolean undo(long draftId, int number) {
        return jdbc.update(UNDO, Sql.at(clock.instant()), draftId, number) == 1;
    }

    private static StoredEdit row(ResultSet rows, int n) throws SQLException {
        String origins = rows.getString("origins");
        return new StoredEdit(
                rows.getInt("number"),
                origins.isEmpty()
                        ? List.of()
                        : Arrays.stream(origins.split(","))
                                .map(Integer::valueOf)
                                .toList(),
                rows.getString("words"),
                rows.getString("edited_by"),
                Sql.instant(rows, "edited_at"),
                rows.getBoolean("kept"));
    }
}
