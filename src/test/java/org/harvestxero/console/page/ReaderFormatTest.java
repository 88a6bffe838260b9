package org.harvestxero.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReaderFormatTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-02T12:00:00Z"), ZoneId.of("UTC"));

    private static ReaderFormat in(String tag) {
        return new ReaderFormat(Locale.forLanguageTag(tag), ZoneId.of("UTC"), NOON);
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ').replace('\u2019', '\'');
    }

    @ParameterizedTest(name = "{0}: {1} {2} is written {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "en-GB|1234.5|USD|1,234.50 USD",
                "de-DE|1234.5|USD|1.234,50 USD",
                "de-CH|1234.5|CHF|1'234.50 CHF",
                "fr-FR|1234.5|EUR|1 234,50 EUR",
                "en-US|1234|JPY|1,234 JPY",
                "en-US|1234.567|KWD|1,234.567 KWD",
                "en-US|-20|USD|-20.00 USD",
                "ja-JP|1234.5|USD|1,234.50 USD",
            })
    void moneyHasTheDecimalsOfItsCurrencyAndTheMarksOfTheReader(
            String tag, BigDecimal amount, String currency, String written) {
        assertThat(plain(in(tag).money(amount, currency))).isEqualTo(written);
    }

    @ParameterizedTest(name = "{0}: \"{1}\" means {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "en-GB|1,234.50|1234.50",
                "de-DE|1.234,50|1234.50",
                "fr-FR|1 234,50|1234.50",
                "de-CH|1'234.50|1234.50",
                "de-DE|1234,5|1234.5",
                "de-DE|1234.50|1234.50",
                "en-GB|1234|1234",
                "de-DE|1.234|1234",
                "en-GB|-20.00|-20.00",
                "en-GB|0|0",
                "sv-SE|-1 234,50|-1234.50",
                "sv-SE|\u22121 234,50|-1234.50",
                "de-DE|0,125|0.125",
            })
    void anAmountIsUnderstoodAsTheReaderTypesIt(String tag, String typed, BigDecimal amount) {
        assertThat(in(tag).parsed(typed))
                .get()
                .satisfies(read -> assertThat(read).isEqualByComparingTo(amount));
    }

    @ParameterizedTest(name = "{0}: what is written for {1} {2} is read as that")
    @CsvSource({
        "sv-SE, -1234.50, SEK",
        "nb-NO, -50.00, NOK",
        "fi-FI, -0.05, EUR",
        "fa-IR, -1234567.89, USD",
        "ar-EG, -1234.50, EGP",
        "he-IL, -1234.50, ILS",
        "hi-IN, 1234567.50, INR",
        "bn-BD, 1234.50, BDT",
        "de-CH, -1234567.50, CHF",
        "fr-FR, -1234567.50, EUR",
        "pl-PL, 12345.50, PLN",
        "es-ES, 1234.50, EUR",
        "en-US, 1234.567, KWD",
    })
    void whatIsWrittenIsAlsoRead(String tag, BigDecimal amount, String currency) {
        assertThat(in(tag).parsed(in(tag).amount(amount, currency)))
                .get()
                .satisfies(read -> assertThat(read).isEqualByComparingTo(amount));
    }

    @ParameterizedTest(name = "{0}: \"{1}\" is no amount")
    @CsvSource(
            delimiter = '|',
            value = {
                "en-GB|1.234,50",
                "en-GB|1,23",
                "de-DE|1,234.50",
                "de-DE|1.23.4",
                "en-GB|12 USD",
                "en-GB|1e5",
                "en-GB|--5",
                "en-GB|12345678901234567",
                "en-GB|.",
                "de-DE|0.125",
                "en-GB|0,500",
            })
    void whatCantBeToldForSureIsNoAmount(String tag, String typed) {
        assertThat(in(tag).parsed(typed)).isEmpty();
    }

    @Test
    void datesAndTimesAreTheReaders() {
        assertThat(in("en-GB").date(LocalDate.of(2026, 12, 1))).isEqualTo("1 Dec 2026");
        assertThat(in("de-DE").date(LocalDate.of(2026, 12, 1))).isEqualTo("01.12.2026");
        assertThat(in("en-GB").time(Instant.parse("2026-11-02T08:05:00Z"))).isEqualTo("08:05");
        assertThat(in("en-GB").time(Instant.parse("2026-11-01T08:05:00Z"))).isEqualTo("1 Nov 2026, 08:05");
        assertThat(in("en-GB").ago(Instant.parse("2026-11-02T11:59:30Z"))).isEqualTo("just now");
        assertThat(in("en-GB").ago(Instant.parse("2026-11-02T11:55:00Z"))).isEqualTo("5 minutes ago");
        assertThat(in("en-GB").ago(Instant.parse("2026-10-01T11:55:00Z"))).isEqualTo("32 days ago");
        assertThat(in("en-GB").ago(null)).isEqualTo("never");
    }

    @Test
    void aBrowserThatAsksForNothingReadableGetsEnglish() {
        assertThat(ReaderFormat.locale(null)).isEqualTo(Locale.UK);
        assertThat(ReaderFormat.locale("")).isEqualTo(Locale.UK);
        assertThat(ReaderFormat.locale("*")).isEqualTo(Locale.UK);
        assertThat(ReaderFormat.locale(";;;q=x")).isEqualTo(Locale.UK);
        assertThat(ReaderFormat.locale("x".repeat(2_000))).isEqualTo(Locale.UK);
        assertThat(ReaderFormat.locale("de-AT,de;q=0.8,en;q=0.5")).isEqualTo(Locale.forLanguageTag("de-AT"));
    }
}
