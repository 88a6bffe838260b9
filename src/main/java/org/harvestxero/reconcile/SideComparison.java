package org.harvestxero.reconcile;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Header;
import org.harvestxero.reconciliation.AsOf;
import org.harvestxero.reconciliation.Difference;
import org.harvestxero.reconciliation.LedgerSide;
import org.harvestxero.reconciliation.Reason;
import org.harvestxero.reconciliation.Reconciler;
import org.harvestxero.reconciliation.Reconciliation.Scope;
import org.harvestxero.reconciliation.Tally;
import org.harvestxero.reconciliation.Terms;
import org.harvestxero.reconciliation.Twins;
import org.harvestxero.reconciliation.XeroSide;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.reconcile.LedgerFigures;
import org.jspecify.annotations.Nullable;

/** Goes through the sides that were read, document by document in the order of Harvest's ids, and adds up what differs. */
public final class SideComparison {
    private static final int CHUNK = 1_000;
    /** Fewer may be missing from a list at once, ruling 4. */
    private static final int FEW = 5;

    private static final int PERCENT = 2;

    private final ConnectionStore store;
    private final ReconcileLists lists;
    private final LedgerSides ledger;
    private final @Nullable LocalDate since;
    private final boolean payments;
    private final boolean back;
    private final Clock clock;

    public SideComparison(
            ConnectionStore store,
            ReconcileLists lists,
            @Nullable LocalDate since,
            boolean payments,
            boolean back,
            Clock clock) {
        this.store = store;
        this.lists = lists;
        this.ledger = new LedgerSides(store.reconcile());
        this.since = since;
        this.payments = payments;
        this.back = back;
        this.clock = clock;
    }

    /** After the last page of the last list: what was found. */
    public ReadSides compare(@Header(ReconcileRun.HEADER) ReconcileRun run) {
        return new Walk(run).walk();
    }

    /** Lets go of what was read, however the reconciliation went. */
    public void end(ReconcileRun run) {
        lists.count().end();
        run.close();
    }

    /** One way through the documents. */
    private final class Walk {
        private final ReconcileRun run;
        private final Terms terms;
        private final ClientFilter filter;
        private final Tally tally = new Tally();
        private final BankTally bank = new BankTally();
        private long copied;
        private long notShown;

        Walk(ReconcileRun run) {
            this.run = run;
            LocalDate asOf = run.request().asOf();
            this.terms = new Terms(since, payments, back, true, asOf != null);
            this.filter = new ClientFilter(run.request().client());
        }

        ReadSides walk() {
            documents();
            strangers();
            List<String> notes = new ArrayList<>(run.unreadable().values());
            Scope scope = new Scope(
                    run.began(),
                    clock.instant(),
                    run.request().asOf(),
                    run.request().client(),
                    lists.from(run));
            boolean unbelievable = notShown > FEW && notShown * 100 > copied * PERCENT;
            return new ReadSides(
                    scope,
                    tally,
                    bank.sums(),
                    notes,
                    unbelievable
                            ? notShown + " of " + copied
                                    + " copied invoices are missing from one side's list at once, too many to believe"
                            : "",
                    filter.isAnyFound());
        }

        private void documents() {
            var harvest = new SideCursor<>(run.harvest().sorted(), SideForms.HARVEST::key);
            var xero = new SideCursor<>(run.xero().sorted(), SideForms.XERO::key);
            var parts = new SideCursor<>(run.parts().sorted(), SideForms.PART::key);
            List<ReadTwins> chunk = new ArrayList<>(CHUNK);
            while (!harvest.isOver() || !xero.isOver()) {
                long key = Math.min(harvest.key(), xero.key());
                ReadTwins read = ReadTwins.of(key, harvest.take(key), xero.take(key), parts.take(key));
                if (!run.unreadable().containsKey(key)) {
                    chunk.add(read);
                }
                if (chunk.size() == CHUNK) {
                    compare(chunk);
                    chunk.clear();
                }
            }
            compare(chunk);
        }

