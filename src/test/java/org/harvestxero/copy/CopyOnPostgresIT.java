package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import java.time.LocalDate;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.PostgresServer;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.Test;

/** The whole copying story on a real PostgreSQL: the same migrations, the same SQL. */
class CopyOnPostgresIT {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 3);

    @Test
    void copiesFailsHealsAndFollowsOnPostgres() {
        try (CopyScenario scenario = CopyScenario.start(Map.of(
                "database.url", PostgresServer.newDatabase(),
                "database.user", "postgres",
                "copy.closed", "follow",
                "copy.write-off-account", "200",
                "copy.tracking-category", "Region"))) {
            long client = scenario.harvest().add(aClient("Sample Bakery"));
            long nordic = scenario.harvest().add(aClient("Exempel AB").currency("SEK"));
            scenario.harvest()
                    .add(anInvoice(client)
                            .number("P-1")
                            .issued(DAY)
                            .line("Design", "1", "100")
                            .open()
                            .payment(aPayment("40").on(DAY))
                            .payment(aPayment("60").on(DAY.plusDays(1))));
            long draft = scenario.harvest()
                    .add(anInvoice(client).number("P-2").issued(DAY).line("Design", "2", "50"));
            scenario.harvest()
                    .add(anInvoice(client)
                            .number("P-3")
                            .issued(DAY)
                            .line("Design", "1", "30")
                            .writtenOff());
            scenario.harvest()
                    .add(anInvoice(nordic)
                            .number("P-4")
                            .currency("SEK")
                            .issued(DAY)
                            .line("Design", "1", "900")
                            .open());
            scenario.xero()
                    .arm(XeroFault.of(XeroFault.Kind.LOSE_REPLY)
                            .on("PUT", "/api.xro/2.0/Invoices")
                            .next(1));

            CycleReport first = scenario.once();

            assertThat(first.troubles()).isEmpty();
            assertThat(first.failed()).extracting(FailedCopy::cause).containsExactly("currency-not-subscribed");
            assertThat(scenario.invoice("P-1").path("Status").asText()).isEqualTo("PAID");
            assertThat(scenario.invoice("P-2").path("Status").asText()).isEqualTo("DRAFT");
            assertThat(scenario.invoice("P-3").path("AmountCredited").decimalValue())
                    .isEqualByComparingTo("30");
            assertThat(scenario.xero().invoices()).hasSize(3);

            scenario.harvest().event(draft, "send");
            scenario.xero().addCurrency("SEK");
            long cause = first.failed().iterator().next().causeId();
            assertThat(scenario.copyService().retryCause(cause, "tester")).isEqualTo(1);
            CycleReport second = scenario.once();

            assertThat(second.failed()).isEmpty();
            assertThat(scenario.invoice("P-2").path("Status").asText()).isEqualTo("AUTHORISED");
            assertThat(scenario.invoice("P-4").path("Total").decimalValue()).isEqualByComparingTo("900");
            assertThat(scenario.copyService().failedCopies(FailedFilter.STANDING))
                    .isEmpty();
            assertThat(scenario.once().copied()).isEmpty();
        }
    }
}
