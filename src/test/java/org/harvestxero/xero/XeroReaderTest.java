package org.harvestxero.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.harvestxero.http.JsonFields;
import org.harvestxero.http.Samples;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.document.XeroSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XeroReaderTest {
    private static final JsonNode ABSENT = MissingNode.getInstance();

    private static XeroSettings settings(String organisation) {
        JsonNode json =
                JsonFields.parse("{\"Organisations\":[" + organisation + "]}").orElseThrow();
        return XeroSettingsJson.settings(json, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT);
    }

    private static String organisation(String more) {
        return "{\"OrganisationID\":\"o\",\"Name\":\"Studio\",\"BaseCurrency\":\"NZD\"" + more + "}";
    }

    @Test
    void readsTheSampleSettings() throws IOException {
        XeroSettings settings = XeroSettingsJson.settings(
                Samples.xero("organisation.json"),
                Samples.xero("accounts.json"),
                Samples.xero("tax-rates.json"),
                Samples.xero("items.json"),
                Samples.xero("tracking-categories.json"),
                Samples.xero("currencies.json"),
                Samples.xero("branding-themes.json"));

        assertThat(settings.organisation())
                .isEqualTo(new XeroSettings.Organisation(
                        "61a6929f-cd2e-41fc-a15e-1c2528ef72f6",
                        "Example Studio Ltd",
                        "GBP",
                        "GB",
                        ZoneId.of("Europe/London"),
                        "!Ab1cD",
                        LocalDate.of(2026, 3, 31),
                        null,
                        new XeroSettings.PaymentTerms(30, "DAYSAFTERBILLDATE"),
                        new XeroSettings.PaymentTerms(30, "DAYSAFTERBILLDATE")));
        assertThat(settings.accounts())
                .filteredOn(account -> "090".equals(account.code()))
                .singleElement()
                .satisfies(bank -> {
                    assertThat(bank.type()).isEqualTo("BANK");
                    assertThat(bank.currency()).isEqualTo("GBP");
                    assertThat(bank.active()).isTrue();
                });
        assertThat(settings.taxRates())
                .filteredOn(rate -> rate.taxType().equals("OUTPUT2"))
                .singleElement()
                .satisfies(rate -> {
                    assertThat(rate.rate()).isEqualByComparingTo("20");
                    assertThat(rate.appliesTo()).contains("REVENUE").doesNotContain("EXPENSE");
                });
        assertThat(settings.items())
                .contains(new XeroSettings.Item("HRV-DESIGN", "Design", true, false, "200", "OUTPUT2"));
        assertThat(settings.trackingCategories().get(0).options())
                .extracting(XeroSettings.TrackingCategory.Option::name)
                .containsExactly("Alpha", "Beta");
        assertThat(settings.currencies()).containsExactlyInAnyOrder("GBP", "EUR");
    }

    @Test
    void followsAMergedContact() throws IOException {
        List<XeroContact> contacts = XeroElement.list(Samples.xero("contacts-page.json"), "Contacts").stream()
                .map(XeroReader::contact)
                .toList();

        assertThat(contacts.get(0).contactNumber()).isEqualTo("harvest-client-5735776");
        assertThat(contacts.get(0).salesTerms()).isEqualTo(new XeroSettings.PaymentTerms(30, "DAYSAFTERBILLDATE"));
        assertThat(contacts.get(1).active()).isFalse();
        assertThat(contacts.get(1).mergedInto()).isEqualTo("ca7127f7-3c5e-4de7-a76d-ae0ef9b9b76b");
        assertThat(contacts.get(1).email()).isNull();
    }

    @Test
    void takesALockDateAtUtcMidnightAsThatDay() {
        long midnight = Instant.parse("2026-03-31T00:00:00Z").toEpochMilli();

        assertThat(settings(organisation(",\"Timezone\":\"NEWZEALANDSTANDARDTIME\",\"PeriodLockDate\":\"/Date("
                                + midnight + "+0000)/\""))
                        .organisation()
                        .periodLock())
                .isEqualTo("2026-03-31");
    }

    @Test
    void takesALockDateAtTheOrganisationsMidnightAsThatDay() {
        long midnight = LocalDate.of(2026, 3, 31)
                .atStartOfDay(ZoneId.of("Pacific/Auckland"))
                .toInstant()
                .toEpochMilli();

        assertThat(settings(organisation(",\"Timezone\":\"NEWZEALANDSTANDARDTIME\",\"PeriodLockDate\":\"/Date("
                                + midnight + ")/\""))
                        .organisation()
                        .periodLock())
                .isEqualTo("2026-03-31");
    }

    @Test
    void saysWhichFieldItCannotDoWithout() {
        assertThatThrownBy(() -> settings("{\"Name\":\"Studio\"}"))
                .isInstanceOf(XeroUnreadableException.class)
                .hasMessageContaining("OrganisationID");
        assertThatThrownBy(() -> settings(organisation(",\"Timezone\":\"MARSSTANDARDTIME\"")))
                .isInstanceOf(XeroUnreadableException.class)
                .hasMessageContaining("MARSSTANDARDTIME");
    }

    @ParameterizedTest
    @CsvSource({
        "/Date(1573755038314)/, 2019-11-14T18:10:38.314Z",
        "/Date(1518685950940+0000)/, 2018-02-15T09:12:30.940Z",
        "/Date(1518685950940+1300)/, 2018-02-15T09:12:30.940Z",
        "/Date(-86400000)/, 1969-12-31T00:00:00Z",
        "2019-11-14T18:10:38Z, 2019-11-14T18:10:38Z",
        "2026-10-05T08:30:11.4821150, 2026-10-05T08:30:11.482115Z"
    })
    void readsInstants(String text, Instant instant) {
        assertThat(XeroDates.instant(text)).contains(instant);
    }

    @Test
    void takesDocumentDatesFromTheTextThatHasNoZone() {
        JsonNode invoice = JsonFields.parse(
                        "{\"DateString\":\"2026-05-31T00:00:00\",\"Date\":\"/Date(0)/\",\"DueDate\":\"/Date(1796169600000+0000)/\"}")
                .orElseThrow();

        assertThat(XeroDates.day(invoice, "Date")).contains(LocalDate.of(2026, 5, 31));
        assertThat(XeroDates.day(invoice, "DueDate")).contains(LocalDate.of(2026, 12, 2));
        assertThat(XeroDates.day(invoice, "FullyPaidOnDate")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NEWZEALANDSTANDARDTIME, Pacific/Auckland",
        "GMTSTANDARDTIME, Europe/London",
        "AUSEASTERNSTANDARDTIME, Australia/Sydney",
        "CENTRALSTANDARDTIME(MEXICO), America/Mexico_City",
        "UTC02, Etc/GMT+2",
        "UTC+13, Etc/GMT-13",
        "New Zealand Standard Time, Pacific/Auckland",
        "W. Europe Standard Time, Europe/Berlin",
        "UTC-11, Etc/GMT+11",
        "Europe/Paris, Europe/Paris"
    })
    void knowsTheZonesOfOrganisations(String name, String zone) {
        assertThat(XeroZones.zone(name)).contains(ZoneId.of(zone));
    }

    @Test
    void knowsEveryZoneOfThePublishedList() throws IOException {
        Path description = Samples.folder("xero").resolve("xero_accounting.yaml");
        List<String> names = Files.readString(description)
                .lines()
                .dropWhile(line -> !line.equals("    TimeZone:"))
                .skip(1)
                .takeWhile(line -> line.startsWith("      "))
                .map(String::strip)
                .filter(line -> line.startsWith("- "))
                .map(line -> line.substring(2))
                .toList();

        assertThat(names).hasSizeGreaterThan(120);
        assertThat(XeroZones.names().collect(Collectors.toSet())).containsAll(names);
    }
}