        private void compare(List<ReadTwins> chunk) {
            if (chunk.isEmpty()) {
                return;
            }
            Map<Long, LedgerFigures.Row> rows = store.reconcile()
                    .figures()
                    .of(chunk.stream().map(ReadTwins::key).toList());
            Map<Long, LedgerFigures.Row> differing = new HashMap<>();
            Set<Long> credits = new HashSet<>();
            for (ReadTwins read : chunk) {
                LedgerFigures.Row row = rows.get(read.key());
                if (row != null && (terms.past() || !read.agrees(row, payments || back))) {
                    differing.put(read.key(), row);
                    if (read.isCredit()) {
                        credits.add(read.key());
                    }
                }
            }
            Map<Long, LedgerSide> sides = differing.isEmpty() ? Map.of() : ledger.of(differing, credits);
            chunk.forEach(read -> add(read, sides.get(read.key()), rows.get(read.key())));
        }

        /** @param side null where the sides agree */
        private void add(ReadTwins read, @Nullable LedgerSide side, LedgerFigures.@Nullable Row row) {
            if (row != null && row.twin() != null) {
                copied++;
            }
            if (isOfNoInterest(read, row)) {
                return;
            }
            Twins now = read.with(side == null ? LedgerSide.NOTHING : side, true);
            LocalDate asOf = run.request().asOf();
            Twins twins = asOf == null ? now : AsOf.of(now, asOf);
            if (!filter.takes(twins)) {
                return;
            }
            List<Difference> found = side == null ? List.of() : Reconciler.differences(twins, terms);
            if (found.stream().anyMatch(each -> isMissing(each.reason()))) {
                notShown++;
            }
            tally.add(twins, found);
            read.parts().stream()
                    .filter(part -> part.money().kind() == XeroSide.Money.Kind.PAYMENT)
                    .filter(part -> asOf == null
                            || part.money().date() == null
                            || !part.money().date().isAfter(asOf))
                    .forEach(part -> bank.add(part, twins.xeroCurrency()));
        }

        private boolean isMissing(Reason reason) {
            return reason == Reason.NOT_SHOWN_BY_HARVEST || reason == Reason.GONE_FROM_XERO;
        }

        /** Of the time before copying began, unless it was copied or left out with that reason. */
        private boolean isOfNoInterest(ReadTwins read, LedgerFigures.@Nullable Row row) {
            return read.harvest() != null
                    && read.xero() == null
                    && (row == null || (row.document() == null && row.twin() == null && row.note() == null))
                    && since != null
                    && read.harvest().head().date() != null
                    && read.harvest().head().date().isBefore(since);
        }

        private void strangers() {
            var all = new SideCursor<>(run.strangers().sorted(), SideForms.XERO::key);
            Map<String, XeroDocument> chunk = new LinkedHashMap<>();
            while (!all.isOver()) {
                all.take(all.key()).forEach(each -> chunk.put(each.side().id(), each));
                if (chunk.size() >= CHUNK || all.isOver()) {
                    strangers(chunk);
                    chunk.clear();
                }
            }
        }

        /** What has become a copy since it was read was told with its invoice. */
        private void strangers(Map<String, XeroDocument> chunk) {
            Set<String> known = new HashSet<>(store.reconcile()
                    .figures()
                    .sources("invoice", chunk.keySet())
                    .keySet());
            known.addAll(store.reconcile()
                    .figures()
                    .sources("credit-note", chunk.keySet())
                    .keySet());
            for (XeroDocument each : chunk.values()) {
                Twins now = new Twins(null, LedgerSide.NOTHING, each.side(), each.tie(), false);
                LocalDate asOf = run.request().asOf();
                Twins twins = asOf == null ? now : AsOf.of(now, asOf);
                boolean counts = twins.xero() != null
                        && each.side().stands()
                        && !known.contains(each.side().id());
                if (counts && filter.takes(twins)) {
                    tally.add(twins, Reconciler.differences(twins, terms));
                }
            }
        }
    }
}
