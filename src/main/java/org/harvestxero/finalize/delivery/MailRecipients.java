package org.harvestxero.finalize.delivery;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.harvest.HarvestContactView;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;

/** To whom Harvest mails a client's invoices. */
final class MailRecipients {
    private final ConnectionStore store;

    MailRecipients(ConnectionStore store) {
        this.store = store;
    }

    /** Addresses of those marked as recipients; of everyone with an address where nobody is. */
    List<String> of(long clientId) {
        List<String> marked = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (SourceDocument person : store.documents().children(Kind.CLIENT_CONTACT, clientId)) {
            HarvestContactView contact = HarvestContactView.of(HarvestElement.parse(person.content()));
            String address = contact.email();
            if (address != null) {
                all.add(address);
                if (contact.recipient()) {
                    marked.add(address);
                }
            }
        }
        return marked.isEmpty() ? all : marked;
    }
}
