package org.harvestxero.copy.plan;

import org.harvestxero.copy.contact.ContactPlanner;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.reference.MappingContexts;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestReader;
import org.harvestxero.mapping.InvoiceMapper;
import org.harvestxero.mapping.MappingResult;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.coding.MappingContext.Arithmetic;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.WrittenInvoice;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;

/** What mapping makes of a Harvest invoice as it is known now, without recording anything. */
public final class InvoicePreview {
    private final ConnectionStore store;
    private final MappingContexts mappingContexts;
    private final ContactPlanner contactPlanner;

    InvoicePreview(ConnectionStore store, MappingContexts mappingContexts, ContactPlanner contactPlanner) {
        this.store = store;
        this.mappingContexts = mappingContexts;
        this.contactPlanner = contactPlanner;
    }

    /** @param forced whether policy that would skip the invoice is passed over */
    public MappingResult of(SourceDocument document, boolean forced) {
        return of(document, forced, true);
    }

    /**
     * Xero's contact of the invoice's client, which is seen to if the client has none yet.
     *
     * @return Xero's id, or our mark of a contact that is still to be made
     */
    String contactFor(SourceDocument document) {
        SourceClient client = contactPlanner.of(HarvestElement.parse(document.content()));
        contactPlanner.plan(client);
        return store.links().find(Kind.CONTACT, client.id()).map(Link::targetId).orElse(Marks.client(client.id()));
    }

    /** @param agrees false after Xero's totals turned out different: then only confirmed arithmetic is used */
    MappingResult of(SourceDocument document, boolean forced, boolean agrees) {
        HarvestElement shown = HarvestElement.parse(document.content());
        return map(shown, contactPlanner.of(shown), forced, agrees ? Arithmetic.ALL : Arithmetic.CONFIRMED);
    }

    MappingResult map(HarvestElement shown, SourceClient client, boolean forced, Arithmetic arithmetic) {
        SourceInvoice invoice = HarvestReader.invoice(shown, client);
        MappingContext context =
                mappingContexts.of(contactPlanner.contact(client).orElse(null), forced, arithmetic);
        return InvoiceMapper.map(invoice, context);
    }

    /** Whether Xero always made the total of the document that was predicted. */
    static boolean isTrusted(Link link) {
        String written = link.written();
        return link.agrees()
                && (written == null
                        || !StoredJson.read(written, WrittenInvoice.class).repaired());
    }
}
