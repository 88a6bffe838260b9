package org.harvestxero.config.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.harvestxero.config.LastGood;
import org.harvestxero.config.agreement.AgreementRefusedException.Flaw;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in a file that people write, what they are told are words. */
class RefusalWordsTest {
    private static final String JOURNALS = """
            status: draft
            calendar: {workingDay: 2, holidays: gb-eng, weekend: [Saturday, Sunday]}
            cost:
              clearing: {account: 840, tracking: {Region: North}}
              usual: {account: 310}
              rules: [{project: [Website], role: Designer, account: 311, tracking: {Project: "{project}"}}]
            accrued: {withoutAgreement: leave out, balance: {account: 620}, usual: {account: 200}}
            rates: [{currency: EUR, rate: 1.17, from: 2026-10-01}]
            """;
    private static final String PAYROLL = """
            region: au
            usual: Ordinary Hours
            tracking: "{project}"
            rules: [{task: [Travel, 77], role: Fitter, rate: Travel Time, tracking: Roads, overtime: false}]
            overtime: {rate: Overtime, day: 7.6, week: 38, weekBegins: Sunday}
            leave: [Holiday, 12]
            people: {contractors: true, except: Dora Director}
            approve: matching
            after: 3
            """;
    private static final String OVERDUE = """
            steps: [{name: first reminder, day: 7, do: remind client, least: 10}]
            manager: harvest
            hours: {from: "09:00", to: "17:00", timeZone: Europe/London}
            mostMails: 50
            clients: [{client: Globex Inc, to: [payables@globex.example], attachments: pdf}]
            """;
    private static final String HOLIDAYS = """
            places:
              gb: {means: gb-eng}
              us:
                add: [{day: second Monday of October, name: Columbus Day, alone: true, from: 2020, to: 2030}]
            """;
    private static final String AGREEMENT = """
            client: Acme
            start: 2026-01-01
            end: 2027-01-01
            currency: GBP
            calendar: {close: the 1st, due: the 7th, timeZone: Europe/London, holidays: gb}
            rules:
              - {name: On site, for: {tasks: On site}, rates: [{hour: 95}], hourly: {}}
              - name: Support plan
                retainer:
                  fee: 600
                  billed: in advance
                  included: {hours: 10}
                  unused: carried over
                  carryLimit: {hours: 5}
                  overage: {tiers: [{upTo: 5, rate: 65}, {rate: 75}]}
            expenses: {exchange: {EUR: 1.2}, rules: [{for: {categories: Mileage}, unitPrice: 0.65}]}
            sending: {status: draft}
            """;
    /** What fits no shape, or a shape and nothing else. */
    private static final List<String> NONSENSE = List.of(
            "ABX",
            "",
            " ",
            "zz",
            "2026-02-30",
            "-1",
            "99999999999999999999999",
            "{nothing}",
            "Mars/North",
            "\u0000",
            "é");

    @TempDir
    static Path folder;

    private record Example(String file, String text, StrictReader<?> reader) {}

    static Stream<Named<Example>> files() {
        return Stream.of(
                        new Example(
                                "journals.yaml", JOURNALS, text -> JournalReader.read(text, HolidayBook.shipped()::of)),
                        new Example("payroll.yaml", PAYROLL, PayrollReader::read),
                        new Example("overdue.yaml", OVERDUE, RefusalWordsTest::overdue),
                        new Example("holidays.yaml", HOLIDAYS, HolidaysReader::read),
                        new Example("an agreement", AGREEMENT, RefusalWordsTest::agreement))
                .map(example -> Named.of(example.file(), example));
    }

    private static Object agreement(String text) throws AgreementRefusedException {
        return new AgreementFile(ZoneOffset.UTC, HolidayBook.shipped())
                .read(YamlFile.empty("defaults.yaml"), YamlFile.read("acme.yaml", text));
    }

    private static Object overdue(String text) throws AgreementRefusedException {
        furnish();
        OverdueFile file = new OverdueFile(
                () -> folder.resolve("overdue.yaml"),
                () -> folder,
                LastGood.at(folder.resolve("last-good")),
                HolidayBook.shipped(),
                () -> ZoneOffset.UTC);
        List<Flaw> flaws = file.flaws(text);
        if (!flaws.isEmpty()) {
            throw new AgreementRefusedException("overdue.yaml", flaws);
        }
        return file;
    }

    private static void furnish() {
        try {
            Files.writeString(folder.resolve("client.txt"), "Subject: x\n\ny\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aRefusalNeverReadsNull(Example example) throws AgreementRefusedException {
        assertThat(example.reader().flaws(example.text())).isEmpty();
        int refused = 0;
        for (List<String> place :
                places(YamlFile.read(example.file(), example.text()).root())) {
            for (String nonsense : NONSENSE) {
                ObjectNode root = YamlFile.read(example.file(), example.text()).root();
                put(root, place, nonsense);
                List<Flaw> flaws = example.reader().flaws(root.toString());
                refused += flaws.size();
                assertThat(flaws)
                        .as("%s: %s", place, nonsense)
                        .extracting(Flaw::reason)
                        .noneMatch(reason -> reason.isBlank() || reason.matches("(?s).*\\bnull\\b.*"));
            }
        }
        assertThat(refused).isGreaterThan(20);
    }

    @Test
    void aCurrencyThatIsNoneIsNamed() {
        StrictReader<JournalRules> reader = text -> JournalReader.read(text, HolidayBook.shipped()::of);

        assertThat(reader.flaws(JOURNALS.replace("EUR", "ABX")))
                .extracting(Flaw::reason)
                .containsExactly("\"ABX\" is no currency: give its code of three letters, such as EUR");
    }

    @Test
    void whatIsRefusedWithoutWordsIsSaidToBeUnusable() {
        assertThat(new Fault("/rates", null).reason()).isEqualTo("it can't be used as it is written");
    }

    private static List<List<String>> places(JsonNode node) {
        List<List<String>> places = new ArrayList<>();
        collect(node, List.of(), places);
        return places;
    }

    private static void collect(JsonNode node, List<String> at, List<List<String>> places) {
        if (node.isValueNode()) {
            places.add(at);
        }
        node.properties().forEach(entry -> collect(entry.getValue(), with(at, entry.getKey()), places));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), with(at, Integer.toString(i)), places);
        }
    }

    private static List<String> with(List<String> at, String next) {
        return Stream.concat(at.stream(), Stream.of(next)).toList();
    }

    private static void put(JsonNode root, List<String> place, String text) {
        JsonNode node = root;
        for (String step : place.subList(0, place.size() - 1)) {
            node = node.isArray() ? node.get(Integer.parseInt(step)) : node.get(step);
        }
        String last = place.get(place.size() - 1);
        if (node instanceof ArrayNode list) {
            list.set(Integer.parseInt(last), TextNode.valueOf(text));
        } else {
            ((ObjectNode) node).put(last, text);
        }
    }
}
