package org.harvestxero.config.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.List;
import org.harvestxero.billing.Named;
import org.harvestxero.config.LastGood;
import org.harvestxero.monthend.Work;
import org.harvestxero.payroll.PayRegion;
import org.harvestxero.payroll.PayRule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code payroll.yaml}: what it says, and what it is refused for. */
class PayrollFileTest {
    @TempDir
    Path folder;

    private PayrollFile file;

    @BeforeEach
    void open() {
        file = new PayrollFile(() -> folder.resolve("payroll.yaml"), LastGood.at(folder.resolve("last-good")));
    }

    private void write(String yaml) throws IOException {
        Files.writeString(folder.resolve("payroll.yaml"), yaml);
    }

    @Test
    void withoutTheFileNothingIsSent() {
        assertThat(file.rules()).isEmpty();
        assertThat(file.refusal()).isEmpty();
    }

    @Test
    void saysWhatIsPaidAsWhat() throws IOException {
        write("""
                region: au
                usual: Ordinary Hours
                tracking: "{project}"
                rules:
                  - {task: [Travel, 77], role: Fitter, rate: Travel Time, tracking: Roads, overtime: false}
                  - {client: Bakery, rate: Bakery Hours}
                overtime: {rate: Overtime, day: 7.6, week: 38, weekBegins: Sunday}
                leave: [Holiday, 12]
                people: {contractors: true, except: Dora Director}
                approve: matching
                after: 3
                """);

        PayrollRules rules = file.rules().orElseThrow();

        assertThat(rules.region()).isEqualTo(PayRegion.AU);
        assertThat(rules.approve()).isTrue();
        assertThat(rules.daysAfter()).isEqualTo(3);
        assertThat(rules.pay().usual()).isEqualTo(new PayRule.Target("Ordinary Hours", "{project}", true));
        assertThat(rules.pay().rules())
                .extracting(PayRule::target)
                .containsExactly(
                        new PayRule.Target("Travel Time", "Roads", false),
                        new PayRule.Target("Bakery Hours", "{project}", true));
        assertThat(rules.pay().rules().get(0).when().tasks()).containsExactlyInAnyOrder("Travel", "77");
        assertThat(rules.pay().overtime().perDay()).isEqualByComparingTo("7.6");
        assertThat(rules.pay().overtime().weekBegins()).isEqualTo(DayOfWeek.SUNDAY);
        assertThat(rules.pay().leave()).containsExactlyInAnyOrder("Holiday", "12");
        assertThat(rules.people().holds(person("Dora Director", false))).isFalse();
        assertThat(rules.people().holds(person("Carl", true))).isTrue();
    }

    private static Work.Person person(String name, boolean contractor) {
        return new Work.Person(new Named(1, name), contractor, List.of());
    }

    @Test
    void theUsualThingsAreEmployeesAndDrafts() throws IOException {
        write("{region: uk, usual: Regular Hours}\n");

        PayrollRules rules = file.rules().orElseThrow();

        assertThat(rules.approve()).isFalse();
        assertThat(rules.daysAfter()).isEqualTo(1);
        assertThat(rules.people().holds(person("Carl", true))).isFalse();
        assertThat(rules.pay().overtime()).isNull();
        write("{region: uk, usual: Regular Hours, enabled: false}\n");
        assertThat(file.rules()).isEmpty();
    }

    @Test
    void everythingWrongIsToldAtOnceByLineWithTheNearestWord() throws IOException {
        write("""
                region: us
                usaul: Regular Hours
                rules:
                  - {task: Travel, rat: Travel Time}
                approve: mathcing
                """);

        assertThat(file.rules()).isEmpty();
        assertThat(file.refusal().orElseThrow())
                .startsWith("payroll.yaml, line 1: ")
                .contains("line 2: \"usaul\" is not known here; did you mean usual?")
                .contains("line 4: \"rat\" is not known here; did you mean rate?")
                .contains("line 5: ", "matching");
    }

    @Test
    void whatFitsAndMakesNoSenseIsToldToo() throws IOException {
        write("""
                region: uk
                leave: Holiday
                rules:
                  - {task: Holiday, rate: Holiday Pay, tracking: "{projekt}"}
                overtime: {rate: Overtime}
                """);
        assertThat(file.refusal().orElseThrow())
                .contains("line 4: this task is leave, which is not sent: the rule never applies")
                .contains("line 4: {projekt} is not known; known are {project}, {client}, {task}")
                .contains("line 5: no hours are overtime: add day or week, such as day: 8");

        write("region: uk\n");
        assertThat(file.refusal().orElseThrow()).contains("nothing is paid: add usual with an earnings rate, or rules");
    }

    @Test
    void aBrokenEditLeavesTheLastGoodVersionInForce() throws IOException {
        write("{region: uk, usual: Regular Hours}\n");
        assertThat(file.rules()).isPresent();

        write("region: [\n");

        assertThat(file.rules()).isPresent();
        assertThat(file.refusal()).isPresent();
        open();
        assertThat(file.rules()).isPresent();
    }
}
