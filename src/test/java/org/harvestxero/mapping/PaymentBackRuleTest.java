package org.harvestxero.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.harvestxero.mapping.PaymentBackRule.Decision;
import org.harvestxero.mapping.PaymentBackRule.Paid;
import org.harvestxero.mapping.PaymentBackRule.Policy;
import org.harvestxero.mapping.PaymentBackRule.Twin;
import org.harvestxero.mapping.SameMoney.InHarvest;
import org.harvestxero.mapping.document.SourceInvoice.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rulings 22 to 24, for an invoice of 1,000.00 GBP. */
class PaymentBackRuleTest {
    private static final String ONE = "11111111-1111-4111-8111-111111111111";
    private static final String TWO = "22222222-2222-4222-8222-222222222222";
    private static final Policy RECORDS = new Policy(true, true, false, false);

    private static XeroMoney xero(String id, String amount, String day) {
        return new XeroMoney(
                id,
                XeroMoney.Kind.PAYMENT,
                new XeroMoney.Paid("invoice", "INV-1", "GBP"),
                new BigDecimal(amount),
                LocalDate.parse(day),
                new XeroMoney.Origin("", null, null));
    }

    private static Paid harvest(long id, String amount, String day, String notes, Twin twin) {
        return new Paid(new InHarvest(id, LocalDate.parse(day), new BigDecimal(amount), notes), notes, twin);
    }

    private static Map<String, Decision> decide(State state, List<Paid> payments, Policy policy, XeroMoney... open) {
        return PaymentBackRule.decide(
                new PaymentBackRule.Invoice("INV-1", "GBP", state, new BigDecimal("1000.00"), payments),
                List.of(open),
                policy);
    }

    private static Decision decide(List<Paid> payments, XeroMoney open) {
        return decide(State.OPEN, payments, RECORDS, open).get(open.id());
    }

    private static String cause(Decision decision) {
        return ((Decision.Refused) decision).problem().code().name();
    }

    @Test
    void moneyThatHarvestLacksIsRecorded() {
        assertThat(decide(List.of(), xero(ONE, "400", "2026-11-05"))).isEqualTo(new Decision.Recorded(false));
    }

    @Test
    void ourMarkTellsThatItIsThereWhateverElseIsAlike() {
        List<Paid> payments = List.of(
                harvest(7, "400", "2026-11-05", "", Twin.NONE),
                harvest(9, "400", "2026-11-05", "XP" + ONE + " from Xero", Twin.NONE),
                harvest(
                        8,
                        "400",
                        "2026-11-05",
                        "xp is no mark, XP" + ONE.toUpperCase(java.util.Locale.ROOT),
                        Twin.NONE));

        assertThat(decide(payments, xero(ONE, "400", "2026-11-05")))
                .isEqualTo(new Decision.Matched(8, true, List.of(9L)));
    }

    @ParameterizedTest(name = "400.00 in Harvest of {0}, in Xero of 10 November: {1}")
    @CsvSource({
        "2026-11-10, MATCHED",
        "2026-11-15, MATCHED",
        "2026-11-05, MATCHED",
        "2026-11-16, PAYMENT_BACK_UNCLEAR",
        "2026-11-04, PAYMENT_BACK_UNCLEAR",
        "2026-01-04, PAYMENT_BACK_UNCLEAR"
    })
    void theSameAmountEnteredByPeopleIsTheSameMoneyOrAQuestion(String day, String expected) {
        Decision decision =
                decide(List.of(harvest(7, "400.00", day, "wire", Twin.NONE)), xero(ONE, "400", "2026-11-10"));

        assertThat(decision instanceof Decision.Matched matched ? "MATCHED" : cause(decision))
                .isEqualTo(expected);
    }

    @Test
    void twoThatMayBeOneAreAQuestionEach() {
        Map<String, Decision> decisions = decide(
                State.OPEN,
                List.of(harvest(7, "400", "2026-11-05", "", Twin.NONE)),
                RECORDS,
                xero(ONE, "400", "2026-11-05"),
                xero(TWO, "400", "2026-11-06"));

        assertThat(decisions.values())
                .allSatisfy(each -> assertThat(cause(each)).isEqualTo("PAYMENT_BACK_UNCLEAR"));
    }

    @Test
    void anEqualPaymentThatIsAnothersIsNoQuestion() {
        assertThat(decide(List.of(harvest(7, "400", "2026-11-05", "", Twin.OTHER)), xero(ONE, "400", "2026-11-05")))
                .isInstanceOf(Decision.Recorded.class);
        assertThat(decide(List.of(harvest(7, "400", "2026-10-05", "", Twin.COPY)), xero(ONE, "400", "2026-11-05")))
                .isInstanceOf(Decision.Recorded.class);
    }

    @Test
    void anEqualPaymentCopiedTheOtherWayDaysAgoMayBeTheSameMoneyTwice() {
        assertThat(cause(decide(
                        List.of(harvest(7, "400", "2026-11-04", "", Twin.COPY)), xero(ONE, "400", "2026-11-05"))))
                .isEqualTo("PAYMENT_BACK_UNCLEAR");
    }

    @Test
    void nothingBeyondWhatIsDueIsRecordedInTheOrderItWasPaid() {
        Map<String, Decision> decisions = decide(
                State.OPEN,
                List.of(harvest(7, "300", "2026-10-05", "", Twin.OTHER)),
                RECORDS,
                xero(TWO, "400", "2026-11-06"),
                xero(ONE, "500", "2026-11-05"));

        assertThat(decisions.get(ONE)).isInstanceOf(Decision.Recorded.class);
        assertThat(cause(decisions.get(TWO))).isEqualTo("PAYMENT_BACK_EXCEEDS_DUE");
        assertThat(((Decision.Refused) decisions.get(TWO)).problem().sentence())
                .contains("the 200.00 GBP that are due");
    }

