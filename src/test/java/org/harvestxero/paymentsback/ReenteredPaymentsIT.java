package org.harvestxero.paymentsback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.sandbox.harvest.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person removes and enters again, on either side, is the same money: it is on both sides once. */
class ReenteredPaymentsIT extends PaymentsBackScenario {
    private static final String ON_DELETE = "copy.payments-back.on-delete";

    private void some(int cycles) {
        for (int cycle = 0; cycle < cycles; cycle++) {
            clock.jump(Duration.ofMinutes(10));
            assertThat(scenario.once().failed()).isEmpty();
        }
    }

    private long onlyInHarvest() {
        return harvest()
                .get("/invoices/" + invoice + "/payments")
                .at("/invoice_payments/0/id")
                .asLong();
    }

    @ParameterizedTest
    @CsvSource({"report", "follow"})
    void removedAndEnteredAgainInXeroIsTheSamePayment(String onDelete) {
        begin(Map.of(ON_DELETE, onDelete));
        UUID first = paid("400");
        scenario.once();
        long known = onlyInHarvest();
        xero().deletePayment(first);
        paid("INV-1", "400", DAY.plusDays(2));

        some(4);

        assertThat(payments()).hasSize(1);
        assertThat(onlyInHarvest()).isEqualTo(known);
        assertThat(due()).isEqualTo("600.00");
        assertThat(standingInXero()).hasSize(1);
    }

    @Test
    void whatCameInPlaceOfItIsRemovedWithItsPayment() {
        begin(Map.of(ON_DELETE, "follow"));
        xero().deletePayment(justRecorded("400"));
        UUID second = paid("400");
        scenario.once();
        xero().deletePayment(second);

        some(2);

        assertThat(payments()).isEmpty();
    }

    private UUID justRecorded(String amount) {
        UUID payment = paid(amount);
        scenario.once();
        return payment;
    }

    @Test
    void removedAndEnteredAgainLaterAnswersTheQuestion() {
        begin();
        xero().deletePayment(justRecorded("400"));
        assertThat(causes(scenario.once())).containsExactly("payment-deleted-in-xero");
        paid("INV-1", "400", DAY.plusDays(1));

        some(3);

        assertThat(payments()).hasSize(1);
    }

    @Test
    void enteredAgainWithAnotherAmountItIsRecordedAnew() {
        begin(Map.of(ON_DELETE, "follow"));
        xero().deletePayment(justRecorded("1000"));
        UUID second = paid("990");

        some(3);

        assertThat(payments()).singleElement().asString().startsWith("990.00").contains(second.toString());
        assertThat(due()).isEqualTo("10.00");
    }

    @Test
    void whatTakesItsPlaceWaitsUntilItIsKnownToBeGone() {
        begin(Map.of(ON_DELETE, "follow"));
        xero().deletePayment(justRecorded("1000"));
        paid("990");
        harvest()
                .make(Fault.of(Fault.Kind.DROP_REQUEST)
                        .on("DELETE", "/invoices/{id}/payments")
                        .times(1));

        scenario.once();
        assertThat(payments()).singleElement().asString().startsWith("1000.00");
        scenario.once();
        assertThat(payments()).as("still in doubt").hasSize(1);
        clock.jump(Duration.ofMinutes(3));
        some(2);

        assertThat(payments()).singleElement().asString().startsWith("990.00");
    }

    @ParameterizedTest
    @CsvSource({"report", "follow"})
    void enteredOnBothSidesThenAgainInXeroIsOnePayment(String onDelete) {
        begin(Map.of(ON_DELETE, onDelete));
        entered("400", DAY);
        UUID first = paid("400");
        scenario.once();
        xero().deletePayment(first);
        paid("INV-1", "400", DAY.plusDays(1));

        some(4);

        assertThat(payments()).hasSize(1);
        assertThat(standingInXero()).hasSize(1);
        assertThat(due()).isEqualTo("600.00");
    }

    @Test
    void whereMatchesAreAskedAboutItIsAskedAboutToo() {
        begin(Map.of("copy.payments-match", "ask"));
        xero().deletePayment(justRecorded("400"));
        paid("400");

        assertThat(causes(scenario.once()))
                .containsExactlyInAnyOrder("payment-deleted-in-xero", "payment-back-unclear");
        assertThat(payments()).hasSize(1);
    }

    @Test
    void deletedAndEnteredAgainInHarvestIsTheSamePayment() {
        begin();
        justRecorded("400");
        scenario.once();
        harvest().delete("/invoices/" + invoice + "/payments/" + onlyInHarvest());
        entered("400", DAY.plusDays(1));
        scenario.once();

        some(3);

        assertThat(payments()).hasSize(1);
        assertThat(standingInXero()).hasSize(1);
        assertThat(scenario.invoice("INV-1").path("AmountDue").decimalValue()).isEqualByComparingTo("600");
    }

    @Test
    void whatThePageTellsToDoAboutADeletedOneEndsTheQuestion() {
        begin();
        justRecorded("400");
        scenario.once();
        harvest().delete("/invoices/" + invoice + "/payments/" + onlyInHarvest());
        assertThat(causes(scenario.once())).containsExactly("payment-from-xero-deleted");
        scenario.once();
        entered("400", DAY);
        scenario.once();

        some(2);

        assertThat(standingInXero()).hasSize(1);
    }

    @Test
    void removedInXeroTooItIsNoQuestionAnyMore() {
        begin();
        UUID payment = justRecorded("400");
        scenario.once();
        harvest().delete("/invoices/" + invoice + "/payments/" + onlyInHarvest());
        assertThat(causes(scenario.once())).containsExactly("payment-from-xero-deleted");
        xero().deletePayment(payment);
        scenario.once();

        some(1);
        assertThat(payments()).isEmpty();
    }

    @Test
    void oncePeopleSayThatItStaysInXeroOthersGoOn() {
        begin();
        justRecorded("400");
        scenario.once();
        harvest().delete("/invoices/" + invoice + "/payments/" + onlyInHarvest());
        Set<Long> asked =
                Set.copyOf(scenario.once().failed().stream().map(FailedCopy::id).toList());
        scenario.copyService().discard(asked, "it is right there", "Ada");
        entered("250", DAY.plusDays(20));
        scenario.once();

        some(2);

        assertThat(standingInXero()).hasSize(2);
        assertThat(payments()).hasSize(1);
    }

    @Test
    void aPaymentThatAPersonTypedInXeroIsNotDeletedThere() {
        begin(Map.of("copy.on-payment-delete", "follow"));
        long typed = entered("400", DAY);
        paid("400");
        scenario.once();
        scenario.once();
        harvest().delete("/invoices/" + invoice + "/payments/" + typed);

        CycleReport report = scenario.once();

        assertThat(standingInXero()).hasSize(1);
        assertThat(causes(report)).containsExactly("payment-deleted-in-harvest");
    }

    @Test
    void aCopiedNoteIsNoPaymentOfOurs() {
        begin();
        UUID payment = justRecorded("400");
        harvest().pay(invoice, aPayment("250").on(DAY).notes("XP" + payment + " from Xero, second part"));
        scenario.sql("update payment_back set state = 'asked', payment_id = null, ours = false, asked_at = changed_at");
        clock.jump(Duration.ofMinutes(3));
        scenario.once();

        some(2);

        assertThat(payments()).hasSize(2);
        assertThat(standingInXero())
                .extracting(each -> each.path("Amount").decimalValue().intValue())
                .containsExactlyInAnyOrder(400, 250);
    }
}
