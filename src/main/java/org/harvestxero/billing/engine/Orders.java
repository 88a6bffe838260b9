package org.harvestxero.billing.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.Project;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.terms.PurchaseOrder;
import org.harvestxero.billing.terms.Rule;

/** Which purchase order each piece of work, each expense and each fee is billed against; empty for none. */
final class Orders {
    private final List<PurchaseOrder> orders;
    private final BillingRequest request;
    private final Set<Project> projects = new HashSet<>();

    Orders(BillingRequest request) {
        this.orders = request.agreement().books().purchaseOrders();
        this.request = request;
        if (!orders.isEmpty()) {
            origins().map(Origin::project).forEach(projects::add);
        }
    }

    /** The first that matches. */
    String of(Origin origin) {
        for (PurchaseOrder order : orders) {
            if (order.match().matches(origin)) {
                return order.number();
            }
        }
        return "";
    }

    /** That of the projects the rule names, if they share one; of a rule that names none, the one all work is billed against. */
    String of(Rule rule) {
        if (orders.isEmpty()) {
            return "";
        }
        Set<String> named = rule.match().projects();
        Set<String> found = new TreeSet<>();
        if (named.isEmpty()) {
            origins().map(this::of).forEach(found::add);
        } else {
            named.forEach(project -> found.add(ofProject(project)));
        }
        return found.size() == 1 ? found.iterator().next() : found.isEmpty() ? ofAnything() : "";
    }

    private String ofProject(String called) {
        for (PurchaseOrder order : orders) {
            Set<String> paid = order.match().projects();
            boolean same = paid.contains(called)
                    || projects.stream()
                            .filter(project -> project.isCalled(called))
                            .anyMatch(project -> paid.stream().anyMatch(project::isCalled));
            if (same || order.match().isAny()) {
                return order.number();
            }
        }
        return "";
    }

    private String ofAnything() {
        return orders.stream()
                .filter(order -> order.match().isAny())
                .map(PurchaseOrder::number)
                .findFirst()
                .orElse("");
    }

    private Stream<Origin> origins() {
        return Stream.concat(
                request.entries().stream().map(TimeEntry::origin),
                request.expenses().stream().map(Expense::origin));
    }
}
