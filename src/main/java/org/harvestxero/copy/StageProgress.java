package org.harvestxero.copy;

import java.util.function.LongSupplier;
import org.harvestxero.api.Progress;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxState;

/** Tells, when a stage of a cycle begins, how much there is to do in it and after it. */
final class StageProgress {
    private final ConnectionStore store;
    private final LongSupplier paymentLists;
    private final Progress progress;

    /** @param paymentLists how many lists of payments are to be read */
    StageProgress(ConnectionStore store, LongSupplier paymentLists, Progress progress) {
        this.store = store;
        this.paymentLists = paymentLists;
        this.progress = progress;
    }

    void begin(String stage) {
        long toPlan = stage.equals("plan-invoices") ? invoices(DocumentState.CHANGED) : 0;
        boolean reads = stage.equals("read-payments") || toPlan > 0;
        long lists = reads ? paymentLists.getAsLong() : 0;
        boolean sends = stage.equals("send-documents") || reads;
        long toSend = sends ? store.outbox().count(OutboxState.WAITING) : 0;
        switch (stage) {
            case "plan-invoices" -> progress.begin(stage, toPlan, new Progress.Ahead(lists, toPlan + toSend + lists));
            case "edit-invoices" -> progress.begin(stage, invoices(DocumentState.EDIT), Progress.Ahead.NOTHING);
            // what they hold is known only then; a list that has to be read mostly holds a payment
            case "read-payments" -> progress.begin(stage, lists, new Progress.Ahead(0, toSend + lists));
            case "send-documents" -> progress.begin(stage, toSend, Progress.Ahead.NOTHING);
            default -> progress.begin(stage, null, Progress.Ahead.NOTHING);
        }
    }

    private long invoices(DocumentState state) {
        return store.documents().countInState(Kind.INVOICE, state);
    }
}
