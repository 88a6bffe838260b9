package org.harvestxero.billrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anExpense;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillRequest;
import org.harvestxero.worth.UnbilledPiece;
import org.harvestxero.worth.UnbilledPiece.Kind;
import org.harvestxero.worth.UnbilledWork;
import org.harvestxero.worth.Worth.Basis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is not billed at a month's end, and what it is worth by what was agreed. */
class AgreedPricesIT {
    private static final LocalDate END = LocalDate.of(2026, 10, 31);

    private final TestClock clock = TestClock.at("2026-11-03T08:00:00Z");
    private CopyScenario scenario;
    private long design;
    private long ann;

    @BeforeEach
    void start() {
        scenario = CopyScenario.start(clock, Map.of("time-zone", "UTC"));
        design = scenario.harvest().add(aTask("Design"));
        ann = scenario.harvest().add(aUser("Ann", "Archer"));
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    private long project(String client, String currency) {
        long id = scenario.harvest().add(aClient(client).currency(currency));
        return scenario.harvest()
                .add(aProject(id, client + " site").hourlyRate("80").task(design));
    }

    private long worked(long project, String day, String hours) {
        return scenario.harvest()
                .add(aTimeEntry(project, design, ann)
                        .on(LocalDate.parse(day))
                        .hours(hours)
                        .notes("Worked")
                        .approved());
    }

    private void spent(long project, String day, String cost) {
        long travel = scenario.harvest()
                .get("/expense_categories")
                .at("/expense_categories/0/id")
                .asLong();
        scenario.harvest()
                .add(anExpense(project, travel, ann)
                        .on(LocalDate.parse(day))
                        .cost(cost)
                        .approved());
    }

    private UnbilledWork unbilled() {
        return scenario.engine().monthEnd().unbilled(END);
    }

    private static String agreed(UnbilledPiece piece) {
        return String.valueOf(piece.worth().agreed());
    }

    @Test
    void workIsPricedAsTheNextBillWouldWithRatesCapsAndWhatNoPriceIsAgreedFor() {
        long acme = project("Acme", "GBP");
        long globex = project("Globex", "GBP");
        scenario.agreement("acme.yaml", """
                client: Acme
                start: 2026-10-01
                rules:
                  - {name: Design, rates: [{hour: 100}], hourly: {}}
                caps: [{name: October, money: 450, atCap: hold}]
                """);
        worked(acme, "2026-10-05", "3");
        worked(acme, "2026-10-20", "2");
        worked(acme, "2026-11-01", "8");
        worked(acme, "2026-09-30", "1");
        spent(acme, "2026-10-21", "45.50");
        scenario.harvest()
                .add(aTimeEntry(acme, design, ann)
                        .on(LocalDate.of(2026, 10, 6))
                        .hours("7")
                        .notes("Late")
                        .submitted());
        worked(globex, "2026-10-07", "1.5");

        UnbilledWork unbilled = unbilled();

        assertThat(unbilled.notes()).isEmpty();
        assertThat(unbilled.pieces())
                .extracting(
                        piece -> piece.client().name(),
                        piece -> piece.item().day().toString(),
                        piece -> piece.hours().toString(),
                        AgreedPricesIT::agreed,
                        piece -> piece.worth().basis())
                .containsExactlyInAnyOrder(
                        tuple("Acme", "2026-09-30", "1.00 h", "null", Basis.NONE),
                        tuple("Acme", "2026-10-05", "3.00 h", "300.00 GBP", Basis.AGREEMENT),
                        tuple("Acme", "2026-10-06", "7.00 h", "null", Basis.OPEN),
                        tuple("Acme", "2026-10-20", "1.50 h", "150.00 GBP", Basis.AGREEMENT),
                        tuple("Acme", "2026-10-20", "0.50 h", "null", Basis.OPEN),
                        tuple("Acme", "2026-10-21", "0.00 h", "45.50 GBP", Basis.AGREEMENT),
                        tuple("Globex", "2026-10-07", "1.50 h", "120.00 GBP", Basis.HARVEST));
        assertThat(unbilled.totals().get("GBP")).hasToString("615.50 GBP");
        assertThat(unbilled.byProject().values())
                .extracting(sums -> sums.get("GBP").toString())
                .containsExactly("495.50 GBP", "120.00 GBP");
    }

    @Test
    void aRetainersFeeInArrearsIsEarnedDayByDayAndItsHoursAreCovered() {
        long acme = project("Acme", "GBP");
        scenario.agreement("acme.yaml", """
                client: Acme
                start: 2026-10-01
                calendar: {every: quarter}
                rules:
                  - name: Plan
                    retainer: {fee: 920, billed: in arrears, included: {hours: 4}, overage: {tiers: [{rate: 100}], withoutApproval: {hours: 99}}}
                """);
        worked(acme, "2026-10-05", "3");
        worked(acme, "2026-10-20", "2");

        UnbilledWork unbilled = unbilled();

        // 31 of the 92 days of the quarter
        assertThat(unbilled.priced())
                .extracting(piece -> piece.item().kind(), AgreedPricesIT::agreed)
                .containsExactlyInAnyOrder(tuple(Kind.TIME_ENTRY, "100.00 GBP"), tuple(Kind.FEE, "310.00 GBP"));
        assertThat(unbilled.pieces().stream().filter(piece -> piece.worth().isNone()))
                .extracting(piece -> piece.hours() + ", " + piece.worth().words())
                .containsExactlyInAnyOrder(
                        "3.00 h, covered by what Plan includes", "1.00 h, covered by what Plan includes");
    }

    @Test
    void whatIsOnABillDatedLaterIsStillOpenAtTheDayAndAtTheBillsOwnAmounts() {
        long acme = project("Acme", "GBP");
        scenario.agreement("acme.yaml", "client: Acme\nstart: 2026-10-01\nreview: {when: []}\n");
        worked(acme, "2026-10-05", "3");
        assertThat(scenario.bill(BillRequest.due()).bills()).hasSize(1);
        worked(acme, "2026-10-06", "0.25");

        assertThat(unbilled().priced())
                .extracting(AgreedPricesIT::agreed, piece -> piece.worth().basis())
                .containsExactlyInAnyOrder(tuple("240.00 GBP", Basis.BILL), tuple("20.00 GBP", Basis.AGREEMENT));
        assertThat(scenario.engine()
                        .monthEnd()
                        .unbilled(LocalDate.of(2026, 11, 1))
                        .priced())
                .extracting(AgreedPricesIT::agreed)
                .containsExactly("20.00 GBP");
    }

    @Test
    void whatWasBilledHereStaysBilledOnceTheAgreementIsGone() {
        long acme = project("Acme", "GBP");
        scenario.agreement(
                "acme.yaml", "client: Acme\nstart: 2026-10-01\nreview: {when: []}\nsending: {mirror: false}\n");
        worked(acme, "2026-10-05", "3");
        scenario.bill(BillRequest.due());
        worked(acme, "2026-10-06", "0.25");
        scenario.withoutAgreement("acme.yaml");

        assertThat(scenario.engine()
                        .monthEnd()
                        .unbilled(LocalDate.of(2026, 11, 2))
                        .pieces())
                .extracting(AgreedPricesIT::agreed, piece -> piece.worth().basis())
                .containsExactly(tuple("20.00 GBP", Basis.HARVEST));
        assertThat(unbilled().priced())
                .extracting(AgreedPricesIT::agreed, piece -> piece.worth().basis())
                .containsExactlyInAnyOrder(tuple("240.00 GBP", Basis.BILL), tuple("20.00 GBP", Basis.HARVEST));
    }

    @Test
    void whatHarvestInvoicedOnlySinceWasOpenAtTheDay() {
        long globex = project("Globex", "GBP");
        long initech = project("Initech", "GBP");
        worked(globex, "2026-10-07", "1.5");
        worked(initech, "2026-10-07", "2");
        scenario.harvest()
                .add(anInvoice(client("Globex"))
                        .issued(LocalDate.of(2026, 11, 2))
                        .ofUnbilledTime(globex, LocalDate.of(2026, 10, 1), END)
                        .open());
        scenario.harvest()
                .add(anInvoice(client("Initech"))
                        .issued(END)
                        .ofUnbilledTime(initech, LocalDate.of(2026, 10, 1), END)
                        .open());

        assertThat(unbilled().pieces())
                .extracting(
                        piece -> piece.client().name(),
                        AgreedPricesIT::agreed,
                        piece -> piece.worth().basis())
                .containsExactly(tuple("Globex", "120.00 GBP", Basis.HARVEST_INVOICE));
    }

    private long client(String name) {
        for (var client : scenario.harvest().get("/clients").path("clients")) {
            if (client.path("name").asText().equals(name)) {
                return client.path("id").asLong();
            }
        }
        throw new IllegalArgumentException(name);
    }

    @Test
    void otherCurrenciesTakeTheRateOfTheLatestInvoiceInXeroOrNone() {
        long acme = project("Acme", "EUR");
        worked(acme, "2026-10-07", "1.5");
        assertThat(unbilled().pieces())
                .extracting(piece -> piece.worth().base())
                .hasSize(1)
                .containsOnlyNulls();
        scenario.harvest()
                .add(anInvoice(client("Acme"))
                        .issued(LocalDate.of(2026, 10, 2))
                        .currency("EUR")
                        .number("E-1")
                        .line("Work", "1", "100")
                        .open());
        scenario.xero().addCurrency("EUR");
        scenario.once();

        UnbilledWork unbilled = unbilled();

        assertThat(unbilled.base().getCurrencyCode()).isEqualTo("GBP");
        assertThat(unbilled.pieces()).singleElement().satisfies(piece -> {
            assertThat(agreed(piece)).isEqualTo("120.00 EUR");
            assertThat(piece.worth().base()).isNotNull();
            assertThat(piece.worth().base().source()).startsWith("Xero's rate of E-1, dated 2026-10-02");
            assertThat(piece.worth().base().amount())
                    .isEqualByComparingTo(piece.worth().base().rate().multiply(new BigDecimal("120.00")));
        });
    }

    @Test
    void oneClientsTroubleIsToldAndTheOthersGoOn() {
        long acme = project("Acme", "GBP");
        long globex = project("Globex", "GBP");
        worked(acme, "2026-10-07", "1");
        worked(globex, "2026-10-07", "1");
        scenario.agreement("globex.yaml", "client: Gloobex\nstart: 2026-10-01\n");

        UnbilledWork unbilled = unbilled();

        assertThat(unbilled.notes())
                .isEqualTo(List.of("Not used: agreements/globex.yaml, since Harvest has no client called Gloobex."));
        assertThat(unbilled.totals().get("GBP")).hasToString("160.00 GBP");
    }
}
