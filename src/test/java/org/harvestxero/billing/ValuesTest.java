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
}
