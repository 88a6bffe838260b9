package org.harvestxero.paymentsback;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.mapping.PaymentBackRule;
import org.harvestxero.mapping.PaymentBackRule.Twin;
import org.harvestxero.mapping.XeroMoney;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.SourcePayment;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.store.copy.PaymentBackState;
import org.harvestxero.store.copy.PaymentBackTable.PaymentBack;
import org.jspecify.annotations.Nullable;

/**
 * Money on one invoice that Xero no longer has, and the payments it leaves behind in Harvest. One of those may be what was entered in Xero
 * instead, as when a payment is removed there and entered again; the others are deleted, or told of.
 */
final class RemovedMoney {
    private final PaidInvoice invoice;
    private final boolean follows;
    private final PaymentBackOutcomes outcomes;
    private final Map<Long, PaymentBack> behind = new LinkedHashMap<>();

    /** @param follows whether what we recorded is deleted in Harvest, too */
    RemovedMoney(PaidInvoice invoice, boolean follows, PaymentBackOutcomes outcomes) {
        this.invoice = invoice;
        this.follows = follows;
        this.outcomes = outcomes;
    }

    /** What left nothing behind is done with. */
    void add(PaymentBack money) {
        Optional<SourcePayment> payment = payment(money);
        if (payment.isEmpty() || behind.putIfAbsent(payment.get().id(), money) != null) {
            outcomes.removed(invoice, money, false);
        }
    }

    private Optional<SourcePayment> payment(PaymentBack money) {
        Long known = money.standing().paymentId();
        return invoice.payments().stream()
                .filter(payment -> known == null ? isMarked(payment, money.money()) : payment.id() == known)
                .findFirst();
    }

    private static boolean isMarked(SourcePayment payment, XeroMoney money) {
        return Marks.xeroIn(payment.notes())
                .filter(money.ownId()::equalsIgnoreCase)
                .isPresent();
    }

    /** How the payment stands to Xero; null for one that was not left behind. */
    @Nullable
    Twin twin(SourcePayment payment) {
        PaymentBack money = behind.get(payment.id());
        if (money == null) {
            return null;
        }
        return leaves(money, payment) ? Twin.LEAVING : Twin.FORMER;
    }

    private boolean leaves(PaymentBack money, SourcePayment payment) {
        return follows && isOurs(money) && isUnchanged(money, payment) && !isRefused(money);
    }

    /** Only what we recorded is deleted (ruling 25), and only as long as nobody changed it since. */
    private static boolean isOurs(PaymentBack money) {
        return money.standing().paymentId() == null || money.standing().ours();
    }

    private static boolean isUnchanged(PaymentBack money, SourcePayment payment) {
        return payment.amount().compareTo(money.money().amount()) == 0;
    }

    /** Harvest didn't let it be deleted, and nothing changed there since. */
    private boolean isRefused(PaymentBack money) {
        return money.state() == PaymentBackState.FAILED
                && Objects.equals(
                        invoice.known().fingerprint(), money.standing().decidedOn());
    }

    /** What is to be deleted in Harvest; of the rest a person is told. @param taken payments that are other money's by now */
    List<BackWrite> carryOut(Set<Long> taken) {
        List<BackWrite> deletions = new ArrayList<>();
        for (SourcePayment payment : invoice.payments()) {
            PaymentBack money = behind.get(payment.id());
            if (money == null) {
                continue;
            }
            if (taken.contains(payment.id())) {
                outcomes.removed(invoice, money, false);
            } else if (leaves(money, payment)) {
                deletions.add(BackWrite.removal(invoice, money, payment.id()));
            } else if (!isRefused(money)) {
                tell(money, payment);
            }
        }
        return deletions;
    }

    private void tell(PaymentBack money, SourcePayment payment) {
        boolean ours = isOurs(money);
        String byHand = ours ? "" : " A person entered it there, so it is never deleted from here.";
        String changed = " Its amount was changed there, so it is not deleted from here.";
        outcomes.refuse(
                invoice,
                money,
                PaymentBackRule.problem(
                                FailureCode.PAYMENT_DELETED_IN_XERO,
                                invoice.number(),
                                invoice.currency(),
                                money.money())
                        .with("hint", ours && !isUnchanged(money, payment) ? changed : byHand)
                        .with("or", ours && !follows ? ", or set copy.payments-back.on-delete=follow" : ""));
    }
}
