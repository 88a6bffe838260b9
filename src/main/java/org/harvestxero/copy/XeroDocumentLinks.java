package org.harvestxero.copy;

import org.harvestxero.copy.reference.XeroReferenceData;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.xero.DeepLinks;
import org.jspecify.annotations.Nullable;

/** Where people see the copy of a document in Xero. */
final class XeroDocumentLinks {
    private final XeroReferenceData settings;
    private final DeepLinks links;

    XeroDocumentLinks(XeroReferenceData settings, DeepLinks links) {
        this.settings = settings;
        this.links = links;
    }

    /** The address of the page; null where the document is not in Xero, or has no page there. */
    @Nullable
    String of(Kind kind, @Nullable String targetId) {
        if (targetId == null) {
            return null;
        }
        String shortCode = settings.find()
                .map(XeroSettings::organisation)
                .map(XeroSettings.Organisation::shortCode)
                .orElse(null);
        return switch (kind) {
            case INVOICE -> links.invoice(targetId, shortCode);
            case CREDIT_NOTE -> links.creditNote(targetId, shortCode);
            case CONTACT -> links.contact(targetId, shortCode);
            case SUPPLIER -> links.contact(targetId, shortCode);
            case BILL -> links.bill(targetId, shortCode);
            case SPEND -> links.spent(targetId, shortCode);
            case PAYMENT, PAYMENT_BACK, CLIENT, CLIENT_CONTACT, PERSON, EXPENSE, DRAFT, BILLING, MAIL -> null;
        };
    }
}
