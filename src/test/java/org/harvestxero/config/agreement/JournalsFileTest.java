package org.harvestxero.config.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.harvestxero.config.LastGood;
import org.harvestxero.monthend.Coding;
import org.harvestxero.monthend.CostRule;
import org.harvestxero.monthend.CostRules;
import org.harvestxero.monthend.JournalKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code journals.yaml} says, and what it can't say. */
class JournalsFileTest {
    private static final String USUAL = "cost: {clearing: {account: 840}, usual: {account: 310}}\n";

    @TempDir
    Path folder;

    private JournalsFile file;

    @BeforeEach
    void open() {
        file = new JournalsFile(
                () -> folder.resolve("journals.yaml"), LastGood.at(folder.resolve("last-good")), HolidayBook.shipped());
    }

    private void write(String yaml) throws IOException {
        Files.writeString(folder.resolve("journals.yaml"), yaml);
    }

    @Test
    void withoutTheFileNoJournalIsMade() {
        assertThat(file.rules().isNone()).isTrue();
        assertThat(file.refusal()).isEmpty();
    }

    @Test
    void saysWhichWorkGoesWhere() throws IOException {
        write("""
                status: posted
                cost:
                  entries: all
                  cashBasis: false
                  clearing: {account: 840, tracking: {Region: North}}
                  usual: {account: "0310"}
                  rules:
                    - {contractor: true, account: 320, tracking: {Project: "{project}"}}
                    - {project: [Website, 77], role: Designer, account: 311}
                """);

        JournalRules.Booking cost = file.rules().booking(JournalKind.COST).orElseThrow();

        assertThat(cost.posted()).isTrue();
        assertThat(cost.cashBasis()).isFalse();
        CostRules rules = cost.rules();
        assertThat(rules.approvedOnly()).isFalse();
        assertThat(rules.clearing()).isEqualTo(new Coding("840", List.of(new Coding.Option("Region", "North"))));
        assertThat(rules.usual()).isEqualTo(new CostRule.Target("0310", Map.of()));
        assertThat(rules.rules().get(0).when().contractor()).isTrue();
        assertThat(rules.rules().get(0).target()).isEqualTo(new CostRule.Target("320", Map.of("Project", "{project}")));
        assertThat(rules.rules().get(1).when().projects()).containsExactlyInAnyOrder("Website", "77");
    }

    @Test
    void eachKindHasAccountsAndAManner() throws IOException {
        write("""
                status: posted
                accrued: {status: draft, withoutAgreement: leave out, balance: {account: 620}, usual: {account: 200}}
                deferred: {release: hours, balance: {account: 840}, usual: {account: 205}}
                expenses:
                  balance: {account: 850}
                  rules: [{task: Mileage, account: 449}]
                rates:
                  - {currency: EUR, rate: 1.17}
                  - {currency: EUR, rate: 1.20, from: 2026-12-01}
                """);

        JournalRules rules = file.rules();

        assertThat(rules.booking(JournalKind.COST)).isEmpty();
        JournalRules.Booking accrued = rules.booking(JournalKind.ACCRUED).orElseThrow();
        assertThat(accrued.posted()).isFalse();
        assertThat(accrued.cashBasis()).isFalse();
        assertThat(accrued.rules().clearing()).isEqualTo(Coding.of("620"));
        assertThat(rules.booking(JournalKind.EXPENSES).orElseThrow().posted()).isTrue();
        assertThat(rules.choices()).isEqualTo(new JournalRules.Choices(false, true));
        Currency euro = Currency.getInstance("EUR");
        assertThat(rules.rate(euro, LocalDate.of(2026, 11, 30)).orElseThrow().perBase())
                .isEqualByComparingTo("1.17");
        assertThat(rules.rate(euro, LocalDate.of(2026, 12, 1)).orElseThrow().perBase())
                .isEqualByComparingTo("1.20");
        assertThat(rules.rate(Currency.getInstance("USD"), LocalDate.of(2026, 12, 1)))
                .isEmpty();
    }

