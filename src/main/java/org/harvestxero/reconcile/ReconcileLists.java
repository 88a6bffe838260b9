package org.harvestxero.reconcile;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Header;
import org.harvestxero.api.ReconcileRequest;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.xero.XeroDates;
import org.harvestxero.xero.XeroListRequest;
import org.harvestxero.xero.XeroPage;
import org.jspecify.annotations.Nullable;

/**
 * Says which lists a reconciliation reads, in which order, and takes their pages. What changed while it read is asked for once more at
 * the end, so that nobody is told of a difference in time (ruling 28).
 */
public final class ReconcileLists {
    /** People date documents back; those dated earlier still are not looked for. */
    private static final int MARGIN_DAYS = 366;
    /** Clocks of both sides carry whole seconds. */
    private static final int OVERLAP_SECONDS = 2;

    private final ConnectionStore store;
    private final @Nullable LocalDate since;
    private final boolean payments;
    private final SidePages pages;
    private final java.time.Clock clock;
    private final ReadCount count = new ReadCount();

    /**
     * @param since the first day whose invoices are copied; null when it is not set
     * @param payments whether payments are copied
     */
    public ReconcileLists(
            ConnectionStore store,
            @Nullable LocalDate since,
            boolean payments,
            java.util.function.Supplier<java.time.ZoneId> zone,
            java.time.Clock clock) {
        this.store = store;
        this.since = since;
        this.payments = payments;
        this.pages = new SidePages(store, since, zone);
        this.clock = clock;
    }

    /** Begins a reconciliation; the request is the body. */
    public ReconcileRun begin(ReconcileRequest request) {
        count.begin(clock.instant());
        return new ReconcileRun(request, clock.instant());
    }

    /** How much the one that runs has read. */
    public ReadCount count() {
        return count;
    }

    /** Harvest's invoices, all there are: of those issued long ago some may have been copied because a person asked for it. */
    public HarvestListRequest harvestList() {
        return HarvestListRequest.of("/invoices");
    }

    public void harvestPage(HarvestPage page, @Header(ReconcileRun.HEADER) ReconcileRun run) {
        run.harvestAnswered(page.serverDate());
        count.harvest(page.elements().size());
        pages.harvest(page, run);
    }

    /** Xero's sales invoices, its credit notes and, where payments are copied, its payments. */
    public List<XeroListRequest> xeroLists(@Header(ReconcileRun.HEADER) ReconcileRun run) {
        run.reaches(store.reconcile().figures().oldestDraft());
        List<XeroListRequest> lists = new ArrayList<>();
        lists.add(invoices(run));
        lists.add(dated("/CreditNotes", "Type==\"ACCRECCREDIT\"", run));
        if (payments) {
            lists.add(dated("/Payments", "PaymentType==\"ACCRECPAYMENT\"", run));
        }
        return lists;
    }

    private XeroListRequest invoices(ReconcileRun run) {
        return dated("/Invoices", "Type==\"ACCREC\"", run).with("summaryOnly", "true");
    }

    private XeroListRequest dated(String path, String filter, ReconcileRun run) {
        StringBuilder where = new StringBuilder(filter);
        LocalDate from = from(run);
        if (from != null) {
            where.append(" AND Date>=").append(XeroDates.inFilter(from));
        }
        return XeroListRequest.of(path).with("where", where.toString());
    }

    /** The first day that documents of Xero are looked for; null where copying knows no first day. */
    @Nullable
    LocalDate from(ReconcileRun run) {
        LocalDate oldest = run.oldest();
        if (since == null) {
            return null;
        }
        return (oldest == null || since.isBefore(oldest) ? since : oldest).minusDays(MARGIN_DAYS);
    }

    public void xeroPage(XeroPage page, @Header("listed") String path, @Header(ReconcileRun.HEADER) ReconcileRun run) {
        run.xeroAnswered(page.serverDate());
        count.xero(page.elements().size());
        pages.xero(path, page.elements(), run);
    }

    /** Overpayments and prepayments, where something is set off that no credit note accounts for. */
    public List<XeroListRequest> prepaidLists(@Header(ReconcileRun.HEADER) ReconcileRun run) {
        return run.creditedOtherwise().compareTo(BigDecimal.ZERO) == 0
                ? List.of()
                : List.of(XeroListRequest.of("/Overpayments"), XeroListRequest.of("/Prepayments"));
    }

    /** What changed in Harvest since its list was begun. */
    public HarvestListRequest harvestChanges(@Header(ReconcileRun.HEADER) ReconcileRun run) {
        Instant began = run.harvestBegan();
        HarvestListRequest list = HarvestListRequest.of("/invoices");
        return began == null
                ? list
                : list.with("updated_since", began.minusSeconds(OVERLAP_SECONDS).toString());
    }

    /** What changed in Xero since its lists were begun. */
    public List<XeroListRequest> xeroChanges(@Header(ReconcileRun.HEADER) ReconcileRun run) {
        Instant began = run.xeroBegan();
        Instant since = began == null ? null : began.minusSeconds(OVERLAP_SECONDS);
        List<XeroListRequest> lists = new ArrayList<>();
        lists.add(invoices(run).since(since));
        if (payments) {
            lists.add(dated("/Payments", "PaymentType==\"ACCRECPAYMENT\"", run).since(since));
        }
        return lists;
    }
}
