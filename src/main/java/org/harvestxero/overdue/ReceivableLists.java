package org.harvestxero.overdue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Header;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.overdue.OpenCreditTable.OpenCredit;
import org.harvestxero.store.overdue.ReceivableTable.Figures;
import org.harvestxero.store.overdue.ReceivableTable.Party;
import org.harvestxero.store.overdue.ReceivableTable.Receivable;
import org.harvestxero.xero.XeroDebtView;
import org.harvestxero.xero.XeroElement;
import org.harvestxero.xero.XeroListRequest;
import org.harvestxero.xero.XeroListResult;
import org.harvestxero.xero.XeroPage;
import org.harvestxero.xero.XeroReceivableView;

/**
 * Keeps what Xero's lists show of sales invoices, ours or not: at first all that is open and what was paid lately, then what changed.
 */
public final class ReceivableLists {
    /** Under which the moment of the last reading is kept. */
    public static final String WATERMARK = "xero-receivables";

    private static final Duration OVERLAP = Duration.ofMinutes(1);
    /** Long enough for the span that days sales outstanding look at. */
    private static final Duration PAID_LATELY = Duration.ofDays(120);

    private final ConnectionStore store;
    private final Clock clock;

    public ReceivableLists(ConnectionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What is to be read, one list after the other. */
    public List<XeroListRequest> lists() {
        XeroListRequest invoices = XeroListRequest.of("/Invoices").with("summaryOnly", "true");
        Optional<Instant> since = store.watermarks().find(WATERMARK).map(Instant::parse);
        return since.isPresent()
                ? List.of(invoices.since(since.get()))
                : List.of(
                        invoices.with("Statuses", "AUTHORISED"),
                        invoices.with("Statuses", "PAID").since(clock.instant().minus(PAID_LATELY)));
    }

    /** Keeps one page. */
    public void page(XeroPage page) {
        keep(page.elements());
    }

    /** Keeps what was shown; gives those that are kept. */
    List<Receivable> keep(List<XeroElement> shown) {
        List<Receivable> receivables = shown.stream()
                .map(XeroDebtView::of)
                .flatMap(Optional::stream)
                .map(ReceivableLists::receivable)
                .toList();
        if (!receivables.isEmpty()) {
            store.inTransaction(() -> store.overdue().receivables().putAll(receivables));
        }
        return receivables;
    }

    private static Receivable receivable(XeroDebtView shown) {
        XeroDebtView.Sums sums = shown.sums();
        return new Receivable(
                shown.id(),
                shown.number(),
                shown.status(),
                new Party(null, shown.contact().id(), shown.contact().name()),
                new Figures(
                        sums.currency(),
                        shown.days().issued(),
                        shown.days().due(),
                        sums.total(),
                        sums.due(),
                        sums.paid(),
                        shown.days().settled()),
                null);
    }

    /** After the last page of a list: the next one begins where the first of these began. */
    public void finished(XeroListResult listed, OverdueRound round) {
        Instant mark = round.listedSince(listed.startedAt()).minus(OVERLAP).truncatedTo(ChronoUnit.SECONDS);
        round.mark(mark);
    }

    /** Once all lists were read to their end. */
    void move(OverdueRound round) {
        round.mark().ifPresent(mark -> store.watermarks().move(WATERMARK, mark.toString()));
    }

    /** What clients have to their credit; only those who look at ages ask for it. */
    public List<XeroListRequest> creditLists() {
        String approved = "Status==\"AUTHORISED\"";
        return List.of(
                XeroListRequest.of("/CreditNotes").with("where", "Type==\"ACCRECCREDIT\" AND " + approved),
                XeroListRequest.of("/Overpayments").with("where", approved),
                XeroListRequest.of("/Prepayments").with("where", approved));
    }

    /** Takes one page of credits. */
    public void credits(XeroPage page, @Header(OverdueRounds.ROUND) OverdueRound round) {
        page.elements().stream()
                .map(XeroReceivableView::of)
                .filter(credit -> credit.isSalesCreditNote() || credit.isReceived())
                .filter(credit -> credit.remaining().signum() > 0 && credit.date() != null)
                .map(ReceivableLists::credit)
                .forEach(round.credits()::add);
    }

    private static OpenCredit credit(XeroReceivableView shown) {
        return new OpenCredit(
                shown.element().id(),
                new Party(null, shown.contact().id(), shown.contact().name()),
                shown.currency(),
                Objects.requireNonNull(shown.date()),
                shown.remaining());
    }

    /** Once all of these lists were read to their end. */
    public void creditsListed(@Header(OverdueRounds.ROUND) OverdueRound round) {
        store.inTransaction(() -> store.overdue().credits().replaceAll(round.credits()));
    }
}
