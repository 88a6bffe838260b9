package org.harvestxero.copy.contact;

import java.util.List;
import java.util.function.Consumer;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.mapping.contact.ContactMatcher;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.xero.XeroContactCard;
import org.harvestxero.xero.XeroElement;
import org.harvestxero.xero.XeroPage;
import org.harvestxero.xero.XeroReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps Xero's contacts as its lists show them, so that matching a client costs no call. */
public final class XeroContactCache {
    private static final Logger LOG = LoggerFactory.getLogger(XeroContactCache.class);

    private final ConnectionStore store;
    private Consumer<List<String>> shown = contacts -> {};

    public XeroContactCache(ConnectionStore store) {
        this.store = store;
    }

    public void keep(XeroPage page) {
        store.inTransaction(() -> page.elements().forEach(this::keepOne));
        shown.accept(page.elements().stream().map(XeroElement::id).toList());
    }

    /** Who is told which contacts a list showed, by Xero's ids. */
    public void onShown(Consumer<List<String>> listener) {
        shown = listener;
    }

    /** A contact that can't be read is passed over: at worst a client is matched later, by its refusal. */
    public void keepOne(XeroElement element) {
        try {
            XeroContact contact = XeroReader.contact(element);
            store.contacts()
                    .put(
                            contact.id(),
                            ContactMatcher.xeroNameKey(contact.name()),
                            contact.contactNumber(),
                            ContactPlanner.emailKey(contact.email()),
                            StoredJson.write(contact),
                            StoredJson.write(XeroContactCard.of(element)));
        } catch (IllegalArgumentException | org.harvestxero.xero.XeroUnreadableException e) {
            LOG.warn("A Xero contact can't be read and is passed over: {}", FailureText.words(e));
        }
    }
}
