package org.harvestxero.paymentsback;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.harvestxero.copy.failure.Counter;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.mapping.XeroMoney;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.CopyOutcome;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.PaymentBackState;
import org.harvestxero.store.copy.PaymentBackTable.PaymentBack;
import org.harvestxero.store.copy.PaymentBackTable.Standing;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.database.Ages;
import org.harvestxero.store.database.Durability;
import org.harvestxero.store.event.PaymentNews;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what became of money on its way to Harvest. That Harvest is about to be asked is on disk before it is; what it has is linked
 * in the transaction that notes it, so that copying never takes it for new.
 */
final class PaymentBackOutcomes {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentBackOutcomes.class);
    /** Only then does a list of Harvest surely show what a request without an answer left behind. */
    private static final Duration UNTIL_SEARCH = Duration.ofMinutes(2);

    private final ConnectionStore store;
    private final OwnRefusalRecorder ownRefusalRecorder;
    private final Clock clock;
    private final Ages<String> questions;

    PaymentBackOutcomes(ConnectionStore store, OwnRefusalRecorder ownRefusalRecorder, Clock clock, LongSupplier nanos) {
        this.store = store;
        this.ownRefusalRecorder = ownRefusalRecorder;
        this.clock = clock;
        this.questions = new Ages<>(clock, nanos);
    }

    /** Whether Harvest was asked so lately that its list need not show yet what became of that. */
    boolean isTooYoung(PaymentBack money) {
        Instant asked = money.standing().askedAt();
        boolean inDoubt = money.state() == PaymentBackState.ASKED || money.state() == PaymentBackState.REMOVING;
        return inDoubt && asked != null && questions.isYounger(money.money().id(), asked, UNTIL_SEARCH);
    }

    /** Notes, on disk, that Harvest is about to be asked; false when the money moved on meanwhile. */
    boolean asking(BackWrite write) {
        PaymentBack money = write.money();
        PaymentBackState to =
                write.deed() == BackWrite.Deed.RECORD ? PaymentBackState.ASKED : PaymentBackState.REMOVING;
        boolean moved = move(write, to, money.standing().asked(clock.instant()));
        if (moved) {
            questions.begin(money.money().id());
            Durability.settle(store.dataSource());
        }
        return moved;
    }

    /** Harvest has it: we recorded it, now or before a lost answer. @param found whether it was searched for */
    void recorded(PaidInvoice invoice, PaymentBack money, long payment, boolean found) {
        store.inTransaction(() -> {
            stand(invoice, money, payment, true);
            if (found) {
                store.tallies().count(Counter.DUPLICATES_PREVENTED, 1);
            }
            audit(
                    invoice,
                    found ? CopyOutcome.ADOPTED.code() : "recorded",
                    words(invoice, money) + " is payment " + payment + " in Harvest"
                            + (found ? ", found after a lost answer" : ""));
        });
        LOG.info("A payment on invoice {} {} in Harvest", invoice.number(), found ? "found" : "recorded");
    }

    /** Harvest has it: the same money was entered by people on both sides, or it is our own copy. */
    void matched(PaidInvoice invoice, PaymentBack money, long payment) {
        matched(invoice, money, payment, false);
    }

    /** @param ours whether we recorded that payment, for what stood in Xero before and was entered there anew */
    void matched(PaidInvoice invoice, PaymentBack money, long payment, boolean ours) {
        store.inTransaction(() -> {
            stand(invoice, money, payment, ours);
            store.outboxPlanner().supersede(Kind.PAYMENT, payment);
            store.tallies().count(Counter.DUPLICATES_PREVENTED, 1);
            audit(invoice, "matched", words(invoice, money) + " is the same money as payment " + payment);
        });
    }

    /** It is our own copy of that payment. */
    void isTwin(PaidInvoice invoice, PaymentBack money, long payment) {
        store.inTransaction(() -> stand(invoice, money, payment, false));
    }

    private void stand(PaidInvoice invoice, PaymentBack money, long payment, boolean ours) {
        move(
                money,
                ours ? PaymentBackState.RECORDED : PaymentBackState.MATCHED,
                decided(invoice, money).as(payment, ours));
        XeroMoney shown = money.money();
        boolean linked = store.links()
                        .find(Kind.PAYMENT, payment)
                        .filter(link -> !XeroStatus.DELETED.is(link.status()))
                        .isPresent()
                || store.links().byTarget(Kind.PAYMENT, shown.id()).isPresent();
        if (!linked) {
            store.links().put(link(invoice, shown, payment, ours));
        }
        settle(money);
        store.invoiceNews().payments().seen(PaymentNews.XERO, Set.of(invoice.id()));
        store.failedRows().retryGroup(Kind.PAYMENT, invoice.id(), FailureCode.PAYMENT_UNEXPLAINED.name());
    }

    /** A credit is no money on the invoice in Xero: it doesn't count among what is paid there. */
    private Link link(PaidInvoice invoice, XeroMoney money, long payment, boolean ours) {
        return new Link(
                Kind.PAYMENT,
                payment,
                money.id(),
                invoice.number(),
                "AUTHORISED",
                invoice.currency(),
                money.isPayment() ? money.amount() : BigDecimal.ZERO,
                null,
                true,
                ours ? CopyOutcome.CREATED.code() : CopyOutcome.ADOPTED.code(),
                null,
                null,
                null,
                null,
                clock.instant());
    }

    /** Whether the copy of a Harvest payment is on its way to Xero, so that nobody knows yet which payment there it is. */
    boolean isUnderWay(long payment) {
        return store.outbox().openOf(Kind.PAYMENT, payment).stream()
                .anyMatch(row -> row.state() == OutboxState.SENDING);
    }

    void waits(PaidInvoice invoice, PaymentBack money, String reason) {
        store.inTransaction(() -> {
            move(money, PaymentBackState.WAITING, decided(invoice, money).because(reason));
            settle(money);
        });
    }

    /** It is decided anew in the next cycle, whether its invoice changes or not. */
    void waitsShortly(PaymentBack money, String reason) {
        store.inTransaction(() -> {
            move(
                    money,
                    PaymentBackState.WAITING,
                    money.standing().decidedOn(null).because(reason));
            settle(money);
        });
    }

    /** The same, after something was done about it; what Harvest was asked stays so. */
    PaymentBack decidedAgain(PaymentBack money) {
        if (money.state() == PaymentBackState.ASKED) {
            return money;
        }
        move(money, PaymentBackState.SEEN, money.standing());
        return new PaymentBack(money.money(), money.removed(), PaymentBackState.SEEN, money.standing());
    }

    /** It is on an invoice that is none of Harvest's. */
    void apart(PaidInvoice invoice, PaymentBack money, String reason) {
        store.inTransaction(() -> {
            move(money, PaymentBackState.APART, decided(invoice, money).because(reason));
            settle(money);
        });
    }

    /** Neither side has it any more. */
    void removed(PaidInvoice invoice, PaymentBack money, boolean byUs) {
        store.inTransaction(() -> {
            move(money, PaymentBackState.REMOVED, decided(invoice, money));
            settle(money);
            Long payment = money.standing().paymentId();
            if (payment != null) {
                store.links()
                        .find(Kind.PAYMENT, payment)
                        .filter(link -> link.targetId().equals(money.money().id()))
                        .ifPresent(link -> store.links().status(Kind.PAYMENT, payment, "DELETED"));
            }
            if (byUs) {
                audit(invoice, "deleted", words(invoice, money) + " is gone from Xero, and from Harvest now");
            }
        });
    }

    /** A person is asked. What they were asked already is not asked again. */
    void refuse(PaidInvoice invoice, PaymentBack money, Problem problem) {
        refuse(money, decided(invoice, money), problem);
    }

    void refuse(PaymentBack money, Standing standing, Problem problem) {
        store.inTransaction(() -> {
            move(money, PaymentBackState.FAILED, standing);
            Long invoice = standing.invoiceId();
            if (invoice == null || isTold(invoice, money, problem)) {
                return;
            }
            ownRefusalRecorder.refuse(
                    Kind.PAYMENT_BACK,
                    invoice,
                    problem.subject(),
                    problem.facts().get("currency"),
                    money.money().amount(),
                    revision(money),
                    List.of(problem));
        });
    }

    private boolean isTold(long invoice, PaymentBack money, Problem problem) {
        return money.state() == PaymentBackState.FAILED
                && task(invoice, money)
                        .filter(row -> problem.sentence().equals(row.message()))
                        .isPresent();
    }

    private Optional<Row> task(long invoice, PaymentBack money) {
        return store.outbox().openOf(Kind.PAYMENT_BACK, invoice).stream()
                .filter(row -> row.revision().equals(revision(money)) && row.state() == OutboxState.FAILED)
                .findFirst();
    }

    /** What a person was asked about it is dealt with, and that the payment it was recorded as was deleted in Harvest. */
    void settle(PaymentBack money) {
        Long invoice = money.standing().invoiceId();
        if (invoice != null) {
            store.failedRows().settle(Kind.PAYMENT_BACK, invoice, revision(money));
        }
        Long payment = money.standing().paymentId();
        if (payment != null && money.state() == PaymentBackState.GIVEN_UP) {
            store.outbox().openOf(Kind.PAYMENT, payment).stream()
                    .filter(row -> row.revision().is(RevisionKind.GONE) && row.state() == OutboxState.FAILED)
                    .forEach(row -> store.failedRows().settle(Kind.PAYMENT, payment, row.revision()));
        }
    }

    private static Revision revision(PaymentBack money) {
        return Revision.of(RevisionKind.BACK, money.money().id());
    }

    /** Harvest did not look at the request: it is decided anew. */
    void notTaken(BackWrite write) {
        PaymentBackState state = write.money().state();
        if (state == PaymentBackState.ASKED || state == PaymentBackState.REMOVING) {
            move(write, PaymentBackState.SEEN, write.money().standing());
        }
    }

    /** One of two payments with the same mark is gone. */
    void doubleRemoved(BackWrite write) {
        audit(
                write.invoice(),
                "double deleted",
                "payment " + write.payment() + " in Harvest carried the mark of "
                        + write.money().money().ownId() + " too");
    }

    private boolean move(BackWrite write, PaymentBackState to, Standing standing) {
        PaymentBack money = write.money();
        boolean moved = store.paymentsBack().move(money, to, standing);
        if (moved) {
            write.becomes(new PaymentBack(money.money(), money.removed(), to, standing));
        }
        return moved;
    }

    /** @throws IllegalStateException when it moved on meanwhile; the transaction is undone then */
    private void move(PaymentBack money, PaymentBackState to, Standing standing) {
        if (!store.paymentsBack().move(money, to, standing)) {
            throw new IllegalStateException("Payment " + money.money().id() + " moved on meanwhile");
        }
    }

    private static Standing decided(PaidInvoice invoice, PaymentBack money) {
        return money.standing()
                .decidedOn(
                        invoice.document() == null ? null : invoice.document().fingerprint());
    }

    private void audit(PaidInvoice invoice, String event, @Nullable String detail) {
        store.audit().add("process", Kind.PAYMENT_BACK, invoice.id(), event, detail);
    }

    private static String words(PaidInvoice invoice, PaymentBack money) {
        return money.money().amount().toPlainString() + " " + invoice.currency() + " of "
                + money.money().date() + " (" + money.money().ownId() + " in Xero)";
    }
}
