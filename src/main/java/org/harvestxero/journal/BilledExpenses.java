package org.harvestxero.journal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.expense.PurchaseTable.Purchase;

/**
 * Which expenses are settled in Xero: on a bill or as money spent of days up to a day, or left out there by a rule. A draft there counts: it
 * is a bill.
 */
final class BilledExpenses {
    private static final Set<String> GONE = Set.of("VOIDED", "DELETED");

    private final ConnectionStore store;

    BilledExpenses(ConnectionStore store) {
        this.store = store;
    }

    Set<Long> of(Collection<Long> expenses, LocalDate day) {
        Map<Long, Boolean> stands = new HashMap<>();
        Set<Long> found = new HashSet<>();
        store.expenses().purchases().ofExpenses(expenses).forEach((expense, purchase) -> {
            if (stands.computeIfAbsent(purchase, id -> stands(id, day))) {
                found.add(expense);
            }
        });
        expenses.stream()
                .filter(expense -> !found.contains(expense) && isLeftOut(expense))
                .forEach(found::add);
        return found;
    }

    /** A rule says that it is no matter of Xero's bills, such as what a card of the company paid. */
    private boolean isLeftOut(long expense) {
        return store.documents()
                .find(Kind.EXPENSE, expense)
                .filter(document -> document.state() == DocumentState.SKIPPED)
                .map(SourceDocument::reason)
                .filter(reason -> reason.startsWith("expense-left-out"))
                .isPresent();
    }

    private boolean stands(long id, LocalDate day) {
        Optional<Purchase> purchase = store.expenses().purchases().find(id);
        return purchase.filter(each -> !each.slot().lastDay().isAfter(day))
                .flatMap(each -> store.links().find(each.kind(), each.sourceId()))
                .filter(link -> link.status() == null || !GONE.contains(link.status()))
                .isPresent();
    }
}
