package org.harvestxero.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {
    private static final Currency USD = Currency.getInstance("USD");

    @ParameterizedTest
    @CsvSource({"1", "1.0", "1.000"})
    void moneyRefusesAnythingButTwoDecimals(BigDecimal amount) {
        assertThatThrownBy(() -> new Money(amount, USD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two decimals");
    }

    @ParameterizedTest
    @CsvSource({"1.005, 1.01", "-1.005, -1.01", "1.0049, 1.00", "11.445, 11.45"})
    void moneyRoundsHalfACentAwayFromZero(BigDecimal amount, String rounded) {
        assertThat(Money.roundHalfUp(amount, USD)).isEqualTo(Money.of(rounded, "USD"));
    }

    @Test
    void moneyNeverMixesCurrencies() {
        assertThatThrownBy(() -> Money.of("1.00", "USD").plus(Money.of("1.00", "EUR")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot reckon 1.00 USD with 1.00 EUR");
    }

    @Test
    void aHundredSplitThreeWaysAddsUp() {
        List<Money> parts = Money.of("100.00", "USD").split(List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE));

        assertThat(parts).extracting(part -> part.amount().toPlainString()).containsExactly("33.33", "33.34", "33.33");
    }

    @Test
    void everyMinuteOfADayIsRecoveredFromItsTwoDecimals() {
        Set<Hours> figures = new HashSet<>();
        for (int minute = 0; minute < 24 * 60; minute++) {
            Hours decimal =
                    Hours.of(BigDecimal.valueOf(minute).divide(BigDecimal.valueOf(60), 2, RoundingMode.HALF_UP));
            figures.add(decimal);

            assertThat(decimal.toWholeMinutes()).isEqualTo(Hours.ofMinutes(minute));
        }
        assertThat(figures).hasSize(24 * 60);
    }

    @ParameterizedTest
    @CsvSource({"7.33, 7.33 h", "7.5, 7.50 h", "0.0001, 0.0001 h"})
    void hoursShowTheirDecimals(String hours, String shown) {
        assertThat(Hours.of(hours)).hasToString(shown);
    }

    @Test
    void minutesWithoutDecimalsShowAsMinutes() {
        assertThat(Hours.ofMinutes(440)).hasToString("7 h 20 min");
        assertThat(Hours.ofMinutes(450)).hasToString("7.50 h");
    }

    @Test
    void hoursCannotBeNegative() {
        assertThatThrownBy(() -> Hours.of("1.00").minus(Hours.of("1.01"))).hasMessageContaining("negative");
    }

    @Test
    void aRateRoundsOnceForItsHours() {
        Rate rate = Rate.hourly("15.00", "USD");

        assertThat(rate.amountRoundedHalfUp(Hours.of("7.33"))).isEqualTo(Money.of("109.95", "USD"));
        assertThat(rate.amountRoundedHalfUp(Hours.ofMinutes(440))).isEqualTo(Money.of("110.00", "USD"));
    }

    @ParameterizedTest
    @CsvSource({
        "15.00, 7.33, 109.95, 109.95000000",
        "0.0001, 0.0001, 0.00, 0.00000001",
        "150.1234, 40.00, 6004.94, 6004.93600000",
        "99999999999.9999, 24.00, 2400000000000.00, 2399999999999.99760000",
        "123.45, 876543210.1234, 108209259289.73, 108209259289.73373000",
        "0.01, 0.50, 0.01, 0.00500000",
        "0.0099, 0.50, 0.00, 0.00495000",
        "100.00, 40000.00, 4000000.00, 4000000.00000000",
        "184467440737.0956, 1.00, 184467440737.10, 184467440737.09560000",
    })
    void aRateCountsSmallAndHugeAmountsAlike(String rate, String hours, String amount, String worth) {
        Rate hourly = Rate.hourly(rate, "USD");

        assertThat(hourly.amountRoundedHalfUp(Hours.of(hours))).isEqualTo(Money.of(amount, "USD"));
        assertThat(hourly.worth(Hours.of(hours))).isEqualTo(new BigDecimal(worth));
    }

    @Test
    void aDayRateCountsItsHours() {
        Rate daily = Rate.daily(new BigDecimal("1000.00"), USD, Hours.of("7.5"));

        assertThat(daily.amountRoundedHalfUp(Hours.of("1.00"))).isEqualTo(Money.of("133.33", "USD"));
        assertThat(daily.worth(Hours.of("1.00"))).isEqualTo(new BigDecimal("133.33333333"));
        assertThat(daily.quantity(Hours.of("3.75"))).isEqualTo(new BigDecimal("0.50"));
    }

    @Test
    void aRateHasFourDecimalsAtMost() {
        assertThatThrownBy(() -> Rate.hourly("1.00001", "USD")).hasMessageContaining("four decimals");
        assertThat(Rate.hourly("100.0", "USD")).isEqualTo(Rate.hourly("100.00", "USD"));
    }

    @Test
    void aLinePriceIsOnlyTakenWhenXeroMultipliesItToTheAmount() {
        Rate rate = Rate.hourly("300.00", "USD");
        Hours twoThirds = Hours.ofMinutes(40);

        assertThat(LinePrice.of(twoThirds, rate, Money.of("200.00", "USD"))).isEmpty();
        assertThat(LinePrice.of(Hours.of("0.67"), rate, Money.of("201.00", "USD")))
                .isPresent();
    }

    /** ISO 4217's minor units of the currencies that Xero's own list names, as its interface description gives them. */
    @Test
    void currenciesHaveTheDecimalsThatTheirMoneyHas() {
        Map<Integer, String> digits = Map.of(
                0,
                "BIF BYR CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
                2,
                "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY"
                        + " COP CRC CUC CUP CVE CZK DKK DOP DZD EEK EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK"
                        + " HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL LTL LVL MAD MDL MGA MKD MMK MNT"
                        + " MOP MRO MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB"
                        + " SAR SBD SCR SDG SEK SGD SHP SKK SLE SLL SOS SRD STN STD SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH"
                        + " USD UYU UZS VEF VES WST XCD YER ZAR ZMW ZMK ZWD",
                3,
                "BHD IQD JOD KWD LYD OMR TND",
                4,
                "CLF");

        digits.forEach((decimals, codes) -> assertThat(codes.split(" "))
                .allSatisfy(code -> assertThat(CurrencyDigits.of(code)).as(code).isEqualTo(decimals)));
        assertThat(digits.values().stream()
                        .mapToInt(codes -> codes.split(" ").length)
                        .sum())
                .isEqualTo(168);
        assertThat(CurrencyDigits.of("XAU")).isEqualTo(2);
        assertThat(CurrencyDigits.of("???")).isEqualTo(2);
    }

    @Test
    void moneyHasTheDecimalsOfItsCurrencyAndRoundsToThem() {
        Currency yen = Currency.getInstance("JPY");
        Currency dinar = Currency.getInstance("KWD");

        assertThat(Money.roundHalfUp(new BigDecimal("73292.5"), yen)).hasToString("73293 JPY");
        assertThat(Money.roundHalfUp(new BigDecimal("12.3455"), dinar)).hasToString("12.346 KWD");
        assertThat(Money.zero(yen)).hasToString("0 JPY");
        assertThat(Money.exactly(new BigDecimal("12.3"), dinar)).hasToString("12.300 KWD");
        assertThat(Money.of("100", "JPY").percentRoundedHalfUp(new BigDecimal("12.5")))
                .hasToString("13 JPY");
        assertThat(Money.of("100", "JPY")
                        .split(List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE))
                        .toString())
                .isEqualTo("[33 JPY, 34 JPY, 33 JPY]");
        assertThatThrownBy(() -> Money.exactly(new BigDecimal("1.5"), yen)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(new BigDecimal("1.5000"), dinar)).hasMessageContaining("three decimals");
    }

    @Test
    void amountsKeptWithTwoDecimalsStayReadableInEveryCurrency() {
        assertThat(Money.of("1234.00", "JPY")).isEqualTo(Money.of("1234", "JPY"));
        assertThat(Money.of("1234.50", "JPY")).hasToString("1234.50 JPY");
        assertThat(Money.kept(new BigDecimal("1234.5000"), Currency.getInstance("JPY")))
                .hasToString("1234.50 JPY");
        assertThat(Money.kept(new BigDecimal("12.3450"), Currency.getInstance("KWD")))
                .hasToString("12.345 KWD");
    }

    @Test
    void ratesAndLinesFollowTheCurrency() {
        Rate yen = Rate.hourly("9999.00", "JPY");
        Rate dinar = Rate.hourly("1.5", "KWD");

        assertThat(yen).hasToString("9999 JPY an hour");
        assertThat(yen.amountRoundedHalfUp(Hours.of("7.33"))).hasToString("73293 JPY");
        assertThat(dinar).hasToString("1.500 KWD an hour");
        assertThat(dinar.amountRoundedHalfUp(Hours.of("8.23"))).hasToString("12.345 KWD");
        assertThat(LinePrice.of(Hours.of("7.33"), yen, Money.of("73293", "JPY")))
                .isEmpty();
        assertThat(LinePrice.of(Hours.of("7.50"), Rate.hourly("10000", "JPY"), Money.of("75000", "JPY")))
                .isPresent();
        assertThat(LinePrice.of(Hours.of("8.23"), dinar, Money.of("12.345", "KWD")))
                .isPresent();
    }

    /** Whole cents of 10.00 by 0, 1, 1 and 1: the running totals are 0.00, 3.33, 6.67 and 10.00. */
    @Test
    void aPartWithoutWeightGetsNothing() {
        Money whole = Money.of("10.00", "USD");

        assertThat(whole.split(List.of(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE)))
                .extracting(part -> part.amount().toPlainString())
                .containsExactly("0.00", "3.33", "3.34", "3.33");
        assertThatThrownBy(() -> whole.split(List.of(BigDecimal.ZERO)))
                .hasMessage("Weights cannot be negative or all zero: [0]");
        assertThatThrownBy(() -> whole.split(List.of(BigDecimal.TEN, new BigDecimal("-1"))))
                .hasMessage("Weights cannot be negative or all zero: [10, -1]");
    }

    @Test
    void moneyIsZeroBelowOrAbove() {
        Money none = Money.of("0.00", "USD");
        Money cent = Money.of("0.01", "USD");

        assertThat(none.isZero()).isTrue();
        assertThat(none.isPositive()).isFalse();
        assertThat(none.isNegative()).isFalse();
        assertThat(cent.isPositive()).isTrue();
        assertThat(cent.negated().isNegative()).isTrue();
        assertThat(cent.negated()).hasToString("-0.01 USD");
        assertThat(cent.min(none)).isEqualTo(none);
        assertThat(none.min(cent)).isEqualTo(none);
    }

    /** 1,000.00 × 15/31 is 483.870…; 12.345 × 25 % is 3.08625. */
    @Test
    void sharesAndPercentagesAreRoundedOnce() {
        assertThat(Money.of("1000.00", "USD").shareRoundedHalfUp(15, 31)).isEqualTo(Money.of("483.87", "USD"));
        assertThat(Money.of("12.345", "KWD").percentRoundedHalfUp(new BigDecimal("25")))
                .isEqualTo(Money.of("3.086", "KWD"));
        assertThat(Money.roundDown(new BigDecimal("1.009"), USD)).isEqualTo(Money.of("1.00", "USD"));
        assertThat(Money.of("12.50", "JPY").part(BigDecimal.TEN, new BigDecimal("10.0")))
                .hasToString("12.50 JPY");
        assertThat(Money.of("12.50", "JPY").part(BigDecimal.ONE, BigDecimal.TEN))
                .hasToString("1 JPY");
    }

    @Test
    void hoursAreSharedDownOrToTheHundredth() {
        assertThat(Hours.of("10").shareRoundedDown(1, 3)).isEqualTo(Hours.of("3.3333"));
        assertThat(Hours.of("10").shareRoundedToHundredth(15, 31)).isEqualTo(Hours.of("4.84"));
        assertThat(Hours.of("1.00").beyond(Hours.of("0.75"))).isEqualTo(Hours.of("0.25"));
        assertThat(Hours.of("1.00").beyond(Hours.of("1.00"))).isEqualTo(Hours.ZERO);
        assertThat(Hours.of("1.00").min(Hours.of("0.75"))).isEqualTo(Hours.of("0.75"));
    }

    @Test
    void valuesAreEqualByWhatTheyAre() {
        Rate hourly = Rate.hourly("100.00", "USD");

        assertThat(Hours.of("1.5")).isEqualTo(Hours.ofMinutes(90)).hasSameHashCodeAs(Hours.ofMinutes(90));
        assertThat(Hours.of("1.5")).isNotEqualTo(Hours.of("1.6")).doesNotHaveSameHashCodeAs(Hours.of("1.6"));
        assertThat(hourly)
                .isEqualTo(Rate.hourly("100", "USD"))
                .hasSameHashCodeAs(Rate.hourly("100", "USD"))
                .isNotEqualTo(Rate.hourly("101.00", "USD"))
                .doesNotHaveSameHashCodeAs(Rate.hourly("101.00", "USD"))
                .isNotEqualTo(Rate.hourly("100.00", "EUR"))
                .isNotEqualTo(Rate.daily(new BigDecimal("100.00"), USD, Hours.of("8")));
    }

    /** 100.00 buy two thirds of an hour at 150.00: 20,000 thirty-thousandths; 99.99 buy 19,998. */
    @Test
    void moneyBuysHoursRoundedDown() {
        Rate rate = Rate.hourly("150.00", "USD");

        assertThat(rate.hoursFor(new BigDecimal("100.00"))).isEqualTo(Hours.ofMinutes(40));
        assertThat(rate.hoursFor(new BigDecimal("99.99"))).isEqualTo(Hours.ofParts(19_998));
        assertThat(rate.hoursFor(new BigDecimal("-1"))).isEqualTo(Hours.ZERO);
        assertThat(Rate.hourly("0.00", "USD").hoursFor(BigDecimal.ZERO)).isEqualTo(Hours.ZERO);
    }

    @Test
    void aRateIsNotNegativeAndNeedsATime() {
        assertThatThrownBy(() -> Rate.hourly("-0.01", "USD")).hasMessage("A rate cannot be negative: -0.01");
        assertThatThrownBy(() -> Rate.daily(BigDecimal.TEN, USD, Hours.ZERO)).hasMessage("A rate needs a unit of time");
        assertThat(Rate.hourly("0.00", "USD").isZero()).isTrue();
        assertThat(Rate.hourly("0.01", "USD").isZero()).isFalse();
    }

    @Test
    void daysAreToldInTheSingularAndThePlural() {
        Rate daily = Rate.daily(new BigDecimal("800.00"), USD, Hours.of("8"));

        assertThat(daily.counted(Hours.of("8"))).isEqualTo("1.00 day");
        assertThat(daily.counted(Hours.of("12"))).isEqualTo("1.50 days");
        assertThat(daily).hasToString("800.00 USD a day of 8.00 h");
        assertThat(Rate.hourly("100.00", "USD").counted(Hours.of("8"))).isEqualTo("8.00 h");
    }

    @Test
    void aLinePriceHasFourDecimalsAtMost() {
        Money amount = Money.of("1.00", "USD");

        assertThat(LinePrice.exactly(new BigDecimal("1.00001"), BigDecimal.ONE, amount))
                .isEmpty();
        assertThat(LinePrice.exactly(BigDecimal.ONE, new BigDecimal("1.00001"), amount))
                .isEmpty();
        assertThat(LinePrice.exactly(new BigDecimal("0.5000"), new BigDecimal("2.0000"), amount))
                .isPresent();
        assertThatThrownBy(() -> new LinePrice(new BigDecimal("1.00001"), BigDecimal.ONE))
                .hasMessage("Four decimals at most, not 1.00001 × 1");
        assertThatThrownBy(() -> new LinePrice(BigDecimal.ONE, new BigDecimal("1.00001")))
                .hasMessage("Four decimals at most, not 1 × 1.00001");
    }

    @Test
    void amountsAreShownWithTheDecimalsOfTheirCurrencyAndNeverHidden() {
        assertThat(CurrencyDigits.plain(new BigDecimal("1234.00"), "JPY")).isEqualTo("1234");
        assertThat(CurrencyDigits.plain(new BigDecimal("1234.505"), "JPY")).isEqualTo("1234.51");
        assertThat(CurrencyDigits.plain(new BigDecimal("12.3"), "KWD")).isEqualTo("12.300");
        assertThat(CurrencyDigits.plain(new BigDecimal("12.3455"), "KWD")).isEqualTo("12.346");
        assertThat(CurrencyDigits.plain(new BigDecimal("5"), null)).isEqualTo("5.00");
        assertThat(CurrencyDigits.rounded(new BigDecimal("2.5"), "JPY")).isEqualTo("3");
        assertThat(CurrencyDigits.exact(new BigDecimal("5.1000"), "USD")).isEqualTo("5.10");
        assertThat(CurrencyDigits.exact(new BigDecimal("5.1230"), "USD")).isEqualTo("5.123");
        assertThat(CurrencyDigits.atLeastTwo(new BigDecimal("5.00"))).isEqualTo("5.00");
        assertThat(CurrencyDigits.atLeastTwo(new BigDecimal("5"))).isEqualTo("5.00");
        assertThat(CurrencyDigits.atLeastTwo(new BigDecimal("5.1230"))).isEqualTo("5.123");
    }

    @Test
    void whatIsTooFineIsToldByTheCurrency() {
        BigDecimal amount = new BigDecimal("1.00005");

        assertThat(CurrencyDigits.tooFine(amount, Currency.getInstance("JPY")))
                .isEqualTo("1.00005 has decimals, and JPY has none");
        assertThat(CurrencyDigits.tooFine(amount, USD)).isEqualTo("1.00005 has more than two decimals");
        assertThat(CurrencyDigits.tooFine(amount, Currency.getInstance("KWD")))
                .isEqualTo("1.00005 has more than three decimals");
        assertThat(CurrencyDigits.tooFine(amount, Currency.getInstance("CLF")))
                .isEqualTo("1.00005 has more than 4 decimals");
    }

    @Test
    void notesOfBlanksAreNone() {
        assertThat(TimeEntryBuilder.aTimeEntry().notes("Logo").build().hasNotes())
                .isTrue();
        assertThat(TimeEntryBuilder.aTimeEntry().notes(" ").build().hasNotes()).isFalse();
        assertThat(TimeEntryBuilder.aTimeEntry().notes(null).build().hasNotes()).isFalse();
        assertThat(ExpenseBuilder.anExpense().build().hasNotes()).isTrue();
        assertThat(new Project(10, "Website", null).isCalled("WEB")).isFalse();
        assertThat(new Named(30, "Ann").isCalled("31")).isFalse();
    }

    @Test
    void anExpenseWithoutWordsHasNoNotes() {
        assertThat(expense(null).hasNotes()).isFalse();
        assertThat(expense(" ").hasNotes()).isFalse();
        assertThat(expense("Taxi").hasNotes()).isTrue();
    }

    private static Expense expense(String notes) {
        Expense any = ExpenseBuilder.anExpense().build();
        return new Expense(
                any.id(),
                any.updatedAt(),
                any.spentDate(),
                any.origin(),
                any.cost(),
                any.units(),
                any.status(),
                notes,
                any.receiptUrl());
    }
}
