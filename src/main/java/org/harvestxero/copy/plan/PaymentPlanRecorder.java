package org.harvestxero.copy.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.copy.document.OrderKeys;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestInvoiceView;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.TargetPayment;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Dependency;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.PaymentBackState;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.xero.XeroPaymentJson;

/** Records what is decided of a Harvest payment: that it is to be posted, is refused, or is gone. */
final class PaymentPlanRecorder {
    private final ConnectionStore store;
    private final OwnRefusalRecorder ownRefusalRecorder;
    private final boolean followDeletes;

    /** @param followDeletes whether a payment deleted in Harvest is deleted in Xero; else it is reported */
    PaymentPlanRecorder(ConnectionStore store, OwnRefusalRecorder ownRefusalRecorder, boolean followDeletes) {
        this.store = store;
        this.ownRefusalRecorder = ownRefusalRecorder;
        this.followDeletes = followDeletes;
    }

    /** @param linked whether it has a twin, so that nothing is left to do */
    void record(
            SourceDocument document, TargetPayment target, SourceDocument invoice, String currency, boolean linked) {
        store.inTransaction(() -> {
            if (!linked) {
                store.outboxPlanner().supersede(Kind.PAYMENT, document.sourceId(), revision(document));
                store.outboxPlanner().plan(intent(document, target, invoice, currency));
            }
            store.documents().move(document, DocumentState.PLANNED, null);
        });
    }

    /** What is decided of payments and not recorded yet. */
    final class Noted implements PaymentDecisions.Recording {
        private final List<Intent> intents = new ArrayList<>();
        private final List<SourceDocument> planned = new ArrayList<>();

        @Override
        public void of(
                SourceDocument document,
                TargetPayment target,
                SourceDocument invoice,
                String currency,
                boolean linked) {
            if (!linked) {
                intents.add(intent(document, target, invoice, currency));
            }
            planned.add(document);
        }

        /** Records all of it, in the transaction under way. */
        void record() {
            store.outboxPlanner().planAll(intents);
            store.documents().moveAll(planned, DocumentState.PLANNED);
        }
    }

    /** It stands in Xero, where it was recorded from: nothing is left to do about it. */
    void cameFromXero(SourceDocument document) {
        store.inTransaction(() -> {
            store.outboxPlanner().supersede(Kind.PAYMENT, document.sourceId());
            store.documents().move(document, DocumentState.PLANNED, null);
        });
    }

    private static Intent intent(
            SourceDocument document, TargetPayment target, SourceDocument invoice, String currency) {
        return new Intent(
                Kind.PAYMENT,
                document.sourceId(),
                revision(document),
                Action.CREATE,
                invoice.sourceId(),
                OrderKeys.payment(target.date(), document.sourceId()),
                new Dependency(Kind.INVOICE, invoice.sourceId(), XeroStatus.AUTHORISED.name()),
                StoredJson.write(target),
                null,
                invoice.number(),
                currency,
                target.amount(),
                null);
    }

    void refuse(SourceDocument document, SourceDocument invoice, Problem problem) {
        store.inTransaction(() -> {
            store.outboxPlanner().supersede(Kind.PAYMENT, document.sourceId(), revision(document));
            ownRefusalRecorder.refuse(
                    Kind.PAYMENT,
                    document.sourceId(),
                    invoice.number(),
                    HarvestInvoiceView.of(HarvestElement.parse(invoice.content()))
                            .currency(),
                    document.amount(),
                    revision(document),
                    List.of(problem));
            store.documents().move(document, DocumentState.PLANNED, null);
        });
    }

    /** A payment was deleted in Harvest: an unsent copy is dropped; a sent one is deleted too or reported, by policy. */
    void gone(SourceDocument payment) {
        Optional<Link> link = store.links().find(Kind.PAYMENT, payment.sourceId());
        boolean lives = link.isPresent() && !XeroStatus.DELETED.is(link.get().status());
        store.inTransaction(() -> {
            store.outboxPlanner().supersede(Kind.PAYMENT, payment.sourceId());
            if (lives && isFromXero(link.get())) {
                reportGone(payment, link.get(), deleted(FailureCode.PAYMENT_FROM_XERO_DELETED, payment, link.get()));
                standsAlone(payment, link.get());
            } else if (lives && followDeletes && !isTyped(link.get())) {
                store.outboxPlanner().plan(deletion(payment, link.get()));
            } else if (lives) {
                reportGone(payment, link.get(), deleted(FailureCode.PAYMENT_DELETED_IN_HARVEST, payment, link.get()));
            }
            store.documents().move(payment, DocumentState.GONE, "deleted in Harvest");
        });
    }

    /** Whether it was recorded in Harvest by us: then a person typed it in Xero, and it is never deleted there (ruling 25). */
    private boolean isFromXero(Link link) {
        return store.paymentsBack().find(List.of(link.targetId())).values().stream()
                .anyMatch(back -> back.standing().ours());
    }

    /**
     * The payment in Xero has no twin any more: whoever enters the money in Harvest again, as the report asks for, has entered that
     * payment's, not more. It is not brought back by itself, as a person deleted it.
     */
    private void standsAlone(SourceDocument payment, Link link) {
        store.links().forget(Kind.PAYMENT, payment.sourceId());
        store.paymentsBack()
                .giveUpRecorded(link.targetId(), "payment " + payment.sourceId() + " of it was deleted in Harvest");
    }

    /** Whether a person typed it in Xero, too: it was found there and not sent by us. Such a one is never deleted there (ruling 25). */
    private boolean isTyped(Link link) {
        return store.paymentsBack().find(List.of(link.targetId())).values().stream()
                .anyMatch(back -> back.state() == PaymentBackState.MATCHED
                        && Marks.paymentIn(back.money().origin().reference()).isEmpty());
    }

    private void reportGone(SourceDocument payment, Link link, Problem problem) {
        ownRefusalRecorder.refuse(
                Kind.PAYMENT,
                payment.sourceId(),
                link.number(),
                link.currency(),
                payment.amount(),
                Revision.of(RevisionKind.GONE, payment.fingerprint()),
                List.of(problem));
    }

    private static Problem deleted(FailureCode code, SourceDocument payment, Link link) {
        return Problem.of(code, String.valueOf(link.number()))
                .with("amount", payment.amount() == null ? "" : CurrencyDigits.plain(payment.amount(), link.currency()))
                .with("currency", link.currency() == null ? "" : link.currency());
    }

    private static Intent deletion(SourceDocument payment, Link link) {
        long group = payment.parentId() == null ? payment.sourceId() : payment.parentId();
        return new Intent(
                Kind.PAYMENT,
                payment.sourceId(),
                Revision.of(RevisionKind.DELETE, payment.fingerprint()),
                Action.DELETE,
                group,
                "0",
                new Dependency(Kind.PAYMENT, payment.sourceId(), null),
                XeroPaymentJson.paymentDeletion(),
                null,
                link.number(),
                link.currency(),
                payment.amount(),
                null);
    }

    private static Revision revision(SourceDocument document) {
        return Revision.of(RevisionKind.CREATE, document.fingerprint());
    }
}
