package org.harvestxero.store.event;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.harvestxero.event.Amount;
import org.harvestxero.event.Event;
import org.harvestxero.event.InvoiceEvent;
import org.harvestxero.store.database.ListUpdate;
import org.harvestxero.store.database.Sql;
import org.harvestxero.store.event.KnownInvoices.Known;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Makes events of money that came in, each amount once, whichever side shows it first: table {@code invoice_told} holds what was left to
 * pay of each invoice when somebody was told last.
 */
public final class PaymentNews {
    /** The sides money is seen on, as events word them. */
    public static final String HARVEST = "harvest";

    public static final String XERO = "xero";

    private static final String TOLD = """
            update invoice_told t set due = a.due from unnest(?, ?) a(id, due) where t.source_id = a.id and t.connection = ?""";
    private static final String TOLD_FIRST = """
            insert into invoice_told (connection, source_id, due) select ?, a.id, a.due from unnest(?, ?) a(id, due)
            on conflict do nothing""";

    private final String connection;
    private final JdbcTemplate jdbc;
    private final ListUpdate told;
    private final EventTable events;
    private final KnownInvoices invoices;
    private volatile Consumer<List<Known>> moved = changed -> {};

    public PaymentNews(String connection, JdbcTemplate jdbc, EventTable events, KnownInvoices invoices) {
        this.connection = connection;
        this.jdbc = jdbc;
        this.told = new ListUpdate(jdbc, TOLD);
        this.events = events;
        this.invoices = invoices;
    }

    /** @param watcher told of invoices of which more, or less, is paid than before, in the transaction that records that */
    public void onMoved(Consumer<List<Known>> watcher) {
        moved = watcher;
    }

    /** What is left to pay of these invoices may have changed; call it in the transaction that recorded that. */
    public void seen(String side, Collection<Long> sourceIds) {
        seen(side, sourceIds.stream().distinct().collect(Collectors.toMap(Function.identity(), id -> "")));
    }

    /** @param currencies by the ids of invoices, for those that Xero doesn't show; empty where it isn't known */
    public void seen(String side, Map<Long, String> currencies) {
        if (!events.isKept() || currencies.isEmpty()) {
            return;
        }
        List<Event> news = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        List<BigDecimal> dues = new ArrayList<>();
        List<Known> changed = new ArrayList<>();
        for (Known invoice : invoices.find(currencies.keySet())) {
            Amount total = invoice.total();
            BigDecimal due = invoice.due().orElse(null);
            if (total == null || due == null || total.amount().signum() <= 0) {
                continue;
            }
            BigDecimal before = invoice.told() == null ? total.amount() : invoice.told();
            int less = due.compareTo(before);
            if (less < 0) {
                news.add(event(invoice, in(total, currencies.get(invoice.sourceId())), due, side));
            }
            if (less < 0 || (less > 0 && invoice.told() != null)) {
                ids.add(invoice.sourceId());
                dues.add(due);
                changed.add(invoice);
            }
        }
        if (!ids.isEmpty()) {
            keep(ids, dues);
            events.addAll(news);
            moved.accept(changed);
        }
    }

    private static Amount in(Amount total, @Nullable String currency) {
        boolean unknown = total.currency() == null && currency != null && !currency.isEmpty();
        return unknown ? new Amount(total.amount(), currency) : total;
    }

    private static Event event(Known invoice, Amount total, BigDecimal due, String side) {
        return due.signum() <= 0
                ? new InvoiceEvent.Paid(invoice.ref(), total, side, null)
                : new InvoiceEvent.PartPaid(invoice.ref(), total, due, side, null);
    }

    private void keep(List<Long> ids, List<BigDecimal> dues) {
        SqlArrayValue amounts = new SqlArrayValue("numeric", dues.toArray());
        told.update(Sql.numbers(ids), amounts, connection);
        jdbc.update(TOLD_FIRST, connection, Sql.numbers(ids), new SqlArrayValue("numeric", dues.toArray()));
    }
}
