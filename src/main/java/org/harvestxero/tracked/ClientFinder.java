package org.harvestxero.tracked;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.WorkSearch.Client;
import org.harvestxero.api.WorkSearch.Clients;
import org.harvestxero.api.WorkSearch.Latest;
import org.harvestxero.api.WorkSearch.Page;
import org.harvestxero.api.WorkSearch.Waiting;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.assistant.WorkNameTable;
import org.harvestxero.store.assistant.WorkOutcomes;
import org.harvestxero.store.database.Stretch;
import org.harvestxero.store.invoice.InvoiceEntry;
import org.jspecify.annotations.Nullable;

/** Finds clients by a part of their name, each with how it stands. */
final class ClientFinder {
    private static final int MOST = 50;
    private static final Pattern PLACE = Pattern.compile("(\\d{1,18})~(.{0,300})", Pattern.DOTALL);
    private static final Stretch ALL = new Stretch(LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31), Long.MAX_VALUE);

    private final ConnectionStore store;
    private final UnaryOperator<String> contact;

    ClientFinder(ConnectionStore store, UnaryOperator<String> contact) {
        this.store = store;
        this.contact = contact;
    }

    Clients find(String name, Page page, boolean whole) {
        Matcher place = PLACE.matcher(page.after());
        if (!page.after().isEmpty() && !place.matches()) {
            throw new DecisionException("after is the word that an earlier answer gave as next.");
        }
        int most = Math.max(1, Math.min(MOST, page.most()));
        boolean first = page.after().isEmpty();
        List<WorkNameTable.Client> found = store.assistant()
                .searched()
                .names()
                .clients(name, first ? "" : place.group(2), first ? 0 : Long.parseLong(place.group(1)), most + 1);
        boolean more = found.size() > most;
        List<WorkNameTable.Client> shown = more ? found.subList(0, most) : found;
        WorkNameTable.@Nullable Client last = shown.isEmpty() ? null : shown.get(shown.size() - 1);
        return new Clients(clients(shown), more && last != null ? last.id() + "~" + last.key() : "", whole);
    }

    private List<Client> clients(List<WorkNameTable.Client> found) {
        List<Long> ids = found.stream().map(WorkNameTable.Client::id).toList();
        WorkOutcomes outcomes = store.assistant().searched().outcomes();
        Map<Long, String> contacts = outcomes.contacts(ids);
        Map<Long, List<WorkOutcomes.Waiting>> waiting = outcomes.waiting(ids);
        return found.stream()
                .map(each -> {
                    Optional<InvoiceEntry> latest = store.invoices().entries().ofClient(each.id(), ALL, 1).stream()
                            .findFirst();
                    return new Client(
                            each.id(),
                            name(each, latest),
                            Optional.ofNullable(contacts.get(each.id()))
                                    .map(contact)
                                    .orElse(""),
                            latest.map(entry -> new Latest(entry.named().number(), entry.day()))
                                    .orElse(null),
                            waiting.getOrDefault(each.id(), List.of()).stream()
                                    .map(ClientFinder::waiting)
                                    .toList());
                })
                .toList();
    }

    private static String name(WorkNameTable.Client client, Optional<InvoiceEntry> latest) {
        return latest.map(entry -> entry.named().client())
                .filter(name -> !name.isEmpty())
                .orElse(client.name().isEmpty() ? client.key() : client.name());
    }

    private static Waiting waiting(WorkOutcomes.Waiting each) {
        return new Waiting(
                FoundWork.fate(each.state()),
                each.pieces(),
                CurrencyDigits.rounded(each.worth(), each.currency()),
                each.currency(),
                each.oldest());
    }
}
