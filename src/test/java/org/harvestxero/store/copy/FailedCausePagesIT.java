package org.harvestxero.store.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.harvestxero.store.BothDatabases;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.FailedCausePages.Cause;
import org.harvestxero.store.copy.FailedCausePages.Wanted;
import org.harvestxero.store.database.Sql;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What stands failed, by its cause, a page at a time: the same on both databases, and by the index that is there for it. */
class FailedCausePagesIT extends BothDatabases {
    private static final int MANY = 10_000;
    private static final String ADD = """
            insert into outbox (connection, kind, source_id, revision, action, state, group_id, order_key, next_attempt_at, cause_id,
            number, sentence, first_failed_at, last_failed_at, created_at, depends_kind, depends_id)
            values (?, ?, ?, 'create', 'create', ?, ?, '0', ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private JdbcTemplate jdbc(Database database) {
        return new JdbcTemplate(on(database).dataSource());
    }

    private long cause(Database database, ConnectionStore store, String code, String heals, String subject) {
        jdbc(database)
                .update(
                        "insert into cause (connection, code, subject, sentence, remedy, heals, first_seen_at) values (?, ?, ?, ?, ?, ?, ?)",
                        store.connection(),
                        code,
                        subject,
                        subject + " is wrong.",
                        "Do it.",
                        heals,
                        now());
        return jdbc(database)
                .queryForObject(
                        "select id from cause where connection = ? and subject = ?",
                        Long.class,
                        store.connection(),
                        subject);
    }

    private OffsetDateTime now() {
        return Sql.at(clock.instant());
    }

    private Object[] row(ConnectionStore store, String kind, long id, String state, Long cause, Long contact) {
        OffsetDateTime failed = now();
        return new Object[] {
            store.connection(),
            kind,
            id,
            state,
            id,
            failed,
            cause,
            "INV-" + id,
            null,
            failed,
            failed,
            failed,
            contact == null ? null : "contact",
            contact
        };
    }

    private void client(ConnectionStore store, long id, String name) {
        store.documents()
                .record(
                        new SourceDocumentTable.Shown(
                                Kind.CLIENT, id, null, name, null, null, null, clock.instant(), "f", "{}"),
                        clock.instant());
    }

    private ConnectionStore filled(Database database) {
        ConnectionStore store = fresh(database);
        long account = cause(database, store, "ACCOUNT_ARCHIVED", "BY_SETTINGS", "200");
        long total = cause(database, store, "TOTAL_DIFFERS", "BY_PERSON", "INV-x");
        long clash = cause(database, store, "CLIENT_NAME_CLASH", "BY_PERSON", "Acme");
        List<Object[]> rows = new ArrayList<>();
        IntStream.rangeClosed(1, MANY).forEach(id -> rows.add(row(store, "invoice", id, "failed", account, null)));
        rows.add(row(store, "payment", 20_001, "failed", total, null));
        rows.add(row(store, "contact", 7, "failed", clash, null));
        rows.add(row(store, "invoice", 30_001, "waiting", null, 7L));
        rows.add(row(store, "invoice", 30_002, "waiting", null, 7L));
        rows.add(row(store, "invoice", 30_003, "done", null, null));
        jdbc(database).batchUpdate(ADD, rows);
        client(store, 7, "Acme_50% Ltd");
        client(store, 8, "Sample Bakery");
        return store;
    }

    private static List<String> shown(List<Cause> causes) {
        return causes.stream()
                .map(cause -> cause.code() + " " + cause.documents())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void causesComeByHowMuchTheyKeepBackAndDocumentsPageByPage(Database database) {
        ConnectionStore store = filled(database);
        FailedCausePages pages = store.lists().causes();

        List<Cause> first = pages.causes(Wanted.ALL, Long.MAX_VALUE, 0, 2);
        assertThat(shown(first)).containsExactly("ACCOUNT_ARCHIVED 10000", "CLIENT_NAME_CLASH 2");
        Cause last = first.get(1);
        assertThat(shown(pages.causes(Wanted.ALL, last.documents(), last.id(), 2)))
                .containsExactly("TOTAL_DIFFERS 1");
        assertThat(pages.count(Wanted.ALL)).isEqualTo(MANY + 3);
        assertThat(pages.count(Wanted.ALL, first.get(0).id())).isEqualTo(MANY);

        List<Long> seen = new ArrayList<>();
        long after = 0;
        List<FailedRow> page;
        do {
            page = pages.of(first.get(0).id(), Wanted.ALL, after, 500);
            page.forEach(row -> seen.add(row.sourceId()));
            after = page.isEmpty() ? after : page.get(page.size() - 1).id();
        } while (!page.isEmpty());
        assertThat(seen).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(pages.of(last.id(), Wanted.ALL, 0, 9))
                .extracting(FailedRow::sourceId, FailedRow::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(30_001L, "CLIENT_NAME_CLASH"),
                        org.assertj.core.groups.Tuple.tuple(30_002L, "CLIENT_NAME_CLASH"));
        assertThat(pages.idsOf(last.id(), Wanted.ALL, 0, 9)).hasSize(2);
        assertThat(store.lists().failed().failed(pages.idsOf(last.id(), Wanted.ALL, 0, 9)))
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void theyAreFoundByKindCodeSideAgeClientAndText(Database database) {
        ConnectionStore store = filled(database);
        FailedCausePages pages = store.lists().causes();
        List<Kind> all = DocumentPages.failing();

        assertThat(pages.count(new Wanted(List.of(Kind.PAYMENT), "", "", null, "", "")))
                .isEqualTo(1);
        assertThat(pages.count(new Wanted(all, "ACCOUNT_ARCHIVED", "", null, "", "")))
                .isEqualTo(MANY);
        assertThat(shown(pages.causes(new Wanted(all, "", "BY_PERSON", null, "", ""), Long.MAX_VALUE, 0, 9)))
                .containsExactly("CLIENT_NAME_CLASH 2", "TOTAL_DIFFERS 1");
        assertThat(pages.count(new Wanted(all, "", "", clock.instant().minus(Duration.ofDays(1)), "", "")))
                .isZero();
        assertThat(pages.count(new Wanted(all, "", "", clock.instant().plusSeconds(1), "", "")))
                .isEqualTo(MANY + 3);
        assertThat(pages.count(new Wanted(all, "", "", null, "acme_50%", ""))).isEqualTo(2);
        assertThat(pages.count(new Wanted(all, "", "", null, "%", ""))).isEqualTo(2);
        assertThat(pages.count(new Wanted(all, "", "", null, "bakery", ""))).isZero();
        assertThat(pages.count(new Wanted(all, "", "", null, "", "inv-20001"))).isEqualTo(1);
        long cause = pages.causes(Wanted.ALL, Long.MAX_VALUE, 0, 1).get(0).id();
        Wanted number = new Wanted(all, "", "", null, "", "INV-77");
        assertThat(pages.of(cause, number, 0, 200)).hasSize(111);
        assertThat(pages.idsOf(cause, number, 0, 200)).hasSize(111);
        assertThat(pages.count(number, cause)).isEqualTo(111);
    }

    @ParameterizedTest
    @EnumSource
    void anIndexLeadsToWhatStandsFailedAmongMuchThatDoesNot(Database database) {
        ConnectionStore store = filled(database);
        JdbcTemplate jdbc = jdbc(database);
        List<Object[]> done = new ArrayList<>();
        IntStream.rangeClosed(40_000, 60_000).forEach(id -> done.add(row(store, "invoice", id, "done", null, null)));
        jdbc.batchUpdate(ADD, done);
        jdbc.execute("analyze");
        long cause = store.lists()
                .causes()
                .causes(Wanted.ALL, Long.MAX_VALUE, 0, 1)
                .get(0)
                .id();
        String counted = String.join(
                "\n",
                jdbc.queryForList(
                        "explain select failed_cause, count(*) from outbox where connection = ? and failed_cause is not null group by failed_cause",
                        String.class,
                        store.connection()));
        String rows = String.join(
                "\n",
                jdbc.queryForList(
                        "explain select id from outbox where connection = ? and failed_cause = ? and id > ? order by connection, failed_cause, id limit 50",
                        String.class,
                        store.connection(),
                        cause,
                        0));
        // PostgreSQL reads a table this small as a whole, where so much of it failed.
        assertThat(counted).containsIgnoringCase(database == Database.H2 ? "outbox_failed_cause" : "failed_cause");
        // PostgreSQL may as well go by the ids, where every fifth row failed; it neither reads all nor sorts.
        assertThat(rows).containsIgnoringCase(database == Database.H2 ? "outbox_failed_cause" : "Index");
        assertThat(rows).doesNotContain("Seq Scan", "Sort");
    }
}
