package org.harvestxero.reconcile;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.harvestxero.api.ReconcileRequest;
import org.harvestxero.reconciliation.HarvestSide;
import org.jspecify.annotations.Nullable;

/** One reconciliation under way: what its lists have shown so far. Closed when it is over, however it went. */
public final class ReconcileRun implements AutoCloseable {
    /** Name of the header that carries it through the routes. */
    static final String HEADER = "reconciliation";

    private final ReconcileRequest request;
    private final Instant began;
    private final SortedSpill<HarvestSide> harvest = new SortedSpill<>(SideForms.HARVEST);
    private final SortedSpill<XeroDocument> xero = new SortedSpill<>(SideForms.XERO);
    private final SortedSpill<XeroDocument> strangers = new SortedSpill<>(SideForms.XERO);
    private final SortedSpill<XeroPart> parts = new SortedSpill<>(SideForms.PART);
    private final Map<Long, String> unreadable = new LinkedHashMap<>();
    private @Nullable Instant harvestBegan;
    private @Nullable Instant xeroBegan;
    private @Nullable LocalDate oldest;
    private BigDecimal credited = BigDecimal.ZERO;

    ReconcileRun(ReconcileRequest request, Instant began) {
        this.request = request;
        this.began = began;
    }

    ReconcileRequest request() {
        return request;
    }

    Instant began() {
        return began;
    }

    SortedSpill<HarvestSide> harvest() {
        return harvest;
    }

    SortedSpill<XeroDocument> xero() {
        return xero;
    }

    /** Documents of Xero's that belong to none of Harvest's. */
    SortedSpill<XeroDocument> strangers() {
        return strangers;
    }

    SortedSpill<XeroPart> parts() {
        return parts;
    }

    /** Harvest's invoices that can't be read, and why. */
    Map<Long, String> unreadable() {
        return unreadable;
    }

    /** Harvest's clock when it answered the first page. */
    @Nullable
    Instant harvestBegan() {
        return harvestBegan;
    }

    void harvestAnswered(Instant at) {
        harvestBegan = harvestBegan == null ? at : harvestBegan;
    }

    @Nullable
    Instant xeroBegan() {
        return xeroBegan;
    }

    void xeroAnswered(Instant at) {
        xeroBegan = xeroBegan == null ? at : xeroBegan;
    }

    /** The earliest date of a document that has a twin in Xero; null for none yet. */
    @Nullable
    LocalDate oldest() {
        return oldest;
    }

    void reaches(@Nullable LocalDate date) {
        if (date != null && (oldest == null || date.isBefore(oldest))) {
            oldest = date;
        }
    }

    /** What is set off against invoices in Xero, less the credit notes that were seen doing it. */
    BigDecimal creditedOtherwise() {
        return credited;
    }

    void credited(BigDecimal more) {
        credited = credited.add(more);
    }

    @Override
    public void close() {
        try (harvest;
                xero;
                strangers;
                parts) {
            unreadable.clear();
        }
    }

    /** Without what it holds, which may be personal. */
    @Override
    public String toString() {
        return "reconciliation begun " + began;
    }
}
