package org.harvestxero.copying;

import com.fasterxml.jackson.databind.JsonNode;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.mapping.ContactMatching;
import org.harvestxero.mapping.XeroContact;
import org.harvestxero.xero.XeroPage;
import org.harvestxero.xero.XeroReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps Xero's contacts as its lists show them, so that matching a client costs no call. */
public final class ContactList {
    private static final Logger LOG = LoggerFactory.getLogger(ContactList.class);

    private final String connection;
    private final Ledger ledger;

    public ContactList(String connection, Ledger ledger) {
        this.connection = connection;
        this.ledger = ledger;
    }

    public void keep(XeroPage page) {
        ledger.inTransaction(() -> page.elements().forEach(this::keepOne));
    }

    /** A contact that can't be read is passed over: at worst a client is matched later, by its refusal. */
    void keepOne(JsonNode element) {
        try {
            XeroContact contact = XeroReader.contact(element);
            ledger.contacts()
                    .put(
                            connection,
                            contact.id(),
                            ContactMatching.xeroNameKey(contact.name()),
                            contact.contactNumber(),
                            Clients.emailKey(contact.email()),
                            Json.write(contact));
        } catch (IllegalArgumentException | org.harvestxero.xero.XeroUnreadableException e) {
            LOG.warn("A Xero contact can't be read and is passed over: {}", Troubles.words(e));
        }
    }
}
