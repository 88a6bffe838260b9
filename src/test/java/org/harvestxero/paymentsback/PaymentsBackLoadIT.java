package org.harvestxero.paymentsback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What many payments, and many cycles, cost. */
class PaymentsBackLoadIT extends PaymentsBackScenario {
    private static final int MANY = 60;
    private static final int CYCLES = 100;
    /** Beside payments: invoices, clients and the like are listed, too. */
    private static final int LISTS = 10;

    private List<Long> manyPaid() {
        List<Long> invoices = new ArrayList<>();
        for (int n = 0; n < MANY; n++) {
            invoices.add(open("MANY-" + n));
        }
        scenario.once();
        for (int n = 0; n < MANY; n++) {
            paid("MANY-" + n, n % 2 == 0 ? "1000" : "400", DAY);
        }
        return invoices;
    }

    private long callsToXero() {
        return xero().calls().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Of each payment one call to read and one to record, so that 5,000 take no longer than 10,000 calls do by Harvest's limit. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void eachPaymentCostsTwoCallsToHarvestAndNoneAfterwards(String copied) {
        begin(Map.of("copy.payments", copied));
        List<Long> invoices = manyPaid();
        harvest().clearCalls();
        xero().clearLog();

        scenario.once();

        assertThat(harvest().calls())
                .containsEntry("POST /invoices/{id}/payments", (long) MANY)
                .containsEntry("GET /invoices/{id}/payments", (long) MANY);
        assertThat(harvest().callCount()).isLessThanOrEqualTo(2L * MANY + LISTS);
        assertThat(xero().calls()).containsEntry("GET /Payments", 1L);
        harvest().clearCalls();
        scenario.once();
        scenario.once();

        assertThat(harvest().calls()).doesNotContainKey("GET /invoices/{id}/payments");
        assertThat(harvest().callCount()).isLessThanOrEqualTo(2 * LISTS);
        assertThat(standingInXero()).hasSize(MANY);
        assertThat(invoices).allSatisfy(each -> assertThat(payments(each)).hasSize(1));
    }

    @Test
    void whatAPersonEntersBesideIsCopiedAllTheSame() {
        begin();
        paid("400");
        entered("250", DAY.minusDays(30));
        scenario.once();
        scenario.once();
        entered("100", DAY.plusDays(30));

        scenario.once();
        scenario.once();

        assertThat(standingInXero()).hasSize(3);
        assertThat(payments()).hasSize(3);
        assertThat(due()).isEqualTo("250.00");
        assertThat(scenario.invoice("INV-1").path("AmountDue").decimalValue()).isEqualByComparingTo("250");
    }

    @Test
    void nothingGrowsHoweverManyCyclesPass() {
        begin();
        entered("300", DAY);
        paid("INV-1", "200", DAY.plusDays(30));
        for (int cycle = 0; cycle < 5; cycle++) {
            pass();
        }
        int rows = rows();
        harvest().clearCalls();
        xero().clearLog();

        for (int cycle = 0; cycle < CYCLES; cycle++) {
            pass();
        }

        assertThat(rows()).isEqualTo(rows);
        assertThat(xero().calls()).containsEntry("GET /Payments", (long) CYCLES);
        assertThat(callsToXero()).isLessThanOrEqualTo(2L * CYCLES + LISTS * 3);
        assertThat(harvest().callCount()).isLessThanOrEqualTo(CYCLES + LISTS * 3L);
        assertThat(payments()).hasSize(2);
        assertThat(standingInXero()).hasSize(2);
    }

    private void pass() {
        clock.jump(Duration.ofMinutes(1));
        scenario.scheduled();
    }

    private int rows() {
        return List.of(
                        "payment_back",
                        "link",
                        "outbox",
                        "source_document",
                        "other_payment",
                        "audit_event",
                        "document_text")
                .stream()
                .mapToInt(table -> scenario.sql("update " + table + " set " + key(table) + " = " + key(table)))
                .sum();
    }

    private static String key(String table) {
        return table.equals("document_text") ? "id" : "connection";
    }
}
