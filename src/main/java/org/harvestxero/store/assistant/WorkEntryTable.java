package org.harvestxero.store.assistant;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.harvestxero.billing.Named;
import org.harvestxero.store.billing.EntryState;
import org.harvestxero.store.database.Sql;
import org.harvestxero.store.database.Stretch;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code work_entry}: what tracked work is searched by. Each list follows an index, so that it costs the rows it gives. */
public final class WorkEntryTable {
    private static final String SELECT = """
            select w.place, w.spent_on, w.client_id, w.client, w.project_id, w.project, w.task, w.person_id, w.person, w.hours,
            w.currency, w.notes, s.state, s.settled, s.reason, s.words, s.worth from work_entry w
            left join entry_state s on s.source_id = w.place / 2 and s.connection = w.connection
            and s.kind = case when mod(w.place, 2) = 1 then 'expense' else 'time-entry' end
            where w.connection = ?""";
    private static final String DAYS =
            " and w.spent_on >= ? and w.spent_on <= ? and (w.spent_on < ? or w.place < ?) order by w.connection desc, ";
    private static final String LATEST = "w.spent_on desc, w.place desc limit ?";
    private static final String BY_DAY = SELECT + DAYS + LATEST;
    private static final String OF_CLIENT = SELECT + " and w.client_id = ?" + DAYS + "w.client_id desc, " + LATEST;
    private static final String OF_PROJECT = SELECT + " and w.project_id = ?" + DAYS + "w.project_id desc, " + LATEST;
    private static final String OF_PERSON = SELECT + " and w.person_id = ?" + DAYS + "w.person_id desc, " + LATEST;
    private static final String FORGET = "delete from work_entry where connection = ? and place = ?";
    private static final String ADD = """
            insert into work_entry (connection, place, spent_on, client_id, client, project_id, project, task, person_id, person, hours,
            currency, notes) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String RUNS =
            "select id from billing_run where connection = ? and id > ? and mode <> 'trial' order by id limit ?";

    private final String connection;
    private final JdbcTemplate jdbc;

    WorkEntryTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** @param standing null where nothing is known of what became of it */
    public record Row(long place, WorkEntry entry, @Nullable Standing standing) {}

    /** @param settled hours @param worth unrounded */
    public record Standing(
            EntryState.State state,
            BigDecimal settled,
            @Nullable String reason,
            @Nullable String words,
            BigDecimal worth) {}

    /** In place of what was kept of them. */
    public void putAll(Collection<WorkEntry> entries) {
        jdbc.batchUpdate(
                FORGET,
                entries.stream()
                        .map(entry -> new Object[] {connection, WorkEntry.place(entry.work())})
                        .toList());
        jdbc.batchUpdate(ADD, entries.stream().map(this::values).toList());
    }

    private @Nullable Object[] values(WorkEntry entry) {
        WorkEntry.Names names = entry.names();
        return new @Nullable Object[] {
            connection,
            WorkEntry.place(entry.work()),
            entry.day(),
            names.client().id(),
            Sql.cut(names.client().name(), 300),
            names.project().id(),
            Sql.cut(names.project().name(), 300),
            Sql.cut(names.task(), 300),
            names.person().id(),
            Sql.cut(names.person().name(), 300),
            entry.hours(),
            entry.currency(),
            Sql.cut(entry.notes(), 1000)
        };
    }

    /** The latest first. */
    public List<Row> byDay(Stretch days, int most) {
        return jdbc.query(
                BY_DAY, WorkEntryTable::row, connection, days.from(), days.to(), days.to(), days.before(), most);
    }

    public List<Row> ofClient(long client, Stretch days, int most) {
        return of(OF_CLIENT, client, days, most);
    }

    public List<Row> ofProject(long project, Stretch days, int most) {
        return of(OF_PROJECT, project, days, most);
    }

    public List<Row> ofPerson(long person, Stretch days, int most) {
        return of(OF_PERSON, person, days, most);
    }

    private List<Row> of(String sql, long id, Stretch days, int most) {
        return jdbc.query(
                sql, WorkEntryTable::row, connection, id, days.from(), days.to(), days.to(), days.before(), most);
    }

    /** Runs that are not made to be looked at on the side, in their order. @param after only later ones */
    public List<Long> runs(long after, int most) {
        return jdbc.queryForList(RUNS, Long.class, connection, after, most);
    }

    private static Row row(ResultSet rows, int n) throws SQLException {
        long place = rows.getLong("place");
        String state = rows.getString("state");
        return new Row(
                place,
                new WorkEntry(
                        WorkEntry.at(place),
                        rows.getObject("spent_on", LocalDate.class),
                        new WorkEntry.Names(
                                new Named(rows.getLong("client_id"), rows.getString("client")),
                                new Named(rows.getLong("project_id"), rows.getString("project")),
                                rows.getString("task"),
                                new Named(rows.getLong("person_id"), rows.getString("person"))),
                        rows.getBigDecimal("hours"),
                        rows.getString("currency"),
                        rows.getString("notes")),
                state == null
                        ? null
                        : new Standing(
                                EntryState.State.of(state),
                                rows.getBigDecimal("settled"),
                                rows.getString("reason"),
                                rows.getString("words"),
                                rows.getBigDecimal("worth")));
    }
}
