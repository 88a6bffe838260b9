package org.harvestxero.store.billing;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harvestxero.billing.Money;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code correction}: how much invoices of later periods come to more or less, since an earlier period was billed anew. */
public final class CorrectionTable {
    private static final String COLUMNS = """
            c.id, c.client_id, c.run_id, c.period, c.period_start, r.period_end, c.draft_key, c.rule, c.amount, c.currency, c.words,
            c.because, c.later, c.made_at, c.closed_at, c.used_by, c.used_on, c.gives_back
            """;
    private static final String SELECT =
            "select " + COLUMNS + " from correction c join billing_run r on r.id = c.run_id where c.connection = ?";

    private static final String BILLED = """
             exists (select 1 from draft_invoice d join billing_run u on u.id = d.run_id
            where d.run_id = c.used_by and d.draft_key = c.used_on and d.state not in ('rejected', 'credited')
            and u.undone_at is null)""";
    /** Billed, but by a run or on a draft that no longer stands: it is open again. */
    private static final String NOT_BILLED = " and (c.used_by is null or not" + BILLED + ")";

    private static final String GIVEN_BACK =
            "exists (select 1 from correction g where g.gives_back = c.id and g.closed_at is null)";
    /** Of an invoice that was refused or taken back nothing is charged; but what balances another that stands is. */
    private static final String STILL_MATTERS = " and (c.gives_back is not null or " + GIVEN_BACK + """
             or not exists (select 1 from draft_invoice x where x.run_id = c.run_id and x.draft_key = c.draft_key
            and x.state in ('rejected', 'credited')))""";

    private static final String ADD = """
            insert into correction (connection, client_id, run_id, period, period_start, draft_key, rule, amount, currency, words,
            because, later, made_at, gives_back)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String NEWEST = "select max(id) from correction where connection = ? and run_id = ?";
    private static final String OF_RUN = SELECT + " and c.run_id = ? order by c.id";
    private static final String OPEN_OF_RUN = SELECT
            + " and c.run_id = ? and c.closed_at is null and c.gives_back is null" + NOT_BILLED + " order by c.id";
    private static final String CHARGED = SELECT
            + " and c.client_id = ? and c.period = ? and c.closed_at is null and c.gives_back is null and" + BILLED
            + " and not " + GIVEN_BACK + " order by c.id";
    private static final String TO_BILL = SELECT
            + " and c.client_id = ? and c.later = 'next-bill' and c.closed_at is null and c.period_start < ?"
            + NOT_BILLED + STILL_MATTERS + " order by c.period_start, c.id";
    private static final String CLOSE = "update correction set closed_at = ? where id = ? and closed_at is null";
    private static final String USE = "update correction set used_by = ?, used_on = ? where id = ?";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public CorrectionTable(String connection, JdbcTemplate jdbc, Clock clock) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What becomes of a correction. */
    public enum Later {
        /** A person decides. */
        TASK,
        /** The client's next bill charges it. */
        NEXT_BILL;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Later of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** Stores it and gives its id. */
    public long add(NewCorrection made) {
        return add(made, null);
    }

    /** Stores what gives back a correction that another bill charged. */
    public void giveBack(NewCorrection made, StoredCorrection charged) {
        add(made, charged.id());
    }

    private long add(NewCorrection made, @Nullable Long givesBack) {
        jdbc.update(
                ADD,
                connection,
                made.clientId(),
                made.runId(),
                made.period(),
                made.periodStart(),
                made.draftKey(),
                Sql.cut(made.rule(), 200),
                made.amount().amount(),
                made.amount().currency().getCurrencyCode(),
                Sql.cut(made.words(), 2000),
                made.because(),
                made.later().code(),
                Sql.at(clock.instant()),
                givesBack);
        Long id = jdbc.queryForObject(NEWEST, Long.class, connection, made.runId());
        if (id == null) {
            throw new IllegalStateException("A correction of run " + made.runId() + " was not stored");
        }
        return id;
    }

    /** All of a run, also those that are settled. */
    public List<StoredCorrection> ofRun(long runId) {
        return jdbc.query(OF_RUN, CorrectionTable::row, connection, runId);
    }

    /** Those of a run that neither a person nor a bill settled, without what is given back. */
    public List<StoredCorrection> openOfRun(long runId) {
        return jdbc.query(OPEN_OF_RUN, CorrectionTable::row, connection, runId);
    }

    /** The open one of an invoice of a run. */
    public Optional<StoredCorrection> open(long runId, String draftKey) {
        return openOfRun(runId).stream()
                .filter(each -> each.correction().draftKey().equals(draftKey))
                .findFirst();
    }

    /** What bills that stand charged of any run of the period, and nothing gives back. */
    public List<StoredCorrection> charged(long clientId, String period) {
        return jdbc.query(CHARGED, CorrectionTable::row, connection, clientId, period);
    }

    /** What the bill of a period that starts on {@code start} has to charge for earlier ones. */
    public List<StoredCorrection> toBill(long clientId, LocalDate start) {
        return jdbc.query(TO_BILL, CorrectionTable::row, connection, clientId, start);
    }

    public void close(long id) {
        jdbc.update(CLOSE, Sql.at(clock.instant()), id);
    }

    /** The run charges it on its draft of this key. */
    public void use(long id, long runId, String draftKey) {
        jdbc.update(USE, runId, draftKey, id);
    }

    private static StoredCorrection row(ResultSet rows, int n) throws SQLException {
        BigDecimal amount = rows.getBigDecimal("amount");
        return new StoredCorrection(
                rows.getLong("id"),
                new NewCorrection(
                        rows.getLong("client_id"),
                        rows.getLong("run_id"),
                        rows.getString("period"),
                        rows.getObject("period_start", LocalDate.class),
                        rows.getString("draft_key"),
                        rows.getString("rule"),
                        Money.kept(amount, Currency.getInstance(rows.getString("currency"))),
                        rows.getString("words"),
                        rows.getString("because"),
                        Later.of(rows.getString("later"))),
                rows.getObject("period_end", LocalDate.class),
                Sql.instant(rows, "made_at"),
                Sql.instantOrNull(rows, "closed_at"),
                Sql.longOrNull(rows, "used_by"),
                rows.getString("used_on"),
                Sql.longOrNull(rows, "gives_back"));
    }
}
