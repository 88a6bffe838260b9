package org.harvestxero.invoices;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.harvestxero.api.Invoices.Wanted;
import org.harvestxero.store.invoice.InvoiceEntry;
import org.harvestxero.store.invoice.InvoiceEntryTable;

/** Whether an entry is all that is wanted. */
final class EntryMatch {
    private final Wanted wanted;
    private final String number;
    private final String order;
    private final String text;
    private final Set<Long> clients;

    /** @param clients whose name is wanted; empty where any is */
    EntryMatch(Wanted wanted, List<Long> clients) {
        this.wanted = wanted;
        this.number = EntryWriter.key(wanted.named().number());
        this.order = EntryWriter.key(wanted.named().order());
        this.text = EntryWriter.key(wanted.named().text());
        this.clients = Set.copyOf(clients);
    }

    boolean fits(InvoiceEntry entry) {
        return isNumbered(entry)
                && entry.named().order().startsWith(order)
                && entry.words().contains(text)
                && (clients.isEmpty() || clients.contains(entry.named().clientId()))
                && isOfAmount(entry)
                && isWithin(entry.day())
                && (wanted.standing() == null
                        || wanted.standing().name().equals(entry.standing().name()));
    }

    private boolean isNumbered(InvoiceEntry entry) {
        return entry.named().key().startsWith(number)
                || InvoiceEntryTable.endsIn(entry.named().key(), number);
    }

    private boolean isOfAmount(InvoiceEntry entry) {
        BigDecimal amount = entry.money().amount();
        return wanted.amount() == null || (amount != null && amount.compareTo(wanted.amount()) == 0);
    }

    private boolean isWithin(LocalDate day) {
        LocalDate from = wanted.days().from();
        LocalDate to = wanted.days().to();
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }
}
