package org.harvestxero.copy.outbox;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.harvestxero.mapping.SameMoney;
import org.harvestxero.mapping.SameMoney.InHarvest;
import org.harvestxero.mapping.SameMoney.InXero;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OtherPaymentTable.OtherPayment;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;

/** Copies of payments that people gave up, or take up again, because Xero has money on their invoice that nobody explained. */
final class GivenUpPayments {
    private static final String CODE = FailureCode.PAYMENT_UNEXPLAINED.name();

    private final ConnectionStore store;

    GivenUpPayments(ConnectionStore store) {
        this.store = store;
    }

    /** The payment is the money that stands in Xero; the others on its invoice are looked at anew. */
    void record(long payment, String who) {
        Optional<SourceDocument> document = store.documents().find(Kind.PAYMENT, payment);
        Optional<InHarvest> given = document.flatMap(HarvestPayments::payment);
        Long invoice = document.map(SourceDocument::parentId).orElse(null);
        if (given.isEmpty() || invoice == null) {
            return;
        }
        HarvestPayments harvest = HarvestPayments.of(store, invoice);
        List<InHarvest> others =
                HarvestPayments.without(harvest.unlinked(), id -> id == payment || harvest.isGivenUp(id));
        List<InXero> unexplained = store.otherPayments().of(invoice).stream()
                .filter(other -> other.explainedBy() == null)
                .map(GivenUpPayments::inXero)
                .toList();
        List<String> meant = SameMoney.meant(given.get(), others, unexplained).stream()
                .map(InXero::id)
                .toList();
        store.otherPayments().explain(meant, who);
        store.failedRows().retryGroup(Kind.PAYMENT, invoice, CODE);
    }

    private static InXero inXero(OtherPayment payment) {
        return new InXero(payment.targetId(), payment.paidOn(), payment.amount(), payment.reference());
    }

    /** Plans those of the invoices that wait for an explanation anew. */
    void planAgain(Collection<Long> invoices) {
        store.failedRows()
                .failedInGroups(Kind.PAYMENT, invoices, CODE)
                .forEach(payment -> store.documents().planAgain(Kind.PAYMENT, payment));
    }
}
