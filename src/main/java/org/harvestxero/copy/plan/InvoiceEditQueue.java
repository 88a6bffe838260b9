package org.harvestxero.copy.plan;

import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.harvestxero.copy.failure.RestingDocuments;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;

/** Which changed invoices are to be compared with their twins next, each once in a cycle; what can't be read is parted, then waits. */
final class InvoiceEditQueue {
    private static final int AT_ONCE = 40;

    private final ConnectionStore store;
    private final RenumberPlanner renumbering;
    private final RestingDocuments restingDocuments;
    private final Queue<List<SourceDocument>> alone = new ConcurrentLinkedQueue<>();
    private final AtomicLong passed = new AtomicLong();

    InvoiceEditQueue(ConnectionStore store, RenumberPlanner renumbering, Clock clock) {
        this.store = store;
        this.renumbering = renumbering;
        this.restingDocuments = new RestingDocuments(clock);
    }

    /** A cycle begins. */
    void begin() {
        alone.clear();
        passed.set(0);
    }

    /** The next ones to be read together; empty when there are none. */
    List<SourceDocument> next() {
        List<SourceDocument> again = alone.poll();
        if (again != null) {
            return again;
        }
        List<SourceDocument> page;
        List<SourceDocument> next;
        do {
            page = store.documents().inState(Kind.INVOICE, DocumentState.EDIT, passed.get(), AT_ONCE);
            next = page.stream()
                    .filter(document -> !restingDocuments.rests(document.sourceId()))
                    .toList();
            if (!page.isEmpty()) {
                passed.set(page.get(page.size() - 1).sourceId());
            }
        } while (next.isEmpty() && !page.isEmpty());
        return next;
    }

    /** Their twins were read. */
    void read(List<SourceDocument> documents) {
        documents.forEach(document -> restingDocuments.went(document.sourceId()));
    }

    /**
     * Xero gave no answer about these twins. Of several each is asked for alone, so that a bad one shows; those that change their
     * numbers stay together, as one may take the other's. What fails again waits.
     */
    void unread(List<SourceDocument> documents) {
        Set<Long> renumbered = renumbering.renumbered(documents);
        List<SourceDocument> together = documents.stream()
                .filter(document -> renumbered.contains(document.sourceId()))
                .toList();
        if (documents.size() == 1 || together.size() == documents.size()) {
            documents.forEach(document -> {
                restingDocuments.failed(document.sourceId());
                store.documents().move(document, DocumentState.EDIT, "Xero's copy of it could not be read");
            });
            return;
        }
        documents.stream()
                .filter(document -> !renumbered.contains(document.sourceId()))
                .forEach(document -> alone.add(List.of(document)));
        if (!together.isEmpty()) {
            alone.add(together);
        }
    }
}
