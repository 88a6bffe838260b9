package org.harvestxero.reconcile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.api.ReconciledDays;
import org.harvestxero.reconciliation.Difference;
import org.harvestxero.reconciliation.Figures;
import org.harvestxero.reconciliation.Measure;
import org.harvestxero.reconciliation.Reason;
import org.harvestxero.reconciliation.Reconciliation;
import org.harvestxero.reconciliation.Reconciliation.Beside;
import org.harvestxero.reconciliation.Reconciliation.CurrencySum;
import org.harvestxero.reconciliation.Reconciliation.ReasonSum;
import org.harvestxero.reconciliation.Reconciliation.Scope;
import org.harvestxero.reconciliation.Reconciliation.Told;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.reconcile.DifferencePages;
import org.harvestxero.store.reconcile.DifferenceTable.Key;
import org.harvestxero.store.reconcile.ReconciliationTable;
import org.harvestxero.store.reconcile.ReconciliationTable.Side;
import org.harvestxero.store.reconcile.ReconciliationTable.Stored;
import org.jspecify.annotations.Nullable;

/** Shows what {@link ReconciliationRecorder} kept. */
public final class KeptReconciliations implements ReconciledDays {
    private final ConnectionStore store;
    private final ReadCount count;

    /** @param count of the reconciliation that runs */
    public KeptReconciliations(ConnectionStore store, ReadCount count) {
        this.store = store;
        this.count = count;
    }

    @Override
    public Optional<Kept> find(@Nullable LocalDate day) {
        ReconciliationTable runs = store.reconcile().runs();
        return (day == null ? runs.latestComplete() : runs.latestComplete(day)).map(this::kept);
    }

    private Kept kept(Stored stored) {
        ReconciliationTable.Run run = stored.run();
        return new Kept(
                run.day(),
                run.actor(),
                new Reconciliation(
                        new Scope(run.span().began(), run.span().ended(), null, null, null),
                        currencies(store.reconcile().runs().sides(stored.id())),
                        store.reconcile().runs().sums(stored.id()).stream()
                                .map(KeptReconciliations::sum)
                                .toList(),
                        List.of(),
                        run.counts().leftOut(),
                        Beside.NOTHING));
    }

    private static List<CurrencySum> currencies(List<Side> sides) {
        Map<String, CurrencySum> sums = new LinkedHashMap<>();
        for (Side side : sides) {
            CurrencySum before = sums.getOrDefault(
                    side.currency(),
                    new CurrencySum(side.currency(), side.inHarvest(), side.inXero(), Figures.ZERO, Figures.ZERO));
            Measure measure = Measure.of(side.measure());
            sums.put(
                    side.currency(),
                    new CurrencySum(
                            side.currency(),
                            side.inHarvest(),
                            side.inXero(),
                            with(before.harvest(), measure, side.harvest()),
                            with(before.xero(), measure, side.xero())));
        }
        return List.copyOf(sums.values());
    }

    private static Figures with(Figures figures, Measure measure, BigDecimal amount) {
        return switch (measure) {
            case TOTAL -> new Figures(amount, figures.paid(), figures.credited());
            case PAID -> new Figures(figures.total(), amount, figures.credited());
            case CREDITED -> new Figures(figures.total(), figures.paid(), amount);
            default -> figures;
        };
    }

    private static ReasonSum sum(ReconciliationTable.Sum stored) {
        return new ReasonSum(
                stored.currency(),
                Measure.of(stored.measure()),
                Reason.of(stored.reason()),
                stored.documents(),
                stored.amount(),
                stored.size());
    }

    @Override
    public List<Standing> standing(Part part, long after, int most) {
        return store
                .reconcile()
                .differencePages()
                .standing(part.reason().key(), part.measure().word(), part.currency(), after, most)
                .stream()
                .map(KeptReconciliations::standing)
                .toList();
    }

    @Override
    public List<Standing> begun(LocalDate day, long after, int most) {
        return store.reconcile().differencePages().begun(day, after, most).stream()
                .map(KeptReconciliations::standing)
                .toList();
    }

    private static Standing standing(DifferencePages.Kept kept) {
        Key key = kept.shown().key();
        Difference difference = new Difference(
                new Difference.Subject(
                        key.kind(),
                        key.harvestId(),
                        key.xeroId(),
                        kept.shown().number(),
                        kept.shown().client(),
                        key.currency()),
                Measure.of(key.measure()),
                Difference.Sides.UNKNOWN,
                kept.shown().amount(),
                new Difference.Cause(
                        Reason.of(key.reason()),
                        kept.shown().words().detail(),
                        kept.shown().words().command()));
        return new Standing(kept.id(), new Told(difference, kept.firstDay()), kept.gone());
    }

    @Override
    public Optional<Reading> underWay() {
        return count.read();
    }
}
