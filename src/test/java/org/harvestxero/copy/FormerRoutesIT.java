package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import org.harvestxero.CopyScenario;
import org.harvestxero.api.CycleReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A home that keeps the route files of the release before, unedited. */
class FormerRoutesIT {
    private CopyScenario scenario;

    @BeforeEach
    void start() {
        scenario = CopyScenario.startWithRoutes(Path.of("src/test/resources/routes-0.1.0"));
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    @Test
    void copiesAnInvoiceWithItsPaymentOnceAndToTheCent() {
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        scenario.harvest()
                .add(anInvoice(client)
                        .number("INV-1")
                        .issued(LocalDate.of(2026, 11, 2))
                        .tax("20")
                        .taxedLine("Design", "7.33", "95")
                        .open()
                        .payment(aPayment("300").on(LocalDate.of(2026, 11, 10))));

        CycleReport first = scenario.once();
        CycleReport second = scenario.once();

        JsonNode invoice = scenario.invoice("INV-1");
        assertThat(invoice.path("Status").asText()).isEqualTo("AUTHORISED");
        assertThat(invoice.path("Total").decimalValue()).isEqualByComparingTo("835.62");
        assertThat(invoice.path("AmountDue").decimalValue()).isEqualByComparingTo("535.62");
        assertThat(first.troubles()).isEmpty();
        assertThat(first.failed()).isEmpty();
        assertThat(first.copied()).hasSize(2);
        assertThat(second.copied()).isEmpty();
        assertThat(scenario.xero().invoices()).hasSize(1);
        assertThat(scenario.xero().payments()).hasSize(1);
    }
}
