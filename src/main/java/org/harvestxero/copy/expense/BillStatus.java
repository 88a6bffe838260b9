package org.harvestxero.copy.expense;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestPersonView;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.expense.ExpensePolicy;
import org.harvestxero.mapping.expense.SourceExpense;
import org.harvestxero.mapping.expense.TargetPurchase.Status;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;

/**
 * What a bill goes in as (ruling 26). Approved only where the policy names somebody who approves in Harvest; nobody approves their own
 * expenses by it, and where the name fits nobody there, bills go in to be approved and people are told.
 */
final class BillStatus {
    private final ConnectionStore store;
    private final ExpenseTerms terms;
    private final OwnRefusalRecorder refusals;

    BillStatus(ConnectionStore store, ExpenseTerms terms, OwnRefusalRecorder refusals) {
        this.store = store;
        this.terms = terms;
        this.refusals = refusals;
    }

    Status of(SourceExpense.Person person) {
        ExpensePolicy.Bills bills = terms.policy().bills();
        String approver = bills.approver();
        if (bills.status() != Status.AUTHORISED || approver == null) {
            return bills.status() == Status.AUTHORISED ? Status.SUBMITTED : bills.status();
        }
        List<HarvestPersonView> found = found(approver);
        if (found.size() != 1 || !found.get(0).mayApprove()) {
            tell(
                    approver,
                    found.isEmpty()
                            ? "Harvest has no " + approver
                            : found.size() > 1
                                    ? "several people in Harvest are called " + approver
                                    : approver + " approves nothing in Harvest");
            return Status.SUBMITTED;
        }
        store.outboxPlanner().supersede(Kind.PERSON, 0);
        return found.get(0).id() == person.id() ? Status.SUBMITTED : Status.AUTHORISED;
    }

    /** Those who work there; where nobody of that name does, whoever once did. */
    private List<HarvestPersonView> found(String approver) {
        List<HarvestPersonView> all = new ArrayList<>();
        for (var pages = store.documents().ids(Kind.PERSON); pages.hasNext(); ) {
            for (Long id : pages.next()) {
                store.documents()
                        .find(Kind.PERSON, id)
                        .map(SourceDocument::content)
                        .map(content -> HarvestPersonView.of(HarvestElement.parse(content)))
                        .filter(each -> isNamed(each, approver))
                        .ifPresent(all::add);
            }
        }
        List<HarvestPersonView> active =
                all.stream().filter(HarvestPersonView::active).toList();
        return active.isEmpty() ? all : active;
    }

    private static boolean isNamed(HarvestPersonView person, String approver) {
        return approver.equalsIgnoreCase(person.email())
                || Texts.same(person.name().full(), approver)
                || approver.equals(Long.toString(person.id()));
    }

    /** Told once, however many bills it concerns. */
    private void tell(String approver, String words) {
        refusals.refuse(
                Kind.PERSON,
                0,
                approver,
                Revision.of(RevisionKind.PLAIN, "approver"),
                Problem.of(FailureCode.APPROVER_UNFIT, approver).with("words", words));
    }
}
