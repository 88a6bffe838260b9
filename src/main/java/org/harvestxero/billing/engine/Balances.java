package org.harvestxero.billing.engine;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.terms.Limit;

/**
 * What a client has left and used, before a run. Never stored: it follows from the movements.
 *
 * @param lots of retainers, oldest first
 * @param caps what was used of each cap, by name
 * @param phases what was billed of each phase, by rule and phase
 * @param fees what is still to be charged of fees that had no room under a purchase order, by retainer
 */
public record Balances(List<Lot> lots, Map<String, CapUse> caps, Map<String, Money> phases, Map<HeldFee, Money> fees) {
    /**
     * A part of a fee that is to be charged later.
     *
     * @param rule the retainer
     * @param period first day of the period the fee is for
     */
    public record HeldFee(String rule, LocalDate period) {}

    public Balances {
        lots = List.copyOf(lots);
        caps = Map.copyOf(caps);
        phases = Map.copyOf(phases);
        fees = Map.copyOf(fees);
    }

    public static Balances none() {
        return new Balances(List.of(), Map.of(), Map.of(), Map.of());
    }

    /** These balances after {@code movements}, oldest first. */
    public Balances after(List<Movement> movements) {
        List<Lot> newLots = new ArrayList<>(lots);
        Map<String, CapUse> newCaps = new TreeMap<>(caps);
        Map<String, Money> newPhases = new TreeMap<>(phases);
        Map<HeldFee, Money> newFees = new HashMap<>(fees);
        for (Movement movement : movements) {
            switch (movement.kind()) {
                case GRANTED -> newLots.add(granted(movement));
                case USED, LAPSED, CREDITED -> newLots.replaceAll(lot -> taken(lot, movement));
                case CAP_USED ->
                    newCaps.merge(
                            movement.name(),
                            new CapUse(requireNonNull(movement.hours()), requireNonNull(movement.money())),
                            (old, more) -> old.plus(more.hours(), more.money()));
                case PHASE_BILLED -> newPhases.merge(movement.name(), requireNonNull(movement.money()), Money::plus);
                case FEE_BILLED -> {}
                case FEE_HELD -> newFees.merge(heldFee(movement), requireNonNull(movement.money()), Money::plus);
                case FEE_RELEASED ->
                    newFees.computeIfPresent(
                            heldFee(movement), (fee, held) -> held.minus(requireNonNull(movement.money())));
            }
        }
        newLots.removeIf(lot -> isEmpty(lot.left()));
        newFees.values().removeIf(Money::isZero);
        return new Balances(newLots, newCaps, newPhases, newFees);
    }

    private static HeldFee heldFee(Movement movement) {
        return new HeldFee(movement.name(), requireNonNull(movement.lot()));
    }

    private static Lot granted(Movement movement) {
        Limit left = movement.hours() != null
                ? new Limit.InHours(movement.hours())
                : new Limit.InMoney(requireNonNull(movement.money()));
        return new Lot(movement.name(), requireNonNull(movement.lot()), movement.expires(), left);
    }

    private static Lot taken(Lot lot, Movement movement) {
        if (!lot.rule().equals(movement.name()) || !lot.granted().equals(movement.lot())) {
            return lot;
        }
        Limit left = lot.left() instanceof Limit.InHours inHours
                ? new Limit.InHours(inHours.hours().minus(requireNonNull(movement.hours())))
                : new Limit.InMoney(((Limit.InMoney) lot.left()).money().minus(requireNonNull(movement.money())));
        return new Lot(lot.rule(), lot.granted(), lot.expires(), left);
    }

    private static boolean isEmpty(Limit left) {
        return left instanceof Limit.InHours inHours
                ? inHours.hours().isZero()
                : ((Limit.InMoney) left).money().isZero();
    }
}
