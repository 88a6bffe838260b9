package org.harvestxero.reconcile;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.harvestxero.api.CycleReport.Calls;
import org.harvestxero.api.Trouble;
import org.harvestxero.event.Amount;
import org.harvestxero.event.InvoiceRef;
import org.harvestxero.event.MoneyEvent;
import org.harvestxero.reconciliation.Difference;
import org.harvestxero.reconciliation.Measure;
import org.harvestxero.reconciliation.Reconciliation;
import org.harvestxero.reconciliation.Reconciliation.CurrencySum;
import org.harvestxero.reconciliation.Reconciliation.Told;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.reconcile.DifferenceTable;
import org.harvestxero.store.reconcile.DifferenceTable.Key;
import org.harvestxero.store.reconcile.DifferenceTable.Shown;
import org.harvestxero.store.reconcile.ReconciliationTable;
import org.harvestxero.store.reconcile.ReconciliationTable.Side;
import org.harvestxero.store.reconcile.ReconciliationTable.Sum;
import org.jspecify.annotations.Nullable;

/** Keeps what each day's reconciliation found, and tells of each difference since when it stands. */
final class ReconciliationRecorder {
    private static final List<Measure> MONEY = List.of(Measure.TOTAL, Measure.PAID, Measure.CREDITED);

    private final ConnectionStore store;
    private final Supplier<ZoneId> zone;
    private final int keptDays;
    private final Clock clock;

    /** @param keptDays how long a day's figures are kept */
    ReconciliationRecorder(ConnectionStore store, Supplier<ZoneId> zone, int keptDays, Clock clock) {
        this.store = store;
        this.zone = zone;
        this.keptDays = keptDays;
        this.clock = clock;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone.get());
    }

    /**
     * The differences with the first day of each.
     *
     * @param fresh those that did not stand before; none where only a part was looked at
     */
    record Kept(List<Told> told, List<Difference> fresh) {}

    /** Of a part, or of another day, nothing is kept: only since when each difference stands is looked up. */
    List<Told> lookUp(List<Difference> found) {
        Map<Key, LocalDate> days = store.reconcile().differences().firstDays();
        LocalDate today = today();
        return found.stream()
                .map(each -> new Told(each, days.getOrDefault(key(each), today)))
                .toList();
    }

    /** Keeps it as today's. */
    Kept keep(Reconciliation found, List<Difference> differences, String who, Calls calls) {
        LocalDate today = today();
        List<Told> told = new ArrayList<>();
        List<Difference> fresh = new ArrayList<>();
        store.inTransaction(() -> {
            List<Shown> shown =
                    differences.stream().map(ReconciliationRecorder::shown).toList();
            DifferenceTable.Kept kept = store.reconcile().differences().keep(shown, today, clock.instant());
            for (int i = 0; i < differences.size(); i++) {
                told.add(new Told(differences.get(i), kept.since().get(i)));
            }
            Set<Key> untold = kept.fresh().stream().map(Shown::key).collect(Collectors.toSet());
            differences.stream().filter(each -> untold.remove(key(each))).forEach(fresh::add);
            fresh.stream().filter(each -> !each.reason().isMeant()).forEach(this::tell);
            store.reconcile().runs().add(run(found, who, calls), sides(found), sums(found));
            store.reconcile().runs().forgetBefore(today.minusDays(keptDays));
            store.reconcile().differences().forgetBefore(today.minusDays(keptDays));
        });
        return new Kept(List.copyOf(told), List.copyOf(fresh));
    }

    /** Whoever asked for it is told of a difference when it comes, and not each day again. */
    private void tell(Difference difference) {
        Difference.Subject of = difference.subject();
        boolean invoice = of.kind().equals("invoice");
        store.events()
                .add(new MoneyEvent.Difference(
                        of.kind() + "." + difference.measure().word(),
                        new InvoiceRef(
                                invoice ? of.harvest() : null, null, of.number(), invoice ? of.xero() : null, null),
                        amount(difference.sides().harvest(), of.currency()),
                        amount(difference.sides().xero(), of.currency()),
                        difference.reason().key() + ": " + difference.reason().sentence()));
    }

    private static @Nullable Amount amount(@Nullable BigDecimal amount, String currency) {
        return amount == null ? null : new Amount(amount, currency);
    }

    /** Keeps that there was one, and why it is not complete. */
    void keepTrouble(Instant began, Trouble trouble, String who, Calls calls) {
        store.inTransaction(() -> store.reconcile()
                .runs()
                .add(
                        new ReconciliationTable.Run(
                                today(),
                                new ReconciliationTable.Span(began, clock.instant()),
                                who,
                                new ReconciliationTable.Counts(0, 0, 0),
                                new ReconciliationTable.Calls(calls.harvest(), calls.xero()),
                                trouble.side() + ": " + trouble.message()),
                        List.of(),
                        List.of()));
    }

    private ReconciliationTable.Run run(Reconciliation found, String who, Calls calls) {
        return new ReconciliationTable.Run(
                today(),
                new ReconciliationTable.Span(
                        found.scope().began(), found.scope().ended()),
                who,
                new ReconciliationTable.Counts(found.count(), found.unexplained(), found.leftOut()),
                new ReconciliationTable.Calls(calls.harvest(), calls.xero()),
                null);
    }

    private static List<Side> sides(Reconciliation found) {
        List<Side> sides = new ArrayList<>();
        for (CurrencySum sum : found.currencies()) {
            for (Measure measure : MONEY) {
                sides.add(new Side(
                        sum.currency(),
                        measure.word(),
                        sum.inHarvest(),
                        sum.inXero(),
                        sum.harvest().of(measure),
                        sum.xero().of(measure)));
            }
        }
        return sides;
    }

    private static List<Sum> sums(Reconciliation found) {
        return found.reasons().stream()
                .map(sum -> new Sum(
                        sum.currency(),
                        sum.measure().word(),
                        sum.reason().key(),
                        sum.documents(),
                        sum.amount(),
                        sum.size()))
                .toList();
    }

    private static Shown shown(Difference difference) {
        return new Shown(
                key(difference),
                difference.subject().number(),
                difference.subject().client(),
                difference.amount(),
                new DifferenceTable.Words(
                        difference.cause().detail(), difference.cause().command()));
    }

    private static Key key(Difference difference) {
        @Nullable Long harvest = difference.subject().harvest();
        return new Key(
                difference.subject().kind(),
                harvest,
                difference.subject().xero(),
                difference.measure().word(),
                difference.reason().key(),
                difference.subject().currency());
    }
}
