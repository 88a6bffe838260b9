package org.harvestxero.store.profit;

import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.harvestxero.billing.Named;
import org.harvestxero.profit.Subject;
import org.harvestxero.store.database.Sql;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Table {@code profit_name}: what clients, projects, tasks and people were called when they were read last. */
public final class ProfitNameTable {
    private static final String RENAME =
            "update profit_name set name = ? where connection = ? and kind = ? and id = ? and name <> ?";
    private static final String ADD =
            "insert into profit_name (connection, kind, id, name) values (?, ?, ?, ?) on conflict do nothing";
    private static final String ALL = "select id, name from profit_name where connection = ? and kind = ?";

    private final String connection;
    private final JdbcTemplate jdbc;

    ProfitNameTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    private enum Kind {
        CLIENT(Subject::client),
        PROJECT(Subject::project),
        TASK(Subject::task),
        PERSON(subject -> subject.person().name());

        private final Function<Subject, Named> part;

        Kind(Function<Subject, Named> part) {
            this.part = part;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Names by Harvest's ids; what has none is called by its id. */
    public record Names(
            Map<Long, String> clients, Map<Long, String> projects, Map<Long, String> tasks, Map<Long, String> people) {
        Subject subject(YearMonth month, long client, long project, long task, long person, String roles) {
            return new Subject(
                    month,
                    named(clients, client),
                    named(projects, project),
                    new Subject.Person(named(people, person), roles),
                    named(tasks, task));
        }

        private static Named named(Map<Long, String> names, long id) {
            return id == 0 ? Subject.NOBODY : new Named(id, names.getOrDefault(id, Long.toString(id)));
        }
    }

    /** Keeps what the parts of these subjects are called. Call it in the transaction that keeps the subjects. */
    public void putAll(Collection<Subject> subjects) {
        for (Kind kind : Kind.values()) {
            Map<Long, String> names = new HashMap<>();
            for (Subject subject : subjects) {
                Named named = kind.part.apply(subject);
                if (named.id() != 0) {
                    names.put(named.id(), named.name());
                }
            }
            put(kind, names);
        }
    }

    private void put(Kind kind, Map<Long, String> names) {
        jdbc.batchUpdate(
                ADD,
                names.entrySet().stream()
                        .map(each ->
                                new Object[] {connection, kind.code(), each.getKey(), Sql.cut(each.getValue(), 500)})
                        .toList());
        jdbc.batchUpdate(
                RENAME,
                names.entrySet().stream()
                        .map(each -> {
                            String name = String.valueOf(Sql.cut(each.getValue(), 500));
                            return new Object[] {name, connection, kind.code(), each.getKey(), name};
                        })
                        .toList());
    }

    public Names all() {
        return new Names(all(Kind.CLIENT), all(Kind.PROJECT), all(Kind.TASK), all(Kind.PERSON));
    }

    private Map<Long, String> all(Kind kind) {
        Map<Long, String> names = new HashMap<>();
        jdbc.query(
                ALL,
                (RowCallbackHandler) rows -> names.put(rows.getLong("id"), rows.getString("name")),
                connection,
                kind.code());
        return names;
    }
}
