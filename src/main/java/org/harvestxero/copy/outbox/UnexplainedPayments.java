package org.harvestxero.copy.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.copy.failure.RestingDocuments;
import org.harvestxero.mapping.SameMoney;
import org.harvestxero.mapping.SameMoney.InHarvest;
import org.harvestxero.mapping.SameMoney.InXero;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.InvoiceMoney.Money;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OtherPaymentTable.OtherPayment;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.database.DatabaseTrouble;
import org.harvestxero.xero.XeroListRequest;
import org.harvestxero.xero.XeroPage;
import org.harvestxero.xero.XeroPaymentView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that money entered by people on both sides is not posted twice: before a payment travels, what is paid of its invoice
 * in Xero has to be what we posted there (ruling 23). Xero's figures come with the list of changed invoices; only where they differ
 * are the payments of the invoice read. What is the same money is adopted, or asked about; until all is explained, nothing more is
 * posted on the invoice.
 */
public final class UnexplainedPayments {
    private static final Logger LOG = LoggerFactory.getLogger(UnexplainedPayments.class);
    private static final String CODE = FailureCode.PAYMENT_UNEXPLAINED.name();
    /** For so long after Xero told it, what is paid of an invoice is relied on. */
    private static final Duration FRESH = Duration.ofMinutes(2);
    /** Payments that are looked at in a round. */
    private static final int READY = 2_000;
    /** Invoices whose payments are asked for at once; their ids stand in the address. */
    private static final int AT_ONCE = 40;
    /** After so many questions in a row without an answer no more are asked in this cycle: each may cost a minute. */
    private static final int PATIENCE = 3;

    private final ConnectionStore store;
    private final DoublePayments doubles;
    private final PaymentReconciler reconciler;
    private final ExplainedMark explained;
    private final Clock clock;
    private final Map<Long, Instant> clearUntil = new ConcurrentHashMap<>();
    private final Set<Long> held = ConcurrentHashMap.newKeySet();
    private final Set<Long> doubted = ConcurrentHashMap.newKeySet();
    /** Invoices that were asked about with others in vain: each is asked about alone next, so that a bad one holds no other. */
    private final Set<Long> alone = ConcurrentHashMap.newKeySet();

    private final RestingDocuments restingDocuments;
    private final AwaitedLists awaitedLists;
    private final AtomicInteger inVain = new AtomicInteger();
    private final AtomicBoolean first = new AtomicBoolean(true);
    private volatile boolean holdsAll;
    private volatile BooleanSupplier looks = () -> true;
    private volatile Instant listingBegan = Instant.MIN;
    private volatile Instant listedAt = Instant.MIN;

    /**
     * @param awaitedLists of the invoices whose payments in Harvest are not known yet: nothing of them is explained
     * @param adopts whether a payment in Xero that matches uniquely is taken as the copy; else a person is asked
     */
    public UnexplainedPayments(
            ConnectionStore store,
            VerdictRecorder verdictRecorder,
            OwnRefusalRecorder ownRefusalRecorder,
            AwaitedLists awaitedLists,
            boolean adopts,
            Clock clock) {
        this.store = store;
        this.awaitedLists = awaitedLists;
        this.clock = clock;
        this.explained = new ExplainedMark(store, clock);
        this.doubles = new DoublePayments(store, ownRefusalRecorder);
        this.reconciler = new PaymentReconciler(store, verdictRecorder, doubles, adopts, clock);
        this.restingDocuments = new RestingDocuments(clock);
    }

    /** @param asked whether there is a route that looks at money; without one no payment waits for it, or it would wait for ever */
    public void looksWhile(BooleanSupplier asked) {
        looks = asked;
    }

    /** Invoices that are asked about together, and the payments Xero shows of them. */
    public record Asked(List<Money> invoices, List<XeroPaymentView> payments) {
        Asked(List<Money> invoices) {
            this(List.copyOf(invoices), new ArrayList<>());
        }

        @Override
        public String toString() {
            return invoices.size() + " invoices";
        }
    }

    /** The list of invoices that changed in Xero is about to be read. */
    public void listingBegins() {
        listingBegan = clock.instant();
    }

