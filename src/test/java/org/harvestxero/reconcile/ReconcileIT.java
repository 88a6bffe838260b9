package org.harvestxero.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Events;
import org.harvestxero.api.ReconcileRequest;
import org.harvestxero.api.Reconciliations.Answer;
import org.harvestxero.api.Trouble;
import org.harvestxero.reconciliation.Reconciliation;
import org.harvestxero.sandbox.SampleAgency;
import org.harvestxero.sandbox.xero.XeroFault;
import org.harvestxero.sandbox.xero.XeroSandbox;
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

    @Test
    void whatChangesWhileBothSidesAreReadIsNoDifference() {
        scenario = CopyScenario.start(clock, Map.of());
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        long invoice = scenario.harvest()
                .add(anInvoice(client)
                        .number("F-1")
                        .issued(DAY)
                        .line("Design", "1", "100")
                        .open());
        scenario.once();
        AtomicBoolean paid = new AtomicBoolean();
        scenario.calling(request -> {
            if (request.toString().equals("GET /CreditNotes") && paid.compareAndSet(false, true)) {
                scenario.xero().payInvoice("F-1", new BigDecimal("100"), "090", DAY);
                scenario.harvest().pay(invoice, aPayment("100").on(DAY));
            }
        });

        Answer answer = reconcile();

        assertThat(paid).isTrue();
        assertThat(told(answer)).isEmpty();
        assertThat(found(answer).currencies())
                .extracting(sum -> sum.harvest().paid() + " " + sum.xero().paid())
                .containsExactly("100.00 100.00");
    }

    @Test
    void aLookCostsNoMoreCallsThanTheListsHavePages() {
        scenario = CopyScenario.start(clock, Map.of());
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        for (int i = 0; i < 120; i++) {
            scenario.harvest()
                    .add(anInvoice(client)
                            .number("G-" + i)
                            .issued(DAY)
                            .line("Design", "1", "10")
                            .open());
        }
        scenario.once();
        scenario.harvest().clearCalls();
        scenario.xero().clearLog();

        Answer answer = reconcile();

        assertThat(told(answer)).isEmpty();
        assertThat(scenario.harvest().calls().keySet())
                .containsExactlyInAnyOrder(
                        "GET /invoices",
                        "GET /clients",
                        "GET /projects",
                        "GET /time_entries",
                        "GET /expenses",
                        "GET /reports/uninvoiced");
        assertThat(answer.calls().harvest()).isEqualTo(7);
        assertThat(answer.calls().xero()).isEqualTo(5);
    }

    @Test
    void callsThatAreRefusedForAMomentAreWaitedForAndThoseForTheDayEndItWithoutAVerdict() {
        scenario = CopyScenario.start(clock, Map.of());
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        scenario.harvest()
                .add(anInvoice(client)
                        .number("H-1")
                        .issued(DAY)
                        .line("Design", "1", "10")
                        .open());
        scenario.once();
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.CONCURRENT_LIMIT)
                        .on("GET", "/api.xro/2.0/Invoices")
                        .next(1));
        assertThat(told(reconcile())).isEmpty();
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.DAY_LIMIT)
                        .on("GET", "/api.xro/2.0/Payments")
                        .next(1));

        Answer refused = reconcile();

        assertThat(refused.found()).isNull();
        assertThat(refused.troubles()).extracting(Trouble::reason).containsExactly(Trouble.Reason.DAY_LIMIT);
        assertThat(refused.exitCode()).isEqualTo(3);
    }

    @Test
    void whatStoodOnADayAndWhatOneClientHasIsToldWithoutBeingKept() {
        scenario = CopyScenario.start(clock, Map.of());
        long bakery = scenario.harvest().add(aClient("Sample Bakery"));
        long museum = scenario.harvest().add(aClient("Town Museum"));
        scenario.harvest()
                .add(anInvoice(bakery)
                        .number("I-1")
                        .issued(DAY)
                        .line("Design", "1", "100")
                        .open()
                        .payment(aPayment("30").on(DAY))
                        .payment(aPayment("20").on(DAY.plusDays(5))));
        scenario.once();
        scenario.harvest()
                .add(anInvoice(museum)
                        .number("I-2")
                        .issued(DAY.plusDays(4))
                        .line("Design", "1", "40")
                        .open());

        Answer then = scenario.engine().reconciliations().reconcile(new ReconcileRequest(DAY, null), "test");
        Answer ofBakery =
                scenario.engine().reconciliations().reconcile(new ReconcileRequest(null, "sample bakery"), "test");
        Answer ofMuseum = scenario.engine()
                .reconciliations()
                .reconcile(new ReconcileRequest(null, Long.toString(museum)), "test");

        assertThat(told(then)).isEmpty();
        assertThat(found(then).currencies())
                .extracting(sum -> sum.inHarvest() + " " + sum.harvest().paid() + " "
                        + sum.xero().paid() + " " + sum.xero().due())
                .containsExactly("1 30.00 30.00 70.00");
        assertThat(found(then).sentence()).endsWith(" as of 2026-11-03.");
        assertThat(told(ofBakery)).isEmpty();
        assertThat(told(ofMuseum)).containsExactly("I-2 invoice total 40.00 not-copied-yet copy --invoice I-2");
        assertThatThrownBy(() ->
                        scenario.engine().reconciliations().reconcile(new ReconcileRequest(null, "Nobody"), "test"))
                .isInstanceOf(DecisionException.class)
                .hasMessage("Neither side shows a document of a client named \"Nobody\".");
        assertThat(scenario.engine().reconciliations().last()).isEmpty();
    }

    @Test
    void listsThatLackManyCopiesAtOnceAreNotBelieved() {
        scenario = CopyScenario.start(clock, Map.of());
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        List<Long> invoices = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            invoices.add(scenario.harvest()
                    .add(anInvoice(client)
                            .number("J-" + i)
                            .issued(DAY)
                            .line("Design", "1", "10")
                            .open()));
        }
        scenario.once();
        invoices.subList(0, 5).forEach(id -> scenario.harvest().delete("/invoices/" + id));
        assertThat(told(reconcile())).hasSize(5);
        scenario.harvest().delete("/invoices/" + invoices.get(5));

        Answer answer = reconcile();

        assertThat(answer.found()).isNull();
        assertThat(answer.troubles())
                .extracting(Trouble::message)
                .containsExactly("Nothing is told: 6 of 8 copied invoices are missing from one side's list at once, too"
                        + " many to believe.");
    }

    @Test
    void aNewDifferenceIsToldOnceToWhoeverAskedForIt() {
        scenario = CopyScenario.start(clock, Map.of());
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        scenario.harvest()
                .add(anInvoice(client)
                        .number("K-1")
                        .issued(DAY)
                        .line("Design", "1", "10")
                        .open());
        reconcile();
        reconcile();

        assertThat(scenario.sql("delete from event where kind = 'reconcile.difference'"))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void aDifferenceIsToldWithBothSidesOnceEachTimeItComes() {
        scenario = CopyScenario.start(clock, Map.of("events.keep", "always", "copy.drafts", "false"));
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        long invoice = scenario.harvest()
                .add(anInvoice(client)
                        .number("K-1")
                        .issued(DAY)
                        .line("Design", "1", "10")
                        .open());
        scenario.harvest().add(anInvoice(client).number("DRAFT").issued(DAY).line("Design", "1", "5"));
        reconcile();
        reconcile();
        assertThat(differencesTold())
                .containsExactly("K-1 invoice.total 10.0 not-copied-yet", "DRAFT invoice.total 5.0 not-copied-yet");

        scenario.once();
        assertThat(reconcile().found().differences())
                .singleElement()
                .satisfies(told -> assertThat(told.difference().reason().key()).isEqualTo("drafts-off"));
        assertThat(differencesTold()).as("what is meant is not told").hasSize(2);

        scenario.xero().payInvoice("K-1", new BigDecimal("4"), "090", DAY);
        reconcile();
        scenario.xero()
                .deletePayment(UUID.fromString(scenario.invoice("K-1")
                        .path("Payments")
                        .get(0)
                        .path("PaymentID")
                        .asText()));
        reconcile();
        scenario.xero().payInvoice("K-1", new BigDecimal("4"), "090", DAY);
        reconcile();

        assertThat(differencesTold())
                .hasSize(4)
                .filteredOn(told -> told.contains("payment-only-in-xero"))
                .hasSize(2);
        assertThat(invoice).isPositive();
    }

    /** The earliest first. */
    private List<String> differencesTold() {
        List<String> told = new ArrayList<>();
        scenario.engine()
                .events()
                .list(new Events.Selection(null, List.of("reconcile.difference"), null, false), 100)
                .forEach(event -> told.add(0, told(event)));
        return told;
    }

    private static String told(Events.Item event) {
        try {
            JsonNode data = new ObjectMapper().readTree(event.data());
            return data.at("/invoice/number").asText() + " " + data.path("what").asText() + " "
                    + data.at("/harvest/amount").asText() + " "
                    + data.path("reason").asText().replaceAll(":.*", "");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void creditsOfXerosOwnAreToldByTheirKindAndListedOnlyWhereTheyAreNeeded() {
        scenario = CopyScenario.start(clock, Map.of());
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        for (String number : List.of("L-1", "L-2", "L-3")) {
            scenario.harvest()
                    .add(anInvoice(client)
                            .number(number)
                            .issued(DAY)
                            .line("Design", "1", "100")
                            .open());
        }
        scenario.once();
        XeroSandbox xero = scenario.xero();
        UUID over = id(xero.receiveOverpayment("Sample Bakery", new BigDecimal("30"), DAY), "OverpaymentID");
        xero.allocate(over, "L-1", new BigDecimal("20"));
        UUID ahead = id(xero.receivePrepayment("Sample Bakery", new BigDecimal("40"), DAY), "PrepaymentID");
        xero.allocate(ahead, "L-2", new BigDecimal("40"));

        Answer answer = reconcile();

        assertThat(told(answer))
                .containsExactlyInAnyOrder(
                        "L-1 credit-note credited -20.00 overpayment-allocated",
                        "L-2 credit-note credited -40.00 prepayment-allocated");
        assertThat(found(answer).unexplained()).isZero();
    }

    private static UUID id(JsonNode element, String field) {
        return UUID.fromString(element.path(field).asText());
    }

    @Test
    void creditsOfOneKindOnOneInvoiceAreToldApart() {
        scenario = CopyScenario.start(clock, Map.of());
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        scenario.harvest()
                .add(anInvoice(client)
                        .number("L-1")
                        .issued(DAY)
                        .line("Design", "1", "100")
                        .open());
        scenario.once();
        XeroSandbox xero = scenario.xero();
        for (String amount : List.of("20", "30")) {
            UUID over = id(xero.receiveOverpayment("Sample Bakery", new BigDecimal(amount), DAY), "OverpaymentID");
            xero.allocate(over, "L-1", new BigDecimal(amount));
        }

        Answer answer = reconcile();

        assertThat(told(answer))
                .containsExactlyInAnyOrder(
                        "L-1 credit-note credited -20.00 overpayment-allocated",
                        "L-1 credit-note credited -30.00 overpayment-allocated");
        assertThat(found(answer).unexplained()).isZero();
    }

    @Test
    void paymentsThatCameBackFromXeroAgree() {
        scenario = CopyScenario.start(clock, Map.of("copy.payments", "false", "copy.payments-back", "follow"));
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        scenario.harvest()
                .add(anInvoice(client)
                        .number("M-1")
                        .issued(DAY)
                        .line("Design", "1", "100")
                        .open());
        scenario.once();
        scenario.xero().payInvoice("M-1", new BigDecimal("60"), "090", DAY);
        List<String> before = told(reconcile());
        scenario.once();

        assertThat(before).containsExactly("M-1 payment paid -60.00 payment-only-in-xero");
        assertThat(told(reconcile())).isEmpty();
    }
}
