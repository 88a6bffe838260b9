package org.harvestxero.mapping.expense;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.mapping.document.SourceProject;
import org.harvestxero.mapping.document.Texts;
import org.jspecify.annotations.Nullable;

/**
 * One rule for expenses: when all of this is so, use that.
 *
 * @param number its place in the file, from 1
 * @param why the reason given by whoever wrote it
 */
public record ExpenseRule(int number, @Nullable String why, When when, Use use) {

    /**
     * Conditions; those that are null don't matter.
     *
     * @param project name, code or Harvest id
     * @param client,person,category name or Harvest id
     * @param currency the client's
     */
    public record When(
            @Nullable String project,
            @Nullable String client,
            @Nullable String person,
            @Nullable String category,
            @Nullable Boolean billable,
            @Nullable String currency) {

        /** Larger is narrower: a project says more than a client, a client more than a person, and so on down to the currency. */
        int narrowness() {
            return weight(project, 32)
                    + weight(client, 16)
                    + weight(person, 8)
                    + weight(category, 4)
                    + weight(billable, 2)
                    + weight(currency, 1);
        }

        boolean fits(SourceExpense expense) {
            SourceExpense.Work work = expense.work();
            return (project == null || isProject(project, work.project()))
                    && (client == null || isNamed(client, work.clientId(), work.clientName()))
                    && (person == null
                            || isNamed(
                                    person,
                                    expense.person().id(),
                                    expense.person().name()))
                    && (category == null
                            || isNamed(
                                    category,
                                    expense.category().id(),
                                    expense.category().name()))
                    && (billable == null || billable == expense.standing().billable())
                    && (currency == null || currency.equalsIgnoreCase(work.currency()));
        }

        private static boolean isProject(String wanted, SourceProject project) {
            String code = project.code();
            return isNamed(wanted, project.id(), project.name()) || (code != null && Texts.same(code, wanted));
        }

        private static boolean isNamed(String wanted, long id, String name) {
            return Texts.same(name, wanted) || wanted.equals(Long.toString(id));
        }

        private static int weight(@Nullable Object condition, int weight) {
            return condition == null ? 0 : weight;
        }
    }

    /**
     * What a rule decides; null leaves it to others.
     *
     * @param account code of the account of the line
     * @param tracking option by category name, with {@code {client}}, {@code {project}} and {@code {person}} filled in
     * @param paymentAccount code or AccountID of the account the money came from
     * @param contact name, number or ContactID of the Xero contact
     */
    public record Use(
            Optional<ExpenseWay> as,
            @Nullable String account,
            @Nullable String taxType,
            Map<String, String> tracking,
            @Nullable String paymentAccount,
            @Nullable String contact,
            Optional<ReceiptPolicy> receipts) {
        public Use {
            tracking =
                    Collections.unmodifiableMap(new LinkedHashMap<>(tracking)); // in the file's order in every process
        }
    }

    /** How explanations name it. */
    public String title() {
        return "mappings.yaml expense rule " + number + (why == null ? "" : " (" + why + ")");
    }
}
