package org.harvestxero.xero;

import java.time.Instant;
import java.util.List;

/**
 * One page of a list.
 *
 * @param page counted from 1
 * @param last true when no page follows
 * @param serverDate Xero's clock when it answered this page
 */
public record XeroPage(List<XeroElement> elements, int page, boolean last, Instant serverDate) {
    public XeroPage {
        elements = List.copyOf(elements);
    }

    /** The elements of a page of invoices. */
    public List<XeroInvoiceView> invoices() {
        return elements.stream().map(XeroInvoiceView::of).toList();
    }

    /** The bills on a page of invoices, and the money spent on one of bank transactions. */
    public List<XeroPurchaseView> purchases() {
        return elements.stream()
                .map(XeroPurchaseView::of)
                .filter(purchase -> purchase.isBill() || purchase.isSpent())
                .toList();
    }

    /** The elements of a page of payments. */
    public List<XeroPaymentView> payments() {
        return elements.stream().map(XeroPaymentView::of).toList();
    }

    @Override
    public String toString() {
        return "page " + page + " with " + elements.size() + " elements";
    }
}
