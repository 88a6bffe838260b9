package org.harvestxero.billrun;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.harvestxero.billing.Named;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;

/** Harvest's clients by name and by id, read once a minute at most, however often it is asked. Safe for several threads. */
final class ClientRoster {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int AT_ONCE = 1_000;
    private static final int MOST = 100_000;

    private final ConnectionStore store;
    private final LongSupplier nanos;
    private @Nullable Seen seen;

    /** @param nanos a monotonic clock */
    ClientRoster(ConnectionStore store, LongSupplier nanos) {
        this.store = store;
        this.nanos = nanos;
    }

    /** @param currency what it is billed in; empty when Harvest doesn't say */
    record Client(Named named, Optional<Currency> currency) {}

    private record Seen(Map<String, List<Client>> called, long at) {}

    /** All that an agreement may mean which names its client so. */
    synchronized List<Client> called(String name) {
        Seen now = seen;
        if (now == null || nanos.getAsLong() - now.at() >= KEPT.toNanos()) {
            now = new Seen(read(), nanos.getAsLong());
            seen = now;
        }
        return now.called().getOrDefault(name, List.of());
    }

    private Map<String, List<Client>> read() {
        Map<String, List<Client>> called = new HashMap<>();
        long after = 0;
        for (int read = 0; read < MOST; read += AT_ONCE) {
            List<SourceDocument> page = store.documents().inState(Kind.CLIENT, DocumentState.CHANGED, after, AT_ONCE);
            for (SourceDocument document : page) {
                Client client = new Client(KnownClients.named(document), KnownClients.currency(document));
                called.computeIfAbsent(client.named().name(), first -> new ArrayList<>())
                        .add(client);
                called.computeIfAbsent(Long.toString(client.named().id()), first -> new ArrayList<>())
                        .add(client);
                after = document.sourceId();
            }
            if (page.size() < AT_ONCE) {
                break;
            }
        }
        return called;
    }
}
