package org.harvestxero.copy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.xero.ExpectedElement;
import org.harvestxero.xero.XeroInvoiceView;

/** Which invoice has which number in a dry run: as Xero shows it, and as what was taken changes it. */
final class DryRunNumbers {
    private final ConnectionStore store;
    private final Planners deciders;
    private final DryRunReads dryRunReads;

    /** Who took which number in this cycle. */
    private final Map<String, String> numbers = new HashMap<>();

    DryRunNumbers(ConnectionStore store, Planners deciders, DryRunReads dryRunReads) {
        this.store = store;
        this.deciders = deciders;
        this.dryRunReads = dryRunReads;
    }

    /** Whether no other document has the number; else it is refused, and adopted where it turns out to be our own copy. */
    boolean isFree(Row row) {
        String number = row.number();
        Optional<Link> link = store.links().find(row.kind(), row.sourceId());
        boolean asksForIt = row.kind() == Kind.INVOICE
                && number != null
                && (row.action() == Action.CREATE
                        || (row.action() == Action.UPDATE
                                && !number.equals(link.map(Link::number).orElse(number))));
        if (!asksForIt || number == null) {
            return true;
        }
        String target = ExpectedVerdicts.target(row, link);
        List<XeroInvoiceView> holders = holders(number).stream()
                .filter(holder -> !target.equals(holder.id()))
                .toList();
        if (holders.isEmpty()) {
            numbers.put(DryRunReads.key(number), target);
            return true;
        }
        deciders.verdictRecorder().numberTaken(row);
        deciders.taken().add(row);
        deciders.taken().adopt(holders);
        return false;
    }

    /** Those Xero shows, but for copies of ours that go by another number by then, and the one that took it just now. */
    private List<XeroInvoiceView> holders(String number) {
        List<XeroInvoiceView> holders = new ArrayList<>();
        for (XeroInvoiceView holder : dryRunReads.holders(number)) {
            boolean renamed = store.links()
                    .byTarget(Kind.INVOICE, holder.id())
                    .map(Link::number)
                    .filter(now -> !now.equalsIgnoreCase(number))
                    .isPresent();
            if (!renamed) {
                holders.add(holder);
            }
        }
        String taker = numbers.get(DryRunReads.key(number));
        if (taker != null) {
            holders.add(XeroInvoiceView.of(ExpectedElement.invoice(taker, number)));
        }
        return holders;
    }
}
