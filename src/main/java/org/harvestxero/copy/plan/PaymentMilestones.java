package org.harvestxero.copy.plan;

import static java.util.stream.Collectors.toMap;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.harvestxero.event.Amount;
import org.harvestxero.event.Event;
import org.harvestxero.event.MoneyEvent;
import org.harvestxero.event.Subject;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestReader;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.SourceLine;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.event.KnownInvoices.Known;
import org.harvestxero.store.event.MilestoneTable.Of;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when so much of what a client, or a project, was invoiced is paid. What counts are invoices that are open or paid in Harvest; of
 * an invoice over several projects each line has the share of the payments that it has of the invoice.
 */
public final class PaymentMilestones {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentMilestones.class);
    private static final Set<String> COUNTED = Set.of("open", "paid");
    private static final int DIGITS = 10;
    /** Shares of an invoice are no whole cents: half of several may come to 49.99999 %. */
    private static final int SHOWN = 4;

    private static final BigDecimal HUNDRED = new BigDecimal("100");

    private final ConnectionStore store;
    private final List<Integer> percents;

    /** @param percents from 1 to 100 */
    public PaymentMilestones(ConnectionStore store, Collection<Integer> percents) {
        this.store = store;
        this.percents = List.copyOf(new TreeSet<>(percents));
    }

    /** Invoiced and paid money of one client or project. */
    private static final class Sum {
        private String name = "";
        private BigDecimal invoiced = BigDecimal.ZERO;
        private BigDecimal paid = BigDecimal.ZERO;

        void add(String called, BigDecimal more, BigDecimal morePaid) {
            name = called;
            invoiced = invoiced.add(more);
            paid = paid.add(morePaid);
        }

        int percent() {
            return invoiced.signum() <= 0
                    ? 0
                    : paid.multiply(HUNDRED)
                            .divide(invoiced, SHOWN, RoundingMode.HALF_UP)
                            .intValue();
        }
    }

    /** Less is left to pay of these invoices than before; within the transaction that recorded it. */
    public void paid(Collection<Known> invoices) {
        if (percents.isEmpty()) {
            return;
        }
        Set<Long> clients = invoices.stream()
                .filter(known -> known.ref().client() != null)
                .map(known -> known.ref().client().id())
                .collect(Collectors.toCollection(TreeSet::new));
        clients.forEach(client -> store.events().addAll(reached(sums(client))));
    }

    private List<Event> reached(Map<Of, Sum> sums) {
        List<Event> events = new ArrayList<>();
        sums.forEach((of, sum) -> {
            int percent = sum.percent();
            store.hooks().milestones().fallTo(of, percent);
            percents.stream()
                    .filter(milestone ->
                            milestone <= percent && store.hooks().milestones().tell(of, milestone))
                    .map(milestone -> event(of, sum, milestone))
                    .forEach(events::add);
        });
        return events;
    }

    private static Event event(Of of, Sum sum, int percent) {
        return new MoneyEvent.Milestone(
                new MoneyEvent.Scope(of.type(), String.valueOf(of.id()), sum.name.isEmpty() ? null : sum.name),
                percent,
                new Amount(sum.paid.setScale(2, RoundingMode.HALF_UP), of.currency()),
                sum.invoiced.setScale(2, RoundingMode.HALF_UP));
    }

    private Map<Of, Sum> sums(long client) {
        List<SourceDocument> documents = store.documents().children(Kind.INVOICE, client).stream()
                .filter(document -> document.state() != DocumentState.GONE
                        && document.state() != DocumentState.SKIPPED
                        && COUNTED.contains(String.valueOf(document.sourceState())))
                .toList();
        Map<Long, Known> known =
                store
                        .invoiceNews()
                        .known()
                        .find(documents.stream().map(SourceDocument::sourceId).toList())
                        .stream()
                        .collect(toMap(Known::sourceId, each -> each));
        Map<Of, Sum> sums = new LinkedHashMap<>();
        for (SourceDocument document : documents) {
            try {
                add(sums, HarvestReader.invoice(HarvestElement.parse(document.content()), null), known);
            } catch (RuntimeException e) {
                LOG.debug("Invoice {} counts for no milestone, since it can't be read", document.number(), e);
            }
        }
        return sums;
    }

    private static void add(Map<Of, Sum> sums, SourceInvoice invoice, Map<Long, Known> known) {
        BigDecimal due = known.containsKey(invoice.id())
                ? known.get(invoice.id()).due().orElse(invoice.dueAmount())
                : invoice.dueAmount();
        BigDecimal paid = invoice.amount().subtract(due);
        sum(sums, Subject.Type.CLIENT, invoice.client().id(), invoice.currency())
                .add(invoice.client().name(), invoice.amount(), paid);
        BigDecimal lines = invoice.lines().stream().map(SourceLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (lines.signum() == 0) {
            return;
        }
        for (SourceLine line : invoice.lines()) {
            if (line.project() != null) {
                BigDecimal share = line.amount().divide(lines, DIGITS, RoundingMode.HALF_UP);
                sum(sums, Subject.Type.PROJECT, line.project().id(), invoice.currency())
                        .add(line.project().name(), invoice.amount().multiply(share), paid.multiply(share));
            }
        }
    }

    private static Sum sum(Map<Of, Sum> sums, Subject.Type type, long id, String currency) {
        return sums.computeIfAbsent(new Of(type, id, currency), each -> new Sum());
    }
}
