package org.harvestxero.billing.engine;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Layout;
import org.harvestxero.billing.terms.PurchaseOrder;
import org.harvestxero.billing.terms.Rule;

/** Decides which invoice a charge goes on; the main one is called by nothing. */
final class Invoices {
    static final String MAIN = "";

    private final Layout.PerInvoice per;
    private final List<PurchaseOrder> orders;
    private final Orders known;
    private final TreeMap<String, Origin> projects = new TreeMap<>();

    Invoices(Agreement agreement, Orders known) {
        this.per = agreement.layout().perInvoice();
        this.orders = agreement.books().purchaseOrders();
        this.known = known;
    }

    String of(Rule rule, Origin origin) {
        String label = rule.invoice();
        if (label != null || per == Layout.PerInvoice.CLIENT) {
            return label == null ? MAIN : label;
        }
        projects.putIfAbsent(origin.project().name(), origin);
        return of(origin);
    }

    String of(Origin origin) {
        return switch (per) {
            case CLIENT -> MAIN;
            case PROJECT -> origin.project().name();
            case PURCHASE_ORDER -> order(origin);
        };
    }

    /** The invoice of a fee: its rule's project or order when it has just one. */
    String of(Rule rule) {
        String label = rule.invoice();
        Set<String> named = rule.match().projects();
        if (label != null || per == Layout.PerInvoice.CLIENT || named.size() != 1) {
            return label == null ? MAIN : label;
        }
        String project = named.iterator().next();
        return known(project, projects.values());
    }

    boolean knowsOrders() {
        return !orders.isEmpty();
    }

    /** The purchase order of a piece of work; empty without one. */
    String order(Origin origin) {
        return known.of(origin);
    }

    private String known(String project, Collection<Origin> origins) {
        for (Origin origin : origins) {
            if (origin.project().isCalled(project)) {
                return of(origin);
            }
        }
        if (per == Layout.PerInvoice.PROJECT) {
            return project;
        }
        return orders.stream()
                .filter(order -> order.match().projects().contains(project))
                .map(PurchaseOrder::number)
                .findFirst()
                .orElse(MAIN);
    }
}
