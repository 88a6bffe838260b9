package org.harvestxero.config.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.calendar.MonthCycle;
import org.harvestxero.billing.calendar.WeekCycle;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Cap;
import org.harvestxero.billing.terms.FixedFee;
import org.harvestxero.billing.terms.Hourly;
import org.harvestxero.billing.terms.HoursBasis;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.Phase;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.ReviewRule;
import org.harvestxero.billing.terms.Unused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementCatalogueTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final String PLAIN = "client: Acme\nstart: 2026-01-01\n";

    @TempDir
    Path folder;

    private AgreementCatalogue catalogue;

    @BeforeEach
    void open() {
        catalogue = new AgreementCatalogue(folder, ZoneId.of("Europe/London"));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private Agreement only(String text) throws IOException {
        write("acme.yaml", text);
        Reload reload = catalogue.reload();
        assertThat(reload.refused()).isEmpty();
        return catalogue.agreements().get(0).in(USD);
    }

    private String refusal(String text) throws IOException {
        write("acme.yaml", text);
        List<AgreementRefusedException> refused = catalogue.reload().refused();
        assertThat(refused).hasSize(1);
        return refused.get(0).getMessage();
    }

    @Test
    void aCurrencyRateIsStatedOrLeftToXero() throws IOException {
        assertThat(only(PLAIN).sending().currencyRate()).isNull();
        assertThat(only(PLAIN + "sending: {currencyRate: 1.234567}\n").sending().currencyRate())
                .isEqualByComparingTo("1.234567");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1.2", "1.2345678", "one"})
    void aCurrencyRateXeroWouldNotTakeIsRefused(String rate) throws IOException {
        assertThat(refusal(PLAIN + "sending: {currencyRate: " + rate + "}\n")).startsWith("acme.yaml, line 3");
    }

    @Test
    void aPlainClientNeedsTwoLines() throws IOException {
        Agreement agreement = only(PLAIN);

        assertThat(agreement.client()).isEqualTo("Acme");
        assertThat(agreement.currency()).isNull();
        assertThat(agreement.rules()).hasSize(1);
        assertThat(agreement.rules().get(0).terms()).isEqualTo(Hourly.plain());
        assertThat(agreement.calendar().cycle()).isInstanceOf(MonthCycle.class);
        assertThat(agreement.calendar().dates().zone()).isEqualTo(ZoneId.of("Europe/London"));
    }

    @Test
    void theShippedDefaultsAndSamplesAreGood() {
        AgreementCatalogue shipped = new AgreementCatalogue(Path.of("agreements"), ZoneId.of("UTC"));
        AgreementCatalogue samples = new AgreementCatalogue(Path.of("agreements/samples"), ZoneId.of("UTC"));

        assertThat(shipped.reload().refused()).isEmpty();
        assertThat(samples.reload().refused()).isEmpty();
        assertThat(samples.agreements()).hasSize(2);
    }

    @Test
    void layersAClientsFileOverTheDefaultsKeyByKey() throws IOException {
        write("defaults.yaml", "hours: minutes\ncalendar: {every: week, due: the 7th}\n");

        Agreement agreement = only(PLAIN + "calendar: {due: net 14}\n");

        assertThat(agreement.pricing().hours()).isEqualTo(HoursBasis.MINUTES);
        assertThat(agreement.calendar().cycle()).isEqualTo(new WeekCycle(1, LocalDate.of(2024, 1, 1)));
        assertThat(agreement.calendar().dates().due().number()).isEqualTo(14);
    }

    @Test
    void readsAServicePlan() throws IOException {
        Agreement agreement = only("""
                client: Acme
                start: 2026-01-01
                rules:
                  - name: Plan
                    for: {projects: [Support, WEB], people: 1782884}
                    retainer:
                      fee: [{amount: 600}, {from: 2026-07-01, amount: 650.50}]
                      billed: in advance
                      included: {hours: 10.5}
                      unused: carried over
                      carryLimit: {hours: 5}
                      carryPeriods: 2
                      overage: {tiers: [{upTo: 5, rate: 65}, {rate: 75}], withoutApproval: {hours: 0}}
                      finalPeriod: without fee
                """);

        Retainer plan = (Retainer) agreement.rules().get(0).terms();
        assertThat(agreement.rules().get(0).match().projects()).containsExactlyInAnyOrder("Support", "WEB");
        assertThat(agreement.rules().get(0).match().people()).containsExactly("1782884");
        assertThat(plan.when()).isEqualTo(Retainer.When.IN_ADVANCE);
        assertThat(plan.feeOn(LocalDate.of(2026, 7, 1))).isEqualTo(Money.of("650.50", "USD"));
        assertThat(plan.included()).isEqualTo(Limit.hours("10.5"));
        assertThat(plan.unused()).isEqualTo(Unused.carries(Limit.hours("5"), 2));
        assertThat(plan.overage().tiers()).hasSize(2);
        assertThat(plan.overage().withoutApproval()).isEqualTo(Limit.hours("0"));
        assertThat(plan.feeInFinalPeriod()).isFalse();
        assertThat(agreement.calendar().inAdvance()).isTrue();
    }

    @Test
    void sharesOfAFeeAddUpToTheCent() throws IOException {
        Agreement agreement = only(PLAIN + """
                rules:
                  - name: Relaunch
                    fixed:
                      fee: 100
                      phases:
                        - {name: One, share: 33.3333, on: 2026-03-01}
                        - {name: Two, share: 33.3333, completed: 2026-04-01}
                        - {name: Three, share: 33.3334, done: [{since: 2026-05-01, percent: 50}]}
                """);

        FixedFee fixed = (FixedFee) agreement.rules().get(0).terms();
        assertThat(fixed.phases())
                .extracting(Phase::amount)
                .containsExactly(Money.of("33.33", "USD"), Money.of("33.34", "USD"), Money.of("33.33", "USD"));
    }

    @Test
    void amountsAreInTheClientsCurrencyUnlessOneIsStated() throws IOException {
        write("acme.yaml", PLAIN + "rates: [{role: Senior, hour: 95.5}]\n");
        write("globex.yaml", "client: Globex\nstart: 2026-01-01\ncurrency: USD\nminimumInvoice: 20\n");
        catalogue.reload();

        Agreement acme = catalogue.of(new Named(1, "Acme")).orElseThrow().in(EUR);
        Agreement globex = catalogue.of(new Named(2, "Globex")).orElseThrow().in(EUR);

        assertThat(acme.pricing().rates().lines().get(0).rate()).isEqualTo(Rate.hourly("95.50", "EUR"));
        assertThat(globex.limits().minimumInvoice()).isEqualTo(Money.of("20.00", "USD"));
    }

    @Test
    void readsCapsOrdersReductionsAndReview() throws IOException {
        Agreement agreement = only(PLAIN + """
                caps: [{name: Monthly, for: {projects: Web}, hours: 40, per: period, atCap: fit, warnAt: [80, 100]}]
                purchaseOrders: [{number: 4711, for: {projects: [Web, App]}, money: 25000, atCap: hold, expenses: true}]
                reductions: [{kind: discount, off: invoice, percent: 25, reason: Friends}]
                expenses:
                  exchange: {EUR: 1.0835}
                  rules: [{for: {categories: Mileage}, unitPrice: 0.655, account: 090, tracking: {Region: "{project}"}}]
                layout: {groupBy: [person, day], invoicePer: purchase order, texts: {reference: "PO {purchase-order}"}}
                coding: [{for: {tasks: Design}, account: 205, taxType: OUTPUT}]
                review:
                  when: [always, {totalAbove: 5000}, {variesFromMedian: 20, periods: 3}]
                  steps: [project manager, strategist]
                """);

        assertThat(agreement.limits().caps()).extracting(Cap::name).containsExactly("Monthly", "purchase order 4711");
        assertThat(agreement.limits().adjustments().get(0).reason()).isEqualTo("Friends");
        assertThat(agreement.expenses().rules().get(0).coding().account()).isEqualTo("090");
        assertThat(agreement.expenses().rules().get(0).match()).isEqualTo(Match.kinds("Mileage"));
        assertThat(agreement.books().codings().get(0).coding().account()).isEqualTo("205");
        assertThat(agreement.review().rules())
                .extracting(ReviewRule::when)
                .containsExactly(
                        ReviewRule.When.ALWAYS, ReviewRule.When.TOTAL_ABOVE, ReviewRule.When.VARIANCE_TO_MEDIAN);
        assertThat(agreement.review().steps()).containsExactly("project manager", "strategist");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | true",
                ", expenses: inside | true",
                ", expenses: outside | false",
                ", expenses: false | false"
            })
    void theMoneyOfAnOrderPaysForExpensesUnlessTheyAreOutside(String said, boolean counted) throws IOException {
        Agreement agreement = only(PLAIN + "purchaseOrders: [{number: 4711, money: 25000" + said + "}]\n");

        assertThat(agreement.limits().caps()).singleElement().satisfies(cap -> {
            assertThat(cap.order()).isEqualTo("4711");
            assertThat(cap.expenses()).isEqualTo(counted);
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "clint: Acme                                | line 3: \"clint\" is not known here",
                "hours: minuts                              | line 3: \"hours\" is one of harvest, minutes, not minuts",
                "minimumInvoice: 10.005                     | line 3: \"minimumInvoice\" has too many decimals, not 10.005",
                "calendar: {due: whenever}                  | line 3: \"due\" wants net 30, the 7th, the 20th of the following month,",
                "calendar: {timeZone: Mars/North}           | line 3: \"timeZone\" wants a time zone such as Europe/London, not Mars/North",
                "calendar: {holidays: zz}                   | line 3: No public holidays are known for \"zz\"",
                "calendar: {holidays: us-zz}                | line 3: No region \"zz\" is known in \"us\"",
                "calendar: {every: two weeks}               | line 3: periods of two weeks need an anchor: the first day of any one of them",
                "end: 2025-01-01                            | line 3: An agreement cannot end (2025-01-01) before it starts (2026-01-01)",
                "layout: {texts: {hours: '{projct}'}}       | line 3: Unknown name {projct}",
                "rules: [{name: A}]                         | line 3: exactly one of hourly, retainer, fixed, free is needed",
                "rules: [{name: A, hourly: {}}, {name: A, hourly: {}}] | Two rules are called A",
                "rules: [{name: Expenses, hourly: {}}]      | No rule can be called Expenses",
                "caps: [{name: A, hours: 5, rules: [Tim]}]  | There is no rule \"Tim\"; there are Time",
                "rules: [{name: A, retainer: {fee: 5, included: {hours: 5}, carryLimit: {money: 5}}}] | limited in what is included",
                "rates: [{hour: -1}]                        | line 3",
                "start: 2026-01-02                          | line 3: \"start\" is given twice",
                "end: 2026-02-30                            | line 3",
                "rules: [                                   | not YAML",
            })
    void refusesABrokenAgreementByFileLineAndReason(String line, String reason) throws IOException {
        assertThat(refusal(PLAIN + line + "\n")).startsWith("acme.yaml, line ").contains(reason);
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        assertThat(refusal("client: Acme\n")).isEqualTo("acme.yaml, line 1: \"start\" is missing");
    }

    @Test
    void blamesTheDefaultsForWhatTheySay() throws IOException {
        write("defaults.yaml", "\nhours: minuts\n");

        assertThat(refusal(PLAIN)).startsWith("defaults.yaml, line 2: ");
    }

    @Test
    void keepsTheLastGoodVersionOfABrokenFile() throws IOException {
        Agreement before = only(PLAIN);

        String refusal = refusal(PLAIN + "hours: minuts\n");

        assertThat(refusal).startsWith("acme.yaml, line 3");
        assertThat(catalogue.agreements().get(0).in(USD).version()).isEqualTo(before.version());
    }

    @Test
    void refusesAFolderThatOthersMayWriteAndKeepsWhatIsInForce() throws IOException {
        only(PLAIN);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xrwx"));
        Files.delete(folder.resolve("acme.yaml"));

        assertThat(catalogue.reload().refused())
                .singleElement()
                .satisfies(refused -> assertThat(refused)
                        .hasMessageContaining(folder
                                + " can be written by others than its owner (rwxr-xrwx): run chmod o-w " + folder));
        assertThat(catalogue.agreements()).hasSize(1);
    }

    @Test
    void beginsFromWhatWasInForceBefore() throws IOException {
        write("acme.yaml", PLAIN + "hours: minuts\n");
        write("old.yaml", "client: Old\nstart: never\n");
        catalogue.recall(Map.of(
                "acme.yaml", "{\"client\":\"Acme\",\"start\":\"2026-01-01\"}",
                "gone.yaml", "{\"client\":\"Gone\",\"start\":\"2026-01-01\"}",
                "old.yaml", "{\"client\":\"Old\",\"start\":\"2026-01-01\",\"word\":\"of an older program\"}"));

        Reload reload = catalogue.reload();

        assertThat(reload.refused()).hasSize(2);
        assertThat(reload.removed()).containsExactly("Gone");
        assertThat(catalogue.agreements()).extracting(AgreementVersion::client).containsExactly("Acme");
    }

    @Test
    void keepsEverythingWhileTheDefaultsAreNoYaml() throws IOException {
        only(PLAIN);
        write("defaults.yaml", "hours: [");

        Reload reload = catalogue.reload();

        assertThat(reload.refused()).hasSize(1);
        assertThat(catalogue.agreements()).hasSize(1);
    }

    @Test
    void tellsWhatChanged() throws IOException {
        write("acme.yaml", PLAIN);
        write("globex.yaml", "client: Globex\nstart: 2026-01-01\n");
        catalogue.reload();
        write("acme.yaml", PLAIN + "hours: minutes\n");
        Files.delete(folder.resolve("globex.yaml"));
        write("initech.yaml", "client: Initech\nstart: 2026-01-01\n");

        Reload reload = catalogue.reload();

        assertThat(reload.added()).containsExactly("Initech");
        assertThat(reload.changed()).containsExactly("Acme");
        assertThat(reload.removed()).containsExactly("Globex");
        assertThat(catalogue.reload().isQuiet()).isTrue();
    }

    @Test
    void aVersionIsItsContentAndComesBackFromIt() throws IOException {
        write("acme.yaml", "start: 2026-01-01 # since ever\nclient: Acme\n");
        catalogue.reload();
        AgreementVersion first = catalogue.agreements().get(0);

        only(PLAIN);

        assertThat(catalogue.agreements().get(0).hash()).isEqualTo(first.hash()).hasSize(64);
        AgreementVersion restored = catalogue.restore("acme.yaml", first.content());
        assertThat(restored.hash()).isEqualTo(first.hash());
        assertThat(restored.in(USD).client()).isEqualTo("Acme");
    }

    @Test
    void refusesASecondFileForTheSameClient() throws IOException {
        write("b.yaml", PLAIN);
        catalogue.reload();
        write("a.yaml", PLAIN + "hours: minutes\n");

        Reload reload = catalogue.reload();

        assertThat(reload.refused())
                .extracting(AgreementRefusedException::getMessage)
                .containsExactly("a.yaml, line 1: Acme already has an agreement in b.yaml");
        assertThat(reload.changed()).isEmpty();
    }

    @Test
    void knowsPublicHolidaysOfARegion() throws IOException {
        Agreement agreement = only(PLAIN + "calendar: {close: working day 1, holidays: gb-sct}\n");

        DuePeriod december = agreement.calendar().named("2026-12").orElseThrow();

        assertThat(december.billableFrom().atZone(ZoneId.of("Europe/London")).toLocalDate())
                .isEqualTo(LocalDate.of(2027, 1, 5));
    }

    @Test
    void anEmptyOrMissingFolderHasNoAgreements() {
        AgreementCatalogue none = new AgreementCatalogue(folder.resolve("nowhere"), ZoneId.of("UTC"));

        assertThat(none.reload().isQuiet()).isTrue();
        assertThat(none.agreements()).isEmpty();
    }
}
