package org.harvestxero.paymentsback;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.harvestxero.harvest.HarvestPaymentRequests.NewPayment;
import org.harvestxero.mapping.PaymentBackRule;
import org.harvestxero.mapping.PaymentBackRule.Decision;
import org.harvestxero.mapping.PaymentBackRule.Twin;
import org.harvestxero.mapping.SameMoney;
import org.harvestxero.mapping.SameMoney.InHarvest;
import org.harvestxero.mapping.XeroMoney;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.SourcePayment;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.PaymentBackTable.PaymentBack;
import org.harvestxero.store.copy.PaymentBackTable.Standing;
import org.jspecify.annotations.Nullable;

/** Decides about all open money of one invoice, on Harvest's payments of it as they were just read. */
final class PaymentBackDecider {
    private final ConnectionStore store;
    private final PaymentsBackPolicy policy;
    private final PaymentBackOutcomes outcomes;
    private final MoneyOrigins origins;
    private final Clock clock;
    private final Supplier<ZoneId> zone;

    PaymentBackDecider(
            ConnectionStore store,
            PaymentsBackPolicy policy,
            PaymentBackOutcomes outcomes,
            MoneyOrigins origins,
            Clock clock) {
        this.store = store;
        this.policy = policy;
        this.outcomes = outcomes;
        this.origins = origins;
        this.clock = clock;
        this.zone = policy.zone();
    }

    /** Harvest no longer has the invoice: what was only there is gone, what stands in Xero is a person's. */
    void invoiceGone(PaidInvoice invoice) {
        invoice.open().forEach(money -> {
            if (money.removed()) {
                outcomes.removed(invoice, money, false);
            } else {
                outcomes.refuse(
                        invoice,
                        money,
                        PaymentBackRule.problem(
                                FailureCode.PAYMENT_BACK_INVOICE_GONE,
                                invoice.number(),
                                invoice.currency(),
                                money.money()));
            }
        });
    }

    /** What Harvest is to be asked for: what is to go goes first, so that there is room for what came instead. */
    List<BackWrite> decide(PaidInvoice invoice) {
        if (invoice.document() == null) {
            invoice.open().forEach(money -> outcomes.waits(invoice, money, "its invoice in Harvest was not read yet"));
            return List.of();
        }
        if (!invoice.isInHarvest()) {
            invoiceGone(invoice);
            return List.of();
        }
        RemovedMoney removed = new RemovedMoney(invoice, policy.followsDeletes(), outcomes);
        Map<String, PaymentBack> standing = new HashMap<>();
        for (PaymentBack money : invoice.open()) {
            if (!invoice.isLinkedTo(money.money())) {
                unlinked(invoice, money);
            } else if (money.removed()) {
                removed.add(money);
            } else if (money.isInHarvest()) {
                changed(invoice, money);
            } else if (!isTwin(invoice, money)) {
                standing.put(money.money().id(), money);
            }
        }
        return decide(invoice, removed, standing);
    }

    private List<BackWrite> decide(PaidInvoice invoice, RemovedMoney removed, Map<String, PaymentBack> standing) {
        Taking taking = new Taking(invoice, ours(invoice));
        PaymentBackRule.decide(harvest(invoice, removed, taking.ours), shown(standing), policy.rule())
                .forEach((id, decision) -> taking.take(standing.get(id), decision));
        List<BackWrite> writes = new ArrayList<>(removed.carryOut(taking.matched));
        writes.forEach(deletion -> invoice.leaves(deletion.payment()));
        writes.addAll(taking.writes);
        return writes;
    }

    /** It is on another invoice in Xero than the one that is linked; as long as Harvest's is open it may be the same. */
    private void unlinked(PaidInvoice invoice, PaymentBack money) {
        BigDecimal due = invoice.known().dueAmount();
        if (money.removed()) {
            outcomes.removed(invoice, money, false);
        } else if (due == null || due.signum() <= 0) {
            outcomes.apart(invoice, money, XeroMoneyRecorder.NOT_OURS);
        } else {
            outcomes.refuse( // not noted as decided: it is looked at again until the invoice is linked or paid
                    money,
                    money.standing(),
                    PaymentBackRule.problem(
                            FailureCode.PAYMENT_BACK_NOT_COPIED, invoice.number(), invoice.currency(), money.money()));
        }
    }

    /** Our own copy, which was linked meanwhile. */
    private boolean isTwin(PaidInvoice invoice, PaymentBack money) {
        Optional<Link> link = store.links().byTarget(Kind.PAYMENT, money.money().id());
        link.ifPresent(twin -> outcomes.isTwin(invoice, money, twin.sourceId()));
        return link.isPresent();
    }

