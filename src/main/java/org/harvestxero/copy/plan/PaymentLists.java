package org.harvestxero.copy.plan;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.harvestxero.copy.outbox.AwaitedLists;
import org.harvestxero.copy.outbox.GatheredPayments;
import org.harvestxero.copy.plan.PaymentPlanner.ReadList;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;

/**
 * The lists of payments a cycle reads, one an invoice and each once, handed out to several lanes. Harvest has no list of all payments,
 * so that a first copy asks for as many as there are paid invoices. Safe for several threads.
 */
public final class PaymentLists implements GatheredPayments {
    /**
     * As many as Harvest's 100 calls per 15 seconds take where an answer takes 0.9 seconds, and fewer than may be in flight, so that
     * people's own questions have room.
     */
    private static final int LANES = 6;

    private final PaymentPlanner paymentPlanner;
    private final KnownPayments known;
    private final AwaitedLists awaitedLists;
    private final BooleanSupplier halted;
    private final Queue<SourceDocument> next = new ArrayDeque<>();
    private final GatheredLists gathered;
    private long passed;

    /**
     * @param known what needs no list
     * @param halted whether nothing more should be begun
     * @param nanos by a monotonic clock
     */
    public PaymentLists(
            PaymentPlanner paymentPlanner,
            KnownPayments known,
            AwaitedLists awaitedLists,
            BooleanSupplier halted,
            LongSupplier nanos) {
        this.gathered = new GatheredLists(nanos);
        this.known = known;
        this.paymentPlanner = paymentPlanner;
        this.awaitedLists = awaitedLists;
        this.halted = halted;
    }

    /** Begins a cycle's reading; false when there is nothing to read. */
    public synchronized boolean begin() {
        known.spareLists();
        List<Long> invoices = paymentPlanner.begin();
        next.clear();
        gathered.forget();
        passed = 0;
        if (invoices.isEmpty()) {
            awaitedLists.end();
            return false;
        }
        awaitedLists.begin(invoices, paymentPlanner.credited());
        return true;
    }

    /** Another process worked the connection meanwhile: what was read before that is planned no more, but read again. */
    public void forget() {
        gathered.forget();
    }

    /** The payments that are known without a list of this cycle's. */
    public KnownPayments known() {
        return known;
    }

    /** The lanes lists are read on. */
    public List<Integer> lanes() {
        return IntStream.rangeClosed(1, LANES).boxed().toList();
    }

    /**
     * The next invoice whose payments have to be read; null when there are no more or nothing more should be begun. Then all that was
     * read has been planned.
     */
    public @Nullable SourceDocument next() {
        SourceDocument invoice = nextUnread();
        if (invoice == null) {
            planAll();
        }
        return invoice;
    }

    @Override
    public void planAll() {
        plan(gathered.takeAll(), 0);
    }

    @Override
    public void planOld() {
        plan(gathered.takeDue(), 0);
    }

    private synchronized @Nullable SourceDocument nextUnread() {
        if (halted.getAsBoolean()) {
            return null;
        }
        while (next.isEmpty()) {
            List<SourceDocument> page = paymentPlanner.after(passed);
            if (page.isEmpty()) {
                return null;
            }
            passed = page.get(page.size() - 1).sourceId();
            page.stream()
                    .filter(invoice -> awaitedLists.awaits(invoice.sourceId()))
                    .forEach(next::add);
        }
        return next.poll();
    }

    /** Takes a page of the invoice's list. */
    public void keep(HarvestPage page, SourceDocument invoice) {
        gathered.keep(page, invoice);
    }

    /** The invoice's list was read to its end; it is planned with others, as soon as enough of them are there. */
    public void read(SourceDocument invoice) {
        gathered.add(invoice);
        boolean others = awaitedLists.awaits(invoice.sourceId());
        plan(others ? gathered.takeDue() : gathered.takeAll(), invoice.sourceId());
    }

    /**
     * @param last the invoice whose list was the last one, and whose trouble is noted by whoever read it
     * @throws RuntimeException why one could not be planned, that one's if it was; the others were planned
     */
    private void plan(List<ReadList> lists, long last) {
        if (lists.isEmpty()) {
            return;
        }
        Map<Long, RuntimeException> failed;
        try {
            failed = paymentPlanner.planAll(lists);
            leave(lists, failed.keySet(), last);
        } catch (RuntimeException e) {
            leave(lists, lists.stream().map(list -> list.invoice().sourceId()).collect(toSet()), last);
            throw e;
        } finally {
            gathered.planned(lists);
            lists.forEach(list -> awaitedLists.arrived(list.invoice().sourceId()));
        }
        RuntimeException own = failed.get(last);
        if (own != null) {
            throw own;
        }
        for (RuntimeException other : failed.values()) {
            throw other;
        }
    }

    /** Leaves those for another cycle; the last one is left by whoever read it. */
    private void leave(List<ReadList> lists, Set<Long> failed, long last) {
        lists.stream()
                .map(ReadList::invoice)
                .filter(invoice -> failed.contains(invoice.sourceId()) && invoice.sourceId() != last)
                .forEach(paymentPlanner::unread);
    }

    /** The invoice's list was read and planned, or is left for another cycle; one that is still to be planned goes on waiting. */
    public void passed(SourceDocument invoice) {
        if (!gathered.holds(invoice)) {
            gathered.drop(invoice);
            awaitedLists.arrived(invoice.sourceId());
        }
    }

    /** Whether lists are being read and planned just now. */
    public boolean areRead() {
        return awaitedLists.areRead();
    }

    /** No more is read in this cycle. What was read before trouble ended the reading is planned. */
    public void end() {
        try {
            planAll();
        } finally {
            awaitedLists.end();
        }
    }
}
