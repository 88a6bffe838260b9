package org.harvestxero.copy.expense;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.harvestxero.api.Check;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.api.Check.Level;
import org.junit.jupiter.api.Test;

/** What {@code doctor} says of expenses before any of them fails. */
class ExpenseChecksIT {
    /** A cycle reads mappings.yaml as it stands. */
    private static List<Finding> findings(ExpenseDesk desk) {
        desk.scenario.once();
        return desk.scenario.engine().checks().stream()
                .filter(check -> check.name().equals("expenses"))
                .findFirst()
                .map(check -> check.look().get())
                .orElse(List.of());
    }

    private static List<String> of(List<Finding> findings, Level level) {
        return findings.stream()
                .filter(finding -> finding.level() == level)
                .map(Finding::what)
                .toList();
    }

    @Test
    void whatIsMissingIsFoundBeforeAnExpenseFails() {
        String mappings = """
                expenses:
                  status: authorised
                  approver: Ann Archer
                  receipts: required
                  rules:
                    - when: {category: Meals}
                      use: {account: "9999"}
                    - when: {category: Mileage}
                      use: {account: "493", taxType: OUTPUT2, tracking: {Nowhere: "{client}"}}
                    - when: {category: Lodging}
                      use: {as: spend, account: "493", paymentAccount: "200"}
                """;
        try (ExpenseDesk desk = new ExpenseDesk(mappings, Map.of())) {
            desk.add(desk.meal(desk.ann).on(ExpenseDesk.OCTOBER).cost("12").approved());

            List<Finding> findings = findings(desk);

            assertThat(of(findings, Level.FAILURE))
                    .hasSize(4)
                    .anySatisfy(words -> assertThat(words).contains("expense rule 1", "9999"))
                    .anySatisfy(words -> assertThat(words).contains("expense rule 2", "OUTPUT2"))
                    .anySatisfy(words -> assertThat(words).contains("expense rule 2", "Nowhere"))
                    .anySatisfy(words -> assertThat(words).contains("expense rule 3", "200"));
            assertThat(of(findings, Level.WARNING))
                    .anySatisfy(words -> assertThat(words).contains("no account is named for expenses of"))
                    .anySatisfy(words -> assertThat(words).contains("no bill goes in approved"))
                    .anySatisfy(words -> assertThat(words).contains("no contact in Xero is recognised as Ann Archer"));
            assertThat(of(findings, Level.OK)).singleElement().asString().contains("receipts are required");
            assertThat(findings)
                    .filteredOn(finding -> finding.level() != Level.OK)
                    .allSatisfy(finding -> assertThat(finding.remedy()).isNotBlank());
        }
    }

    @Test
    void nothingIsWrongWhereAllIsThereAndNothingIsLookedAtWhileExpensesAreOff() {
        String mappings = ExpenseDesk.MAPPINGS.replace("expenses:\n", "expenses:\n  account: \"400\"\n");
        try (ExpenseDesk desk = new ExpenseDesk(mappings, Map.of())) {
            desk.add(desk.meal(desk.ann).cost("12").approved());

            assertThat(of(findings(desk), Level.OK))
                    .containsExactly(
                            "every account, tax type, category and contact that expenses need is there",
                            "receipts are ignored: those that are there go along, nothing is said of others");
        }
        try (ExpenseDesk off = new ExpenseDesk(Map.of("expenses.as", "none"))) {
            assertThat(off.scenario.engine().checks()).extracting(Check::name).doesNotContain("expenses");
        }
    }
}
