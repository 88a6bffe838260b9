package org.harvestxero.copy.plan;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.copy.document.OrderKeys;
import org.harvestxero.mapping.edit.NumberChanges;
import org.harvestxero.mapping.edit.NumberChanges.Change;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Dependency;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.xero.XeroEditJson;
import org.harvestxero.xero.XeroInvoiceEdit;

/** Plans how invoices change their numbers, so that none is ever taken twice. */
final class RenumberPlanner {
    private final ConnectionStore store;
    private final Clock clock;

    RenumberPlanner(ConnectionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Ids of those that change their number. */
    Set<Long> renumbered(List<SourceDocument> documents) {
        return changes(documents).keySet();
    }

    /** The invoices in the order their edits have to travel; where numbers go round, one is planned to step aside first. */
    List<SourceDocument> inOrder(List<SourceDocument> documents) {
        Map<Long, List<Change>> changes = changes(documents);
        List<Long> places = List.copyOf(changes.keySet());
        documents.forEach(document -> temporary(document, changes.getOrDefault(document.sourceId(), List.of())));
        return documents.stream()
                .sorted(Comparator.comparing(document -> places.indexOf(document.sourceId())))
                .toList();
    }

    /** By invoice, in the order that never takes a number twice. */
    private Map<Long, List<Change>> changes(List<SourceDocument> documents) {
        List<Change> changes = new ArrayList<>();
        for (SourceDocument document : documents) {
            String wanted = document.number();
            Optional<String> has = link(document).map(Link::number);
            if (wanted != null && has.isPresent() && !has.get().equals(wanted)) {
                changes.add(new Change(document.sourceId(), has.get(), wanted));
            }
        }
        Map<Long, List<Change>> byInvoice = new LinkedHashMap<>();
        for (Change change : NumberChanges.inOrder(changes)) {
            List<Change> earlier = byInvoice.remove(change.harvestInvoice());
            List<Change> all = new ArrayList<>(earlier == null ? List.of() : earlier);
            all.add(change);
            byInvoice.put(change.harvestInvoice(), all);
        }
        return byInvoice;
    }

    /** In a circle of numbers one invoice steps aside first, under a temporary number. */
    private void temporary(SourceDocument document, List<Change> changes) {
        Optional<Link> link = link(document);
        if (changes.size() < 2 || link.isEmpty()) {
            return;
        }
        String aside = changes.get(0).to();
        store.outboxPlanner()
                .plan(new Intent(
                        Kind.INVOICE,
                        document.sourceId(),
                        Revision.of(RevisionKind.ASIDE, document.fingerprint()),
                        Action.UPDATE,
                        document.sourceId(),
                        OrderKeys.now(clock),
                        new Dependency(Kind.INVOICE, document.sourceId(), null),
                        XeroEditJson.invoiceEdit(
                                link.get().targetId(), XeroInvoiceEdit.nothing().withNumber(aside)),
                        null,
                        aside,
                        link.get().currency(),
                        null,
                        null));
    }

    private Optional<Link> link(SourceDocument document) {
        return store.links().find(Kind.INVOICE, document.sourceId());
    }
}
