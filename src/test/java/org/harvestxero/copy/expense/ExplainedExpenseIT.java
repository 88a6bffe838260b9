package org.harvestxero.copy.expense;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.Explanations;
import org.harvestxero.api.Explanations.Explanation;
import org.harvestxero.api.Explanations.Section;
import org.junit.jupiter.api.Test;

/** From an expense one gets to its cost in Xero and to its income, and from a bill to its expenses. */
class ExplainedExpenseIT {
    private static List<String> section(Explanation explanation, String title) {
        return explanation.sections().stream()
                .filter(section -> section.title().equals(title))
                .findFirst()
                .map(Section::sentences)
                .orElseThrow(() -> new AssertionError(title + " is none of " + explanation.sections()));
    }

    @Test
    void anExpenseIsTracedToItsBillAndToNoInvoice() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").notes("Lunch").approved());
            desk.scenario.once();
            Explanations explanations = desk.scenario.engine().people().explanations();

            Explanation expense = explanations.explain("expense " + lunch, null).orElseThrow();

            String number = desk.number(desk.ann);
            assertThat(section(expense, "Expense").get(0))
                    .isEqualTo("Ann Archer spent 12.00 GBP on 2026-10-05: Meals, Lunch.");
            assertThat(section(expense, "As a cost in Xero"))
                    .contains(
                            "On the bill " + number + ", DRAFT in Xero.",
                            "Line 1: account 493, tax type INPUT2, 12.00 GBP, its tax 2.00.")
                    .anySatisfy(link -> assertThat(link).contains("AccountsPayable"));
            assertThat(section(expense, "As income")).containsExactly("It is not re-billed.");
            assertThat(explanations.page("expense " + lunch)).isPresent();

            Explanation bill = explanations.explain(number, null).orElseThrow();

            assertThat(section(bill, "Lines"))
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("#" + lunch).contains("account 493"));
            assertThat(explanations.explain("expense 1", null)).isEmpty();
        }
    }

    @Test
    void anExpenseThatWaitsSaysWhy() {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").submitted());
            desk.scenario.once();

            Explanation expense = desk.scenario
                    .engine()
                    .people()
                    .explanations()
                    .explain("expense " + lunch, null)
                    .orElseThrow();

            assertThat(section(expense, "As a cost in Xero"))
                    .containsExactly("expense-not-approved: It is not approved in Harvest.");
        }
    }

    @Test
    void whatIsReBilledStandsOnceAsACostAndOnceAsIncome() throws Exception {
        try (ExpenseDesk desk = new ExpenseDesk(Map.of())) {
            long lunch = desk.add(desk.meal(desk.ann).cost("12").approved());
            desk.scenario.once();
            desk.rebill(desk.ann);
            CycleReport report = desk.scenario.once();

            assertThat(report.failed()).isEmpty();
            assertThat(desk.bills()).hasSize(1);
            assertThat(desk.scenario.xero().invoices().stream()
                            .filter(invoice -> invoice.path("Type").asText().equals("ACCREC")))
                    .hasSize(1);
            Explanation expense = desk.scenario
                    .engine()
                    .people()
                    .explanations()
                    .explain("expense " + lunch, null)
                    .orElseThrow();
            assertThat(section(expense, "As income"))
                    .singleElement()
                    .satisfies(words -> assertThat(words)
                            .startsWith("Re-billed on Harvest's invoice ")
                            .contains("DRAFT in Xero"));
        }
    }
}
