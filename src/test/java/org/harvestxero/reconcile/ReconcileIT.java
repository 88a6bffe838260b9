package org.harvestxero.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.ReconcileRequest;
import org.harvestxero.api.Reconciliations.Answer;
import org.harvestxero.reconciliation.Reconciliation;
import org.harvestxero.sandbox.SampleAgency;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both sides and our own tables, held against each other. */
class ReconcileIT {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 3);
    private static final Map<String, String> FOLLOW = Map.of("copy.closed", "follow", "copy.write-off-account", "200");

    private final TestClock clock = new TestClock();
    private CopyScenario scenario;

    @AfterEach
    void stop() {
        scenario.close();
    }

    private Answer reconcile() {
        return scenario.engine().reconciliations().reconcile(ReconcileRequest.all(), "test");
    }

    private static List<String> told(Answer answer) {
        return found(answer).differences().stream()
                .map(told -> told.difference())
                .map(each -> each.subject().number() + " " + each.subject().kind() + " "
                        + each.measure().word() + " "
                        + each.amount().setScale(2).toPlainString() + " "
                        + each.reason().key() + " " + each.cause().command())
                .map(String::strip)
                .toList();
    }

    private static Reconciliation found(Answer answer) {
        assertThat(answer.troubles()).isEmpty();
        return answer.found();
    }

    @Test
    void copiedInvoicesWithPaymentsAndWriteOffsAgreeToTheCent() {
        scenario = CopyScenario.start(clock, FOLLOW);
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        scenario.harvest()
                .add(anInvoice(client)
                        .number("A-1")
                        .issued(DAY)
                        .line("Design", "1", "100")
                        .open()
                        .payment(aPayment("40").on(DAY)));
        scenario.harvest()
                .add(anInvoice(client)
                        .number("A-2")
                        .issued(DAY)
                        .line("Design", "3", "33.33")
                        .payment(aPayment("30").on(DAY))
                        .writtenOff());
        scenario.harvest().add(anInvoice(client).number("A-3").issued(DAY).line("Design", "2", "50"));
        scenario.once();

        Answer answer = reconcile();

        assertThat(told(answer)).isEmpty();
        assertThat(found(answer).sentence()).isEqualTo("Harvest, Xero and what is kept here agree to the cent.");
        assertThat(answer.exitCode()).isZero();
        assertThat(found(answer).currencies())
                .extracting(sum -> sum.currency() + " " + sum.inHarvest() + " " + sum.inXero() + " "
                        + sum.harvest().total() + " " + sum.xero().paid() + " "
                        + sum.xero().credited())
                .containsExactly("GBP 3 3 299.99 70.00 69.99");
        assertThat(found(answer).beside().bank())
                .extracting(sum -> sum.currency() + " " + sum.open() + " " + sum.openAmount())
                .containsExactly("GBP 2 70.00");
    }

    @Test
    void theSampleAgencyEndsWithNothingUnexplained() {
        scenario = CopyScenario.start(clock, Map.of("copy.since", "2020-01-01"));
        SampleAgency.plant(scenario.harvest());
        scenario.once();

        Answer answer = reconcile();

        assertThat(found(answer).unexplained()).as(told(answer).toString()).isZero();
        assertThat(answer.exitCode()).isZero();
        assertThat(told(answer))
                .allSatisfy(line -> assertThat(line.replaceAll("F\\d+", "F"))
                        .isIn(
                                "1010 invoice total 3000.00 retainer-funding copy --invoice 1010",
                                "1010 invoice paid 3000.00 retainer-funding copy --invoice 1010",
                                "1014 invoice total 9500.00 failed-copy failed retry F",
                                "1015 invoice total 96.00 failed-copy failed retry F",
                                "1009 credit-note credited 320.00 written-off-in-harvest failed retry F"))
                .hasSize(5);
    }

    @Test
    void paymentsAndEditsOfOneSideAreToldWithTheirReasons() {
        scenario = CopyScenario.start(clock, Map.of());
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        long paid = scenario.harvest()
                .add(anInvoice(client)
                        .number("B-1")
                        .issued(DAY)
                        .line("Design", "1", "100")
                        .open());
        scenario.harvest()
                .add(anInvoice(client)
                        .number("B-2")
                        .issued(DAY)
                        .line("Design", "1", "50")
                        .open());
        scenario.once();
        scenario.harvest().pay(paid, aPayment("25").on(DAY));
        scenario.xero().payInvoice("B-2", new BigDecimal("20"), "090", DAY);
        scenario.harvest()
                .add(anInvoice(client)
                        .number("B-3")
                        .issued(DAY)
                        .line("Design", "1", "7.05")
                        .open());

        Answer answer = reconcile();

        assertThat(told(answer))
                .containsExactlyInAnyOrder(
                        "B-1 invoice paid 25.00 payments-not-read copy --invoice B-1",
                        "B-2 payment paid -20.00 payment-only-in-xero",
                        "B-3 invoice total 7.05 not-copied-yet copy --invoice B-3");
        assertThat(answer.exitCode()).isZero();
    }

    @Test
    void whatTheScheduleFindsIsKeptWithTheFirstDayOfEachDifference() {
        scenario = CopyScenario.start(clock, Map.of("reconcile.schedule", "0 0 6 * * ?"));
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        scenario.harvest()
                .add(anInvoice(client)
                        .number("C-1")
                        .issued(DAY)
                        .line("Design", "1", "10")
                        .open());
        scenario.once();
        scenario.fire("schedule-reconcile");
        LocalDate first = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        scenario.harvest()
                .add(anInvoice(client)
                        .number("C-2")
                        .issued(DAY)
                        .line("Design", "1", "20")
                        .open());
        clock.jump(Duration.ofDays(1));
        scenario.fire("schedule-reconcile");
        clock.jump(Duration.ofDays(1));

        Answer third = reconcile();

        assertThat(found(third).differences())
                .extracting(told -> told.difference().subject().number() + " since " + told.since())
                .containsExactly("C-2 since " + first.plusDays(1));
        assertThat(scenario.engine().reconciliations().history(30))
                .extracting(day -> day.day() + " " + day.differences() + " " + day.unexplained() + " "
                        + day.sums().size())
                .containsExactly(first + " 0 0 0", first.plusDays(1) + " 1 0 1", first.plusDays(2) + " 1 0 1");
        scenario.once();
        assertThat(told(reconcile())).isEmpty();
        assertThat(scenario.engine().reconciliations().last())
                .hasValueSatisfying(last -> assertThat(last.unexplained()).isZero());
    }

    @Test
    void aListThatIsLostEndsWithoutAVerdict() {
        scenario = CopyScenario.start(clock, Map.of());
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        scenario.harvest()
                .add(anInvoice(client)
                        .number("D-1")
                        .issued(DAY)
                        .line("Design", "1", "10")
                        .open());
        scenario.once();
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.BROKEN_JSON)
                        .on("GET", "/api.xro/2.0/CreditNotes")
                        .next(100));

        Answer answer = reconcile();

        assertThat(answer.found()).isNull();
        assertThat(answer.exitCode()).isEqualTo(3);
        assertThat(answer.troubles()).isNotEmpty();
        assertThat(scenario.engine().reconciliations().last())
                .hasValueSatisfying(last -> assertThat(last.trouble()).startsWith("Xero: "));
    }

    @Test
    void aPaymentThatArrivedIsReconciledWithinFiveMinutesWhereThatIsAskedFor() {
        scenario = CopyScenario.start(clock, Map.of("reconcile.after-payment", "true"));
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        scenario.harvest()
                .add(anInvoice(client)
                        .number("E-1")
                        .issued(DAY)
                        .line("Design", "1", "10")
                        .open()
                        .payment(aPayment("4").on(DAY)));
        scenario.fire("schedule-reconcile-paid");
        assertThat(scenario.engine().reconciliations().last()).isEmpty();
        scenario.once();

        clock.jump(Duration.ofMinutes(1));
        scenario.fire("schedule-reconcile-paid");

        assertThat(scenario.engine().reconciliations().last()).isPresent();
        assertThat(scenario.engine().reconciliations().history(1)).hasSize(1);
    }
}
