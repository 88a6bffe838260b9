package org.harvestxero.config.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.harvestxero.billing.calendar.Holidays;
import org.harvestxero.config.LastGood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicHolidaysTest {
    private final HolidayBook book = HolidayBook.shipped();

    @TempDir
    Path folder;

    /** Typed from each country's law and announcements, not from the library. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "us     | 2026 | 01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25",
                "us     | 2027 | 01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31",
                "us     | 2028 | 01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25",
                "gb-eng | 2026 | 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
                "gb-eng | 2027 | 01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
                "gb-eng | 2028 | 01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
                "gb-sct | 2026 | 01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28",
                "gb-sct | 2027 | 01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28",
                "gb-sct | 2028 | 01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26",
                "gb-nir | 2026 | 01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28",
                "gb-nir | 2027 | 01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28",
                "gb-nir | 2028 | 01-03 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26",
                "ie     | 2026 | 01-01 02-02 03-17 04-06 05-04 06-01 08-03 10-26 12-25",
                "ie     | 2027 | 01-01 02-01 03-17 03-29 05-03 06-07 08-02 10-25",
                "ie     | 2028 | 02-07 03-17 04-17 05-01 06-05 08-07 10-30 12-25 12-26",
                "ca-on  | 2026 | 01-01 02-16 04-03 05-18 07-01 09-07 10-12 12-25",
                "ca-on  | 2027 | 01-01 02-15 03-26 05-24 07-01 09-06 10-11",
                "ca-on  | 2028 | 02-21 04-14 05-22 09-04 10-09 12-25 12-26",
                "au-nsw | 2026 | 01-01 01-26 04-03 04-06 04-27 06-08 10-05 12-25 12-28",
                "au-nsw | 2027 | 01-01 01-26 03-26 03-29 04-26 06-14 10-04 12-27 12-28",
                "au-nsw | 2028 | 01-03 01-26 04-14 04-17 04-25 06-12 10-02 12-25 12-26",
                "nz     | 2026 | 01-01 01-02 02-06 04-03 04-06 04-27 06-01 07-10 10-26 12-25 12-28",
                "nz     | 2027 | 01-01 01-04 02-08 03-26 03-29 04-26 06-07 06-25 10-25 12-27 12-28",
                "nz     | 2028 | 01-03 01-04 02-07 04-14 04-17 04-25 06-05 07-14 10-23 12-25 12-26",
                "za     | 2026 | 01-01 04-03 04-06 04-27 05-01 06-16 08-10 09-24 12-16 12-25",
                "za     | 2027 | 01-01 03-22 03-26 03-29 04-27 06-16 08-09 09-24 12-16 12-27",
                "za     | 2028 | 03-21 04-14 04-17 04-27 05-01 06-16 08-09 09-25 12-25 12-26",
                "de-by  | 2026 | 01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 12-25",
                "de-by  | 2027 | 01-01 01-06 03-26 03-29 05-06 05-17 05-27 11-01",
                "de-by  | 2028 | 01-06 04-14 04-17 05-01 05-25 06-05 06-15 10-03 11-01 12-25 12-26",
                "fr     | 2026 | 01-01 04-06 05-01 05-08 05-14 05-25 07-14 11-11 12-25",
                "fr     | 2027 | 01-01 03-29 05-06 05-17 07-14 11-01 11-11",
                "fr     | 2028 | 04-17 05-01 05-08 05-25 06-05 07-14 08-15 11-01 12-25",
                "nl     | 2026 | 01-01 04-06 04-27 05-05 05-14 05-25 12-25",
                "nl     | 2027 | 01-01 03-29 04-27 05-05 05-06 05-17",
                "nl     | 2028 | 04-17 04-27 05-05 05-25 06-05 12-25 12-26",
                "jp     | 2026 | 01-01 01-12 02-11 02-23 03-20 04-29 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23",
                "jp     | 2027 | 01-01 01-11 02-11 02-23 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23",
                "jp     | 2028 | 01-10 02-11 02-23 03-20 05-03 05-04 05-05 07-17 08-11 09-18 09-22 10-09 11-03 11-23",
                "hk     | 2026 | 01-01 02-17 02-18 02-19 04-03 04-06 04-07 05-01 05-25 06-19 07-01 10-01 10-19 12-25",
                "hk     | 2027 | 01-01 02-08 02-09 03-26 03-29 04-05 05-13 06-09 07-01 09-16 10-01 10-08 12-27",
                "hk     | 2028 | 01-26 01-27 01-28 04-04 04-14 04-17 05-01 05-02 05-29 10-02 10-04 10-26 12-25 12-26",
                "sg     | 2026 | 01-01 02-17 02-18 04-03 05-01 05-27 06-01 08-10 11-09 12-25",
            })
    void nobodyWorksOnThePublicHolidaysOfTheLaw(String place, int year, String weekdays) {
        assertThat(weekdaysOff(book.of(place), year)).isEqualTo(weekdays);
    }

    @Test
    void aCountryWithoutItsPartMeansWhatTheFileSays() {
        Holidays gb = book.of("gb");

        assertThat(weekdaysOff(gb, 2026)).isEqualTo("01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28");
    }

    @Test
    void aFederalHolidayIsLeftToEachState() {
        LocalDate columbusDay = LocalDate.of(2026, 10, 12);

        assertThat(book.of("us").isHoliday(columbusDay)).isTrue();
        assertThat(book.of("us-ny").isHoliday(columbusDay)).isTrue();
        assertThat(book.of("us-ca").isHoliday(columbusDay)).isFalse();
    }

    @Test
    void aPartOfAPartKeepsItsOwnDay() {
        LocalDate peaceFestival = LocalDate.of(2028, 8, 8);

        assertThat(book.of("de-by-ag").isHoliday(peaceFestival)).isTrue();
        assertThat(book.of("de-by").isHoliday(peaceFestival)).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "uk       | No public holidays are known for \"uk\"; write \"gb\"",
                "uk-sct   | No public holidays are known for \"uk-sct\"; write \"gb-sct\"",
                "deu-by   | No public holidays are known for \"deu-by\"; write \"de-by\"",
                "sco      | No public holidays are known for \"sco\"; write \"gb-sct\"",
                "qz       | No public holidays are known for \"qz\"; the nearest codes are az, bz, cz, dz, kz",
                "de-by-zz | No region \"zz\" is known in \"de-by\"; the nearest codes are de-by-ag (Augsburg), de-by-in (Ingolstadt), de-by-mu (Munich), de-by-re (Regensburg), de-by-wu (Würzburg)",
                "us-nx    | No region \"nx\" is known in \"us\"; the nearest codes are us-nc (North Carolina), us-nd (North Dakota), us-ne (Nebraska), us-nh (New Hampshire), us-nj (New Jersey)",
                "jp-13    | No region \"13\" is known in \"jp\"; write \"jp\"",
            })
    void refusesAnUnknownPartOfACodeWithTheNearestOnes(String code, String sentence) {
        assertThatThrownBy(() -> book.of(code)).hasMessage(sentence);
    }

    @Test
    void whatWasAcceptedOnceStillCountsByWhatIsAroundIt() throws IOException {
        AgreementCatalogue catalogue = new AgreementCatalogue(folder, ZoneId.of("UTC"));

        AgreementVersion kept = catalogue.restore(
                "acme.yaml",
                "{\"client\":\"Acme\",\"start\":\"2026-01-01\",\"calendar\":{\"holidays\":\"de-by-zz\",\"weekends\":\"next working day\"}}");

        assertThat(kept.in(Currency.getInstance("EUR"))
                        .calendar()
                        .dates()
                        .workingDays()
                        .isWorkingDay(LocalDate.of(2026, 6, 4)))
                .isFalse();
    }

    @Test
    void anEditIsLiveAtOnceAndABrokenOneLeavesTheLastGoodInForce() throws IOException {
        Path file = folder.resolve("holidays.yaml");
        Files.writeString(file, "places: {us-ny: {add: [{day: 2026-12-24}], remove: [{day: 2026-10-12}]}}\n");
        HolidaysFile holidays = HolidaysFile.at(file, LastGood.at(folder.resolve("kept")));
        Holidays newYork = HolidayBook.of(holidays).of("us-ny");
        LocalDate christmasEve = LocalDate.of(2026, 12, 24);
        assertThat(newYork.isHoliday(christmasEve)).isTrue();
        assertThat(newYork.isHoliday(LocalDate.of(2026, 10, 12))).isFalse();

        Files.writeString(file, "places:\n  us-ny:\n    add:\n      - {day: 2026-02-30}\n");
        holidays.refreshIfUsed();

        assertThat(holidays.refusal()).contains("holidays.yaml, line 4: There is no day 2026-02-30");
        assertThat(newYork.isHoliday(christmasEve)).isTrue();

        Files.writeString(file, "places: {us: {add: [{day: 12-26, from: 2026, to: 2026}]}}\n");
        holidays.refreshIfUsed();

        assertThat(holidays.refusal()).isEmpty();
        assertThat(newYork.isHoliday(christmasEve)).isFalse();
        assertThat(newYork.isHoliday(LocalDate.of(2026, 12, 26))).isTrue();
        assertThat(newYork.isHoliday(LocalDate.of(2027, 12, 26))).isFalse();
    }

    @Test
    void aFileThatBrokeWhileNothingRanIsMetByItsLastGoodVersion() throws IOException {
        Path file = folder.resolve("holidays.yaml");
        Files.writeString(file, "places: {us: {add: [{day: 2026-12-24}]}}\n");
        LocalDate christmasEve = LocalDate.of(2026, 12, 24);
        LastGood kept = LastGood.at(folder.resolve("kept"));
        assertThat(HolidayBook.of(HolidaysFile.at(file, kept)).of("us").isHoliday(christmasEve))
                .isTrue();
        Files.writeString(file, "places: [");

        HolidaysFile restarted = HolidaysFile.at(file, kept);

        assertThat(HolidayBook.of(restarted).of("us").isHoliday(christmasEve)).isTrue();
        assertThat(restarted.refusal().orElseThrow()).startsWith("holidays.yaml, line ");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "places: {uk: {means: uk-eng}}                      | holidays.yaml, line 1: No public holidays are known for \"uk\"; write \"gb\"",
                "places: {gb: {means: ie-zz}}                       | line 1: No region \"zz\" is known in \"ie\"",
                "places: {gb: {means: de-by}}                       | line 1: \"de-by\" is no part of \"gb\"",
                "places: {gb: {ad: []}}                             | line 1: \"ad\" is not known here",
                "places: {gb: {add: [{day: third Mondy of May}]}}   | line 1: There is no day third Mondy of May",
                "places: {gb: {add: [{day: Easter}]}}               | line 1: \"Easter\" is no day; write 2026-04-27 for once",
                "places: {gb: {add: [{day: 05-08, from: 2027, to: 2026}]}} | line 1: from 2027 to 2026 holds no year",
            })
    void refusesACorrectionThatMeansNothing(String text, String reason) throws IOException {
        Path file = folder.resolve("holidays.yaml");
        Files.writeString(file, text);
        HolidaysFile holidays = HolidaysFile.at(file, LastGood.at(folder.resolve("kept")));

        holidays.refresh();

        assertThat(holidays.refusal()).isPresent();
        assertThat(holidays.refusal().orElseThrow()).contains(reason);
        assertThat(HolidayBook.of(holidays).of("gb").isHoliday(LocalDate.of(2026, 8, 31)))
                .as("the corrections that came with the program count")
                .isTrue();
    }

    @Test
    void everyShippedCorrectionStillChangesSomething() throws IOException, AgreementRefusedException {
        HolidayCorrections shipped = HolidaysReader.read(Files.readString(Path.of("holidays.yaml")));

        shipped.places().forEach((code, place) -> {
            HolidayTables.Place known = HolidayTables.strictly(code);
            place.remove()
                    .forEach(day -> assertThat(only(place, List.of(), List.of(day), known))
                            .as("%s removes %s", code, day)
                            .isTrue());
            place.add()
                    .forEach(day -> assertThat(only(place, List.of(day), List.of(), known))
                            .as("%s adds %s", code, day)
                            .isTrue());
        });
    }

    private static boolean only(
            HolidayCorrections.Place place,
            List<HolidayCorrections.Day> add,
            List<HolidayCorrections.Day> remove,
            HolidayTables.Place known) {
        HolidayCorrections one = new HolidayCorrections(Map.of(
                known.code(), new HolidayCorrections.Place(null, add, remove, place.thin(), place.partsAreFine())));
        for (int year = 2026; year <= 2028; year++) {
            if (!one.applied(known.path(), year, HolidayTables.days(known, year))
                    .equals(HolidayTables.days(known, year))) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "gb     | \"gb\" without a part means gb-eng (England); others are kept in gb-nir (Northern Ireland), gb-sct (Scotland)",
                "ca     | the table of ca has only 5 days in 2026",
                "in     | the table of in is known to be incomplete: the table has four days",
                "sg     | the table of sg is known to be incomplete from 2027 on: Hari Raya and Deepavali are announced",
                "de-by  | \"de-by\" means what all of it keeps; others are kept in de-by-ag (Augsburg)",
                "fr     | others are kept in fr-57 (Moselle), fr-67 (Bas-Rhin), fr-68 (Haut-Rhin)",
            })
    void saysWhatToKnowOfAThinTableAndOfPartsThatDiffer(String code, String caution) {
        assertThat(String.join("; ", book.cautions(code, 2026))).contains(caution);
    }

    @ParameterizedTest
    @CsvSource({"none", "ie", "jp", "nl", "gb-sct"})
    void hasNothingToSayOfATableThatIsComplete(String code) {
        assertThat(book.cautions(code, 2026)).isEmpty();
    }

    @Test
    void aPersonMayDecideThatTheFederalHolidaysAreMeant() throws IOException {
        Path file = folder.resolve("holidays.yaml");
        Files.writeString(file, "places: {us: {parts: fine}}\n");

        assertThat(HolidayBook.of(HolidaysFile.at(file, LastGood.at(folder.resolve("kept"))))
                        .cautions("us", 2026))
                .isEmpty();
        assertThat(book.cautions("us", 2026)).hasSize(1);
    }

    private static String weekdaysOff(Holidays holidays, int year) {
        return LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
                .filter(holidays::isHoliday)
                .map(day -> day.toString().substring(5))
                .collect(Collectors.joining(" "));
    }
}
