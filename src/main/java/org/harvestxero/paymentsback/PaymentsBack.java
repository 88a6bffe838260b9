package org.harvestxero.paymentsback;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.harvestxero.commands.StoppedException;
import org.harvestxero.copy.failure.FailedWrites;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.copy.failure.RestingDocuments;
import org.harvestxero.copy.plan.KnownPayments;
import org.harvestxero.copy.reference.XeroReferenceData;
import org.harvestxero.harvest.HarvestInvoiceMessages;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.harvest.HarvestPaymentRequests;
import org.harvestxero.harvest.HarvestPaymentRequests.NewPayment;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.PaymentBackState;
import org.harvestxero.store.copy.PaymentBackTable.PaymentBack;
import org.harvestxero.xero.XeroListRequest;
import org.harvestxero.xero.XeroPage;
import org.jspecify.annotations.Nullable;

/**
 * Brings money that was recorded in Xero to Harvest: keeps what Xero's list shows, hands the invoices with something to decide to several
 * lanes, and asks Harvest for what was decided. Safe for several threads.
 */
public final class PaymentsBack {
    /** As many as read lists of payments the other way. */
    private static final int LANES = 6;
    /** Invoices that are asked about at once; their ids stand in the address. */
    private static final int AT_ONCE = 40;

    private final ConnectionStore store;
    private final boolean on;
    private final XeroMoneyRecorder recorder;
    private final PaymentBackOutcomes outcomes;
    private final PaymentBackDecider decider;
    private final BackWriteOutcomes writes;
    private final RestingDocuments restingDocuments;
    private final KnownPayments known;
    private final BooleanSupplier halted;
    private final Queue<Long> invoices = new ArrayDeque<>();

    /**
     * @param known told of payments that need no list any more
     * @param halted whether nothing more should be begun
     * @param nanos a monotonic clock
     */
    public PaymentsBack(
            ConnectionStore store,
            PaymentsBackPolicy policy,
            OwnRefusalRecorder ownRefusalRecorder,
            XeroReferenceData xero,
            KnownPayments known,
            BooleanSupplier halted,
            Clock clock,
            LongSupplier nanos) {
        this.store = store;
        this.on = policy.on();
        this.outcomes = new PaymentBackOutcomes(store, ownRefusalRecorder, clock, nanos);
        this.recorder = new XeroMoneyRecorder(store, outcomes);
        this.decider = new PaymentBackDecider(store, policy, outcomes, new MoneyOrigins(xero), clock);
        this.writes = new BackWriteOutcomes(outcomes);
        this.restingDocuments = new RestingDocuments(clock);
        this.known = known;
        this.halted = halted;
    }

    /** Whether anything of ours is in Xero that people could have recorded money on. */
    public boolean isOn() {
        return on && store.links().any(Kind.INVOICE);
    }

    /** Keeps one page of Xero's payments. */
    public void page(XeroPage page) {
        recorder.page(page);
    }

    /** Notes what is paid and credited on a page of invoices that changed in Xero. */
    public void changed(XeroPage page) {
        if (on) {
            recorder.changed(page);
        }
    }

    /** Lists of the payments of invoices of which Xero tells that something else is paid than its list of payments came to. */
    public List<XeroListRequest> missedLists() {
        return lists(
                recorder.missed(),
                ids -> XeroListRequest.of("/Payments")
                        .with(
                                "where",
                                ids.stream()
                                        .map(id -> "Invoice.InvoiceID==guid(\"" + id + "\")")
                                        .collect(Collectors.joining(" OR "))));
    }

    /** Lists of the invoices whose credits have to be read. */
    public List<XeroListRequest> creditLists() {
        return lists(
                store.invoiceMoney().creditsToRead(),
                ids -> XeroListRequest.of("/Invoices").with("IDs", String.join(",", ids)));
    }

