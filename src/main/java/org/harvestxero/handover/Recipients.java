package org.harvestxero.handover;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.calls.Json;
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.SourceDocuments.SourceDocument;

/** To whom Harvest mails a client's invoices. */
final class Recipients {
    private final String connection;
    private final Ledger ledger;

    Recipients(String connection, Ledger ledger) {
        this.connection = connection;
        this.ledger = ledger;
    }

    /** Addresses of those marked as recipients; of everyone with an address where nobody is. */
    List<String> of(long clientId) {
        List<String> marked = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (SourceDocument person : ledger.documents().children(connection, Kind.CLIENT_CONTACT, clientId)) {
            JsonNode json = Json.parse(person.content()).orElseThrow();
            String address = Json.text(json, "email");
            if (address != null) {
                all.add(address);
                if ("recipient".equals(Json.text(json, "invoice_recipient_status"))) {
                    marked.add(address);
                }
            }
        }
        return marked.isEmpty() ? all : marked;
    }
}
