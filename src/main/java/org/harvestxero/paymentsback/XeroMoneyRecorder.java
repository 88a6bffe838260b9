package org.harvestxero.paymentsback;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.harvestxero.mapping.XeroMoney;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.PaymentBackState;
import org.harvestxero.store.copy.PaymentBackTable.PaymentBack;
import org.harvestxero.xero.XeroInvoiceCredits;
import org.harvestxero.xero.XeroInvoiceView;
import org.harvestxero.xero.XeroPage;
import org.harvestxero.xero.XeroPaymentView;
import org.jspecify.annotations.Nullable;

/** Keeps the money that Xero's lists show on sales invoices, each piece by its id, and finds out whose invoices those are. */
final class XeroMoneyRecorder {
    static final String NOT_OURS = "its invoice in Xero is none of Harvest's";

    private final ConnectionStore store;
    private final PaymentBackOutcomes outcomes;
    private final Map<String, BigDecimal> told = new ConcurrentHashMap<>();
    private long copied = -1;

    XeroMoneyRecorder(ConnectionStore store, PaymentBackOutcomes outcomes) {
        this.store = store;
        this.outcomes = outcomes;
    }

    /** Keeps one page of payments; what is known already changes nothing. */
    void page(XeroPage page) {
        List<XeroPaymentView> received =
                page.payments().stream().filter(XeroPaymentView::isReceived).toList();
        store.inTransaction(() -> {
            List<String> ids = received.stream().map(XeroPaymentView::id).toList();
            Map<String, PaymentBack> known = store.paymentsBack().find(ids);
            Map<String, Link> linked = store.links().byTarget(Kind.PAYMENT, ids);
            for (XeroPaymentView payment : received) {
                keep(
                        known.get(payment.id()),
                        payment.money(XeroMoney.Kind.PAYMENT),
                        payment.isRemoved(),
                        linked.get(payment.id()));
            }
        });
    }

    /**
     * Notes what is paid and credited on invoices that Xero shows as changed; where the list of payments doesn't come to that, or the
     * credits differ, the single ones are read.
     */
    void changed(XeroPage page) {
        Map<String, BigDecimal> amounts = new HashMap<>();
        page.invoices().stream()
                .filter(invoice -> invoice.isSalesInvoice() && !XeroStatus.isEnded(invoice.status()))
                .forEach(invoice -> {
                    BigDecimal credited = invoice.amounts().credited();
                    if (credited != null) {
                        amounts.put(invoice.id(), credited);
                    }
                    BigDecimal paid = invoice.amounts().paid();
                    if (paid != null) {
                        told.put(invoice.id(), paid);
                    }
                });
        store.invoiceMoney().credited(amounts);
    }

    /** Xero's ids of our invoices of which it told that something else is paid than its payments come to. */
    List<String> missed() {
        List<String> missed = new ArrayList<>();
        store.paymentsBack().known(told.keySet()).forEach((invoice, known) -> {
            BigDecimal paid = told.get(invoice);
            if (paid != null && paid.compareTo(known) != 0) {
                missed.add(invoice);
            }
        });
        return missed;
    }

    /** Their payments were read: what still differs is asked for when Xero tells something new of the invoice. */
    void missedWereRead() {
        told.clear();
    }

    /** Keeps the credits of each invoice on a page; our own are passed over, those no longer there are taken off. */
    void credits(XeroPage page) {
        page.invoices().forEach(invoice -> store.inTransaction(() -> credits(invoice)));
    }

    private void credits(XeroInvoiceView invoice) {
        if (isCreditedByUsJustNow(invoice)) {
            return;
        }
        List<XeroInvoiceCredits.Applied> applied = XeroInvoiceCredits.of(invoice);
        Set<String> ours = store.links()
                .byTarget(
                        Kind.CREDIT_NOTE,
                        applied.stream().map(XeroInvoiceCredits.Applied::id).toList())
                .keySet();
        Map<String, PaymentBack> known = new HashMap<>();
        store.paymentsBack()
                .creditsOf(invoice.id())
                .forEach(credit -> known.put(credit.money().id(), credit));
        applied.stream()
                .filter(each -> !ours.contains(each.id()))
                .map(XeroInvoiceCredits.Applied::money)
                .forEach(money -> keep(known.remove(money.id()), money, false, null));
        known.values().stream()
                .filter(credit -> !credit.removed())
                .forEach(credit -> keep(credit, credit.money(), true, null));
        BigDecimal credited = invoice.amounts().credited();
        store.invoiceMoney().creditsRead(invoice.id(), credited == null ? BigDecimal.ZERO : credited);
    }

    /** Whether a credit note of ours is on its way, so that nobody knows yet which one there it is. */
    private boolean isCreditedByUsJustNow(XeroInvoiceView invoice) {
        return store.links()
                .byTarget(Kind.INVOICE, invoice.id())
                .filter(link -> store.outbox().openOf(Kind.CREDIT_NOTE, link.sourceId()).stream()
                        .anyMatch(row -> row.state() == OutboxState.SENDING))
                .isPresent();
    }

