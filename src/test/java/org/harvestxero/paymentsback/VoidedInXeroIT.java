package org.harvestxero.paymentsback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.harvestxero.api.CycleReport;
import org.harvestxero.sandbox.harvest.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is voided in Xero is reported, set back to draft in Harvest, or deleted there; never where money stands on it. */
class VoidedInXeroIT extends PaymentsBackScenario {
    private static final String POLICY = "copy.payments-back.on-void";

    private String state() {
        return inHarvest(invoice).path("state").asText();
    }

    private long known() {
        return harvest().get("/invoices").path("total_entries").asLong();
    }

    @Test
    void itIsReported() {
        begin();
        xero().voidInvoice("INV-1");

        assertThat(causes(scenario.once())).containsExactly("voided-in-xero");
        assertThat(state()).isEqualTo("open");
    }

    @Test
    void itBecomesADraftOnceAndWhatPeopleDoThenStands() {
        begin(Map.of(POLICY, "draft"));
        xero().voidInvoice("INV-1");

        scenario.once();

        assertThat(state()).isEqualTo("draft");
        assertThat(scenario.once().failed()).isEmpty();
        harvest().event(invoice, "send");
        scenario.once();
        scenario.once();
        assertThat(state()).isEqualTo("open");
    }

    @Test
    void itIsDeleted() {
        begin(Map.of(POLICY, "delete"));
        xero().voidInvoice("INV-1");

        scenario.once();

        assertThat(known()).isZero();
        scenario.sweep();
        assertThat(scenario.once().failed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"draft", "delete"})
    void whatIsPaidInPartStaysReported(String policy) {
        begin(Map.of(POLICY, policy, "copy.payments", "false"));
        entered("100", DAY);
        scenario.once();
        xero().voidInvoice("INV-1");

        assertThat(causes(scenario.once())).containsExactly("voided-in-xero");
        assertThat(state()).isEqualTo("open");
    }

    @ParameterizedTest
    @CsvSource({"draft", "delete"})
    void whatWasPaidInTheSameMinuteStaysReported(String policy) {
        begin(Map.of(POLICY, policy, "copy.payments", "false"));
        xero().voidInvoice("INV-1");
        scenario.calling(request -> {
            if (request.toString().startsWith("GET /invoices/" + invoice)) {
                scenario.calling(again -> {});
                entered("100", DAY);
            }
        });

        CycleReport report = scenario.once();

        assertThat(payments()).hasSize(1);
        assertThat(state()).isEqualTo("open");
        assertThat(causes(report)).containsExactly("voided-in-xero");
    }

    @Test
    void whatHarvestRefusesStaysReportedAndIsNotAskedForAgain() {
        begin(Map.of(POLICY, "draft"));
        harvest().make(Fault.of(Fault.Kind.FORBIDDEN).on("POST", "/invoices/{id}/messages"));
        xero().voidInvoice("INV-1");

        scenario.once();

        harvest().clearFaults();
        assertThat(state()).isEqualTo("open");
    }

    @Test
    void aLostAnswerIsFollowedByTheInvoicesOwnState() {
        begin(Map.of(POLICY, "delete"));
        harvest()
                .make(Fault.of(Fault.Kind.LOSE_REPLY)
                        .on("DELETE", "/invoices/{id}")
                        .times(1));
        xero().voidInvoice("INV-1");

        scenario.once();
        scenario.once();

        assertThat(known()).isZero();
        assertThat(scenario.once().failed()).isEmpty();
    }
}
