package org.harvestxero.copy.outbox;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.copy.failure.CopyEventLog;
import org.harvestxero.mapping.SameMoney;
import org.harvestxero.mapping.SameMoney.InHarvest;
import org.harvestxero.mapping.SameMoney.InXero;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.CauseTable.Reason;
import org.harvestxero.store.copy.InvoiceMoney.Money;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OtherPaymentTable.OtherPayment;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.xero.XeroPaymentView;
import org.jspecify.annotations.Nullable;

/**
 * Reconciles the payments Xero shows of an invoice with Harvest's: ours are followed, those that match are adopted, and where money is
 * left that nobody explained, what waits becomes a failed copy.
 */
final class PaymentReconciler {
    private static final String ENDED = "DELETED";

    private final ConnectionStore store;
    private final VerdictRecorder verdictRecorder;
    private final DoublePayments doubles;
    private final boolean adopts;
    private final Clock clock;

    /** @param adopts whether a payment in Xero that matches uniquely is taken as the copy; else a person is asked */
    PaymentReconciler(
            ConnectionStore store,
            VerdictRecorder verdictRecorder,
            DoublePayments doubles,
            boolean adopts,
            Clock clock) {
        this.store = store;
        this.verdictRecorder = verdictRecorder;
        this.doubles = doubles;
        this.adopts = adopts;
        this.clock = clock;
    }

    /** Decides in the transaction under way; true when all money on the invoice is explained. */
    boolean reconcile(Money money, List<XeroPaymentView> shown) {
        Map<String, XeroPaymentView> standing = new LinkedHashMap<>();
        shown.stream()
                .filter(payment -> !ENDED.equals(payment.status()))
                .forEach(payment -> standing.put(payment.id(), payment));
        Map<String, Link> linked = store.links()
                .byTarget(Kind.PAYMENT, shown.stream().map(XeroPaymentView::id).toList());
        shown.forEach(payment -> follow(linked.get(payment.id()), payment));
        BigDecimal paid =
                standing.values().stream().map(XeroPaymentView::money).reduce(BigDecimal.ZERO, BigDecimal::add);
        store.invoiceMoney().paid(Map.of(money.targetId(), paid));
        List<InXero> strangers = standing.values().stream()
                .filter(payment -> !linked.containsKey(payment.id()))
                .map(PaymentReconciler::inXero)
                .toList();
        return new Invoice(money.invoiceId(), standing, strangers).reconcile();
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

    private static InXero inXero(XeroPaymentView payment) {
        return new InXero(payment.id(), payment.date(), payment.money(), payment.reference());
    }

    private static OtherPayment other(InXero payment) {
        return new OtherPayment(payment.id(), payment.amount(), payment.date(), payment.reference(), null);
    }

    /** One invoice: what is found out of the payments on it that are not ours. */
    private final class Invoice {
        private final long id;
        private final Map<String, XeroPaymentView> standing;
        private final List<InXero> strangers;
        private final HarvestPayments harvest;
        private final Set<String> said;
        private final Set<String> settled;
        private final Set<Long> adopted = new HashSet<>();
        private final List<String> givenUp = new ArrayList<>();

        Invoice(long id, Map<String, XeroPaymentView> standing, List<InXero> strangers) {
            this.id = id;
            this.standing = standing;
            this.strangers = strangers;
            this.harvest = HarvestPayments.of(store, id);
            this.said = store.otherPayments().of(id).stream()
                    .filter(other -> other.explainedBy() != null)
                    .map(OtherPayment::targetId)
                    .collect(Collectors.toSet());
            this.settled = new HashSet<>(said);
        }

        boolean reconcile() {
            SameMoney.marked(harvest.unlinked(), strangers).forEach(this::adopt);
            List<InHarvest> unmarked = HarvestPayments.without(harvest.unlinked(), adopted::contains);
            SameMoney.pairs(unmarked, unsettled()).forEach(this::pair);
            List<InXero> rest = unsettled();
            note(rest);
            doubles.compare(id, harvest.posted(), rest);
            if (!rest.isEmpty()) {
                List<InHarvest> open = HarvestPayments.without(
                        unmarked, payment -> adopted.contains(payment) || harvest.isGivenUp(payment));
                harvest.rows().values().stream()
                        .filter(row -> row.state() == OutboxState.WAITING && !adopted.contains(row.sourceId()))
                        .forEach(row -> fail(row, open, rest));
            }
            return rest.isEmpty();
        }

        private List<InXero> unsettled() {
            return strangers.stream()
                    .filter(payment -> !settled.contains(payment.id()))
                    .toList();
        }

        private void pair(long payment, InXero theirs) {
            if (harvest.isGivenUp(payment)) {
                givenUp.add(theirs.id());
                settled.add(theirs.id());
            } else if (adopts) {
                adopt(payment, theirs);
            }
        }

        private void adopt(long payment, InXero theirs) {
            PaymentReconciler.this.adopt(harvest, payment, standing.get(theirs.id()), theirs);
            adopted.add(payment);
            settled.add(theirs.id());
        }

        /** Keeps what stands there beside ours, and what of it is explained. */
        private void note(List<InXero> rest) {
            store.otherPayments()
                    .shown(
                            id,
                            strangers.stream()
                                    .filter(theirs -> rest.contains(theirs)
                                            || said.contains(theirs.id())
                                            || givenUp.contains(theirs.id()))
                                    .map(PaymentReconciler::other)
                                    .toList());
            store.otherPayments().explain(givenUp, "its copy was given up");
        }
    }

    private void adopt(HarvestPayments harvest, long payment, @Nullable XeroPaymentView shown, InXero found) {
        if (shown == null) {
            throw new IllegalStateException("Payment " + found.id() + " is not among those Xero shows");
        }
        String why = "it stands in Xero already, " + found.amount().toPlainString() + " of " + found.date();
        Row row = harvest.rows().get(payment);
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
}
