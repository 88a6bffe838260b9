package org.harvestxero.paymentsback;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.copy.reference.XeroReferenceData;
import org.harvestxero.harvest.HarvestPaymentRequests.NewPayment;
import org.harvestxero.mapping.PaymentBackRule;
import org.harvestxero.mapping.PaymentBackRule.Decision;
import org.harvestxero.mapping.PaymentBackRule.Twin;
import org.harvestxero.mapping.SameMoney;
import org.harvestxero.mapping.SameMoney.InHarvest;
import org.harvestxero.mapping.XeroMoney;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.SourcePayment;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.PaymentBackTable.PaymentBack;
import org.jspecify.annotations.Nullable;

/** Decides about all open money of one invoice, on Harvest's payments of it as they were just read. */
final class PaymentBackDecider {
    private static final Set<String> NOBODY_PAID = Set.of("EXPENSE", "REVENUE");
    private static final int NOTES_LENGTH = 1000;

    private final ConnectionStore store;
    private final PaymentsBackPolicy policy;
    private final PaymentBackOutcomes outcomes;
    private final XeroReferenceData xero;
    private final Clock clock;

    PaymentBackDecider(
            ConnectionStore store,
            PaymentsBackPolicy policy,
            PaymentBackOutcomes outcomes,
            XeroReferenceData xero,
            Clock clock) {
        this.store = store;
        this.policy = policy;
        this.outcomes = outcomes;
        this.xero = xero;
        this.clock = clock;
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

    List<BackWrite> decide(PaidInvoice invoice) {
        List<BackWrite> writes = new ArrayList<>();
        if (invoice.document() == null) {
            invoice.open().forEach(money -> outcomes.waits(invoice, money, "its invoice in Harvest was not read yet"));
        } else if (!invoice.isInHarvest()) {
            invoiceGone(invoice);
        } else {
            Map<String, PaymentBack> standing = new HashMap<>();
            for (PaymentBack money : invoice.open()) {
                if (!invoice.isLinkedTo(money.money())) {
                    unlinked(invoice, money);
                } else if (money.removed()) {
                    removal(invoice, money, writes);
                } else if (money.isInHarvest()) {
                    changed(invoice, money);
                } else if (!isTwin(invoice, money)) {
                    standing.put(money.money().id(), money);
                }
            }
            PaymentBackRule.decide(harvest(invoice), shown(standing), policy.rule())
                    .forEach((id, decision) -> take(invoice, standing.get(id), decision, writes));
        }
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

    private void removal(PaidInvoice invoice, PaymentBack money, List<BackWrite> writes) {
        Long known = money.standing().paymentId();
        Optional<SourcePayment> standing = invoice.payments().stream()
                .filter(payment -> known == null ? isMarked(payment, money.money()) : payment.id() == known)
                .findFirst();
        if (standing.isEmpty()) {
            outcomes.removed(invoice, money, false);
            return;
        }
        boolean ours = known == null || money.standing().ours();
        if (ours && policy.followsDeletes()) {
            writes.add(BackWrite.removal(invoice, money, standing.get().id()));
        } else {
            outcomes.refuse(
                    invoice,
                    money,
                    PaymentBackRule.problem(
                                    FailureCode.PAYMENT_DELETED_IN_XERO,
                                    invoice.number(),
                                    invoice.currency(),
                                    money.money())
                            .with("hint", ours ? "" : " A person entered it there, so it is never deleted from here.")
                            .with("or", ours ? ", or set copy.payments-back.on-delete=follow" : ""));
        }
    }

    private static boolean isMarked(SourcePayment payment, XeroMoney money) {
        return Marks.xeroIn(payment.notes())
                .filter(money.ownId()::equalsIgnoreCase)
                .isPresent();
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

    private void take(PaidInvoice invoice, @Nullable PaymentBack money, Decision decision, List<BackWrite> writes) {
        if (money == null) {
            return;
        }
        if (decision instanceof Decision.Matched matched) {
            match(invoice, money, matched, writes);
        } else if (decision instanceof Decision.Recorded recorded) {
            writes.add(BackWrite.recording(invoice, money, recorded.sendFirst()));
        } else if (decision instanceof Decision.Refused refused) {
            outcomes.refuse(invoice, money, refused.problem());
        } else if (decision instanceof Decision.Waits waits) {
            outcomes.waits(invoice, money, waits.reason());
        }
    }

    private void match(PaidInvoice invoice, PaymentBack money, Decision.Matched matched, List<BackWrite> writes) {
        if (matched.ours()) {
            outcomes.recorded(invoice, money, matched.payment(), true);
            matched.doubles().forEach(payment -> writes.add(BackWrite.ofDouble(invoice, money, payment)));
        } else if (outcomes.isUnderWay(matched.payment())) {
            outcomes.waits(invoice, money, "a payment of this amount is just being copied from Harvest");
        } else {
            outcomes.matched(invoice, money, matched.payment());
        }
    }

    private PaymentBackRule.Invoice harvest(PaidInvoice invoice) {
        Set<Long> recorded = new HashSet<>();
        store.paymentsBack().of(invoice.id()).stream()
                .filter(money -> money.standing().ours() && money.standing().paymentId() != null)
                .forEach(money -> recorded.add(money.standing().paymentId()));
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
                                twin(links.get(payment.id()), recorded.contains(payment.id()))))
                        .toList());
    }

    private static Twin twin(@Nullable Link link, boolean recordedHere) {
        if (link == null) {
            return Twin.NONE;
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
                .map(money -> money.isPayment()
                                && account(money)
                                        .filter(account -> NOBODY_PAID.contains(account.accountClass()))
                                        .isPresent()
                        ? money.as(XeroMoney.Kind.WRITE_OFF)
                        : money)
                .toList();
    }

    private Optional<Account> account(XeroMoney money) {
        String id = money.origin().account();
        return id == null
                ? Optional.empty()
                : xero.find()
                        .flatMap(settings -> settings.accounts().stream()
                                .filter(account -> account.id().equalsIgnoreCase(id))
                                .findFirst());
    }

    /** The payment as Harvest is to record it: our mark first, then where the money came from. */
    NewPayment payment(BackWrite write) {
        XeroMoney money = write.money().money();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new NewPayment(
                write.invoice().id(),
                money.amount(),
                money.date() == null ? today : money.date(),
                Texts.cut(Marks.xero(money.ownId()) + " from Xero" + origin(money), NOTES_LENGTH));
    }

    private String origin(XeroMoney money) {
        List<String> words = new ArrayList<>();
        if (!money.isPayment()) {
            words.add(money.kind().words() + " set against the invoice");
        }
        account(money).map(Account::name).ifPresent(words::add);
        if (!money.origin().reference().isBlank()) {
            words.add(Texts.oneLine(Texts.printable(money.origin().reference())));
        }
        if (money.origin().batch() != null) {
            words.add("part of a batch payment");
        }
        return words.isEmpty() ? "" : ": " + String.join(", ", words);
    }
}
