package org.harvestxero.invoices;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.invoice.InvoiceEntry;
import org.harvestxero.store.invoice.InvoiceSearchTable;
import org.harvestxero.store.invoice.StandingInvoices;
import org.harvestxero.store.invoice.StandingInvoices.OfDraft;
import org.harvestxero.store.invoice.StandingInvoices.OfHarvest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what invoices are searched by like the ledger, without a word from those who write there: each look compares the latest
 * documents, and goes on with a round through all of them. So copying costs nothing more, a new document is found within a second, and
 * what changed in an old one within a round. That a round ended outlasts the process: the next one that leads knows at once that it knows
 * all.
 */
public final class InvoiceIndex {
    private static final Logger LOG = LoggerFactory.getLogger(InvoiceIndex.class);
    private static final long NOBODY = -1;
    private static final int LATEST = 200;
    private static final int PAGE = 500;
    /** Whole documents are read so many at once: H2 serves nobody else meanwhile. */
    private static final int CONTENTS = 50;

    private static final Duration FIRST_ROUND_A_LOOK = Duration.ofMillis(150);

    private final ConnectionStore store;
    private final LongSupplier nanos;
    private Part part = Part.FIRST;
    private long at = Long.MAX_VALUE;
    private volatile boolean whole;
    private volatile boolean begun;
    private long keptUnder = NOBODY;

    /** @param nanos a monotonic clock */
    InvoiceIndex(ConnectionStore store, LongSupplier nanos) {
        this.store = store;
        this.nanos = nanos;
    }

    /** What a round goes through, one after the other. */
    private enum Part {
        OF_HARVEST_DUE,
        OF_HARVEST,
        DRAFTS;

        static final Part FIRST = OF_HARVEST_DUE;
    }

    /** Whether each document was compared at least once, by this process or by the one that led before it. */
    boolean isWhole() {
        begin();
        return whole;
    }

    /** What the process before learned is there; it counts unless another one led meanwhile, which may not have looked. */
    private void begin() {
        if (begun) {
            return;
        }
        InvoiceSearchTable search = store.invoices().search();
        OptionalLong compared = search.comparedUnder(EntryState.MADE);
        if (compared.isPresent()) {
            OptionalLong mine = store.fence().number();
            long last = mine.isPresent() ? mine.getAsLong() - 1 : search.leader();
            whole |= compared.getAsLong() >= last && search.isComplete();
        }
        begun = true;
    }

    /** Notes for the next process that all was compared; who doesn't lead can't say what the leader does meanwhile. */
    private void keepWhole() {
        long leader = store.fence().number().orElse(NOBODY);
        if (leader != NOBODY && leader != keptUnder) {
            store.invoices().search().compared(leader, EntryState.MADE);
            keptUnder = leader;
        }
    }

    /** One look, which takes a fraction of a second: as long as not all was seen once a little longer. */
    synchronized void look() {
        begin();
        latest();
        long end = nanos.getAsLong() + FIRST_ROUND_A_LOOK.toNanos();
        boolean ended;
        do {
            ended = step();
        } while (!whole && !ended && nanos.getAsLong() - end < 0);
        if (whole || ended) {
            keepWhole();
            whole = true;
        }
    }

    /** The whole round at once, for who can't wait for the looks. */
    synchronized void lookAtAll() {
        part = Part.FIRST;
        at = Long.MAX_VALUE;
        whole = false;
        begun = true;
        while (!whole) {
            whole = step();
        }
    }

    private void latest() {
        for (Part each : Part.values()) {
            page(each, Long.MAX_VALUE, LATEST);
        }
    }

    /** Compares the next page. @return whether the round ended with it */
    private boolean step() {
        List<Long> ids = page(part, at, PAGE);
        if (ids.size() == PAGE) {
            at = ids.get(ids.size() - 1);
            return false;
        }
        at = Long.MAX_VALUE;
        if (part == Part.DRAFTS) {
            part = Part.FIRST;
            return true;
        }
        part = Part.values()[part.ordinal() + 1];
        return false;
    }

    /** Compares a page; gives the ids on it. */
    private List<Long> page(Part of, long before, int most) {
        StandingInvoices standing = store.invoices().standing();
        if (of == Part.DRAFTS) {
            List<OfDraft> shown = standing.drafts(before, most);
            compareDrafts(shown);
            return shown.stream().map(OfDraft::id).toList();
        }
        List<OfHarvest> shown = standing.ofHarvest(of == Part.OF_HARVEST_DUE, before, most);
        compare(shown);
        return shown.stream().map(OfHarvest::id).toList();
    }

    private void compare(List<OfHarvest> shown) {
        List<OfHarvest> different = shown.stream()
                .filter(each -> !EntryState.seen(each).equals(each.seen()))
                .toList();
        for (int from = 0; from < different.size(); from += CONTENTS) {
            write(different.subList(from, Math.min(different.size(), from + CONTENTS)));
        }
    }

    private void write(List<OfHarvest> different) {
        Map<Long, String> contents = store.invoices()
                .standing()
                .contents(different.stream().map(OfHarvest::id).toList());
        List<InvoiceEntry> entries = new ArrayList<>();
        for (OfHarvest each : different) {
            String content = contents.get(each.id());
            if (content != null) {
                try {
                    entries.add(EntryWriter.of(each, content));
                } catch (IllegalArgumentException e) {
                    LOG.debug("Invoice {} of Harvest can't be searched: {}", each.id(), e.getMessage());
                }
            }
        }
        keep(entries, List.of());
    }

    private void compareDrafts(List<OfDraft> shown) {
        List<InvoiceEntry> entries = new ArrayList<>();
        List<Long> gone = new ArrayList<>();
        for (OfDraft each : shown) {
            if (!EntryState.isSearched(each)) {
                if (each.seen() != null) {
                    gone.add(-each.id());
                }
            } else if (!EntryState.seen(each).equals(each.seen())) {
                store.billing().drafts().find(each.id()).ifPresent(draft -> entries.add(EntryWriter.of(each, draft)));
            }
        }
        keep(entries, gone);
    }

    private void keep(List<InvoiceEntry> entries, List<Long> gone) {
        if (entries.isEmpty() && gone.isEmpty()) {
            return;
        }
        Map<Long, String> clients = new HashMap<>();
        entries.forEach(each -> clients.put(
                each.named().clientId(), EntryWriter.key(each.named().client())));
        store.inTransaction(() -> {
            store.invoices().entries().forgetAll(gone);
            store.invoices().entries().putAll(entries);
            store.invoices().clients().putAll(clients);
        });
    }
}
