package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.CycleReport;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.sandbox.harvest.BulkSeed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is credited in Xero makes room for payments first, also where others are sent while payments are read (ruling 15). */
@Timeout(120)
class ReopenedWhileReadIT {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 3);
    private static final int OTHERS = 160;
    /** Enough lists for a round of sending; the others are held until it took place. */
    private static final int BEFORE = 110;

    private final TestClock clock = TestClock.at("2026-12-01T08:00:00Z");
    private final CopyScenario scenario =
            CopyScenario.start(clock, Map.of("copy.closed", "follow", "copy.write-off-account", "200"));
    private final AtomicInteger lists = new AtomicInteger();
    private long invoice;

    @BeforeEach
    void writeOffOneAndPlantOthers() {
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        invoice = scenario.harvest()
                .add(anInvoice(client)
                        .number("W-1")
                        .issued(DAY)
                        .line("Design", "1", "100")
                        .payment(aPayment("30").on(DAY))
                        .writtenOff());
        assertThat(scenario.once().failed()).isEmpty();
        assertThat(amount("AmountCredited")).isEqualTo("70");
        clock.jump(Duration.ofDays(60));
        scenario.harvest().plant(BulkSeed.paidInvoices(OTHERS, 7, LocalDate.of(2027, 1, 29)));
        scenario.calling(this::holdTheLastListsUntilPaymentsWereSent);
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    private void holdTheLastListsUntilPaymentsWereSent(Object request) {
        if (request instanceof HarvestRequest harvest
                && harvest.path().endsWith("/payments")
                && lists.incrementAndGet() > BEFORE) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> scenario.xero().payments().size() > 40);
        }
    }

    @Test
    void aPaymentOfAReopenedInvoiceWaitsUntilItsCreditIsTakenBack() {
        scenario.harvest().event(invoice, "re-open");
        scenario.harvest().pay(invoice, aPayment("20").on(DAY.plusDays(1)));

        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(report.waiting()).isEmpty();
        assertNeverRefused();
        assertThat(amount("AmountCredited")).isEqualTo("0");
        assertThat(amount("AmountPaid")).isEqualTo("50");
        assertThat(scenario.xero().payments()).hasSize(OTHERS + 2);
    }

    @Test
    void aPaymentOfAnInvoiceWrittenOffAnewWaitsUntilItsCreditFits() {
        scenario.harvest().event(invoice, "re-open");
        scenario.harvest().pay(invoice, aPayment("20").on(DAY.plusDays(1)));
        scenario.harvest().event(invoice, "close");

        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(report.waiting()).isEmpty();
        assertNeverRefused();
        assertThat(amount("AmountCredited")).isEqualTo("50");
        assertThat(amount("AmountPaid")).isEqualTo("50");
        assertThat(scenario.xero().payments()).hasSize(OTHERS + 2);
    }

    private void assertNeverRefused() {
        assertThat(scenario.sql("update outbox set attempts = attempts where kind = 'payment' and attempts > 1"))
                .as("payments that were sent more than once")
                .isZero();
    }

    private String amount(String field) {
        JsonNode shown = scenario.invoice("W-1").path(field);
        return shown.decimalValue().stripTrailingZeros().toPlainString();
    }
}
