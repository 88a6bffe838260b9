package org.harvestxero.mend;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.harvestxero.api.MappingDesk.Differing;
import org.harvestxero.api.MappingDesk.Trial;
import org.harvestxero.api.PublicIds;
import org.harvestxero.config.mapping.MappingsFile.Said;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.mapping.FinalizedInvoiceMapper;
import org.harvestxero.mapping.InvoiceMapper;
import org.harvestxero.mapping.MappingResult;
import org.harvestxero.mapping.document.FinalizedInvoice;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.FailedRow;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;

/** Has documents that are known here decided twice: by the rules of two texts. Nothing is recorded, and neither side is asked. */
final class RuleTrial {
    private final ConnectionStore store;
    private final FailedGaps documents;
    private final Said now;
    private final Said then;
    private final List<Differing> differing = new ArrayList<>();
    private final Set<Long> seen = new HashSet<>();
    private int looked;

    RuleTrial(ConnectionStore store, FailedGaps documents, Said now, Said then) {
        this.store = store;
        this.documents = documents;
        this.now = now;
        this.then = then;
    }

    /** @param before the text of the file as it is @param most documents of each sort */
    Trial of(String before, int most) {
        if (documents.isXeroKnown()) {
            Stream.of(Kind.INVOICE, Kind.CREDIT_NOTE, Kind.PAYMENT, Kind.EXPENSE, Kind.SPEND)
                    .flatMap(kind -> store.lists().failed().failed(kind, 0, most).stream())
                    .forEach(this::failed);
        }
        int failing = looked;
        if (documents.isXeroKnown()) {
            latest(most);
        }
        return new Trial(before, looked, failing, differing);
    }

    private void failed(FailedRow row) {
        looked++;
        String id = PublicIds.failedCopy(row.id());
        if (row.kind() != Kind.INVOICE && row.kind() != Kind.CREDIT_NOTE) {
            Outcomes.freed(documents.isFree(row, now), documents.isFree(row, then))
                    .ifPresent(turn ->
                            differing.add(new Differing(id, row.kind().code(), row.number(), "", turn, List.of())));
            return;
        }
        seen.add(row.sourceId());
        Optional<StoredDraft> draft = documents.draft(row);
        if (draft.isPresent()) {
            compare(id, draft.get());
        } else {
            store.documents().find(Kind.INVOICE, row.sourceId()).ifPresent(document -> compare(id, document));
        }
    }

    /** The latest of each sort; those that stand failed were looked at before. */
    private void latest(int most) {
        Stream.of(true, false)
                .flatMap(due -> store.invoices().standing().ofHarvest(due, Long.MAX_VALUE, most).stream())
                .filter(each -> seen.add(each.id()))
                .limit(most)
                .forEach(each -> store.documents().find(Kind.INVOICE, each.id()).ifPresent(document -> {
                    looked++;
                    compare(Long.toString(each.id()), document);
                }));
        store.billing().drafts().latest(most).stream()
                .flatMap(id -> store.billing().drafts().find(id).stream())
                .filter(draft -> draft.state().holdsItsWork() && seen.add(draft.sourceId()))
                .forEach(draft -> {
                    looked++;
                    compare(PublicIds.draft(draft.id()), draft);
                });
    }

    private void compare(String id, SourceDocument document) {
        try {
            SourceInvoice invoice = documents.read(document);
            compare(
                    new Outcomes.Subject(id, invoice.number(), invoice.client().name()),
                    InvoiceMapper.map(invoice, documents.context(invoice.client(), now)),
                    InvoiceMapper.map(invoice, documents.context(invoice.client(), then)));
        } catch (HarvestUnreadableException e) {
            looked--; // it fails for that, whatever rules say
        }
    }

    private void compare(String id, StoredDraft draft) {
        FinalizedInvoice invoice = documents.billed(draft);
        compare(
                new Outcomes.Subject(id, draft.number(), draft.clientName()),
                FinalizedInvoiceMapper.map(invoice, documents.context(invoice.client(), now)),
                FinalizedInvoiceMapper.map(invoice, documents.context(invoice.client(), then)));
    }

    private void compare(Outcomes.Subject subject, MappingResult before, MappingResult after) {
        Outcomes.differing(subject, before, after).ifPresent(differing::add);
    }
}