    private static List<XeroListRequest> lists(List<String> ids, Function<List<String>, XeroListRequest> list) {
        List<XeroListRequest> lists = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            lists.add(list.apply(ids.subList(from, Math.min(from + AT_ONCE, ids.size()))));
        }
        return lists;
    }

    /** Keeps the credits of each invoice on a page. */
    public void credits(XeroPage page) {
        recorder.credits(page);
    }

    /** After the last page: the lanes invoices are decided on; none when there is nothing to decide. */
    public synchronized List<Integer> lanes() {
        writes.begin();
        recorder.missedWereRead();
        recorder.assign();
        invoices.clear();
        store.paymentsBack().dueInvoices().stream()
                .filter(invoice -> !restingDocuments.rests(invoice))
                .forEach(invoices::add);
        return IntStream.rangeClosed(1, Math.min(LANES, invoices.size()))
                .boxed()
                .toList();
    }

    /** The next invoice with money to decide; null when there are no more or nothing more should be begun. */
    public @Nullable PaidInvoice next() {
        while (!halted.getAsBoolean()) {
            Long id = poll();
            if (id == null) {
                return null;
            }
            List<PaymentBack> open = store.paymentsBack().of(id).stream()
                    .filter(PaymentsBack::isOpen)
                    .toList();
            boolean isLeaving = open.stream()
                    .anyMatch(money -> money.state() == PaymentBackState.REMOVING && outcomes.isTooYoung(money));
            open = open.stream().filter(money -> !outcomes.isTooYoung(money)).toList();
            if (!open.isEmpty() && !isLeaving) {
                return new PaidInvoice(
                        id,
                        store.documents().find(Kind.INVOICE, id).orElse(null),
                        store.links().find(Kind.INVOICE, id).map(Link::targetId).orElse(null),
                        open);
            }
        }
        return null;
    }

    private synchronized @Nullable Long poll() {
        return invoices.poll();
    }

    private static boolean isOpen(PaymentBack money) {
        return switch (money.state()) {
            case SEEN, WAITING, FAILED, ASKED, REMOVING -> true;
            case APART, RECORDED, MATCHED, REMOVED, GIVEN_UP -> false;
        };
    }

    /** Whether Harvest's payments have to be read first; nothing is recorded without. */
    public boolean needsList(PaidInvoice invoice) {
        return invoice.needsList();
    }

    public HarvestListRequest listing(PaidInvoice invoice) {
        return HarvestPaymentRequests.list(invoice.id());
    }

    /** Takes a page of the invoice's payments in Harvest. */
    public void keep(HarvestPage page, PaidInvoice invoice) {
        invoice.take(page);
    }

    /** Harvest no longer knows the invoice. */
    public void gone(PaidInvoice invoice) {
        decider.invoiceGone(invoice);
    }

    /** After the last page: what Harvest is to be asked for; all else is recorded. */
    public List<BackWrite> decided(PaidInvoice invoice) {
        restingDocuments.went(invoice.id());
        return decider.decide(invoice);
    }

    /** Harvest's payments of the invoice could not be read: nothing is decided, and it is left for 1, 2, 4 … minutes. */
    public void later(PaidInvoice invoice, Exception why) {
        if (!(why instanceof StoppedException)) {
            restingDocuments.failed(invoice.id());
        }
    }

    /** Whether the invoice has to be marked as sent before it can be paid. */
    public boolean mustSend(BackWrite write) {
        return write.sendsFirst();
    }

    public HarvestRequest sending(BackWrite write) {
        return HarvestInvoiceMessages.markAsSent(write.invoice().id());
    }

    public void sent(BackWrite write) {
        write.invoice().becomesSent();
    }

    /** Notes that Harvest is about to be asked; false when there is nothing to ask any more, or not yet. */
    public boolean begins(BackWrite write) {
        return !write.isHeld() && (write.deed() == BackWrite.Deed.REMOVE_DOUBLE || outcomes.asking(write));
    }

    public HarvestRequest request(BackWrite write) {
        return write.deed() == BackWrite.Deed.RECORD
                ? HarvestPaymentRequests.create(decider.payment(write))
                : HarvestPaymentRequests.delete(write.invoice().id(), write.payment());
    }

    /** The payment it is about, as Harvest has it, or is to. */
    NewPayment payment(BackWrite write) {
        return decider.payment(write);
    }

    /** Harvest did it. */
    public void done(HarvestResponse answer, BackWrite write) {
        writes.done(answer, write);
    }

    /** After the last request about the invoice: its payments are known, so that none has to be listed because of ours. */
    public void asked(PaidInvoice invoice) {
        invoice.nowInHarvest().ifPresent(payments -> known.are(invoice.id(), payments));
    }

    /** Lets what failed of these come here. */
    public void seeToFailed(FailedWrites failedWrites) {
        failedWrites.on(
                BackWrite.class,
                new FailedWrites.Handling<BackWrite>(writes::refused, writes::notTaken, writes::inDoubt));
    }
}
