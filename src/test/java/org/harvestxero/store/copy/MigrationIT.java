package org.harvestxero.store.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.harvestxero.PostgresServer;
import org.harvestxero.TestClock;
import org.harvestxero.store.BothDatabases;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.Store;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tables that an earlier version filled keep what they hold. */
class MigrationIT {
    private static final String CONTENT = "{\"subject\":\"Grüße 👩‍🚀 € 'quoted' \\\\ \"}";

    @ParameterizedTest
    @EnumSource
    void documentsBecomeBytesAndStayTheSame(BothDatabases.Database database) {
        String url = url(database);
        String user = user(database);
        JdbcTemplate earlier = earlier(url, user, "10");
        earlier.update("""
                insert into source_document (connection, kind, source_id, fingerprint, content, state, recorded_at)
                values ('main', 'invoice', 7, 'f', ?, 'changed', current_timestamp)""", CONTENT);

        try (Store store = Store.open(url, user, "", new TestClock())) {
            assertThat(store.forConnection("main").documents().inState(Kind.INVOICE, DocumentState.CHANGED, 0, 10))
                    .extracting(SourceDocument::content)
                    .containsExactly(CONTENT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatADraftSaysIsKeptBesideIt(BothDatabases.Database database) {
        String url = url(database);
        String user = user(database);
        JdbcTemplate earlier = earlier(url, user, "10");
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

        try (Store store = Store.open(url, user, "", new TestClock())) {
            JdbcTemplate now = new JdbcTemplate(store.dataSource());
            assertThat(now.queryForList(
                            "select d.draft_key || c.content || coalesce(c.original, ' none') from draft_invoice d"
                                    + " join draft_content c on c.draft_id = d.id order by d.draft_key",
                            String.class))
                    .containsExactly(
                            "a{\"words\":\"Grüße\"} none",
                            "b{\"words\":\"now\",\"tracking\":{\"Region\":\"East\"}}{\"words\":\"before\"}");
            assertThat(store.forConnection("main").billing().drafts().queue().useTracking())
                    .isTrue();
            now.update("update draft_invoice set state = 'sent' where draft_key = 'b'");
            assertThat(store.forConnection("main").billing().drafts().queue().useTracking())
                    .isFalse();
        }
    }

    /** Whoever comes from the first release finds its failed copies with their words, its copies with their money, its intents open. */
    @ParameterizedTest
    @EnumSource
    void whatTheFirstReleaseLeftOpenGoesOn(BothDatabases.Database database) {
        String url = url(database);
        String user = user(database);
        JdbcTemplate earlier = earlier(url, user, "12");
        earlier.update("""
                insert into cause (connection, code, subject, sentence, remedy, heals, first_seen_at) values ('main',
                'PAYMENT_EXCEEDS_DUE', 'INV-7', 'The payment of 40.00 is too much.', 'Correct it.', 'BY_PERSON', current_timestamp)""");
        String outbox = """
                insert into outbox (connection, kind, source_id, revision, action, state, group_id, order_key, content, number,
                currency, total, next_attempt_at, created_at, cause_id) values ('main', ?, ?, ?, 'create', ?, 7, ?, ?, 'INV-7',
                'GBP', 40.00, current_timestamp, current_timestamp, ?)""";
        byte[] content = "{}".getBytes(StandardCharsets.UTF_8);
        Long cause = earlier.queryForObject("select id from cause", Long.class);
        earlier.update(outbox, "payment", 11, "create:a", "failed", "1", content, cause);
        earlier.update(outbox, "invoice", 8, "create:b", "waiting", "0", content, null);
        earlier.update(outbox, "invoice", 9, "balance:-5.00", "failed", "0", content, cause);
        String document = """
                insert into source_document (connection, kind, source_id, parent_id, amount, due_amount, fingerprint, content, state,
                recorded_at) values ('main', ?, ?, ?, ?, ?, 'f', ?, 'planned', current_timestamp)""";
        earlier.update(document, "invoice", 7, 5, new BigDecimal("100.00"), BigDecimal.ZERO, content);
        earlier.update(document, "payment", 10, 7, new BigDecimal("60.00"), null, content);
        earlier.update(document, "invoice", 9, 5, new BigDecimal("10.00"), new BigDecimal("-5.00"), content);
        String link = """
                insert into link (connection, kind, source_id, target_id, target_status, total, agrees, origin, linked_at)
                values ('main', ?, ?, ?, 'AUTHORISED', ?, true, 'created', current_timestamp)""";
        earlier.update(link, "invoice", 7, "i-7", new BigDecimal("100.00"));
        earlier.update(link, "payment", 10, "p-10", null);

        try (Store store = Store.open(url, user, "", new TestClock())) {
            ConnectionStore main = store.forConnection("main");
            assertThat(main.lists().failed().failed().next())
                    .extracting(FailedRow::number, FailedRow::sentence, FailedRow::remedy, FailedRow::total)
                    .contains(tuple(
                            "INV-7", "The payment of 40.00 is too much.", "Correct it.", new BigDecimal("40.00")));
            assertThat(main.outboxClaims().claimable(Kind.INVOICE, Action.CREATE, 10))
                    .extracting(OutboxTable.Row::sourceId, OutboxTable.Row::content)
                    .containsExactly(tuple(8L, "{}"));
            assertThat(main.invoiceMoney().money(List.of(7L)).get(7L)).satisfies(money -> {
                assertThat(money.paid())
                        .as("asked for before anything more is posted")
                        .isNull();
                assertThat(money.ours()).isEqualByComparingTo("60");
                assertThat(money.isExplained()).isFalse();
            });
            assertThat(main.invoiceMoney().unexplained()).isEmpty();
            assertThat(main.optionIntents()
                            .want("region\nacme", "Region", "Acme")
                            .state())
                    .isEqualTo(OutboxState.WAITING);
            main.outboxPlanner().supersedeSettledBalances();
            assertThat(main.outbox().openOf(Kind.INVOICE, 9))
                    .as("the reported balance is still that one")
                    .hasSize(1);
        }
    }

    /** One that was refused before it was ever sent, and planned again, waited under its own id. */
    @ParameterizedTest
    @EnumSource
    void aPaymentWaitsWithItsInvoice(BothDatabases.Database database) {
        String url = url(database);
        String user = user(database);
        JdbcTemplate earlier = earlier(url, user, "167");
        String document = """
                insert into source_document (connection, kind, source_id, parent_id, fingerprint, content_id, state, recorded_at)
                values ('main', 'payment', ?, 7, 'f', 1, 'planned', current_timestamp)""";
        String outbox = """
                insert into outbox (connection, kind, source_id, revision, action, state, group_id, order_key, next_attempt_at,
                created_at) values ('main', 'payment', ?, 'create:f', 'create', ?, ?, '0', current_timestamp, current_timestamp)""";
        List.of(11, 12, 13).forEach(payment -> earlier.update(document, payment));
        earlier.update(outbox, 11, "waiting", 11);
        earlier.update(outbox, 12, "waiting", 7);
        earlier.update(outbox, 13, "done", 13);
        earlier.update(outbox, 14, "waiting", 14);

        try (Store store = Store.open(url, user, "", new TestClock())) {
            assertThat(new JdbcTemplate(store.dataSource())
                            .queryForList("select group_id from outbox order by source_id", Long.class))
                    .as("what is done, and what nobody knows the invoice of, stays")
                    .containsExactly(7L, 7L, 13L, 14L);
        }
    }

    /** Documents move to a table of their own, each beside its row, with nothing left behind. */
    @ParameterizedTest
    @EnumSource
    void documentsAreKeptBesideTheirRows(BothDatabases.Database database) {
        String url = url(database);
        String user = user(database);
        JdbcTemplate earlier = earlier(url, user, "33");
        for (long id : List.of(7L, 8L)) {
            earlier.update("""
                    insert into source_document (connection, kind, source_id, fingerprint, content, state, recorded_at)
                    values ('main', 'invoice', ?, 'f' || ?, ?, 'planned', current_timestamp)""", id, id, bytes("shown " + id + CONTENT));
            earlier.update("""
                    insert into link (connection, kind, source_id, target_id, agrees, origin, written, linked_at)
                    values ('main', 'invoice', ?, 'x-' || ?, true, 'created', ?, current_timestamp)""", id, id, id == 7 ? bytes("written " + CONTENT) : null);
        }
        String outbox = """
                insert into outbox (connection, kind, source_id, revision, action, state, group_id, order_key, content, written,
                next_attempt_at, created_at) values ('main', 'invoice', ?, ?, 'update', 'waiting', ?, '0', ?, ?, current_timestamp,
                current_timestamp)""";
        earlier.update(outbox, 7, "edit:a", 7, bytes("patch " + CONTENT), bytes("after " + CONTENT));
        earlier.update(outbox, 8, "edit:b", 8, bytes("alone " + CONTENT), null);

        try (Store store = Store.open(url, user, "", new TestClock())) {
            ConnectionStore main = store.forConnection("main");
            assertThat(main.documents().inState(Kind.INVOICE, DocumentState.PLANNED, 0, 10))
                    .extracting(SourceDocument::content)
                    .containsExactly("shown 7" + CONTENT, "shown 8" + CONTENT);
            assertThat(main.links().find(Kind.INVOICE, 7))
                    .hasValueSatisfying(link -> assertThat(link.written()).isEqualTo("written " + CONTENT));
            assertThat(main.links().find(Kind.INVOICE, 8))
                    .hasValueSatisfying(link -> assertThat(link.written()).isNull());
            assertThat(main.outboxClaims().claimable(Kind.INVOICE, Action.UPDATE, 10))
                    .extracting(OutboxTable.Row::content, OutboxTable.Row::written)
                    .containsExactly(tuple("patch " + CONTENT, "after " + CONTENT), tuple("alone " + CONTENT, null));
            assertThat(new JdbcTemplate(store.dataSource())
                            .queryForObject("select count(*) from document_text", Long.class))
                    .isEqualTo(6);
            main.outboxPlanner().plan(DocumentTextTableIT.invoice(9, "create:new", "after the move"));
            assertThat(main.outbox().openOf(Kind.INVOICE, 9))
                    .as("whoever writes goes on with ids of its own")
                    .extracting(OutboxTable.Row::content)
                    .containsExactly("after the move");
        }
    }

    /** H2 commits at each change of a table: whoever was killed there starts again from wherever it was. */
    @Test
    void aMoveOfDocumentsThatWasKilledAnywhereIsFinishedByTheNextStart() throws Exception {
        List<String> steps = steps("V034__document_text.sql");
        for (int done = 0; done <= steps.size(); done++) {
            String url = url(BothDatabases.Database.H2);
            JdbcTemplate earlier = earlier(url, "sa", "33");
            earlier.update("""
                    insert into source_document (connection, kind, source_id, fingerprint, content, state, recorded_at)
                    values ('main', 'invoice', 7, 'f', ?, 'planned', current_timestamp)""", bytes("shown"));
            earlier.update("""
                    insert into link (connection, kind, source_id, target_id, agrees, origin, written, linked_at)
                    values ('main', 'invoice', 7, 'x-7', true, 'created', ?, current_timestamp)""", bytes("linked"));
            earlier.update("""
                    insert into outbox (connection, kind, source_id, revision, action, state, group_id, order_key, content, written,
                    next_attempt_at, created_at) values ('main', 'invoice', 7, 'edit:a', 'update', 'waiting', 7, '0', ?, ?,
                    current_timestamp, current_timestamp)""", bytes("patch"), bytes("after"));
            steps.subList(0, done).forEach(earlier::execute);

            try (Store store = Store.open(url, "sa", "", new TestClock())) {
                String reached = "killed after " + done + " of " + steps.size();
                ConnectionStore main = store.forConnection("main");
                assertThat(main.documents().inState(Kind.INVOICE, DocumentState.PLANNED, 0, 10))
                        .as(reached)
                        .extracting(SourceDocument::content)
                        .containsExactly("shown");
                assertThat(main.links().find(Kind.INVOICE, 7))
                        .as(reached)
                        .hasValueSatisfying(link -> assertThat(link.written()).isEqualTo("linked"));
                assertThat(main.outboxClaims().claimable(Kind.INVOICE, Action.UPDATE, 10))
                        .as(reached)
                        .extracting(OutboxTable.Row::content, OutboxTable.Row::written)
                        .containsExactly(tuple("patch", "after"));
                assertThat(new JdbcTemplate(store.dataSource())
                                .queryForObject("select count(*) from document_text", Long.class))
                        .as(reached)
                        .isEqualTo(4);
                main.outboxPlanner().plan(DocumentTextTableIT.invoice(9, "create:new", "after the move"));
            }
        }
    }

    @Test
    void columnsOfOpenMattersThatWereBegunAreFinishedByTheNextStart() throws Exception {
        List<String> steps = steps("V037__open_matters.sql");
        for (int done = 0; done <= steps.size(); done++) {
            String url = url(BothDatabases.Database.H2);
            JdbcTemplate earlier = earlier(url, "sa", "34");
            steps.subList(0, done).forEach(earlier::execute);

            try (Store store = Store.open(url, "sa", "", new TestClock())) {
                assertThat(store.forConnection("main").pendingDocuments().paymentsToRead(0, 10))
                        .as("killed after " + done + " of " + steps.size())
                        .isEmpty();
            }
        }
    }

    /** The statements that H2 carries out of a migration. */
    private static List<String> steps(String file) throws IOException {
        try (InputStream script = MigrationIT.class.getResourceAsStream("/db/migration/" + file)) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("(?m)^(--|\\$\\{postgres}).*$", "");
            for (var word : Store.H2_WORDS.entrySet()) {
                text = text.replace("${" + word.getKey() + "}", word.getValue());
            }
            return Stream.of(text.split(";"))
                    .map(String::strip)
                    .filter(step -> !step.isEmpty())
                    .toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
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

    /** The database as an earlier version of the tables left it. */
    private static JdbcTemplate earlier(String url, String user, String version) {
        Flyway earlier = Flyway.configure()
                .dataSource(url, user, "")
                .locations("classpath:db/migration")
                .placeholders(url.startsWith("jdbc:h2:") ? Store.H2_WORDS : Store.POSTGRES_WORDS)
                .target(version)
                .load();
        earlier.migrate();
        return new JdbcTemplate(earlier.getConfiguration().getDataSource());
    }
}
