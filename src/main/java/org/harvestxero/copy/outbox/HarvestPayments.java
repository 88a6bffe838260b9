package org.harvestxero.copy.outbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestReader;
import org.harvestxero.mapping.SameMoney.InHarvest;
import org.harvestxero.mapping.document.SourcePayment;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The payments of an invoice in Harvest.
 *
 * @param unlinked those that have no twin
 * @param posted those that stand in Xero
 * @param rows what is planned of those that have none
 * @param unplanned ids of those of which nothing was planned yet
 */
record HarvestPayments(List<InHarvest> unlinked, List<InHarvest> posted, Map<Long, Row> rows, Set<Long> unplanned) {
    private static final Logger LOG = LoggerFactory.getLogger(HarvestPayments.class);
    private static final String ENDED = "DELETED";

    static HarvestPayments of(ConnectionStore store, long invoice) {
        List<InHarvest> unlinked = new ArrayList<>();
        List<InHarvest> posted = new ArrayList<>();
        Map<Long, Row> rows = new LinkedHashMap<>();
        Set<Long> unplanned = new HashSet<>();
        List<SourceDocument> documents = store.documents().children(Kind.PAYMENT, invoice).stream()
                .filter(document -> !document.isGone())
                .toList();
        Map<Long, Link> links = store.links()
                .find(
                        Kind.PAYMENT,
                        documents.stream().map(SourceDocument::sourceId).toList());
        for (SourceDocument document : documents) {
            Link link = links.get(document.sourceId());
            if (link != null) {
                payment(document)
                        .filter(payment -> !ENDED.equals(link.status()))
                        .ifPresent(posted::add);
                continue;
            }
            payment(document).ifPresent(unlinked::add);
            if (document.state() != DocumentState.PLANNED) {
                unplanned.add(document.sourceId());
            }
            store.outbox().openOf(Kind.PAYMENT, document.sourceId()).stream()
                    .filter(row -> row.action() == Action.CREATE)
                    .forEach(row -> rows.put(document.sourceId(), row));
        }
        return new HarvestPayments(unlinked, posted, rows, unplanned);
    }

    /** Whether a person said that the payment needs no copy. */
    boolean isGivenUp(long payment) {
        return !rows.containsKey(payment) && !unplanned.contains(payment);
    }

    /** The payment as it is compared; empty when it can't be read. */
    static Optional<InHarvest> payment(SourceDocument document) {
        try {
            long invoice = document.parentId() == null ? 0 : document.parentId();
            SourcePayment payment = HarvestReader.payment(HarvestElement.parse(document.content()), invoice);
            String reference = payment.transactionId() == null ? payment.notes() : payment.transactionId();
            return Optional.of(new InHarvest(
                    payment.id(), payment.paidDate(), payment.amount(), reference == null ? "" : reference));
        } catch (RuntimeException e) {
            LOG.warn("Payment {} can't be compared: {}", document.sourceId(), FailureText.words(e));
            return Optional.empty();
        }
    }

    /** Those of them whose id is not left out. */
    static List<InHarvest> without(List<InHarvest> payments, Predicate<Long> left) {
        return payments.stream().filter(payment -> !left.test(payment.id())).toList();
    }
}
