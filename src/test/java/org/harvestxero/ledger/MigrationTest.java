package org.harvestxero.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.harvestxero.PostgresServer;
import org.harvestxero.TestClock;
import org.harvestxero.ledger.SourceDocuments.SourceDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tables that an earlier version filled keep what they hold. */
class MigrationTest {
    private static final String CONTENT = "{\"subject\":\"Grüße 👩‍🚀 € 'quoted' \\\\ \"}";

    @ParameterizedTest
    @EnumSource
    void documentsBecomeBytesAndStayTheSame(BothDatabases.Database database) {
        String url = url(database);
        String user = user(database);
        JdbcTemplate earlier = earlier(url, user);
        earlier.update("""
                insert into source_document (connection, kind, source_id, fingerprint, content, state, recorded_at)
                values ('main', 'invoice', 7, 'f', ?, 'changed', current_timestamp)""", CONTENT);

        try (Ledger ledger = Ledger.open(url, user, "", new TestClock())) {
            assertThat(ledger.documents().inState("main", Kind.INVOICE, "changed", 0, 10))
                    .extracting(SourceDocument::content)
                    .containsExactly(CONTENT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatADraftSaysIsKeptBesideIt(BothDatabases.Database database) {
        String url = url(database);
        String user = user(database);
        JdbcTemplate earlier = earlier(url, user);
        earlier.update("""
                insert into billing_run (connection, client_id, client_name, period, period_start, period_end, mode, correction,
                agreement_hash, currency, billed, tie_out, notices, actor, run_at) values ('main', 5, 'Acme', '2026-10', date '2026-10-01',
                date '2026-10-31', 'live', 0, 'v1', 'USD', 1, '{}', '[]', 'process', current_timestamp)""");
        String add = """
                insert into draft_invoice (connection, run_id, client_id, draft_key, state, version, step, issue_date, due_date, currency,
                subtotal, content, original, agreement_hash, created_at) select 'main', id, 5, ?, 'review', 0, 0, date '2026-11-01',
                date '2026-11-30', 'USD', 1, ?, ?, 'v1', current_timestamp from billing_run""";
        earlier.update(add, "a", "{\"words\":\"Grüße\"}", null);
        earlier.update(add, "b", "{\"words\":\"now\",\"tracking\":{\"Region\":\"East\"}}", "{\"words\":\"before\"}");

        try (Ledger ledger = Ledger.open(url, user, "", new TestClock())) {
            JdbcTemplate now = new JdbcTemplate(ledger.dataSource());
            assertThat(now.queryForList(
                            "select d.draft_key || c.content || coalesce(c.original, ' none') from draft_invoice d"
                                    + " join draft_content c on c.draft_id = d.id order by d.draft_key",
                            String.class))
                    .containsExactly(
                            "a{\"words\":\"Grüße\"} none",
                            "b{\"words\":\"now\",\"tracking\":{\"Region\":\"East\"}}{\"words\":\"before\"}");
            assertThat(ledger.drafts().useTracking("main")).isTrue();
            now.update("update draft_invoice set state = 'sent' where draft_key = 'b'");
            assertThat(ledger.drafts().useTracking("main")).isFalse();
        }
    }

    private static String url(BothDatabases.Database database) {
        return database == BothDatabases.Database.POSTGRES
                ? PostgresServer.newDatabase()
                : "jdbc:h2:mem:" + UUID.randomUUID()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1";
    }

    private static String user(BothDatabases.Database database) {
        return database == BothDatabases.Database.POSTGRES ? "postgres" : "sa";
    }

    /** The database as version 10 of the tables left it. */
    private static JdbcTemplate earlier(String url, String user) {
        Flyway earlier = Flyway.configure()
                .dataSource(url, user, "")
                .locations("classpath:db/migration")
                .placeholderReplacement(false)
                .target("10")
                .load();
        earlier.migrate();
        return new JdbcTemplate(earlier.getConfiguration().getDataSource());
    }
}
