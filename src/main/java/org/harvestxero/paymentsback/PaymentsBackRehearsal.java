package org.harvestxero.paymentsback;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harvestxero.api.CycleReport.Deed;
import org.harvestxero.api.CycleReport.ToHarvest;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.copy.RehearsedStage;
import org.harvestxero.copy.ingest.ListingCursors;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestInvoiceView;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.harvest.HarvestPaymentRequests.NewPayment;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.xero.XeroPage;
import org.harvestxero.xero.XeroPaymentView;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;

/**
 * Tells in a dry run what would be written to Harvest for money in Xero; what a person would be asked stands among what would fail. By
 * the 5,000 payments that changed last in Xero, and by what is known of credits and voided invoices since the last cycle.
 */
public final class PaymentsBackRehearsal implements RehearsedStage {
    private static final int PAGE_SIZE = 1000;
    /** Each is asked for in a go of its own, and a dry run has eight. */
    private static final int MOST_PAGES = 5;

    private final ConnectionStore store;
    private final PaymentsBack paymentsBack;
    private final VoidedInvoices voided;
    private final Clock clock;

    /** @param paymentsBack one of the rehearsal's own, since it remembers what it assigned */
    public PaymentsBackRehearsal(ConnectionStore store, PaymentsBack paymentsBack, VoidedInvoices voided, Clock clock) {
        this.store = store;
        this.paymentsBack = paymentsBack;
        this.voided = voided;
        this.clock = clock;
    }

    @Override
    public List<ToHarvest> play(Reads reads) {
        if (!paymentsBack.isOn() || !isListed(reads)) {
            return List.of();
        }
        paymentsBack.lanes();
        List<ToHarvest> deeds = new ArrayList<>();
        for (PaidInvoice invoice = paymentsBack.next(); invoice != null; invoice = paymentsBack.next()) {
            if (reads.isAbout(invoice.id())) {
                decide(invoice, reads).forEach(write -> tell(write, deeds));
            }
        }
        voided.next().stream()
                .map(VoidedInvoices.Voided::invoice)
                .filter(invoice -> reads.isAbout(invoice.sourceId()))
                .forEach(invoice -> deeds.add(of(invoice, voided.deed())));
        return deeds;
    }

    /** Keeps what Xero shows; false as long as a page of it has to be read. */
    private boolean isListed(Reads reads) {
        for (int page = 1; page <= MOST_PAGES; page++) {
            Optional<List<XeroPaymentView>> shown = reads.xero(changed(page)).map(XeroResponse::payments);
            if (shown.isEmpty()) {
                return false;
            }
            List<XeroPaymentView> payments = shown.get();
            boolean last = payments.size() < PAGE_SIZE;
            paymentsBack.page(new XeroPage(
                    payments.stream().map(XeroPaymentView::element).toList(), page, last, clock.instant()));
            if (last) {
                break;
            }
        }
        return true;
    }

    private XeroRequest changed(int page) {
        Instant since = store.watermarks()
                .find(ListingCursors.XERO_PAYMENTS)
                .map(Instant::parse)
                .orElse(null);
        return XeroRequest.get("/Payments")
                .with("where", ListingCursors.RECEIVED)
                .with("order", "UpdatedDateUTC DESC")
                .with("page", Integer.toString(page))
                .with("pageSize", Integer.toString(PAGE_SIZE))
                .since(since);
    }

    private List<BackWrite> decide(PaidInvoice invoice, Reads reads) {
        if (paymentsBack.needsList(invoice)) {
            Optional<List<HarvestPage>> pages =
                    store.documents().find(Kind.INVOICE, invoice.id()).flatMap(reads::payments);
            if (pages.isEmpty()) {
                return List.of();
            }
            pages.get().forEach(page -> paymentsBack.keep(page, invoice));
        }
        return paymentsBack.decided(invoice);
    }

    private void tell(BackWrite write, List<ToHarvest> deeds) {
        PaidInvoice invoice = write.invoice();
        if (paymentsBack.mustSend(write)) {
            deeds.add(of(invoice.known(), Deed.SENT));
            paymentsBack.sent(write);
        }
        boolean records = write.deed() == BackWrite.Deed.RECORD;
        NewPayment payment = paymentsBack.payment(write);
        deeds.add(new ToHarvest(
                DocumentKind.PAYMENT_BACK,
                invoice.id(),
                invoice.number(),
                records ? Deed.RECORDED : Deed.REMOVED,
                payment.paidOn(),
                cents(payment.amount()),
                invoice.currency()));
    }

    private static ToHarvest of(SourceDocument invoice, Deed deed) {
        String currency =
                HarvestInvoiceView.of(HarvestElement.parse(invoice.content())).currency();
        return new ToHarvest(
                DocumentKind.INVOICE,
                invoice.sourceId(),
                invoice.number(),
                deed,
                null,
                cents(invoice.amount() == null ? BigDecimal.ZERO : invoice.amount()),
                currency == null ? "" : currency);
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }
}
