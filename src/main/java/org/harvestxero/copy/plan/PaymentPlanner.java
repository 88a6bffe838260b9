package org.harvestxero.copy.plan;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.harvestxero.copy.contact.ContactPlanner;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.copy.failure.RestingDocuments;
import org.harvestxero.copy.ingest.SourceRecorder;
import org.harvestxero.copy.outbox.UnexplainedPayments;
import org.harvestxero.copy.reference.MappingContexts;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.mapping.coding.PaymentAccounts;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.database.DatabaseTrouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what the payments of a Harvest invoice ask of Xero: each once, in the order they were paid, never beyond the amount due,
 * not before the invoice is approved there (rulings 1 and 14).
 */
public final class PaymentPlanner {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentPlanner.class);
    private static final int PAGE = 100;

    private final ConnectionStore store;
    private final ContactPlanner contactPlanner;
    private final SourceRecorder sourceRecorder;
    private final PaymentPlanRecorder recorder;
    private final UnexplainedPayments money;
    private final PaymentDecisions decisions;
    private final boolean switchedOn;
    private final RestingDocuments restingDocuments;
    private final AtomicLong passed = new AtomicLong();
    private final Map<Long, Set<Long>> shown = new ConcurrentHashMap<>();

    private LongConsumer counted = more -> {};

    public PaymentPlanner(
            ConnectionStore store,
            MappingContexts mappingContexts,
            ContactPlanner contactPlanner,
            SourceRecorder sourceRecorder,
            OwnRefusalRecorder ownRefusalRecorder,
            UnexplainedPayments money,
            Policy policy,
            Clock clock) {
        this.money = money;
        this.restingDocuments = new RestingDocuments(clock);
        this.store = store;
        this.contactPlanner = contactPlanner;
        this.sourceRecorder = sourceRecorder;
        this.recorder = new PaymentPlanRecorder(store, ownRefusalRecorder, policy.followDeletes());
        this.decisions = new PaymentDecisions(store, mappingContexts, contactPlanner, recorder, policy.accounts());
        this.switchedOn = policy.switchedOn();
    }

    /**
     * @param switchedOn whether payments are copied at all
     * @param followDeletes whether a payment deleted in Harvest is deleted in Xero; else it is reported
     */
    public record Policy(PaymentAccounts accounts, boolean switchedOn, boolean followDeletes) {}

    /** Whether payments are copied at all. */
    boolean isOn() {
        return switchedOn;
    }

    /** @param counted told how many more are done */
    public void onDone(LongConsumer counted) {
        this.counted = counted;
    }

    /** Begins a cycle's reading and gives the ids of all invoices whose payments are to be read in it. */
    List<Long> begin() {
        shown.clear();
        contactPlanner.forget();
        return switchedOn
                ? store.pendingDocuments().idsOfPaymentsToRead().stream()
                        .filter(invoice -> !restingDocuments.rests(invoice))
                        .toList()
                : List.of();
    }

    /** The invoices whose write-off is decided once all lists were read; until then their credit notes and payments stay as they are. */
    List<Long> credited() {
        return store.pendingDocuments().idsOfCredited();
    }

    /**
     * Begins a cycle's reading and gives the first invoices whose payments have to be read. For the routes of 0.1.0, which read one
     * list after the other; today's ask {@link PaymentLists}.
     */
    public List<SourceDocument> first() {
        shown.clear();
        passed.set(0);
        return next();
    }

    /** The next invoices whose payments have to be read, each once in a cycle; empty when there are none or payments are not copied. */
    public List<SourceDocument> next() {
        contactPlanner.forget();
        List<SourceDocument> page;
        List<SourceDocument> next;
        do {
            page = after(passed.get());
            next = page.stream()
                    .filter(invoice -> !restingDocuments.rests(invoice.sourceId()))
                    .toList();
            if (!page.isEmpty()) {
                passed.set(page.get(page.size() - 1).sourceId());
            }
        } while (next.isEmpty() && !page.isEmpty());
        return next;
    }

    /** Harvest didn't show all of the invoice's payments: nothing is decided on those it did show. */
    public void unread(SourceDocument invoice) {
        counted.accept(1);
        shown.remove(invoice.sourceId());
        restingDocuments.failed(invoice.sourceId());
    }

    /** The command ended before all of the invoice's payments were shown: they are read from the first one by the next cycle. */
    public void interrupted(SourceDocument invoice) {
        shown.remove(invoice.sourceId());
    }

    /**
     * The list of an invoice's payments, read to its end.
     *
     * @param pages in their order
     */
    record ReadList(SourceDocument invoice, List<HarvestPage> pages) {
        List<HarvestElement> payments() {
            return pages.stream().flatMap(page -> page.elements().stream()).toList();
        }

        private Shown shown() {
            return new Shown(
                    invoice, payments().stream().map(HarvestElement::idOrZero).collect(toSet()));
        }
    }

    /** @param payments ids of all payments that the invoice's list showed */
    private record Shown(SourceDocument invoice, Set<Long> payments) {
        List<SourceDocument> among(List<SourceDocument> known) {
            return known.stream()
                    .filter(payment -> payments.contains(payment.sourceId()))
                    .toList();
        }
    }

    /** How many lists of payments are to be read. */
    public long toRead() {
        return switchedOn ? store.pendingDocuments().countPaymentsToRead() : 0;
    }

    public List<SourceDocument> after(long afterId) {
        return switchedOn ? store.pendingDocuments().paymentsToRead(afterId, PAGE) : List.of();
    }

    public void keep(HarvestPage page, SourceDocument invoice) {
        shown.computeIfAbsent(invoice.sourceId(), none -> new HashSet<>())
                .addAll(sourceRecorder.payments(page, invoice.sourceId()));
    }

    /** After the last page of the invoice's payments. */
    public void plan(SourceDocument invoice) {
        counted.accept(1);
        planList(invoice);
    }

    private void planList(SourceDocument invoice) {
        restingDocuments.went(invoice.sourceId());
        Set<Long> seen = Optional.ofNullable(shown.remove(invoice.sourceId())).orElse(Set.of());
        try {
            store.inRepeatedTransaction(() -> plan(List.of(new Shown(invoice, seen))));
        } catch (RuntimeException e) {
            DatabaseTrouble.throwOn(e);
            LOG.warn(
                    "The payments of invoice {} could not be planned together, so each is alone: {}",
                    invoice.number(),
                    FailureText.words(e));
            planAlone(invoice, seen);
        }
    }

    /**
     * Keeps and plans lists that were read to their end, all in one transaction; where that fails, each alone.
     *
     * @return why lists could not be planned, by the invoice's id; trouble of the database is thrown, and is no list's
     */
    Map<Long, RuntimeException> planAll(Collection<ReadList> lists) {
        try {
            store.inRepeatedTransaction(() -> {
                Map<Long, List<HarvestElement>> payments = new LinkedHashMap<>();
                lists.forEach(list -> payments.put(list.invoice().sourceId(), list.payments()));
                sourceRecorder.payments(payments);
                plan(lists.stream().map(ReadList::shown).toList());
            });
            counted.accept(lists.size());
            lists.forEach(list -> restingDocuments.went(list.invoice().sourceId()));
            return Map.of();
        } catch (RuntimeException e) {
            DatabaseTrouble.throwOn(e);
            LOG.warn(
                    "The payments of {} invoices could not be planned together, so each invoice is alone: {}",
                    lists.size(),
                    FailureText.words(e));
            return planEach(lists);
        }
    }

    private Map<Long, RuntimeException> planEach(Collection<ReadList> lists) {
        Map<Long, RuntimeException> failed = new LinkedHashMap<>();
        for (ReadList list : lists) {
            try {
                list.pages().forEach(page -> keep(page, list.invoice()));
                planList(list.invoice());
                counted.accept(1);
            } catch (RuntimeException e) {
                DatabaseTrouble.throwOn(e);
                failed.put(list.invoice().sourceId(), e);
            }
        }
        return failed;
    }

    /** Plans every payment of the invoice that is known and not yet planned. */
    public void planAll(SourceDocument invoice) {
        decideEach(invoice, present(invoice));
    }

    private void decideEach(SourceDocument invoice, List<SourceDocument> payments) {
        decisions.decideEach(invoice, payments, decisions.twins(payments));
    }

    /** Plans in the transaction under way. */
    private void plan(List<Shown> lists) {
        List<Long> ids = lists.stream().map(list -> list.invoice().sourceId()).toList();
        money.planAgain(ids);
        Map<Long, List<SourceDocument>> known = standing(ids);
        PaymentDecisions.Twins twins =
                decisions.twins(known.values().stream().flatMap(List::stream).toList());
        PaymentPlanRecorder.Noted noted = recorder.new Noted();
        for (Shown list : lists) {
            List<SourceDocument> payments = known.getOrDefault(list.invoice().sourceId(), List.of());
            sourceRecorder.goneAmong(payments, list.payments()).forEach(recorder::gone);
            decisions.decide(list.invoice(), list.among(payments), twins, noted);
        }
        noted.record();
        store.documents().paymentsRead(lists.stream().map(Shown::invoice).toList());
    }

    /** The payments of the invoices that are not gone, by the invoices' ids. */
    private Map<Long, List<SourceDocument>> standing(Collection<Long> invoices) {
        return store.documents().children(Kind.PAYMENT, invoices).stream()
                .filter(payment -> !payment.isGone())
                .collect(groupingBy(payment -> Objects.requireNonNull(payment.parentId())));
    }

    private List<SourceDocument> present(SourceDocument invoice) {
        return standing(List.of(invoice.sourceId())).getOrDefault(invoice.sourceId(), List.of());
    }

    private void planAlone(SourceDocument invoice, Set<Long> shown) {
        List<SourceDocument> known = present(invoice);
        sourceRecorder.goneAmong(known, shown).forEach(recorder::gone);
        money.planAgain(List.of(invoice.sourceId()));
        decideEach(invoice, present(invoice));
        store.documents().paymentsRead(List.of(invoice));
    }

    /** A payment was deleted in Harvest: an unsent copy is dropped; a sent one is deleted too or reported, by policy. */
    public void gone(SourceDocument payment) {
        recorder.gone(payment);
    }
}
