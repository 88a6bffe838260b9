package org.harvestxero.billing.terms;

import java.util.List;

/**
 * What an agreement says about the books and the client's orders.
 *
 * @param codings the first that matches and says something wins, account, tax type, item and each category on its own
 * @param purchaseOrders the first that matches is the work's
 */
public record Books(List<CodingRule> codings, List<PurchaseOrder> purchaseOrders) {
    public Books {
        codings = List.copyOf(codings);
        purchaseOrders = List.copyOf(purchaseOrders);
    }

    public static Books open() {
        return new Books(List.of(), List.of());
    }
}