    @Test
    void flawsOfTheOtherKindsAreToldByLineToo() throws IOException {
        write("""
                accrued:
                  balance: {account: 620}
                deferred:
                  balance: {account: 840}
                  usual: {account: 840}
                expenses:
                  balance: {account: 850}
                  rules: [{contractor: true, account: 449}]
                """);

        assertThat(file.refusal().orElseThrow()).contains("line 8: \"contractor\" is not known here");
        write("""
                accrued:
                  balance: {account: 620}
                deferred:
                  balance: {account: 840}
                  usual: {account: 840}
                rates: [{currency: ABX, rate: 2}]
                """);
        assertThat(file.refusal().orElseThrow())
                .contains("no account stands against it")
                .contains("account 840 is the balance sheet account: nothing would be booked")
                .contains("line 6: ");
    }

    @Test
    void theUsualThingsAreApprovedWorkInADraft() throws IOException {
        write(USUAL);

        JournalRules.Booking cost = file.rules().booking(JournalKind.COST).orElseThrow();

        assertThat(cost.posted()).isFalse();
        assertThat(cost.cashBasis()).isTrue();
        assertThat(cost.rules().approvedOnly()).isTrue();
    }

    @Test
    void saysOnWhichWorkingDayTheyAreMadeByThemselves() throws IOException {
        write("calendar: {workingDay: 2, holidays: gb-eng, weekend: [Saturday, Sunday]}\n" + USUAL);
        // 1 January is a Friday and a holiday
        assertThat(file.rules().calendar().dueOn(YearMonth.of(2026, 12))).isEqualTo("2027-01-05");

        write(USUAL);
        assertThat(file.rules().calendar().dueOn(YearMonth.of(2026, 12))).isEqualTo("2027-01-05");

        write("calendar: {workingDay: 2, holidays: zz}\n" + USUAL);
        assertThat(file.refusal().orElseThrow()).startsWith("journals.yaml, line 1: ");
    }

    @Test
    void aKindCanBeSwitchedOff() throws IOException {
        write("cost: {enabled: false, clearing: {account: 840}, usual: {account: 310}}\n");

        assertThat(file.rules().isNone()).isTrue();
    }

    @Test
    void everythingWrongIsToldAtOnceByLineWithTheNearestWord() throws IOException {
        write("""
                statsu: draft
                cost:
                  entries: aproved
                  clearing: {acount: 840}
                  rules:
                    - {projct: Website, account: 311}
                """);

        assertThat(file.rules().isNone()).isTrue();
        assertThat(file.refusal().orElseThrow())
                .startsWith("journals.yaml, line 1: \"statsu\" is not known here; did you mean status?")
                .contains("line 3: ", "approved")
                .contains("line 4: \"acount\" is not known here; did you mean account?")
                .contains("line 6: \"projct\" is not known here; did you mean project?");
    }

    @Test
    void whatFitsAndMakesNoSenseIsToldToo() throws IOException {
        write("""
                cost:
                  clearing: {account: 840, tracking: {Project: "{project}"}}
                  rules:
                    - {account: 311, tracking: {Project: "{projekt}"}}
                """);

        assertThat(file.refusal().orElseThrow())
                .contains("line 2: the clearing account has one line for all work: name one option")
                .contains("line 4: {projekt} is not known; known are {project}, {client}, {task}, {person}");

        write("cost: {clearing: {account: 840}, usual: {account: 840}}\n");
        assertThat(file.refusal().orElseThrow())
                .contains("account 840 is the clearing account: nothing would be booked");

        write("cost: {clearing: {account: 840}}\n");
        assertThat(file.refusal().orElseThrow()).contains("no account is debited: add rules, or usual with an account");
    }

    @Test
    void aBrokenEditLeavesTheLastGoodVersionInForce() throws IOException {
        write(USUAL);
        assertThat(file.rules().isNone()).isFalse();

        write("cost: [\n");

        assertThat(file.rules().isNone()).isFalse();
        assertThat(file.refusal()).isPresent();
        open();
        assertThat(file.rules().isNone()).isFalse();
    }
}