    @Test
    void anotherCurrencyIsAQuestion() {
        XeroMoney euros = new XeroMoney(
                ONE,
                XeroMoney.Kind.PAYMENT,
                new XeroMoney.Paid("invoice", "INV-1", "EUR"),
                BigDecimal.TEN,
                null,
                new XeroMoney.Origin("", null, null));

        assertThat(((Decision.Refused) decide(List.of(), euros)).problem().sentence())
                .isEqualTo("A payment of 10.00 of an unknown day on invoice INV-1 is in EUR in Xero,"
                        + " but the invoice is in GBP in Harvest.");
    }

    @Test
    void draftsWaitOrAreSentFirst() {
        Stream.of(false, true).forEach(sends -> {
            Decision decision = decide(
                            State.DRAFT,
                            List.of(),
                            new Policy(true, true, sends, false),
                            xero(ONE, "400", "2026-11-05"))
                    .get(ONE);
            assertThat(decision).isInstanceOf(sends ? Decision.Recorded.class : Decision.Waits.class);
        });
    }

    @ParameterizedTest
    @EnumSource(XeroMoney.Kind.class)
    void onlyMoneyIsRecordedUnlessCreditsAreToBe(XeroMoney.Kind kind) {
        XeroMoney money = xero(ONE, "400", "2026-11-05").as(kind);

        Decision usual = decide(List.of(), money);
        Decision recording = decide(State.OPEN, List.of(), new Policy(true, true, false, true), money)
                .get(ONE);

        assertThat(usual)
                .isInstanceOf(kind == XeroMoney.Kind.PAYMENT ? Decision.Recorded.class : Decision.Refused.class);
        assertThat(recording).isInstanceOf(Decision.Recorded.class);
    }

    @Test
    void whatIsWrittenOffInHarvestIsAQuestion() {
        assertThat(cause(decide(State.CLOSED, List.of(), RECORDS, xero(ONE, "400", "2026-11-05"))
                        .get(ONE)))
                .isEqualTo("PAYMENT_BACK_WRITTEN_OFF");
    }

    @Test
    void aPairIsAskedAboutWherePeopleWantThat() {
        Decision decision = decide(
                        State.OPEN,
                        List.of(harvest(7, "400", "2026-11-05", "wire", Twin.NONE)),
                        new Policy(true, false, false, false),
                        xero(ONE, "400", "2026-11-05"))
                .get(ONE);

        assertThat(cause(decision)).isEqualTo("PAYMENT_BACK_UNCLEAR");
    }

    @Test
    void whatWasEnteredInPlaceOfARemovedPaymentIsTheSameMoney() {
        String notes = "XP" + ONE + " from Xero";
        for (Twin twin : List.of(Twin.FORMER, Twin.LEAVING)) {
            List<Paid> payments = List.of(harvest(7, "400", "2026-11-05", notes, twin));

            assertThat(decide(payments, xero(TWO, "400", "2026-11-08")))
                    .as(twin.name())
                    .isEqualTo(new Decision.Matched(7, false, List.of()));
        }
    }

    @Test
    void whatLeavesMakesRoomAndNoQuestion() {
        List<Paid> leaving = List.of(harvest(7, "1000", "2026-11-05", "", Twin.LEAVING));
        List<Paid> former = List.of(harvest(7, "1000", "2026-11-05", "", Twin.FORMER));

        assertThat(decide(leaving, xero(TWO, "990", "2026-11-05"))).isEqualTo(new Decision.Recorded(false));
        assertThat(cause(decide(former, xero(TWO, "990", "2026-11-05")))).isEqualTo("PAYMENT_BACK_EXCEEDS_DUE");
        assertThat(decide(leaving, xero(TWO, "1000", "2026-11-20")))
                .as("too far apart to be the same")
                .isEqualTo(new Decision.Recorded(false));
        assertThat(cause(decide(former, xero(TWO, "1000", "2026-11-20")))).isEqualTo("PAYMENT_BACK_UNCLEAR");
    }

    @Test
    void whereMatchesAreAskedAboutWhatLeavesIsNotMatched() {
        Policy asks = new Policy(true, false, false, false);
        List<Paid> leaving = List.of(harvest(7, "400", "2026-11-05", "", Twin.LEAVING));

        assertThat(decide(State.OPEN, leaving, asks, xero(TWO, "400", "2026-11-05")))
                .containsEntry(TWO, new Decision.Recorded(false));
    }

    @Test
    void notesThatAPersonCopiedMakeNoSecondOne() {
        List<Paid> payments = List.of(
                harvest(7, "400", "2026-11-05", "XP" + ONE, Twin.NONE),
                harvest(8, "250", "2026-11-05", "XP" + ONE, Twin.NONE),
                harvest(9, "400", "2026-11-06", "XP" + ONE, Twin.NONE));

        assertThat(decide(payments, xero(ONE, "400", "2026-11-05")))
                .isEqualTo(new Decision.Matched(7, true, List.of()));
        assertThat(cause(decide(
                        List.of(harvest(8, "250", "2026-11-05", "XP" + ONE, Twin.NONE)),
                        xero(ONE, "400", "2026-11-05"))))
                .isEqualTo("PAYMENT_BACK_UNCLEAR");
    }
}
