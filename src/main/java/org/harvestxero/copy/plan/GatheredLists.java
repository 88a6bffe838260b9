package org.harvestxero.copy.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    /** How long a list waits for others. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final LongSupplier nanos;
    private final Map<Long, List<HarvestPage>> pages = new HashMap<>();
    private final Map<Long, ReadList> read = new LinkedHashMap<>();
    /** Of which invoices lists are being planned. */
    private final Set<Long> planning = new HashSet<>();

    private long oldest;

    /** @param nanos by a monotonic clock */
    GatheredLists(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized void forget() {
        pages.clear();
        read.clear();
        planning.clear();
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

    /** The list was not read to its end. */
    synchronized void drop(SourceDocument invoice) {
        pages.remove(invoice.sourceId());
    }

    /** Takes what is to be planned now: all, once they are enough or one waited long enough. */
    synchronized List<ReadList> takeDue() {
        boolean due =
                read.size() >= TOGETHER || (!read.isEmpty() && nanos.getAsLong() - oldest >= LONGEST_WAIT.toNanos());
        return due ? takeAll() : List.of();
    }

    /** Takes all, to be planned: {@link #planned} tells when they are. */
    synchronized List<ReadList> takeAll() {
        List<ReadList> all = List.copyOf(read.values());
        planning.addAll(read.keySet());
        read.clear();
        return all;
    }

    /** Lists that were taken are planned, or left for another cycle. */
    synchronized void planned(List<ReadList> lists) {
        lists.forEach(list -> planning.remove(list.invoice().sourceId()));
    }

    /** Whether the invoice's list was read and is not planned yet, or is being planned by whoever took it. */
    synchronized boolean holds(SourceDocument invoice) {
        return read.containsKey(invoice.sourceId()) || planning.contains(invoice.sourceId());
    }
}
