package org.harvestxero.copy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.copy.outbox.NumberConflicts;
import org.harvestxero.copy.plan.InvoiceEditPlanner;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.xero.XeroInvoiceView;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;

/** What a dry run has read of both sides so far, and what it still has to. */
final class DryRunReads {
    private final Map<XeroRequest, XeroResponse> answers = new HashMap<>();
    private final Map<String, XeroInvoiceView> twins = new LinkedHashMap<>();
    private final Map<String, List<XeroInvoiceView>> holders = new HashMap<>();
    private final Map<Long, List<HarvestPage>> payments = new HashMap<>();
    private final Map<Long, List<HarvestPage>> reading = new HashMap<>();

    private final Set<XeroRequest> unknown = new HashSet<>();

    private final Set<XeroRequest> wanted = new LinkedHashSet<>();
    private final Set<String> wantedTwins = new LinkedHashSet<>();
    private final Set<String> wantedNumbers = new LinkedHashSet<>();
    private final Map<Long, SourceDocument> wantedPayments = new LinkedHashMap<>();
    private final Map<XeroRequest, List<String>> askedTwins = new HashMap<>();
    private final Map<XeroRequest, List<String>> askedNumbers = new HashMap<>();
    private final Set<String> knownTwins = new LinkedHashSet<>();

    /** What Xero answers to it; empty where it has to be asked first. */
    Optional<XeroResponse> answer(XeroRequest request) {
        XeroResponse answer = answers.get(request);
        if (answer == null && !unknown.contains(request)) {
            wanted.add(request);
        }
        return Optional.ofNullable(answer);
    }

    /** Xero answered that it doesn't know what was asked for. */
    void unknown(XeroRequest request) {
        unknown.add(request);
    }

    boolean isUnknown(XeroRequest request) {
        return unknown.contains(request);
    }

    /** Whether it is known how all those invoices stand in Xero; what is not is asked. */
    boolean knowsTwins(Collection<String> ids) {
        List<String> unknown =
                ids.stream().filter(id -> !knownTwins.contains(id)).toList();
        wantedTwins.addAll(unknown);
        return unknown.isEmpty();
    }

    /** The invoices that were looked at, as Xero has them. */
    Map<String, XeroInvoiceView> twins() {
        return twins;
    }

    /** The invoices that hold the number in Xero; none as long as that is not known. */
    List<XeroInvoiceView> holders(String number) {
        List<XeroInvoiceView> found = holders.get(key(number));
        if (found == null) {
            wantedNumbers.add(number);
        }
        return found == null ? List.of() : found;
    }

    static String key(String number) {
        return number.toLowerCase(Locale.ROOT);
    }

    /** The payments of the invoice in Harvest; empty where they have to be read first. */
    Optional<List<HarvestPage>> payments(SourceDocument invoice) {
        List<HarvestPage> pages = payments.get(invoice.sourceId());
        if (pages == null) {
            wantedPayments.put(invoice.sourceId(), invoice);
        }
        return Optional.ofNullable(pages);
    }

    boolean wantsNothing() {
        return wanted.isEmpty() && wantedTwins.isEmpty() && wantedNumbers.isEmpty() && wantedPayments.isEmpty();
    }

    /** Gives what to ask Xero, and takes it for asked. */
    List<XeroRequest> wantedRequests() {
        List<XeroRequest> requests = new ArrayList<>(wanted);
        for (List<String> ids : inPages(wantedTwins)) {
            XeroRequest request = InvoiceEditPlanner.twins(ids);
            askedTwins.put(request, ids);
            requests.add(request);
        }
        for (List<String> numbers : inPages(wantedNumbers)) {
            XeroRequest request = NumberConflicts.holders(numbers);
            askedNumbers.put(request, numbers);
            requests.add(request);
        }
        wanted.clear();
        wantedTwins.clear();
        wantedNumbers.clear();
        return requests;
    }

    private static List<List<String>> inPages(Collection<String> all) {
        List<String> list = List.copyOf(all);
        List<List<String>> pages = new ArrayList<>();
        for (int from = 0; from < list.size(); from += NumberConflicts.AT_ONCE) {
            pages.add(list.subList(from, Math.min(from + NumberConflicts.AT_ONCE, list.size())));
        }
        return pages;
    }

    /** Gives the invoices whose payments to read, and takes that for done. */
    List<SourceDocument> wantedPayments() {
        List<SourceDocument> invoices = List.copyOf(wantedPayments.values());
        wantedPayments.clear();
        return invoices;
    }

    void answered(XeroRequest request, XeroResponse answer) {
        List<String> ids = askedTwins.remove(request);
        List<String> numbers = askedNumbers.remove(request);
        if (ids != null) {
            knownTwins.addAll(ids);
            answer.invoices().forEach(invoice -> twins.put(invoice.id(), invoice));
        } else if (numbers != null) {
            numbers.forEach(number -> holders.put(key(number), new ArrayList<>()));
            for (XeroInvoiceView invoice : answer.invoices()) {
                List<XeroInvoiceView> those = holders.get(key(invoice.element().number()));
                if (those != null) {
                    those.add(invoice);
                }
            }
        } else {
            answers.put(request, answer);
        }
    }

    synchronized void keep(HarvestPage page, long invoice) {
        reading.computeIfAbsent(invoice, none -> new ArrayList<>()).add(page);
    }

    synchronized void paymentsRead(long invoice) {
        List<HarvestPage> pages = reading.remove(invoice);
        payments.put(invoice, pages == null ? List.of() : pages);
    }
}
