package org.harvestxero.copy.outbox;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.harvestxero.copy.failure.CopyEventLog;
import org.harvestxero.copy.failure.FailedCopyRecorder;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.failure.RestingDocuments;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestReader;
import org.harvestxero.mapping.SameMoney;
import org.harvestxero.mapping.SameMoney.InHarvest;
import org.harvestxero.mapping.SameMoney.InXero;
import org.harvestxero.mapping.document.SourcePayment;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.CauseTable.Reason;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.InvoiceMoney.Money;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OtherPaymentTable.OtherPayment;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
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
    private static final String CODE = FailureCode.PAYMENT_UNEXPLAINED.name();
    private static final String ENDED = "DELETED";
    /** For so long after Xero told it, what is paid of an invoice is relied on. */
    private static final Duration FRESH = Duration.ofMinutes(2);
    /** Payments that are looked at in a round. */
    private static final int READY = 2_000;
    /** Invoices whose payments are asked for at once; their ids stand in the address. */
    private static final int AT_ONCE = 40;
    /** After so many questions in a row without an answer no more are asked in this cycle: each may cost a minute. */
    private static final int PATIENCE = 3;

    private final ConnectionStore store;
    private final VerdictRecorder verdictRecorder;
    private final FailedCopyRecorder failedCopyRecorder;
    private final boolean adopts;
    private final Clock clock;
    private final Map<Long, Instant> clearUntil = new ConcurrentHashMap<>();
    private final Set<Long> held = ConcurrentHashMap.newKeySet();
    private final Set<Long> doubted = ConcurrentHashMap.newKeySet();
    /** Invoices that were asked about with others in vain: each is asked about alone next, so that a bad one holds no other. */
    private final Set<Long> alone = ConcurrentHashMap.newKeySet();

    private final RestingDocuments restingDocuments;
    private final AtomicInteger inVain = new AtomicInteger();
    private final AtomicBoolean first = new AtomicBoolean(true);
    private volatile boolean holdsAll;
    private volatile Instant listingBegan = Instant.MIN;
    private volatile Instant listedAt = Instant.MIN;

    /** @param adopts whether a payment in Xero that matches uniquely is taken as the copy; else a person is asked */
    public UnexplainedPayments(
            ConnectionStore store,
            VerdictRecorder verdictRecorder,
            FailedCopyRecorder failedCopyRecorder,
            boolean adopts,
            Clock clock) {
        this.failedCopyRecorder = failedCopyRecorder;
        this.store = store;
        this.verdictRecorder = verdictRecorder;
        this.adopts = adopts;
        this.clock = clock;
        this.restingDocuments = new RestingDocuments(clock);
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
            doubted.addAll(store.invoiceMoney().unexplained());
        }
        held.clear();
        inVain.set(0);
        holdsAll = false;
        clearUntil.clear();
    }

    /** Whether the row may travel: it posts no payment, or all money on its invoice is explained as of now. */
    boolean isClear(Row row) {
        return !isPosting(row) || isClear(row.groupId());
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
            twice(money.invoiceId(), candidates(money.invoiceId()).posted(), List.of());
        } else {
            doubted.add(money.invoiceId());
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
        if (holdsAll) {
            return Set.of();
        }
        Set<Long> unclear = new LinkedHashSet<>(doubted);
        unclear.removeIf(this::isHeld);
        for (Row row : store.outboxClaims().claimable(Kind.PAYMENT, Action.CREATE, 0, READY)) {
            if (!isClear(row.groupId()) && !isHeld(row.groupId())) {
                unclear.add(row.groupId());
            }
        }
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
                doubted.add(money.invoiceId());
                LOG.warn("The payments of invoice {} in Xero could not be compared", money.invoiceId(), e);
            }
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
            doubted.add(money.invoiceId());
        });
    }

    /** What changed in Xero could not be read: no payment travels in this cycle. */
    public void notListed() {
        holdsAll = true;
    }

    private void decide(Money money, List<XeroPaymentView> shown) {
        long invoice = money.invoiceId();
        Map<String, XeroPaymentView> standing = new LinkedHashMap<>();
        shown.stream()
                .filter(payment -> !ENDED.equals(payment.status()))
                .forEach(payment -> standing.put(payment.id(), payment));
        Map<String, Link> linked = store.links()
                .byTarget(Kind.PAYMENT, shown.stream().map(XeroPaymentView::id).toList());
        shown.forEach(payment -> follow(linked.get(payment.id()), payment));
        BigDecimal paid =
                standing.values().stream().map(XeroPaymentView::money).reduce(BigDecimal.ZERO, BigDecimal::add);
        store.links().paid(Map.of(money.targetId(), paid));

        Set<String> said = store.otherPayments().of(invoice).stream()
                .filter(other -> other.explainedBy() != null)
                .map(OtherPayment::targetId)
                .collect(Collectors.toSet());
        List<InXero> strangers = standing.values().stream()
                .filter(payment -> !linked.containsKey(payment.id()))
                .map(UnexplainedPayments::inXero)
                .toList();
        Candidates candidates = candidates(invoice);
        Set<String> settled = new HashSet<>(said);
        Set<Long> adopted = new HashSet<>();
        SameMoney.marked(candidates.harvest(), strangers).forEach((payment, theirs) -> {
            adopt(candidates, payment, standing.get(theirs.id()), theirs);
            adopted.add(payment);
            settled.add(theirs.id());
        });
        List<InHarvest> left = without(candidates.harvest(), adopted::contains);
        List<String> givenUp = new ArrayList<>();
        SameMoney.pairs(left, remaining(strangers, settled)).forEach((payment, theirs) -> {
            if (candidates.isGivenUp(payment)) {
                givenUp.add(theirs.id());
                settled.add(theirs.id());
            } else if (adopts) {
                adopt(candidates, payment, standing.get(theirs.id()), theirs);
                adopted.add(payment);
                settled.add(theirs.id());
            }
        });
        List<InXero> rest = remaining(strangers, settled);
        store.otherPayments()
                .shown(
                        invoice,
                        strangers.stream()
                                .filter(theirs -> rest.contains(theirs)
                                        || said.contains(theirs.id())
                                        || givenUp.contains(theirs.id()))
                                .map(UnexplainedPayments::other)
                                .toList());
        store.otherPayments().explain(givenUp, "its copy was given up");
        twice(invoice, candidates.posted(), rest);
        if (rest.isEmpty()) {
            clearUntil.put(invoice, clock.instant().plus(FRESH));
        } else {
            List<InHarvest> both = without(left, payment -> adopted.contains(payment) || candidates.isGivenUp(payment));
            candidates.rows().values().stream()
                    .filter(row -> row.state() == OutboxState.WAITING && !adopted.contains(row.sourceId()))
                    .forEach(row -> fail(row, both, rest));
        }
    }

    /** Tells of payments people entered beside ours, as long as they stand there unexplained. */
    private void twice(long invoice, List<InHarvest> posted, List<InXero> rest) {
        Map<Long, InXero> twice = SameMoney.pairs(posted, rest);
        for (InHarvest payment : posted) {
            InXero theirs = twice.get(payment.id());
            Optional<Revision> revision =
                    Optional.ofNullable(theirs).map(other -> Revision.of(RevisionKind.TWICE, other.id()));
            store.outbox().openOf(Kind.PAYMENT, payment.id()).stream()
                    .filter(row -> row.revision().is(RevisionKind.TWICE)
                            && revision.filter(row.revision()::equals).isEmpty())
                    .forEach(row -> store.failedRows().discard(row.id(), "it is explained"));
            if (theirs != null) {
                tell(invoice, payment, theirs, revision.orElseThrow());
            }
        }
    }

    private void tell(long invoice, InHarvest payment, InXero theirs, Revision revision) {
        Optional<Link> link = store.links().find(Kind.INVOICE, invoice);
        String number = link.map(Link::number).orElse("?");
        String currency = link.map(Link::currency).orElse("");
        failedCopyRecorder.refuse(
                Kind.PAYMENT,
                payment.id(),
                number,
                currency,
                payment.amount(),
                revision,
                List.of(SameMoney.twice(number, currency, payment, theirs)));
    }

    /** A person says that the payment entered in Xero beside ours is other money. */
    public void bothStand(long row, String who) {
        store.outbox()
                .find(row)
                .map(Row::revision)
                .filter(revision -> revision.is(RevisionKind.TWICE))
                .ifPresent(revision -> store.otherPayments().explain(List.of(revision.subject()), who));
    }

    private static List<InHarvest> without(List<InHarvest> payments, Predicate<Long> left) {
        return payments.stream().filter(payment -> !left.test(payment.id())).toList();
    }

    private static List<InXero> remaining(List<InXero> payments, Set<String> settled) {
        return payments.stream()
                .filter(payment -> !settled.contains(payment.id()))
                .toList();
    }

    /** Xero shows a payment of ours: it stands there, or people deleted it. */
    private void follow(@Nullable Link link, XeroPaymentView payment) {
        String status = payment.status();
        if (link == null || status.isEmpty() || status.equals(link.status())) {
            return;
        }
        store.links().status(Kind.PAYMENT, link.sourceId(), status);
        store.audit().add("xero", Kind.PAYMENT, link.sourceId(), "followed", "it is " + status + " in Xero now");
    }

    /**
     * The payments of an invoice in Harvest.
     *
     * @param harvest those that have no twin
     * @param posted those that stand in Xero
     * @param rows what is planned of those that have none
     */
    private record Candidates(
            List<InHarvest> harvest, List<InHarvest> posted, Map<Long, Row> rows, Set<Long> unplanned) {
        /** A person said that it needs no copy. */
        boolean isGivenUp(long payment) {
            return !rows.containsKey(payment) && !unplanned.contains(payment);
        }
    }

    private Candidates candidates(long invoice) {
        List<InHarvest> harvest = new ArrayList<>();
        List<InHarvest> posted = new ArrayList<>();
        Map<Long, Row> rows = new LinkedHashMap<>();
        Set<Long> unplanned = new HashSet<>();
        List<SourceDocument> documents = store.documents().children(Kind.PAYMENT, invoice).stream()
                .filter(document -> !document.isGone())
                .toList();
        Map<Long, Link> links = store.links()
                .find(
                        Kind.PAYMENT,
                        documents.stream().map(SourceDocument::sourceId).toList());
        for (SourceDocument document : documents) {
            Link link = links.get(document.sourceId());
            if (link != null) {
                inHarvest(document)
                        .filter(payment -> !ENDED.equals(link.status()))
                        .ifPresent(posted::add);
                continue;
            }
            inHarvest(document).ifPresent(harvest::add);
            if (document.state() != DocumentState.PLANNED) {
                unplanned.add(document.sourceId());
            }
            store.outbox().openOf(Kind.PAYMENT, document.sourceId()).stream()
                    .filter(row -> row.action() == Action.CREATE)
                    .forEach(row -> rows.put(document.sourceId(), row));
        }
        return new Candidates(harvest, posted, rows, unplanned);
    }

    private static Optional<InHarvest> inHarvest(SourceDocument document) {
        try {
            long invoice = document.parentId() == null ? 0 : document.parentId();
            SourcePayment payment = HarvestReader.payment(HarvestElement.parse(document.content()), invoice);
            String reference = payment.transactionId() == null ? payment.notes() : payment.transactionId();
            return Optional.of(new InHarvest(
                    payment.id(), payment.paidDate(), payment.amount(), reference == null ? "" : reference));
        } catch (RuntimeException e) {
            LOG.warn("Payment {} can't be compared: {}", document.sourceId(), FailureText.words(e));
            return Optional.empty();
        }
    }

    private static InXero inXero(XeroPaymentView payment) {
        return new InXero(payment.id(), payment.date(), payment.money(), payment.reference());
    }

    private static OtherPayment other(InXero payment) {
        return new OtherPayment(payment.id(), payment.amount(), payment.date(), payment.reference(), null);
    }

    private static InXero inXero(OtherPayment payment) {
        return new InXero(payment.targetId(), payment.paidOn(), payment.amount(), payment.reference());
    }

    private void adopt(Candidates candidates, long payment, @Nullable XeroPaymentView shown, InXero found) {
        if (shown == null) {
            throw new IllegalStateException("Payment " + found.id() + " is not among those Xero shows");
        }
        String why = "it stands in Xero already, " + found.amount().toPlainString() + " of " + found.date();
        Row row = candidates.rows().get(payment);
        if (row == null) {
            verdictRecorder.link(payment, shown.element().accepted(), why);
            return;
        }
        boolean taken = row.state() == OutboxState.FAILED
                ? store.outboxVerdicts().reopen(row.id())
                : store.outboxVerdicts().foundWaiting(row.id());
        if (!taken) {
            throw new IllegalStateException("Payment " + payment + " moved on meanwhile");
        }
        verdictRecorder.adopt(row, shown.element().accepted(), why);
    }

    private void fail(Row row, List<InHarvest> harvest, List<InXero> xero) {
        Problem problem = SameMoney.problem(
                String.valueOf(row.number()),
                row.currency() == null ? "" : row.currency(),
                row.total() == null ? BigDecimal.ZERO : row.total(),
                harvest,
                xero);
        CopyEventLog.held(row, problem);
        Reason reason = store.causes().reason(problem, clock.instant());
        store.outboxVerdicts().fail(row.id(), reason, problem.sentence(), OutboxTable.NEVER);
    }

    /**
     * A person gave up the copy of a payment that waited for an explanation: it is the money that stands in Xero. The others on its
     * invoice are looked at anew.
     */
    public void givenUp(long payment, String who) {
        Optional<SourceDocument> document = store.documents().find(Kind.PAYMENT, payment);
        Optional<InHarvest> given = document.flatMap(UnexplainedPayments::inHarvest);
        Long invoice = document.map(SourceDocument::parentId).orElse(null);
        if (given.isEmpty() || invoice == null) {
            return;
        }
        Candidates candidates = candidates(invoice);
        List<InHarvest> others = without(candidates.harvest(), id -> id == payment || candidates.isGivenUp(id));
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

    /** The payments of the invoice that wait for an explanation are planned anew: something changed in Harvest. */
    public void planAgain(long invoice) {
        store.failedRows()
                .failedInGroup(Kind.PAYMENT, invoice, CODE)
                .forEach(payment -> store.documents().planAgain(Kind.PAYMENT, payment));
    }
}
