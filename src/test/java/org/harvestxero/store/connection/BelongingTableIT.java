package org.harvestxero.store.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.harvestxero.store.BothDatabases;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.connection.BelongingTable.Closed;
import org.harvestxero.store.connection.BelongingTable.Party;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

class BelongingTableIT extends BothDatabases {
    private static final Instant THEN = Instant.parse("2026-11-02T09:00:00Z");

    /** Whoever adds a table decides here what becomes of its rows when a connection begins anew. */
    @ParameterizedTest
    @EnumSource
    void everyTableOfAConnectionIsEitherClosedOrStays(Database database) {
        List<String> tables = new JdbcTemplate(on(database).dataSource())
                .queryForList(
                        "select table_name from information_schema.columns where column_name = 'connection'"
                                + " and table_schema = current_schema",
                        String.class);

        assertThat(tables)
                .as("tables of a connection; say in Belongings what becomes of a new one when it begins anew")
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(BelongingTable.COPYING, BelongingTable.BILLING, BelongingTable.STAYING)
                                .flatMap(List::stream)
                                .toList());
    }

    @ParameterizedTest
    @EnumSource
    void draftsThatWereOnTheirWayGoOutAgainAndThoseXeroTookDoNot(Database database) {
        ConnectionStore store = fresh(database);
        String here = store.connection();
        JdbcTemplate jdbc = new JdbcTemplate(store.dataSource());
        store.belongings().add(new Party("harvest", "1", null, null, THEN));
        store.belongings().add(new Party("xero", null, "org-a", "Acme Ltd", THEN));
        jdbc.update("""
                insert into billing_run (connection, client_id, client_name, period, period_start, period_end, mode, correction,
                agreement_hash, currency, billed, tie_out, notices, actor, run_at) values (?, 5, 'Acme', '2026-10', date '2026-10-01',
                date '2026-10-31', 'live', 0, 'v1', 'USD', 1, '{}', '[]', 'process', current_timestamp)""", here);
        for (String key : List.of("taken", "planned", "sent")) {
            jdbc.update("""
                insert into draft_invoice (connection, run_id, client_id, draft_key, state, version, step, issue_date, due_date, currency,
                subtotal, agreement_hash, created_at) select connection, id, 5, ?, ?, 0, 0, date '2026-11-01',
                date '2026-11-30', 'USD', 1, 'v1', current_timestamp from billing_run where connection = ?""", key, key.equals("sent") ? "sent" : "planned", here);
        }
        jdbc.update("""
                insert into link (connection, kind, source_id, target_id, agrees, origin, linked_at)
                select connection, 'invoice', -id, 'x-1', true, 'created', current_timestamp from draft_invoice
                where connection = ? and draft_key = 'taken'""", here);
        jdbc.update("""
                insert into delivery (connection, draft_id, step, state, attempts, next_attempt_at, changed_at)
                select connection, id, 'mail', 'waiting', 0, current_timestamp, current_timestamp from draft_invoice
                where connection = ? and draft_key = 'sent'""", here);

        Closed closed = store.belongings().close(false, "Ada", THEN);

        assertThat(closed).isEqualTo(new Closed(here + "~1", 1, 0));
        assertThat(jdbc.queryForList(
                        "select draft_key || ' ' || state from draft_invoice where connection = ? order by draft_key",
                        String.class,
                        here))
                .containsExactly("planned mirrored", "sent sent", "taken sent");
        assertThat(jdbc.queryForList("select state from delivery where connection = ?", String.class, here))
                .containsExactly("given-up");
        assertThat(store.belongings().standing().links()).isZero();
        assertThat(on(database)
                        .forConnection(here + "~1")
                        .belongings()
                        .standing()
                        .links())
                .isEqualTo(1);
        assertThat(store.belongings().find(BelongingTable.XERO)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anotherHarvestAccountClosesWhatWasBilledToo(Database database) {
        ConnectionStore store = fresh(database);
        String here = store.connection();
        JdbcTemplate jdbc = new JdbcTemplate(store.dataSource());
        store.belongings().add(new Party("harvest", "1", null, null, THEN));
        jdbc.update("""
                insert into agreement_version (connection, hash, file, client, content, first_seen_at)
                values (?, 'h', 'acme.yaml', 'Acme', '{}', current_timestamp)""", here);

        store.belongings().close(true, "Ada", THEN);
        store.belongings().add(new Party("harvest", "2", null, null, THEN));
        Closed second = store.belongings().close(true, "Ada", THEN);

        assertThat(second.name()).isEqualTo(here + "~2");
        assertThat(jdbc.queryForList(
                        "select connection from agreement_version where connection like ?", String.class, here + "%"))
                .containsExactly(here + "~1");
    }
}
