package org.harvestxero.store.overdue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Table {@code overdue_step}: what was done about an invoice, each step once. */
public final class OverdueStepTable {
    private static final String ADD = """
            insert into overdue_step (connection, target_id, step, state, deed, mail_id, at) values (?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";
    private static final String DONE = """
            select s.target_id, s.step from overdue_step s join receivable r on r.connection = s.connection and r.target_id = s.target_id
            where s.connection = ? and r.status = 'AUTHORISED' and r.due > 0""";
    private static final String OF_INVOICE = """
            select step, state, deed, mail_id, at from overdue_step where connection = ? and target_id = ? order by at, step""";
    private static final String OF_INVOICES = """
            select s.target_id, s.step, s.state, s.deed, s.mail_id, s.at from unnest(?) asked(id)
            join overdue_step s on s.connection = ? and s.target_id = asked.id order by s.at, s.step""";
    private static final String UNDO = "delete from overdue_step where connection = ? and mail_id = ?";
    private static final String OF_MAIL = "select target_id from overdue_step where connection = ? and mail_id = ?";
    private static final String STOPPED = """
            select s.target_id, s.at from overdue_step s join receivable r on r.connection = s.connection and r.target_id = s.target_id
            where s.connection = ? and s.deed = 'stop work' and s.state = 'taken' and r.status = 'AUTHORISED' and r.due > 0
            order by s.at, s.target_id""";
    private static final String RELEASE_STOP = """
            update overdue_step set state = 'released' where connection = ? and target_id = ? and deed = 'stop work' and state = 'taken'""";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    OverdueStepTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What became of a step: it was taken, or passed over for good. */
    public enum State {
        TAKEN,
        PASSED;

        String code() {
            return this == TAKEN ? "taken" : "passed";
        }
    }

    /** @param deed as the plan words it */
    public record Entry(String invoice, String step, String deed) {}

    /** Whether it was done before is a matter of the table's key: returns how many are new. */
    public int add(List<Entry> steps, State state, @Nullable Long mail) {
        int added = 0;
        for (Entry step : steps) {
            added += jdbc.update(
                    ADD,
                    connection,
                    step.invoice(),
                    Sql.cut(step.step(), 300),
                    state.code(),
                    step.deed(),
                    mail,
                    Sql.at(clock.instant()));
        }
        return added;
    }

    /** Names of the steps that are done, by invoice, of those that are open. */
    public Map<String, Set<String>> done() {
        return jdbc
                .query(DONE, (rows, n) -> Map.entry(rows.getString("target_id"), rows.getString("step")), connection)
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toSet())));
    }

    /** @param state taken, passed or released */
    public record Done(
            String step,
            String state,
            String deed,
            @Nullable Long mail,
            Instant at) {}

    public List<Done> ofInvoice(String invoice) {
        return jdbc.query(OF_INVOICE, (rows, n) -> done(rows), connection, invoice);
    }

    /** The same of many at once, by Xero's ids; nothing for those about which nothing was done. */
    public Map<String, List<Done>> ofInvoices(Collection<String> invoices) {
        Map<String, List<Done>> done = new HashMap<>();
        jdbc.query(
                OF_INVOICES,
                (RowCallbackHandler)
                        rows -> done.computeIfAbsent(rows.getString("target_id"), first -> new ArrayList<>())
                                .add(done(rows)),
                Sql.texts(invoices),
                connection);
        return done;
    }

    private static Done done(ResultSet rows) throws SQLException {
        return new Done(
                rows.getString("step"),
                rows.getString("state"),
                rows.getString("deed"),
                Sql.longOrNull(rows, "mail_id"),
                Sql.instant(rows, "at"));
    }

    /** The mail did not go: its steps are due again. */
    public void undo(long mail) {
        jdbc.update(UNDO, connection, mail);
    }

    public List<String> ofMail(long mail) {
        return jdbc.queryForList(OF_MAIL, String.class, connection, mail);
    }

    /** @param since when the client was put on the list */
    public record Stopped(String invoice, Instant since) {}

    /** The open invoices that put their clients on the stop-work list. */
    public List<Stopped> stopped() {
        return jdbc.query(
                STOPPED, (rows, n) -> new Stopped(rows.getString("target_id"), Sql.instant(rows, "at")), connection);
    }

    /** Takes the invoice off the stop-work list; whether it stood there. */
    public boolean releaseStop(String invoice) {
        return jdbc.update(RELEASE_STOP, connection, invoice) > 0;
    }
}
