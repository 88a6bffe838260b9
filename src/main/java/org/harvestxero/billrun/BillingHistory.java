package org.harvestxero.billrun;

import java.time.LocalDate;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.engine.Balances;
import org.harvestxero.billing.engine.BillingRequest.Known;
import org.harvestxero.billing.engine.History;
import org.harvestxero.billing.engine.Lot;
import org.harvestxero.billing.engine.Movement;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BalanceMovementTable.StoredMovement;
import org.harvestxero.store.billing.BillingMode;
import org.harvestxero.store.billing.DecisionTable.StoredDecision;
import org.harvestxero.store.billing.DraftLines.Price;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.StoredDecisions;
import org.jspecify.annotations.Nullable;

/** What the database knows of a client before one of its periods is billed. */
final class BillingHistory {
    private static final Set<Movement.Kind> OF_LOTS =
            EnumSet.of(Movement.Kind.GRANTED, Movement.Kind.USED, Movement.Kind.LAPSED, Movement.Kind.CREDITED);

    private final ConnectionStore store;

    BillingHistory(ConnectionStore store) {
        this.store = store;
    }

    /** @param decisions made and not used yet */
    Known known(long client, DuePeriod period, Currency billedIn, List<StoredDecision> decisions, BillingMode mode) {
        return new Known(
                balances(store.billing().balanceMovements().ofClient(client), period),
                store.billing().entryStates().standings(client),
                StoredDecisions.forEngine(decisions),
                history(client, period, billedIn, mode));
    }

    /**
     * What was granted counts up to the period, so that an older one is billed again as it was; what was used of caps and phases
     * counts whenever it was. Of a lot no more is used than a correction left of it.
     */
    private static Balances balances(List<StoredMovement> movements, DuePeriod period) {
        LocalDate start = period.covered().start();
        Balances balances = Balances.none();
        for (StoredMovement stored : movements) {
            Movement movement = stored.movement();
            boolean later = stored.periodStart().isAfter(start);
            if (OF_LOTS.contains(movement.kind()) && later) {
                continue;
            }
            Movement fits = movement.kind() == Movement.Kind.GRANTED ? movement : fitting(movement, balances);
            if (fits != null) {
                balances = balances.after(List.of(fits));
            }
        }
        return balances;
    }

    /** Null when the lot it takes from is gone. */
    private static @Nullable Movement fitting(Movement movement, Balances balances) {
        if (!OF_LOTS.contains(movement.kind())) {
            return movement;
        }
        for (Lot lot : balances.lots()) {
            if (lot.rule().equals(movement.name()) && lot.granted().equals(movement.lot())) {
                return cut(movement, lot.left());
            }
        }
        return null;
    }

    private static Movement cut(Movement movement, Limit left) {
        Hours hours = movement.hours();
        Money money = movement.money();
        return new Movement(
                movement.kind(),
                movement.name(),
                movement.lot(),
                movement.expires(),
                hours != null && left instanceof Limit.InHours most ? hours.min(most.hours()) : hours,
                money != null && left instanceof Limit.InMoney most ? money.min(most.money()) : money);
    }

    private History history(long client, DuePeriod period, Currency billedIn, BillingMode mode) {
        LocalDate start = period.covered().start();
        return mode == BillingMode.SHADOW
                ? history(client, start, billedIn, DraftState.SHADOW, List.of())
                : released(client, start, billedIn);
    }

    /** What was released to the client before a period that starts on {@code start}, and what of it waits. */
    History released(long client, LocalDate start, Currency billedIn) {
        List<String> waiting = store.billing().drafts().queue().waitingBefore(client, start).stream()
                .map(QueuedDrafts::name)
                .toList();
        return history(client, start, billedIn, DraftState.APPROVED, waiting);
    }

    /** @param asWell a parallel run compares with its own drafts, which never leave */
    private History history(long client, LocalDate start, Currency billedIn, DraftState asWell, List<String> waiting) {
        List<Money> totals = store.billing().billingRuns().totals(client, start, asWell).stream()
                .map(total -> Money.kept(total, billedIn))
                .toList();
        Set<Long> people = new HashSet<>();
        Set<History.PersonRate> rates = new HashSet<>();
        for (Price price : store.billing().draftLines().prices(client, asWell)) {
            people.add(price.person());
            if (price.rate() != null) {
                rates.add(new History.PersonRate(
                        price.person(), Rate.hourly(price.rate(), billedIn).amount()));
            }
        }
        return new History(totals, people, rates, waiting);
    }
}