    /** That list was read to its end: what is paid of every invoice is known as of its beginning. */
    public void listed() {
        listedAt = listingBegan;
        clearUntil.clear();
    }

    /**
     * A new round: what could not be read in the last one is asked for again. The first one of a process also doubts what one before
     * it had noted and not looked at.
     */
    void newRound() {
        if (first.getAndSet(false)) {
            lookThrough();
        }
        held.clear();
        inVain.set(0);
        holdsAll = false;
        clearUntil.clear();
    }

    /** All paid invoices are looked at, unless that was done within a day and no doubt has come up since. */
    private void lookThrough() {
        if (explained.isReliedOn()) {
            return;
        }
        List<Long> unexplained = store.invoiceMoney().unexplained();
        doubted.addAll(unexplained);
        if (unexplained.isEmpty()) {
            explained.put();
        }
    }

    /** The next process looks through all paid invoices, too: it doesn't know what this one doubts. */
    private void doubt(long invoice) {
        if (doubted.add(invoice)) {
            explained.remove();
        }
    }

    /** Whether the row may travel: it posts no payment, or all money on its invoice is explained as of now. */
    boolean isClear(Row row) {
        return !isPosting(row) || !looks.getAsBoolean() || isClear(row.groupId());
    }

    private static boolean isPosting(Row row) {
        return row.kind() == Kind.PAYMENT && row.action() == Action.CREATE;
    }

    private boolean isClear(long invoice) {
        Instant until = clearUntil.get(invoice);
        return until != null && until.isAfter(clock.instant());
    }

    /** What is paid of an invoice changed without us: it is looked at where we posted to it and the figures differ now. */
    public void paid(Money money) {
        if (money.ours().signum() == 0) {
            return;
        }
        if (money.isExplained()) {
            doubles.compare(
                    money.invoiceId(),
                    HarvestPayments.of(store, money.invoiceId()).posted(),
                    List.of());
        } else {
            doubt(money.invoiceId());
        }
    }

    /** Whether payments are ready, or invoices in doubt, that have to be looked at first. */
    public boolean isWaitedFor() {
        return !unclear().isEmpty();
    }

    /** Whether the money on the invoice could not be looked at in this cycle, so that its payments wait. */
    public boolean isHeld(long invoice) {
        return holdsAll || held.contains(invoice) || restingDocuments.rests(invoice);
    }

    private Set<Long> unclear() {
        if (holdsAll || !looks.getAsBoolean()) {
            return Set.of();
        }
        Set<Long> unclear = new LinkedHashSet<>(doubted);
        for (Row row : store.outboxClaims().claimable(Kind.PAYMENT, Action.CREATE, 0, READY)) {
            if (!isClear(row.groupId())) {
                unclear.add(row.groupId());
            }
        }
        unclear.removeIf(invoice -> isHeld(invoice) || awaitedLists.awaits(invoice));
        return unclear;
    }

    /** Whether someone may have paid one of those invoices in Xero since we last saw it. */
    public boolean figuresAreOld() {
        Instant now = clock.instant();
        return store.invoiceMoney().money(unclear()).values().stream()
                .anyMatch(money -> !seen(money).plus(FRESH).isAfter(now));
    }

    private Instant seen(Money money) {
        return money.linkedAt().isAfter(listedAt) ? money.linkedAt() : listedAt;
    }

