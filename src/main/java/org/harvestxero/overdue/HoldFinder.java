package org.harvestxero.overdue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.dunning.Hold;
import org.harvestxero.dunning.Hold.Why;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.InvoiceMoney.Money;
import org.harvestxero.store.overdue.ArrangementTable;
import org.harvestxero.store.overdue.ArrangementTable.Arrangement;
import org.harvestxero.store.overdue.ReceivableTable.Receivable;

/**
 * Why nothing may be done about open invoices: what people arranged, and whatever is open on our side (ruling 29). What Harvest shows as
 * paid is not dunned either, wherever its payment is on its way.
 */
final class HoldFinder {
    private final ConnectionStore store;
    private final boolean paymentsAreCopied;

    /** @param paymentsAreCopied whether money in Xero should be what Harvest's payments say */
    HoldFinder(ConnectionStore store, boolean paymentsAreCopied) {
        this.store = store;
        this.paymentsAreCopied = paymentsAreCopied;
    }

    /** By Xero's id of the invoice; nothing for those that nothing holds. */
    Map<String, List<Hold>> of(List<Receivable> open, boolean coversAll) {
        Map<String, List<Hold>> holds = new HashMap<>();
        store.overdue()
                .arrangements()
                .standing()
                .forEach(each -> holds.computeIfAbsent(each.invoice(), id -> new ArrayList<>())
                        .add(hold(each)));
        Known known = known(open);
        for (Receivable each : open) {
            List<Hold> ours = each.harvestId() == null ? foreign(coversAll) : known.of(each, each.harvestId());
            if (!ours.isEmpty()) {
                holds.computeIfAbsent(each.id(), id -> new ArrayList<>()).addAll(ours);
            }
        }
        return holds;
    }

    private static Hold hold(Arrangement each) {
        String reason = each.reason() == null || each.reason().isBlank() ? "" : ": " + each.reason();
        return each.kind() == ArrangementTable.Kind.PROMISE
                ? new Hold(Why.PROMISED, "payment is promised by " + each.until() + reason, each.until())
                : new Hold(Why.DISPUTED, "it is disputed until " + each.until() + reason, each.until());
    }

    private static List<Hold> foreign(boolean coversAll) {
        return coversAll
                ? List.of()
                : List.of(new Hold(
                        Why.EXEMPT, "it was entered in Xero by hand; invoices: all in overdue.yaml takes it in", null));
    }

    private Known known(List<Receivable> open) {
        List<Long> ids = open.stream()
                .map(Receivable::harvestId)
                .filter(Objects::nonNull)
                .toList();
        return new Known(
                store.overdue().holds().openCopies(),
                store.overdue().holds().clients(),
                store.overdue().holds().settledInHarvest(),
                store.invoiceMoney().money(ids),
                new HashSet<>(store.invoiceMoney().unexplained()),
                paymentsAreCopied);
    }

    /** What is known of copied invoices, by Harvest's ids. */
    private record Known(
            Map<Long, List<Boolean>> openCopies,
            Set<Long> clients,
            Set<Long> settled,
            Map<Long, Money> money,
            Set<Long> unexplained,
            boolean paymentsAreCopied) {

        List<Hold> of(Receivable each, long id) {
            List<Hold> holds = new ArrayList<>();
            if (isUnexplained(each, id)) {
                holds.add(new Hold(
                        Why.UNEXPLAINED_MONEY,
                        CurrencyDigits.plain(
                                        each.figures().paid(), each.figures().currency()) + " "
                                + each.figures().currency()
                                + " are paid on it in Xero, which is not what was posted there",
                        null));
            }
            List<Boolean> copies = openCopies.getOrDefault(id, List.of());
            if (copies.contains(true)) {
                holds.add(new Hold(Why.COPY_OPEN, "a payment of it failed or is on its way to Xero", null));
            } else if (!copies.isEmpty()) {
                holds.add(new Hold(Why.COPY_OPEN, "a copy of it failed; see failed list", null));
            }
            Long client = each.party().clientId();
            if (client != null && clients.contains(client)) {
                holds.add(new Hold(Why.CLIENT_QUESTION, "a question about its client is open; see failed list", null));
            }
            if (settled.contains(id)) {
                holds.add(new Hold(Why.SETTLED_IN_HARVEST, "it is paid or written off in Harvest", null));
            }
            return holds;
        }

        /** Without copied payments, what people record in Xero is how invoices are paid. */
        private boolean isUnexplained(Receivable each, long id) {
            BigDecimal paid = each.figures().paid();
            Money known = money.get(id);
            if (unexplained.contains(id)) {
                return true;
            }
            return paymentsAreCopied
                    && known != null
                    && paid.signum() != 0
                    && !known.withPaid(paid).isExplained();
        }
    }
}
