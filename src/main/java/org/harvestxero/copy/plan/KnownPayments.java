package org.harvestxero.copy.plan;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.harvest.HarvestReader;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.database.DatabaseTrouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spares a list of payments: whoever listed those of an invoice and then recorded some there knows them all. The invoice shows as changed
 * afterwards; as long as just that is due of it, nothing else happened to its payments.
 */
public final class KnownPayments {
    private static final Logger LOG = LoggerFactory.getLogger(KnownPayments.class);
    /** A later change of the invoice has other reasons. */
    private static final Duration LATEST = Duration.ofHours(1);

    private final ConnectionStore store;
    private final PaymentPlanner planner;
    private final Clock clock;
    private final Map<Long, Expected> expected = new ConcurrentHashMap<>();

    public KnownPayments(ConnectionStore store, PaymentPlanner planner, Clock clock) {
        this.store = store;
        this.planner = planner;
        this.clock = clock;
    }

    /** How the invoice will be shown. @param fingerprint of how it is shown now */
    private record Expected(String fingerprint, BigDecimal amount, BigDecimal due, Instant until) {}

    /** Keeps and plans the invoice's payments as a list of them would have it. @param payments all of them, as they are now in Harvest */
    public void are(long invoice, List<HarvestElement> payments) {
        SourceDocument document = store.documents().find(Kind.INVOICE, invoice).orElse(null);
        BigDecimal amount = document == null ? null : document.amount();
        if (document == null || amount == null || document.isGone() || !planner.isOn()) {
            return;
        }
        try {
            planner.keep(new HarvestPage("invoice_payments", payments, true, true, clock.instant()), document);
            planner.plan(document);
            BigDecimal due = payments.stream()
                    .map(payment -> HarvestReader.payment(payment, invoice).amount())
                    .reduce(amount, BigDecimal::subtract);
            expected.put(
                    invoice,
                    new Expected(
                            document.fingerprint(), amount, due, clock.instant().plus(LATEST)));
        } catch (RuntimeException e) {
            DatabaseTrouble.throwOn(e);
            LOG.warn(
                    "The payments of invoice {} are listed again, as they could not be planned: {}",
                    document.number(),
                    FailureText.words(e));
        }
    }

    /** Before lists are read: invoices that show as changed by what is known need none. */
    void spareLists() {
        expected.forEach((invoice, known) -> store.documents()
                .find(Kind.INVOICE, invoice)
                .filter(document -> !document.fingerprint().equals(known.fingerprint()))
                .ifPresent(document -> {
                    expected.remove(invoice);
                    if (isAsExpected(document, known)) {
                        store.documents().paymentsRead(List.of(document));
                    }
                }));
        expected.values().removeIf(known -> !known.until().isAfter(clock.instant()));
    }

    private boolean isAsExpected(SourceDocument document, Expected known) {
        BigDecimal amount = document.amount();
        BigDecimal due = document.dueAmount();
        return known.until().isAfter(clock.instant())
                && amount != null
                && due != null
                && amount.compareTo(known.amount()) == 0
                && due.compareTo(known.due()) == 0;
    }
}
