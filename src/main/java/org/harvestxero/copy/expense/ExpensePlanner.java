package org.harvestxero.copy.expense;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.harvestxero.copy.document.Fingerprint;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.copy.reference.StageInputs;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.database.DatabaseTrouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what becomes of new and changed expenses, person by person; trouble with one person's never stops the others. */
public final class ExpensePlanner {
    private static final Logger LOG = LoggerFactory.getLogger(ExpensePlanner.class);
    private static final String DECIDED = "expenses-decided";

    private final ConnectionStore store;
    private final ExpenseTerms terms;
    private final StageInputs inputs;
    private final SupplierPlanner suppliers;
    private final ExpenseOutcomes outcomes;
    private final PurchasePlan purchases;

    public ExpensePlanner(
            ConnectionStore store, ExpenseTerms terms, StageInputs inputs, OwnRefusalRecorder refusals, Clock clock) {
        this.store = store;
        this.terms = terms;
        this.inputs = inputs;
        this.suppliers = new SupplierPlanner(store, inputs, clock);
        this.outcomes = new ExpenseOutcomes(store, refusals);
        this.purchases = new PurchasePlan(
                store, terms, new BillStatus(store, terms, refusals), new PurchaseRecorder(store, refusals, clock));
    }

    public boolean isOn() {
        return terms.isOn();
    }

    /** Whether anything is to be decided; a new day, or other rules, bring back what was left out. */
    public boolean isDue() {
        if (!terms.isOn()
                || terms.xero().isEmpty()
                || inputs.missing("plan-expenses").isPresent()) {
            return false; // they wait until Xero's set-up is read
        }
        String rules = Fingerprint.of(terms.policy() + " " + terms.usual());
        String now = terms.today() + " " + rules;
        Optional<String> before = store.watermarks().find(DECIDED);
        if (before.filter(now::equals).isEmpty()) {
            boolean otherRules = before.filter(mark -> mark.endsWith(rules)).isEmpty();
            store.inTransaction(() -> {
                store.expenses().documents().again(otherRules ? "" : "expense-period-open");
                store.watermarks().move(DECIDED, now);
            });
        }
        return store.expenses().documents().anyChanged();
    }

    /** Whether Xero's contacts have to be listed: somebody who spent money is to be found there, or a rule names one. */
    public boolean needsContacts() {
        boolean named = terms.policy().rules().narrowestFirst().stream()
                .anyMatch(rule -> rule.use().contact() != null);
        return named || people().stream().anyMatch(suppliers::isUnknown);
    }

    /** Harvest's numbers of the people with new or changed expenses. */
    public List<Long> people() {
        return store.expenses().documents().peopleChanged();
    }

    public void plan(Long person) {
        try {
            store.inTransaction(() -> new PersonPlan(person, store, terms, suppliers, outcomes, purchases).plan());
        } catch (RuntimeException e) {
            DatabaseTrouble.throwOn(e);
            LOG.warn("The expenses of person {} could not be planned", person, e);
            store.inTransaction(() -> store.documents().children(Kind.EXPENSE, person).stream()
                    .filter(document -> document.state() == DocumentState.CHANGED)
                    .forEach(document -> outcomes.refuse(
                            document, "", List.of(Problem.of(FailureCode.UNEXPECTED, FailureText.unforeseen(e))))));
        }
    }
}
