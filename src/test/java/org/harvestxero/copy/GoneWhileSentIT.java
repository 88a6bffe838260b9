package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.Twins;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.sandbox.xero.XeroFault;
import org.harvestxero.sandbox.xero.XeroFault.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A payment is deleted in Harvest while nobody knows whether Xero took it: once that is known, it is dealt with as any other. */
class GoneWhileSentIT {
    private static final String PAYMENTS = "/api.xro/2.0/Payments";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 5);
    /** So long the same request is repeated under its key; later Xero is searched. */
    private static final int SOON = 1;

    private static final int LATER = 8;

    private final TestClock clock = TestClock.at("2026-11-06T09:00:00Z");
    private CopyScenario scenario;

    @AfterEach
    void stop() {
        scenario.close();
    }

    /** 30.00 are paid on P-1 and sent, the answer does not come, and the payment is deleted. */
    private void deletedWhileItWasSent(String policy, Kind fault) {
        scenario = CopyScenario.start(clock, Map.of("copy.on-payment-delete", policy));
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        long invoice = scenario.harvest()
                .add(anInvoice(client)
                        .number("P-1")
                        .issued(DAY)
                        .line("Work", "1", "100")
                        .open());
        scenario.once();
        long payment = scenario.harvest().pay(invoice, aPayment("30").on(DAY));
        scenario.xero().arm(XeroFault.of(fault).on("PUT", PAYMENTS).next(1_000));
        scenario.scheduled();
        scenario.xero().clearFaults();
        assertThat(scenario.ledger().get("outbox"))
                .filteredOn(row -> row.contains("|payment|"))
                .singleElement()
                .asString()
                .contains("|create|sending|");
        scenario.harvest().delete("/invoices/" + invoice + "/payments/" + payment);
    }

    private void assertNothingIsPaidNorLeftOpen() {
        assertThat(Twins.live(scenario.xero().payments())).isEmpty();
        assertThat(scenario.invoice("P-1").path("AmountDue").decimalValue()).isEqualByComparingTo("100");
        assertThat(scenario.copyService().failedCopies(FailedFilter.STANDING)).isEmpty();
        assertThat(scenario.once().waiting()).isEmpty();
        new Twins(scenario.harvest(), scenario.xero()).assertExact();
    }

    @ParameterizedTest(name = "after {0} minutes")
    @ValueSource(ints = {SOON, LATER})
    void whatXeroTookIsTakenOutAgain(int minutes) {
        deletedWhileItWasSent("follow", Kind.LOSE_REPLY);
        clock.jump(Duration.ofMinutes(minutes));

        CycleReport report = scenario.once();

        assertThat(report.troubles()).isEmpty();
        assertThat(report.failed()).isEmpty();
        assertThat(scenario.xero().payments())
                .singleElement()
                .extracting(each -> each.path("Status").asText())
                .isEqualTo("DELETED");
        assertNothingIsPaidNorLeftOpen();
    }

    @ParameterizedTest(name = "after {0} minutes")
    @ValueSource(ints = {SOON, LATER})
    void whatXeroTookIsReportedWhereNothingIsToFollow(int minutes) {
        deletedWhileItWasSent("report", Kind.LOSE_REPLY);
        clock.jump(Duration.ofMinutes(minutes));

        CycleReport report = scenario.once();

        assertThat(report.failed()).singleElement().satisfies(GoneWhileSentIT::isReadable);
        assertThat(Twins.live(scenario.xero().payments())).hasSize(1);
        JsonNode payment = scenario.xero().payments().get(0);
        scenario.xero().deletePayment(UUID.fromString(payment.path("PaymentID").asText()));
        scenario.once();
        assertNothingIsPaidNorLeftOpen();
    }

    private static void isReadable(FailedCopy copy) {
        assertThat(copy.kind()).isEqualTo(DocumentKind.PAYMENT);
        assertThat(copy.number()).isEqualTo("P-1");
        assertThat(copy.cause()).isEqualTo("payment-deleted-in-harvest");
        assertThat(copy.message()).contains("30.00");
        assertThat(copy.remedy()).isNotBlank();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"follow", "report"})
    void whatNeverArrivedIsNotSentAnew(String policy) {
        deletedWhileItWasSent(policy, Kind.DROP_REQUEST);
        clock.jump(Duration.ofMinutes(LATER));

        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(scenario.xero().payments()).isEmpty();
        assertNothingIsPaidNorLeftOpen();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"follow", "report"})
    void whatXeroRefusesWhenItIsRepeatedIsNoFailedCopy(String policy) {
        deletedWhileItWasSent(policy, Kind.DROP_REQUEST);
        scenario.xero().archiveAccount("090");
        clock.jump(Duration.ofMinutes(SOON));

        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        scenario.xero().restoreAccount("090");
        assertNothingIsPaidNorLeftOpen();
    }
}
