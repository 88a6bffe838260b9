package org.harvestxero.story;

import java.util.Optional;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestReader;
import org.harvestxero.harvest.HarvestUnreadableException;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.WrittenInvoice;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;

/**
 * The invoice a story is about, as the ledger has it.
 *
 * @param sourceId under which its copy is filed: Harvest's id, or a draft's below zero
 * @param document null where Harvest has no invoice of it
 * @param draft null where no agreement made it
 * @param link null while it isn't in Xero
 */
record Subject(
        long sourceId,
        @Nullable SourceDocument document,
        @Nullable StoredDraft draft,
        @Nullable Link link) {

    Kind xeroKind() {
        return link == null ? Kind.INVOICE : link.kind();
    }

    /** As Harvest sent it last; empty where it has none, or none that can be read. */
    Optional<SourceInvoice> inHarvest() {
        return document == null ? Optional.empty() : readable(HarvestElement.parse(document.content()));
    }

    static Optional<SourceInvoice> readable(HarvestElement element) {
        try {
            return Optional.of(HarvestReader.invoice(element, null));
        } catch (HarvestUnreadableException e) {
            return Optional.empty();
        }
    }

    /** As we last wrote it to Xero. */
    Optional<WrittenInvoice> written() {
        return link == null || link.written() == null
                ? Optional.empty()
                : Optional.of(StoredJson.read(link.written(), WrittenInvoice.class));
    }

    @Nullable
    String number() {
        if (document != null && document.number() != null) {
            return document.number();
        }
        return draft == null ? null : draft.number();
    }
}
