package org.harvestxero.paymentsback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.harvestxero.CopyScenario;
import org.harvestxero.api.CopyRequest;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.junit.jupiter.api.Test;

/** A dry run tells what would be written to Harvest for money in Xero and what would be asked, and does none of it. */
class PaymentsBackDryRunIT extends PaymentsBackScenario {
    /** A dry run keeps what it read of Harvest and of Xero's set-up, how far, and the calls spent on it. */
    private static final Set<String> READ =
            Set.of("source_document", "document_text", "watermark", "cached_answer", "tally");

    private CycleReport rehearse() {
        return rehearse(null);
    }

    /** What a dry run tells, which leaves both sides and the ledger as they are. */
    private CycleReport rehearse(String number) {
        long writes = writes();
        Map<String, List<String>> before = ledger();

        CycleReport report =
                CopyScenario.held(scenario.copyService().copy(new CopyRequest(number, true, false), "jane"));

        assertThat(report.troubles()).isEmpty();
        assertThat(writes()).as("calls that write").isEqualTo(writes);
        Map<String, List<String>> after = ledger();
        assertThat(after.keySet())
                .filteredOn(table -> !after.get(table).equals(before.get(table)))
                .as("tables that changed")
                .isEmpty();
        return report;
    }

    private Map<String, List<String>> ledger() {
        Map<String, List<String>> ledger = scenario.ledger();
        assertThat(ledger.keySet()).contains("payment_back", "link", "outbox", "audit_event");
        ledger.keySet().removeAll(READ);
        return ledger;
    }

    private long writes() {
        return Stream.concat(
                        harvest().requests().stream().map(request -> request.method()),
                        xero().requests().stream()
                                .filter(request -> !request.path().contains("token"))
                                .map(request -> request.method()))
                .filter(method -> !method.equals("GET"))
                .count();
    }

    private static List<String> toHarvest(CycleReport report) {
        return report.toHarvest().stream()
                .map(each -> each.kind().text() + " " + each.number() + " "
                        + each.deed().text() + " " + each.date() + " " + each.total() + " " + each.currency())
                .toList();
    }

    @Test
    void whatWouldBeRecordedIsTold() {
        begin();
        paid("400");
        paid("INV-1", "250", DAY.plusDays(9));

        CycleReport report = rehearse();

        assertThat(toHarvest(report))
                .containsExactlyInAnyOrder(
                        "payment-back INV-1 recorded 2026-11-05 400.00 GBP",
                        "payment-back INV-1 recorded 2026-11-14 250.00 GBP");
        assertThat(report.planned()).isEmpty();
        assertThat(report.failed()).isEmpty();
        scenario.once();
        assertThat(payments()).hasSize(2);
        assertThat(toHarvest(rehearse())).isEmpty();
    }

    @Test
    void whoeverSwitchesItOnSeesFirstWhatItWouldDo() {
        begin(Map.of(FOLLOW, "off"));
        paid("400");
        scenario.once();
        assertThat(toHarvest(rehearse())).isEmpty();

        scenario.restart(Map.of(FOLLOW, "report"));
        CycleReport report = rehearse();
        assertThat(report.failed()).singleElement().satisfies(question -> {
            assertThat(question.cause()).isEqualTo("payment-only-in-xero");
            assertThat(question.number()).isEqualTo("INV-1");
            assertThat(question.message()).contains("400.00");
        });
        assertThat(toHarvest(report)).isEmpty();

        scenario.restart(Map.of(FOLLOW, "follow"));
        assertThat(toHarvest(rehearse())).containsExactly("payment-back INV-1 recorded 2026-11-05 400.00 GBP");
    }

    @Test
    void whatWouldBeAskedIsToldWithItsReason() {
        begin(Map.of("copy.payments", "false"));
        entered("700", DAY.minusDays(20));
        paid("500");

        CycleReport report = rehearse();

        assertThat(report.failed()).extracting(FailedCopy::cause).containsExactly("payment-back-exceeds-due");
        assertThat(toHarvest(report)).isEmpty();
    }

    @Test
    void whatWouldBeRemovedIsTold() {
        begin(Map.of("copy.payments-back.on-delete", "follow"));
        UUID payment = paid("400");
        scenario.once();
        assertThat(payments()).hasSize(1);
        xero().deletePayment(payment);

        assertThat(toHarvest(rehearse())).containsExactly("payment-back INV-1 removed 2026-11-05 400.00 GBP");

        assertThat(payments()).hasSize(1);
        scenario.once();
        assertThat(payments()).isEmpty();
    }

    @Test
    void aDraftIsMarkedAsSentOnce() {
        begin(Map.of("copy.payments-back.drafts", "send"));
        harvest().add(anInvoice(client).number("INV-D").issued(DAY).line("Work", "1", "1000"));
        scenario.once();
        xero().editInvoice("INV-D", JsonNodeFactory.instance.objectNode().put("Status", "AUTHORISED"));
        paid("INV-D", "400", DAY);
        paid("INV-D", "100", DAY);

        assertThat(toHarvest(rehearse()))
                .hasSize(3)
                .startsWith("invoice INV-D sent null 1000.00 GBP")
                .contains("payment-back INV-D recorded 2026-11-05 400.00 GBP")
                .contains("payment-back INV-D recorded 2026-11-05 100.00 GBP");
    }

    @Test
    void anInvoiceVoidedInXeroIsTold() {
        begin();
        xero().voidInvoice("INV-1");
        scenario.once();
        scenario.restart(Map.of(FOLLOW, "follow", "copy.payments-back.on-void", "draft"));

        assertThat(toHarvest(rehearse())).containsExactly("invoice INV-1 drafted null 1000.00 GBP");
    }

    @Test
    void aListOfSeveralPagesIsReadToItsEnd() {
        begin();
        for (int payment = 0; payment < 1001; payment++) {
            paid("0.50");
        }

        assertThat(rehearse().toHarvest())
                .hasSize(1001)
                .allSatisfy(each -> assertThat(each.total()).isEqualByComparingTo("0.50"));
    }

    @Test
    void ofOneInvoiceItTellsThatOneAlone() {
        begin();
        harvest()
                .add(anInvoice(client)
                        .number("INV-2")
                        .issued(DAY)
                        .line("Work", "1", "1000")
                        .open());
        scenario.once();
        paid("400");
        paid("INV-2", "1000", DAY);

        assertThat(toHarvest(rehearse("INV-2"))).containsExactly("payment-back INV-2 recorded 2026-11-05 1000.00 GBP");
    }
}
