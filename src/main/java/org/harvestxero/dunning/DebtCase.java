package org.harvestxero.dunning;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One invoice with what was done about it.
 *
 * @param done names of the steps that were taken or passed over, each for good
 * @param holds why nothing may be done about it
 */
public record DebtCase(Debt debt, Set<String> done, List<Hold> holds) {
    public DebtCase {
        done = Set.copyOf(done);
        holds = List.copyOf(holds);
    }

    /** The first of what holds it on that day. */
    public Optional<Hold> hold(LocalDate day) {
        return holds.stream().filter(hold -> hold.holdsOn(day)).findFirst();
    }

    /** Whether it is open and nothing holds it. */
    public boolean isFree(LocalDate day) {
        return !debt.isPaid() && hold(day).isEmpty();
    }
}
