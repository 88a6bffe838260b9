package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import java.time.LocalDate;
import org.harvestxero.CopyScenario;
import org.harvestxero.api.CopyRequest;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDetail;
import org.harvestxero.sandbox.harvest.InvoiceBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A report holds no documents: they are in the ledger, and read from there when somebody wants to see them. */
class CycleReportIT {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 2);

    private CopyScenario scenario;
    private long client;

    @BeforeEach
    void start() {
        scenario = CopyScenario.start();
        client = scenario.harvest().add(aClient("Sample Bakery"));
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    @Test
    void itsDocumentsAreReadWhenTheyAreLookedAt() {
        scenario.harvest().add(design("A-1").open());
        scenario.harvest().add(design("A-2").open());
        scenario.harvest().add(design("R-1").forRetainer(7).open());
        scenario.harvest().add(design("S-1").currency("SEK").open());
        CycleReport report = scenario.copyService().once("test");

        scenario.sql("update link set target_status = 'SEEN' where kind = 'invoice'");
        scenario.sql("update source_document set number = 'R-2' where number = 'R-1'");
        scenario.sql("update outbox set remedy = 'Ask Jane.' where state = 'failed'");

        assertThat(report.copied()).extracting(CycleReport.Copied::status).containsExactly("SEEN", "SEEN");
        assertThat(report.skipped()).extracting(CycleReport.Skipped::number).containsExactly("R-2");
        assertThat(report.failed()).extracting(FailedCopy::remedy).containsExactly("Ask Jane.");
        assertThat(report.exitCode()).isEqualTo(1);
    }

    @Test
    void aFailedPaymentIsShownByTheClientAndInvoiceOfItsInvoice() {
        long invoice = scenario.harvest()
                .add(design("P-1").open().payment(aPayment("40").on(DAY)));
        scenario.xero().archiveAccount("090");
        FailedCopy failed = scenario.copyService().once("test").failed().stream()
                .findFirst()
                .orElseThrow();

        FailedDetail shown = scenario.copyService().failedCopy(failed.id()).orElseThrow();

        assertThat(failed.kind()).isEqualTo(DocumentKind.PAYMENT);
        assertThat(shown.clientName()).isEqualTo("Sample Bakery");
        assertThat(shown.total()).isEqualByComparingTo("40");
        assertThat(shown.currency()).isEqualTo("GBP");
        assertThat(shown.sourceLink()).endsWith("/invoices/" + invoice);
    }

    @Test
    void itTellsOfItsOwnCycleOnly() {
        scenario.harvest().add(design("A-1").open());
        CycleReport first = scenario.copyService().once("test");
        scenario.harvest().add(design("A-2").open());

        CycleReport second = scenario.copyService().once("test");

        assertThat(first.copied()).extracting(CycleReport.Copied::number).containsExactly("A-1");
        assertThat(second.copied()).extracting(CycleReport.Copied::number).containsExactly("A-2");
    }

    @Test
    void aDryRunHoldsWhatItUndidAndExplainsItWhenItIsLookedAt() {
        scenario.harvest().add(design("A-1").open());
        scenario.harvest().add(design("A-2").open());
        CycleReport report = scenario.copyService().copy(new CopyRequest(null, true, true), "test");

        scenario.sql(
                "update document_text set content = replace(content, '\"A-1\"', '\"B-1\"') where id in (select content_id from source_document where number = 'A-1')");

        assertThat(report.planned().size()).isEqualTo(2);
        assertThat(report.planned()).extracting(CycleReport.Copied::number).containsExactly("A-1", "A-2");
        assertThat(report.explanations())
                .extracting(CycleReport.Explanation::number)
                .contains("B-1", "A-2")
                .doesNotContain("A-1");
    }

    private InvoiceBuilder design(String number) {
        return anInvoice(client).number(number).issued(DAY).line("Design", "1", "100");
    }
}
