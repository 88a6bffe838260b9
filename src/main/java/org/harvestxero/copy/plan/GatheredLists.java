package org.harvestxero.copy.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.harvestxero.copy.plan.PaymentPlanner.ReadList;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;

/**
 * Lists of payments that were read and are planned together, as a transaction for each costs several times as much as its few rows. They
 * are in memory only: after a crash those invoices count as unread, and their lists are read again. Safe for several threads.
 */
final class GatheredLists {
    /** As many as a round of sending is worth it for. */
    static final int TOGETHER = 50;
    /** How long a list waits at most for others, as long as others come. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final LongSupplier nanos;
    private final Map<Long, List<HarvestPage>> pages = new HashMap<>();
    private final Map<Long, ReadList> read = new LinkedHashMap<>();
    private long oldest;

    /** @param nanos by a monotonic clock */
    GatheredLists(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized void forget() {
        pages.clear();
        read.clear();
    }

    /** One page of a list that is being read. */
    synchronized void keep(HarvestPage page, SourceDocument invoice) {
        pages.computeIfAbsent(invoice.sourceId(), none -> new ArrayList<>()).add(page);
    }

    /** The list was read to its end. */
    synchronized void add(SourceDocument invoice) {
        if (read.isEmpty()) {
            oldest = nanos.getAsLong();
        }
        List<HarvestPage> all = pages.remove(invoice.sourceId());
        read.put(invoice.sourceId(), new ReadList(invoice, all == null ? List.of() : all));
    }

    /** Takes what is to be planned now: all, once they are enough or one waited long enough. */
    synchronized List<ReadList> takeDue() {
        boolean due =
                read.size() >= TOGETHER || (!read.isEmpty() && nanos.getAsLong() - oldest >= LONGEST_WAIT.toNanos());
        return due ? takeAll() : List.of();
    }

    synchronized List<ReadList> takeAll() {
        List<ReadList> all = List.copyOf(read.values());
        read.clear();
        return all;
    }

    /** Whether the invoice's list was read and is not planned yet. */
    synchronized boolean holds(SourceDocument invoice) {
        return read.containsKey(invoice.sourceId());
    }
}