    /** The invoices whose payments have to be read, in pages; the others are clear. */
    public List<Asked> questions() {
        List<Money> unexplained = new ArrayList<>();
        Set<Long> wanted = unclear();
        doubted.removeAll(wanted);
        for (Money money : store.invoiceMoney().money(wanted).values()) {
            if (money.isExplained()) {
                clearUntil.put(money.invoiceId(), seen(money).plus(FRESH));
            } else {
                unexplained.add(money);
            }
        }
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

    /** Whether Xero is asked about them in this cycle; else their payments wait for the next one. */
    public boolean mayAsk(Asked asked) {
        boolean may = inVain.get() < PATIENCE;
        if (!may) {
            hold(asked);
        }
        return may;
    }

    public XeroListRequest listing(Asked asked) {
        return XeroListRequest.of("/Payments")
                .with(
                        "where",
                        asked.invoices().stream()
                                .map(money -> "Invoice.InvoiceID==guid(\"" + money.targetId() + "\")")
                                .collect(Collectors.joining(" OR ")));
    }

    public void keep(XeroPage page, Asked asked) {
        take(page.payments(), asked);
    }

    public void take(List<XeroPaymentView> payments, Asked asked) {
        asked.payments().addAll(payments);
    }

    /** After the last page: decides for each invoice; trouble with one does not keep the others. */
    public void answered(Asked asked) {
        inVain.set(0);
        asked.invoices().forEach(money -> {
            alone.remove(money.invoiceId());
            restingDocuments.went(money.invoiceId());
        });
        Map<String, List<XeroPaymentView>> shown = new LinkedHashMap<>();
        asked.payments()
                .forEach(payment -> shown.computeIfAbsent(payment.invoice().id(), none -> new ArrayList<>())
                        .add(payment));
        for (Money money : asked.invoices()) {
            try {
                store.inTransaction(() -> decide(money, shown.getOrDefault(money.targetId(), List.of())));
            } catch (RuntimeException e) {
                DatabaseTrouble.throwOn(e);
                held.add(money.invoiceId());
                doubt(money.invoiceId());
                LOG.warn("The payments of invoice {} in Xero could not be compared", money.invoiceId(), e);
            }
        }
    }

    private void decide(Money money, List<XeroPaymentView> shown) {
        if (reconciler.reconcile(money, shown)) {
            clearUntil.put(money.invoiceId(), clock.instant().plus(FRESH));
        }
    }

    /**
     * Their payments could not be read: what waits for them waits until the next cycle, where each is asked about alone. One that
     * can't be read then either is left for 1, 2, 4 … minutes.
     */
    public void notAnswered(Asked asked) {
        inVain.incrementAndGet();
        List<Long> invoices = asked.invoices().stream().map(Money::invoiceId).toList();
        if (!alone.containsAll(invoices)) {
            alone.addAll(invoices);
        } else {
            invoices.forEach(restingDocuments::failed);
        }
        hold(asked);
    }

    private void hold(Asked asked) {
        asked.invoices().forEach(money -> {
            held.add(money.invoiceId());
            doubt(money.invoiceId());
        });
    }

    /** What changed in Xero could not be read: no payment travels in this cycle. */
    public void notListed() {
        holdsAll = true;
    }

    /** A person says that the payment entered in Xero beside ours is other money. */
    public void bothStand(long row, String who) {
        doubles.bothStand(row, who);
    }

    /**
     * A person gave up the copy of a payment that waited for an explanation: it is the money that stands in Xero. The others on its
     * invoice are looked at anew.
     */
    public void givenUp(long payment, String who) {
        Optional<SourceDocument> document = store.documents().find(Kind.PAYMENT, payment);
        Optional<InHarvest> given = document.flatMap(HarvestPayments::payment);
        Long invoice = document.map(SourceDocument::parentId).orElse(null);
        if (given.isEmpty() || invoice == null) {
            return;
        }
        HarvestPayments harvest = HarvestPayments.of(store, invoice);
        List<InHarvest> others =
                HarvestPayments.without(harvest.unlinked(), id -> id == payment || harvest.isGivenUp(id));
        List<InXero> unexplained = store.otherPayments().of(invoice).stream()
                .filter(other -> other.explainedBy() == null)
                .map(UnexplainedPayments::inXero)
                .toList();
        List<String> meant = SameMoney.meant(given.get(), others, unexplained).stream()
                .map(InXero::id)
                .toList();
        store.otherPayments().explain(meant, who);
        store.failedRows().retryGroup(Kind.PAYMENT, invoice, CODE);
    }

    private static InXero inXero(OtherPayment payment) {
        return new InXero(payment.targetId(), payment.paidOn(), payment.amount(), payment.reference());
    }

    /** The payments of the invoice that wait for an explanation are planned anew: something changed in Harvest. Whether there are any. */
    public boolean planAgain(long invoice) {
        List<Long> waiting = store.failedRows().failedInGroup(Kind.PAYMENT, invoice, CODE);
        waiting.forEach(payment -> store.documents().planAgain(Kind.PAYMENT, payment));
        return !waiting.isEmpty();
    }
}