    /** Keeps one piece of money as Xero shows it now. */
    void keep(@Nullable PaymentBack known, XeroMoney money, boolean removed, @Nullable Link link) {
        if (known == null) {
            store.paymentsBack().add(money, removed, removed ? PaymentBackState.REMOVED : PaymentBackState.SEEN);
        } else if (removed != known.removed()
                || money.amount().compareTo(known.money().amount()) != 0) {
            PaymentBackState next = next(known, removed);
            store.paymentsBack().shown(known, money, removed, next);
            if (next == PaymentBackState.REMOVED) {
                outcomes.settle(known);
            }
        }
        if (removed && link != null) {
            store.links().status(Kind.PAYMENT, link.sourceId(), "DELETED");
        }
    }

    private static PaymentBackState next(PaymentBack known, boolean removed) {
        return switch (known.state()) {
            case ASKED, REMOVING -> known.state();
            case REMOVED -> removed ? PaymentBackState.REMOVED : PaymentBackState.SEEN;
            case APART -> removed ? PaymentBackState.REMOVED : PaymentBackState.APART;
            case GIVEN_UP -> removed ? PaymentBackState.REMOVED : PaymentBackState.GIVEN_UP;
            case RECORDED, MATCHED -> PaymentBackState.SEEN;
            case SEEN, WAITING, FAILED ->
                removed && !known.isInHarvest() ? PaymentBackState.REMOVED : PaymentBackState.SEEN;
        };
    }

    /** Finds the Harvest invoices of what was not known before; what is on none of them is left alone. */
    void assign() {
        long now = store.committedWork().copied();
        if (now != copied) {
            copied = now;
            store.inTransaction(() -> store.paymentsBack()
                    .apartAndLinked()
                    .forEach(money -> store.paymentsBack().move(money, PaymentBackState.SEEN, money.standing())));
            store.inTransaction(() -> store.paymentsBack().givenUpAndLinked().forEach(this::enteredAgain));
        }
        String after = "";
        List<PaymentBack> page = store.paymentsBack().withoutInvoice(PaymentBackState.SEEN, after);
        while (!page.isEmpty()) {
            List<PaymentBack> these = page;
            store.inTransaction(() -> assign(these));
            after = page.get(page.size() - 1).money().id();
            page = store.paymentsBack().withoutInvoice(PaymentBackState.SEEN, after);
        }
    }

    /** A person deleted in Harvest what was recorded there, and entered it again. */
    private void enteredAgain(PaymentBack money) {
        store.links().byTarget(Kind.PAYMENT, money.money().id()).ifPresent(link -> {
            store.paymentsBack()
                    .move(money, PaymentBackState.MATCHED, money.standing().as(link.sourceId(), false));
            outcomes.settle(money);
        });
    }

    private void assign(List<PaymentBack> page) {
        Map<String, Link> invoices = store.links()
                .byTarget(
                        Kind.INVOICE,
                        page.stream()
                                .map(each -> each.money().invoice().id())
                                .distinct()
                                .toList());
        Map<String, Link> payments = store.links()
                .byTarget(
                        Kind.PAYMENT,
                        page.stream().map(each -> each.money().id()).toList());
        Map<String, Long> unlinked = null;
        for (PaymentBack each : page) {
            Link invoice = invoices.get(each.money().invoice().id());
            if (invoice != null && invoice.sourceId() > 0) {
                ours(each, invoice.sourceId(), payments.get(each.money().id()));
                continue;
            }
            unlinked = unlinked == null ? store.paymentsBack().unlinkedInvoices() : unlinked;
            apart(each, unlinked.get(String.valueOf(each.money().invoice().number())));
        }
    }

    private void ours(PaymentBack money, long invoice, @Nullable Link twin) {
        OptionalLong harvest = twin != null ? OptionalLong.of(twin.sourceId()) : marked(money.money());
        if (harvest.isPresent()) {
            store.paymentsBack()
                    .move(
                            money,
                            PaymentBackState.MATCHED,
                            money.standing().on(invoice).as(harvest.getAsLong(), false));
        } else {
            store.paymentsBack()
                    .move(money, PaymentBackState.SEEN, money.standing().on(invoice));
        }
    }

    /** The Harvest payment that our mark names, as long as nothing else is known as its copy. */
    private OptionalLong marked(XeroMoney money) {
        OptionalLong payment = Marks.paymentIn(money.origin().reference());
        boolean copiedElsewhere = payment.isPresent()
                && store.links().find(Kind.PAYMENT, payment.getAsLong()).isPresent();
        return copiedElsewhere ? OptionalLong.empty() : payment;
    }

    /** On an invoice that isn't linked. Where Harvest has an open one of its number a person is asked, when that one is decided. */
    private void apart(PaymentBack money, @Nullable Long sameNumber) {
        if (sameNumber == null) {
            store.paymentsBack()
                    .move(money, PaymentBackState.APART, money.standing().because(NOT_OURS));
        } else {
            store.paymentsBack()
                    .move(money, PaymentBackState.SEEN, money.standing().on(sameNumber));
        }
    }
}
