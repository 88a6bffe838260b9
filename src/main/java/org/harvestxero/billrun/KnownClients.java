package org.harvestxero.billrun;

import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.billing.Named;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;

/** Harvest's clients by name and by id, as last read. */
final class KnownClients {
    private static final int MOST = 100_000;

    private final Map<String, List<SourceDocument>> called = new HashMap<>();

    KnownClients(ConnectionStore store) {
        for (SourceDocument client : store.documents().inState(Kind.CLIENT, DocumentState.CHANGED, 0, MOST)) {
            Named named = named(client);
            called.computeIfAbsent(named.name(), first -> new ArrayList<>()).add(client);
            called.computeIfAbsent(Long.toString(named.id()), first -> new ArrayList<>())
                    .add(client);
        }
    }

    /** All that an agreement may mean which names its client so. */
    List<SourceDocument> called(String name) {
        return called.getOrDefault(name, List.of());
    }

    static Named named(SourceDocument client) {
        return new Named(client.sourceId(), client.number() == null ? "" : client.number());
    }

    /** Empty when Harvest does not say. */
    static Optional<Currency> currency(SourceDocument client) {
        return ClientReader.currency(client.content());
    }
}
