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
        String url = database == BothDatabases.Database.POSTGRES
                ? PostgresServer.newDatabase()
                : "jdbc:h2:mem:" + UUID.randomUUID()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1";
        String user = database == BothDatabases.Database.POSTGRES ? "postgres" : "sa";
        Flyway earlier = Flyway.configure()
                .dataSource(url, user, "")
                .locations("classpath:db/migration")
                .placeholderReplacement(false)
                .target("10")
                .load();
        earlier.migrate();
        new JdbcTemplate(earlier.getConfiguration().getDataSource()).update("""
                insert into source_document (connection, kind, source_id, fingerprint, content, state, recorded_at)
                values ('main', 'invoice', 7, 'f', ?, 'changed', current_timestamp)""", CONTENT);

        try (Ledger ledger = Ledger.open(url, user, "", new TestClock())) {
            assertThat(ledger.documents().inState("main", Kind.INVOICE, "changed", 0, 10))
                    .extracting(SourceDocument::content)
                    .containsExactly(CONTENT);
        }
    }
}
