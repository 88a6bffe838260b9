package org.harvestxero.store.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.harvestxero.store.BothDatabases;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.AgreementTextTable.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

class AgreementTextTableIT extends BothDatabases {
    @ParameterizedTest
    @EnumSource
    void textsOfAFileComeLatestFirstAndPageByPage(Database database) {
        AgreementTextTable texts = fresh(database).billing().agreementTexts();
        texts.add("other.yaml", "x", "s", "Ada", "other");
        for (int i = 1; i <= 3; i++) {
            texts.add("acme.yaml", "client: Acme # " + i + "\r\n", "sign" + i, "Ada", "reason " + i);
        }

        List<Text> first = texts.ofFile("acme.yaml", Long.MAX_VALUE, 2);
        List<Text> rest = texts.ofFile("acme.yaml", first.get(1).id(), 2);

        assertThat(first).extracting(Text::reason).containsExactly("reason 3", "reason 2");
        assertThat(rest).extracting(Text::content).containsExactly("client: Acme # 1\r\n");
        assertThat(texts.find("acme.yaml", first.get(0).id())).contains(first.get(0));
        assertThat(texts.find("other.yaml", first.get(0).id())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void periodsOfClientsComeWithTheirDraftsAndWithoutWhatWasUndone(Database database) {
        ConnectionStore store = fresh(database);
        JdbcTemplate jdbc = new JdbcTemplate(store.dataSource());
        for (String run : new String[] {
            "5, '2026-10', date '2026-10-01', date '2026-10-31', 'live', null",
            "5, '2026-09', date '2026-09-01', date '2026-09-30', 'live', current_timestamp",
            "5, '2026-08', date '2026-08-01', date '2026-08-31', 'trial', null",
            "6, '2026-10', date '2026-10-01', date '2026-10-31', 'shadow', null",
            "7, '2026-10', date '2026-10-01', date '2026-10-31', 'live', null"
        }) {
            jdbc.update("""
                    insert into billing_run (client_id, period, period_start, period_end, mode, undone_at, connection, client_name,
                    correction, agreement_hash, currency, billed, tie_out, notices, actor, run_at) values (""" + run + """
                    , ?, 'Acme', 0, 'v1', 'USD', 1, '{}', '[]', 'process', current_timestamp)""", store.connection());
        }
        jdbc.update("""
                insert into draft_invoice (connection, run_id, client_id, draft_key, state, version, step, issue_date, due_date, currency,
                subtotal, agreement_hash, created_at) select connection, id, client_id, '', 'planned', 0, 0, date '2026-11-01',
                date '2026-11-30', 'USD', 12.5, 'v1', current_timestamp from billing_run where client_id = 5 and period = '2026-10'
                and connection = ?""", store.connection());

        List<BilledPeriods.Row> rows = store.billing()
                .billedPeriods()
                .ofClients(List.of(5L, 6L), LocalDate.parse("2026-08-01"), LocalDate.parse("2026-10-31"));

        assertThat(rows).extracting(BilledPeriods.Row::clientId).containsExactly(5L, 6L);
        assertThat(rows.get(0).draft()).isNotNull().satisfies(draft -> {
            assertThat(draft.subtotal()).isEqualByComparingTo("12.5");
            assertThat(draft.state()).isEqualTo(DraftState.PLANNED);
            assertThat(draft.refused()).isNull();
        });
        assertThat(rows.get(1).draft()).isNull();
        assertThat(rows.get(1).mode()).isEqualTo(BillingMode.SHADOW);
        assertThat(store.billing()
                        .billedPeriods()
                        .ofClients(List.of(), LocalDate.parse("2026-08-01"), LocalDate.parse("2026-10-31")))
                .isEmpty();
    }
}
