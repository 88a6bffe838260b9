package org.harvestxero.copy.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.InvoiceMoney.Money;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxClaims.Claimable;
import org.harvestxero.store.database.DatabaseTrouble;
import org.harvestxero.xero.XeroListRequest;
import org.harvestxero.xero.XeroPage;
import org.harvestxero.xero.XeroPaymentView;
import org.jspecify.annotations.Nullable;
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
    /** For so long after Xero told it, what is paid of an invoice is relied on. */
    private static final Duration FRESH = Duration.ofMinutes(2);

    private static final Work POSTING = new Work(Kind.PAYMENT, Action.CREATE);
    /** Payments that are looked at in a round. */
    private static final int READY = 2_000;

    private final ConnectionStore store;
    private final DoublePayments doubles;
    private final PaymentReconciler reconciler;
    private final MoneyDoubts doubts;
    private final MoneyQuestions questions;
    private final GivenUpPayments givenUp;
    private final Clock clock;
    private final Map<Long, Instant> clearUntil = new ConcurrentHashMap<>();
    private final Set<Long> held = ConcurrentHashMap.newKeySet();
    private final AwaitedLists awaitedLists;
    private volatile @Nullable List<Long> ready;
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
        this.doubts = new MoneyDoubts(store, clock);
        this.questions = new MoneyQuestions(clock);
        this.givenUp = new GivenUpPayments(store);
        this.doubles = new DoublePayments(store, ownRefusalRecorder);
        this.reconciler = new PaymentReconciler(store, verdictRecorder, doubles, adopts, clock);
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
        doubts.lookThroughOnce();
        held.clear();
        questions.newRound();
        holdsAll = false;
        clearUntil.clear();
    }

    /** Which groups of the work may travel: all, or of payments those of invoices on which all money is explained as of now. */
    LongPredicate clear(Work work) {
        return !work.equals(POSTING) || !looks.getAsBoolean() ? group -> true : this::isClear;
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
            doubts.add(money.invoiceId());
        }
    }

    /** Whether payments are ready, or invoices in doubt, that have to be looked at first. */
    public boolean isWaitedFor() {
        ready = null;
        return !unclear().isEmpty();
    }

    /** Whether the money on the invoice could not be looked at in this cycle, so that its payments wait. */
    public boolean isHeld(long invoice) {
        return holdsAll || held.contains(invoice) || questions.rest(invoice);
    }

    private Set<Long> unclear() {
        if (holdsAll || !looks.getAsBoolean()) {
            return Set.of();
        }
        Set<Long> unclear = new LinkedHashSet<>(doubts.all());
        ready().stream().filter(invoice -> !isClear(invoice)).forEach(unclear::add);
        unclear.removeIf(invoice -> isHeld(invoice) || awaitedLists.awaits(invoice));
        return unclear;
    }

    /** The invoices of payments that are ready, as of when a round asked whether there are any. */
    private List<Long> ready() {
        List<Long> known = ready;
        if (known == null) {
            known = store.outboxClaims().idsOfClaimable(POSTING.kind(), POSTING.action(), 0, READY).stream()
                    .map(Claimable::groupId)
                    .toList();
            ready = known;
        }
        return known;
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
        ready = null;
        doubts.remove(wanted);
        for (Money money : store.invoiceMoney().money(wanted).values()) {
            if (money.isExplained()) {
                clearUntil.put(money.invoiceId(), seen(money).plus(FRESH));
            } else {
                unexplained.add(money);
            }
        }
        return questions.of(unexplained);
    }

    /** Whether Xero is asked about them in this cycle; else their payments wait for the next one. */
    public boolean mayAsk(Asked asked) {
        boolean may = questions.mayBeAsked();
        if (!may) {
            hold(asked);
        }
        return may;
    }

    public XeroListRequest listing(Asked asked) {
        return MoneyQuestions.listing(asked);
    }

    public void keep(XeroPage page, Asked asked) {
        take(page.payments(), asked);
    }

    public void take(List<XeroPaymentView> payments, Asked asked) {
        asked.payments().addAll(payments);
    }

    /** After the last page: decides for each invoice; trouble with one does not keep the others. */
    public void answered(Asked asked) {
        questions.answered(asked);
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
                doubts.add(money.invoiceId());
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
        questions.notAnswered(asked);
        hold(asked);
    }

    private void hold(Asked asked) {
        asked.invoices().forEach(money -> {
            held.add(money.invoiceId());
            doubts.add(money.invoiceId());
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
        givenUp.record(payment, who);
    }

    /** The payments of the invoices that wait for an explanation are planned anew: something changed in Harvest. */
    public void planAgain(Collection<Long> invoices) {
        givenUp.planAgain(invoices);
    }
}