    /** Another part of a credit is set against the invoice than was recorded. */
    private void changed(PaidInvoice invoice, PaymentBack money) {
        long payment =
                money.standing().paymentId() == null ? 0 : money.standing().paymentId();
        List<InHarvest> there = invoice.payments().stream()
                .filter(each -> each.id() == payment)
                .map(PaymentBackDecider::compared)
                .toList();
        boolean equal = there.stream()
                .anyMatch(each -> each.amount().compareTo(money.money().amount()) == 0);
        if (equal && money.standing().ours()) {
            outcomes.recorded(invoice, money, payment, false);
        } else if (equal) {
            outcomes.matched(invoice, money, payment);
        } else {
            outcomes.refuse(
                    invoice,
                    money,
                    PaymentBackRule.problem(
                                    FailureCode.PAYMENT_BACK_DIFFERS,
                                    invoice.number(),
                                    invoice.currency(),
                                    money.money())
                            .with("what", money.money().kind().words())
                            .with(
                                    "harvest",
                                    there.isEmpty() ? "no payment" : SameMoney.words(there, invoice.currency())));
        }
    }

    /** Carries out what was decided of one invoice's money, as far as that needs no call. */
    private final class Taking {
        private final PaidInvoice invoice;
        private final Set<Long> ours;
        private final Set<Long> matched = new HashSet<>();
        private final List<BackWrite> writes = new ArrayList<>();

        /** @param ours ids of the payments in Harvest that we recorded */
        Taking(PaidInvoice invoice, Set<Long> ours) {
            this.invoice = invoice;
            this.ours = ours;
        }

        void take(@Nullable PaymentBack money, Decision decision) {
            if (money == null) {
                return;
            }
            if (decision instanceof Decision.Matched found) {
                match(money, found);
            } else if (decision instanceof Decision.Recorded recorded) {
                writes.add(BackWrite.recording(invoice, money, recorded.sendFirst()));
            } else if (decision instanceof Decision.Refused refused) {
                outcomes.refuse(invoice, money, refused.problem());
            } else if (decision instanceof Decision.Waits waits) {
                outcomes.waits(invoice, money, waits.reason());
            }
        }

        /** With others that carry its mark it is known as recorded once they are gone, by the next list. */
        private void match(PaymentBack money, Decision.Matched found) {
            if (found.ours() && found.doubles().isEmpty()) {
                outcomes.recorded(invoice, money, found.payment(), true);
            } else if (found.ours()) {
                PaymentBack again = outcomes.decidedAgain(money);
                writes.add(BackWrite.ofDouble(invoice, again, found.doubles().get(0)));
            } else if (outcomes.isUnderWay(found.payment())) {
                outcomes.waitsShortly(money, "a payment of this amount is just being copied from Harvest");
            } else {
                outcomes.matched(invoice, money, found.payment(), ours.contains(found.payment()));
                matched.add(found.payment());
            }
        }
    }

    private Set<Long> ours(PaidInvoice invoice) {
        return store.paymentsBack().of(invoice.id()).stream()
                .map(PaymentBack::standing)
                .filter(standing -> standing.ours() && standing.paymentId() != null)
                .map(Standing::paymentId)
                .collect(Collectors.toSet());
    }

    private PaymentBackRule.Invoice harvest(PaidInvoice invoice, RemovedMoney removed, Set<Long> ours) {
        Map<Long, Link> links = store.links()
                .find(
                        Kind.PAYMENT,
                        invoice.payments().stream().map(SourcePayment::id).toList());
        BigDecimal amount = invoice.known().amount();
        return new PaymentBackRule.Invoice(
                invoice.number(),
                invoice.currency(),
                SourceInvoice.State.valueOf(
                        String.valueOf(invoice.known().sourceState()).toUpperCase(Locale.ROOT)),
                amount == null ? BigDecimal.ZERO : amount,
                invoice.payments().stream()
                        .map(payment -> new PaymentBackRule.Paid(
                                compared(payment),
                                payment.notes() == null ? "" : payment.notes(),
                                Objects.requireNonNullElse(
                                        removed.twin(payment),
                                        twin(links.get(payment.id()), ours.contains(payment.id())))))
                        .toList());
    }

    private static Twin twin(@Nullable Link link, boolean recordedHere) {
        if (link == null) {
            return Twin.NONE;
        }
        if (XeroStatus.DELETED.is(link.status())) {
            return Twin.FORMER;
        }
        return recordedHere || !link.origin().equals("created") ? Twin.OTHER : Twin.COPY;
    }

    private static InHarvest compared(SourcePayment payment) {
        String words = payment.transactionId() == null ? payment.notes() : payment.transactionId();
        return new InHarvest(payment.id(), payment.paidDate(), payment.amount(), words == null ? "" : words);
    }

    private List<XeroMoney> shown(Map<String, PaymentBack> standing) {
        return standing.values().stream()
                .map(PaymentBack::money)
                .map(origins::known)
                .toList();
    }

    /** The payment as Harvest is to record it. */
    NewPayment payment(BackWrite write) {
        XeroMoney money = write.money().money();
        return new NewPayment(
                write.invoice().id(),
                money.amount(),
                money.date() == null ? LocalDate.now(clock.withZone(zone.get())) : money.date(),
                origins.notes(money));
    }
}
