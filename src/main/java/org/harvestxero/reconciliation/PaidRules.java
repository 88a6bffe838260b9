package org.harvestxero.reconciliation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.mapping.SameMoney;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.reconciliation.Difference.Cause;
import org.harvestxero.reconciliation.LedgerSide.Credit;
import org.harvestxero.reconciliation.LedgerSide.Matter;
import org.harvestxero.reconciliation.LedgerSide.Payment;
import org.harvestxero.reconciliation.LedgerSide.Standing;
import org.harvestxero.reconciliation.XeroSide.Money;

/** Why what is paid differs: payment by payment, each of ours with its twin, and what is left on either side. */
final class PaidRules {
    private static final LocalDate SOME_DAY = LocalDate.of(2000, 1, 1);

    private final Terms terms;
    private final Twins twins;
    private final XeroSide xero;
    private final Findings found;
    private final Map<String, Money> others = new LinkedHashMap<>();
    private final List<Payment> unlinked = new ArrayList<>();

    private PaidRules(Twins twins, XeroSide xero, Terms terms, Findings found) {
        this.terms = terms;
        this.twins = twins;
        this.xero = xero;
        this.found = found;
        xero.money(true).forEach(money -> others.put(money.id(), money));
    }

    /** The payments in Harvest that we know of, added up. */
    static BigDecimal known(LedgerSide ledger) {
        return ledger.payments().stream()
                .filter(payment -> !payment.gone())
                .map(Payment::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static void find(Twins twins, Terms terms, Findings found) {
        XeroSide xero = twins.xero();
        if (xero == null || twins.isCreditNote()) {
            return;
        }
        BigDecimal paid = twins.harvestFigures().paid();
        BigDecimal difference = paid.subtract(twins.xeroFigures().paid());
        BigDecimal unread = paid.subtract(known(twins.ledger()));
        if (!terms.followsPayments()) {
            found.add(Measure.PAID, difference, Cause.of(Reason.PAYMENTS_OFF));
        } else if (difference.signum() != 0 || unread.signum() == 0) {
            found.add(
                    Measure.PAID, unread, terms.past() ? Cause.of(Reason.AS_OF_UNKNOWN) : found.copied(unread(terms)));
            new PaidRules(twins, xero, terms, found).compare();
        }
    }

    private static Reason unread(Terms terms) {
        return terms.payments() ? Reason.PAYMENTS_NOT_READ : Reason.PAYMENTS_OFF;
    }

    private void compare() {
        twins.ledger().payments().forEach(this::withTwin);
        Set<String> explained = twins.ledger().credits().stream()
                .filter(credit -> credit.explainedBy() != null)
                .map(Credit::id)
                .collect(Collectors.toSet());
        settleGivenUp(explained);
        sameMoney(explained);
        unlinked.forEach(this::withoutTwin);
        others.values()
                .forEach(money -> found.payment(
                        null,
                        money.id(),
                        money.amount().negate(),
                        explained.contains(money.id())
                                ? Cause.of(Reason.PAYMENT_EXPLAINED).with(day(money))
                                : onlyInXero(money)));
    }

    private Cause onlyInXero(Money money) {
        Optional<Matter> failed = twins.ledger().ofMoney(money.id(), Standing.FAILED);
        if (failed.isPresent()) {
            return Findings.failed(Reason.PAYMENT_ONLY_IN_XERO, failed.get());
        }
        if (twins.ledger().ofMoney(money.id(), Standing.GIVEN_UP).isPresent()) {
            return Cause.of(Reason.PAYMENT_EXPLAINED).with(day(money));
        }
        return Cause.of(
                        twins.ledger().ofMoney(money.id(), Standing.UNDER_WAY).isPresent()
                                ? Reason.PAYMENT_ON_ITS_WAY_BACK
                                : Reason.PAYMENT_ONLY_IN_XERO)
                .with(day(money));
    }

    private static String day(Money money) {
        return money.date() == null ? "" : "Dated " + money.date() + " in Xero.";
    }

    private void withTwin(Payment payment) {
        Money twin = payment.twinId() != null ? others.remove(payment.twinId()) : marked(payment);
        if (payment.gone()) {
            if (twin != null) {
                found.payment(
                        payment.id(),
                        twin.id(),
                        twin.amount().negate(),
                        matter(payment, Standing.FAILED)
                                .map(failed -> Findings.failed(Reason.PAYMENT_DELETED_IN_HARVEST, failed))
                                .orElse(Cause.of(Reason.PAYMENT_DELETED_IN_HARVEST)));
            }
        } else if (twin != null) {
            BigDecimal more = payment.amount().subtract(twin.amount());
            if (more.signum() != 0) {
                found.payment(payment.id(), twin.id(), more, Cause.of(Reason.PAYMENT_AMOUNT_DIFFERS));
            }
        } else if (payment.twinId() != null) {
            boolean credit = xero.money(false).stream().anyMatch(each -> isTwin(payment, each));
            found.payment(
                    payment.id(),
                    payment.twinId(),
                    payment.amount(),
                    Cause.of(credit ? Reason.RECORDED_AS_PAYMENT : Reason.PAYMENT_DELETED_IN_XERO));
        } else {
            unlinked.add(payment);
        }
    }

    /** Of a credit recorded as a payment, Xero's id of the credit begins the twin's, and the invoice's ends it. */
    static boolean isTwin(Payment payment, Money credit) {
        return !payment.gone() && payment.twinId() != null && payment.twinId().startsWith(credit.id());
    }

    private @org.jspecify.annotations.Nullable Money marked(Payment payment) {
        Optional<Money> mark = others.values().stream()
                .filter(money -> Marks.paymentIn(money.reference()).orElse(0) == payment.id())
                .findFirst();
        mark.ifPresent(money -> others.remove(money.id()));
        return mark.orElse(null);
    }

    /** A copy that was given up because the money stood in Xero already. */
    private void settleGivenUp(Set<String> explained) {
        List<Payment> given = unlinked.stream()
                .filter(payment -> matter(payment, Standing.GIVEN_UP).isPresent())
                .toList();
        for (Payment payment : given) {
            others.values().stream()
                    .filter(money -> explained.contains(money.id()))
                    .filter(money -> money.amount().compareTo(payment.amount()) == 0)
                    .findFirst()
                    .ifPresent(money -> {
                        others.remove(money.id());
                        unlinked.remove(payment);
                    });
        }
    }

    /** Payments that match uniquely both ways, and wait only for the next cycle to join them. */
    private void sameMoney(Set<String> explained) {
        List<SameMoney.InHarvest> waiting = unlinked.stream()
                .filter(payment -> matter(payment, Standing.FAILED).isEmpty()
                        && matter(payment, Standing.GIVEN_UP).isEmpty())
                .map(payment -> new SameMoney.InHarvest(
                        payment.id(), payment.date() == null ? SOME_DAY : payment.date(), payment.amount(), ""))
                .toList();
        List<SameMoney.InXero> strangers = others.values().stream()
                .filter(money -> !explained.contains(money.id()))
                .map(money -> new SameMoney.InXero(money.id(), money.date(), money.amount(), money.reference()))
                .toList();
        SameMoney.pairs(waiting, strangers).forEach((payment, money) -> {
            found.payment(payment, money.id(), BigDecimal.ZERO, found.copied(Reason.SAME_MONEY));
            others.remove(money.id());
            unlinked.removeIf(each -> each.id() == payment);
        });
    }

    private void withoutTwin(Payment payment) {
        Optional<Matter> failed = matter(payment, Standing.FAILED);
        Optional<Matter> givenUp = matter(payment, Standing.GIVEN_UP);
        Cause cause;
        if (failed.isPresent()) {
            cause = Findings.failed(Reason.FAILED_COPY, failed.get());
        } else if (givenUp.isPresent()) {
            cause = Cause.of(Reason.GIVEN_UP).with(givenUp.get().words());
        } else if (xero.isUnapproved()) {
            cause = Cause.of(Reason.AWAITS_APPROVAL);
        } else {
            cause = terms.payments() ? found.copied(Reason.PAYMENT_NOT_COPIED_YET) : Cause.of(Reason.PAYMENTS_OFF);
        }
        found.payment(payment.id(), null, payment.amount(), cause);
    }

    private Optional<Matter> matter(Payment payment, Standing standing) {
        return twins.ledger().ofPayment(payment.id(), standing);
    }
}
