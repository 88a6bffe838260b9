package org.harvestxero.copy;

import org.harvestxero.api.PublicIds;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestInvoiceView;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;

/** Either a draft, with or without a number, or an invoice somebody made in Harvest. */
record NamedInvoice(@Nullable StoredDraft draft, @Nullable SourceDocument document) {
    /** @param asked what was asked for, which alone would not do */
    String name(String asked) {
        if (draft != null) {
            String id = PublicIds.draft(draft.id());
            return id.equalsIgnoreCase(asked) ? "draft:" + id : id;
        }
        return "harvest:" + document().sourceId();
    }

    @Override
    public SourceDocument document() {
        if (document == null) {
            throw new IllegalStateException("A draft is no document of Harvest's");
        }
        return document;
    }

    String inWords() {
        if (draft != null) {
            return inWords(draft);
        }
        String client = client(document());
        return "invoice " + document().number() + " made in Harvest (" + (client == null ? "" : client + ", ") + "id "
                + document().sourceId() + ")";
    }

    /** Such as {@code draft D12 (Acme, 2026-10, invoice 1042)}. */
    static String inWords(StoredDraft draft) {
        return "draft " + PublicIds.draft(draft.id()) + " (" + draft.clientName() + ", " + draft.period()
                + (draft.number() == null ? "" : ", invoice " + draft.number()) + ")";
    }

    /** The client's name as the invoice carries it; null when it can't be read. */
    static @Nullable String client(SourceDocument invoice) {
        return HarvestInvoiceView.of(HarvestElement.parse(invoice.content()))
                .client()
                .name();
    }
}
