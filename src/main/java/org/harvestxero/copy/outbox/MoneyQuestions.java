package org.harvestxero.copy.outbox;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.harvestxero.copy.failure.RestingDocuments;
import org.harvestxero.copy.outbox.UnexplainedPayments.Asked;
import org.harvestxero.store.copy.InvoiceMoney.Money;
import org.harvestxero.xero.XeroListRequest;

/** How Xero is asked for the payments of invoices whose figures differ: many at once, and one alone that may have spoilt an answer. */
final class MoneyQuestions {
    /** Invoices whose payments are asked for at once; their ids stand in the address. */
    private static final int AT_ONCE = 40;
    /** After so many questions in a row without an answer no more are asked in this cycle: each may cost a minute. */
    private static final int PATIENCE = 3;

    /** Invoices that were asked about with others in vain: each is asked about alone next, so that a bad one holds no other. */
    private final Set<Long> alone = ConcurrentHashMap.newKeySet();

    private final RestingDocuments restingDocuments;
    private final AtomicInteger inVain = new AtomicInteger();

    MoneyQuestions(Clock clock) {
        this.restingDocuments = new RestingDocuments(clock);
    }

    void newRound() {
        inVain.set(0);
    }

    List<Asked> of(List<Money> unexplained) {
        List<Money> together = unexplained.stream()
                .filter(money -> !alone.contains(money.invoiceId()))
                .toList();
        List<Asked> pages = new ArrayList<>();
        for (int next = 0; next < together.size(); next += AT_ONCE) {
            pages.add(new Asked(together.subList(next, Math.min(next + AT_ONCE, together.size()))));
        }
        unexplained.stream()
                .filter(money -> alone.contains(money.invoiceId()))
                .forEach(money -> pages.add(new Asked(List.of(money))));
        return pages;
    }

    boolean mayBeAsked() {
        return inVain.get() < PATIENCE;
    }

    static XeroListRequest listing(Asked asked) {
        return XeroListRequest.of("/Payments")
                .with(
                        "where",
                        asked.invoices().stream()
                                .map(money -> "Invoice.InvoiceID==guid(\"" + money.targetId() + "\")")
                                .collect(Collectors.joining(" OR ")));
    }

    void answered(Asked asked) {
        inVain.set(0);
        asked.invoices().forEach(money -> {
            alone.remove(money.invoiceId());
            restingDocuments.went(money.invoiceId());
        });
    }

    /** Each is asked about alone next; one that can't be read then either is left for 1, 2, 4 … minutes. */
    void notAnswered(Asked asked) {
        inVain.incrementAndGet();
        List<Long> invoices = asked.invoices().stream().map(Money::invoiceId).toList();
        if (!alone.containsAll(invoices)) {
            alone.addAll(invoices);
        } else {
            invoices.forEach(restingDocuments::failed);
        }
    }

    /** Whether the invoice is left alone for a while. */
    boolean rest(long invoice) {
        return restingDocuments.rests(invoice);
    }
}
