package org.harvestxero.copy.outbox;

import static java.util.stream.Collectors.toMap;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.reference.XeroReferenceData;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.CopyOutcome;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.OutboxVerdicts.Done;
import org.harvestxero.xero.ElementVerdict;
import org.harvestxero.xero.XeroCreditNoteView;
import org.harvestxero.xero.XeroDocumentView;
import org.jspecify.annotations.Nullable;

/** Records documents that were made in Xero, or were found there. */
final class CreatedRecorder {
    private final ConnectionStore store;
    private final XeroReferenceData settings;
    private final DifferenceRecorder differences;
    private final PaidInvoiceRecorder paidInvoices;
    private final FollowUpPlanner followUps;
    private final GonePayments gone;
    private final Clock clock;

    CreatedRecorder(ConnectionStore store, XeroReferenceData settings, GonePayments gone, Clock clock) {
        this.store = store;
        this.gone = gone;
        this.settings = settings;
        this.differences = new DifferenceRecorder(store, clock);
        this.paidInvoices = new PaidInvoiceRecorder(store);
        this.followUps = new FollowUpPlanner(store);
        this.clock = clock;
    }

    /** @param outcome created or adopted */
    void record(List<AcceptedRow> outcomes, CopyOutcome outcome) {
        List<Row> rows = outcomes.stream().map(AcceptedRow::row).toList();
        Set<Long> newer = store.outboxPlanner().supersedeAll(rows);
        List<Link> links = new ArrayList<>();
        List<Done> done = new ArrayList<>();
        for (AcceptedRow taken : outcomes) {
            Row row = taken.row();
            boolean agrees = taken.agrees();
            String target = WrittenText.asXeroHasIt(taken, row.content(), agrees);
            links.add(taken.link(agrees, outcome.code(), WrittenText.of(taken, target, false), clock.instant()));
            if (agrees) {
                done.add(new Done(row.id(), taken.warnings()));
            }
            if (newer.contains(row.id()) && row.kind() == Kind.INVOICE) {
                store.documents().planAgain(Kind.INVOICE, row.sourceId());
            }
        }
        Map<String, BigDecimal> paid = paid(outcomes);
        List<String> linkedBefore = store.links().putAll(links, paid).stream()
                .map(Link::targetId)
                .filter(paid::containsKey)
                .toList();
        store.invoiceMoney().paid(linkedBefore.stream().collect(toMap(target -> target, paid::get)));
        store.outboxVerdicts().doneAll(done, outcome.code());
        paidInvoices.record(outcomes);
        outcomes.forEach(this::afterCreation);
        gone.known(rows);
        if (store.events().isKept()) {
            store.events()
                    .addAll(InvoiceEvents.copied(
                            outcomes, outcome, store.invoiceNews().known()));
        }
    }

    /** What is paid of the invoices among them, as Xero shows it. */
    private static Map<String, BigDecimal> paid(List<AcceptedRow> outcomes) {
        Map<String, BigDecimal> paid = new HashMap<>();
        for (AcceptedRow outcome : outcomes) {
            ElementVerdict.Accepted accepted = outcome.accepted();
            BigDecimal amount = XeroDocumentView.of(accepted.element()).paid();
            if (outcome.row().kind() == Kind.INVOICE && amount != null) {
                paid.put(accepted.targetId(), amount);
            }
        }
        return paid;
    }

    private void afterCreation(AcceptedRow taken) {
        Row row = taken.row();
        ElementVerdict.Accepted accepted = taken.accepted();
        if (taken.isInvoiceLike()) {
            rate(row, XeroDocumentView.of(accepted.element()).currencyRate());
        }
        if (!taken.agrees()) {
            differences.record(taken);
            return;
        }
        if (row.kind() == Kind.CREDIT_NOTE
                && XeroCreditNoteView.allocations(accepted.element()).isEmpty()) {
            followUps.allocate(row);
        }
        if (taken.isInvoiceLike() && taken.isDraft() && new SentRow(row).confirmFirst()) {
            followUps.approve(row, accepted.targetId());
        }
    }

    /** What a document in another currency is worth in the books rests on its rate, whoever chose it. */
    private void rate(Row row, @Nullable BigDecimal rate) {
        String content = row.content();
        String base =
                settings.find().map(xero -> xero.organisation().baseCurrency()).orElse(null);
        if (rate == null || base == null || content == null || base.equals(row.currency())) {
            return;
        }
        BigDecimal stated = StoredJson.read(content, TargetInvoice.class).currencyRate();
        String from = stated == null
                ? "Xero's own, as none is agreed"
                : AcceptedRow.same(stated, rate) ? "as agreed" : "although " + AcceptedRow.plain(stated) + " is agreed";
        store.audit()
                .add(
                        "process",
                        row.kind(),
                        row.sourceId(),
                        "currency-rate",
                        AcceptedRow.plain(rate.stripTrailingZeros()) + " " + row.currency() + " for 1 " + base + ", "
                                + from);
    }
}
