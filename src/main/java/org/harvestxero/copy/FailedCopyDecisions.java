package org.harvestxero.copy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.harvestxero.copy.outbox.UnexplainedPayments;
import org.harvestxero.copy.reference.XeroReferenceData;
import org.harvestxero.mapping.XeroMoney;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.FailedRow;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OtherPaymentTable.OtherPayment;
import org.harvestxero.store.copy.PaymentBackTable.PaymentBack;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;

/** What people decide about failed copies: to try them again, or to give them up. Ids that don't stand failed are passed over. */
public final class FailedCopyDecisions {
    /** Documents decided about in one transaction. */
    private static final int PAGE = 500;

    private final ConnectionStore store;
    private final XeroReferenceData settings;
    private final UnexplainedPayments money;

    /** @param settings read anew once a person says that something was put right */
    public FailedCopyDecisions(ConnectionStore store, XeroReferenceData settings, UnexplainedPayments money) {
        this.store = store;
        this.settings = settings;
        this.money = money;
    }

    /** Lets the documents be tried again now; returns how many were. */
    int retry(Set<Long> ids, String who) {
        return retried(forEach(ids, this::wake, "retry", null, who));
    }

    /** Lets every document of a cause be tried again now; returns how many there were. */
    int retryCause(long causeId, String who) {
        return retry(row -> row.causeId() == causeId, who);
    }

    private int retry(Predicate<FailedRow> wanted, String who) {
        return retried(forEachFailed(row -> wanted.test(row) && wake(row), "retry", null, who));
    }

    private int retried(int retried) {
        if (retried > 0) {
            settings.markStale();
            store.optionIntents().wake();
        }
        return retried;
    }

    /** @param done whether something was done with a document that stands failed; that is audited */
    private int forEachFailed(Predicate<FailedRow> done, String event, @Nullable String detail, String who) {
        int count = 0;
        for (Iterator<List<FailedRow>> pages = store.lists().failed().failed(); pages.hasNext(); ) {
            count += decide(pages.next(), done, event, detail, who);
        }
        return count;
    }

    /** The same with those alone that have one of these ids. */
    private int forEach(Set<Long> ids, Predicate<FailedRow> done, String event, @Nullable String detail, String who) {
        List<Long> all = List.copyOf(ids);
        int count = 0;
        for (int from = 0; from < all.size(); from += PAGE) {
            List<Long> page = all.subList(from, Math.min(all.size(), from + PAGE));
            count += decide(store.lists().failed().failed(page), done, event, detail, who);
        }
        return count;
    }

    private int decide(
            List<FailedRow> page, Predicate<FailedRow> done, String event, @Nullable String detail, String who) {
        List<FailedRow> told = new ArrayList<>();
        store.decide(() -> {
            page.stream().filter(done).forEach(told::add);
            store.audit().addAll(who, told, event, detail);
        });
        return told.size();
    }

    /** A document blocked by its contact wakes the contact. */
    private boolean wake(FailedRow row) {
        return store.failedRows().retry(row.id()) || store.failedRows().retryContactOf(row.id());
    }

    /** Gives documents up, with a reason; returns how many were. */
    int discard(Set<Long> ids, String reason, String who) {
        return forEach(ids, row -> discard(row, reason, who), "discarded", reason, who);
    }

    private boolean discard(FailedRow row, String reason, String who) {
        boolean discarded = store.failedRows().discard(row.id(), reason);
        if (discarded && row.code().equals(FailureCode.PAYMENT_UNEXPLAINED.name())) {
            money.givenUp(row.sourceId(), who + ": " + reason);
        }
        if (discarded && row.code().equals(FailureCode.PAYMENT_TWICE.name())) {
            money.bothStand(row.id(), who + ": " + reason);
        }
        if (discarded && row.code().equals(FailureCode.PAYMENT_FROM_XERO_DELETED.name())) {
            staysInXero(row.sourceId(), who + ": " + reason);
        }
        if (discarded && row.kind() == Kind.PAYMENT_BACK) {
            store.outbox()
                    .find(row.id())
                    .ifPresent(given ->
                            store.paymentsBack().giveUp(given.revision().subject(), who + ": " + reason));
        }
        return discarded;
    }

    /** What came from there and was deleted in Harvest is right in Xero: other payments need not wait for it. */
    private void staysInXero(long payment, String who) {
        Long invoice = store.documents()
                .find(Kind.PAYMENT, payment)
                .map(SourceDocument::parentId)
                .orElse(null);
        if (invoice == null) {
            return;
        }
        List<OtherPayment> standing = new ArrayList<>(store.otherPayments().of(invoice));
        List<XeroMoney> given = store.paymentsBack().of(invoice).stream()
                .filter(back -> Objects.equals(back.standing().paymentId(), payment) && !back.removed())
                .map(PaymentBack::money)
                .toList();
        given.forEach(money -> standing.add(new OtherPayment(
                money.id(), money.amount(), money.date(), money.origin().reference(), null)));
        store.otherPayments().shown(invoice, standing);
        store.otherPayments().explain(given.stream().map(XeroMoney::id).toList(), who);
        store.failedRows().retryGroup(Kind.PAYMENT, invoice, FailureCode.PAYMENT_UNEXPLAINED.name());
    }
}
