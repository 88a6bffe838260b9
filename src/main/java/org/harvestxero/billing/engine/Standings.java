package org.harvestxero.billing.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.harvestxero.billing.Hours;
import org.jspecify.annotations.Nullable;

/**
 * What earlier runs did with entries and expenses; what they settled is never billed again.
 *
 * @param entries by id; an entry no run settled or held as overage is absent
 * @param expenses ids of the settled ones
 */
public record Standings(Map<Long, Standing> entries, Set<Long> expenses) {
    private static final Standing OPEN = new Standing(Hours.ZERO, null);

    public Standings {
        entries = Map.copyOf(entries);
        expenses = Set.copyOf(expenses);
    }

    public static Standings none() {
        return new Standings(Map.of(), Set.of());
    }

    Standing of(long entry) {
        return entries.getOrDefault(entry, OPEN);
    }

    /** These standings after a run. */
    public Standings after(BillingResult result) {
        Map<Long, Standing> newEntries = new HashMap<>(entries);
        Set<Long> newExpenses = new HashSet<>(expenses);
        for (NotBilled rest : result.notBilled()) {
            boolean settled = rest.bucket().isSettled();
            if (rest.source().kind() == Source.Kind.TIME_ENTRY) {
                settle(newEntries, rest.source().id(), settled ? rest.hours() : Hours.ZERO, rest.overageOf());
            } else if (settled) {
                newExpenses.add(rest.source().id());
            }
        }
        result.drafts().stream()
                .flatMap(draft -> draft.lines().stream())
                .flatMap(line -> line.sources().stream())
                .forEach(part -> {
                    if (part.source().kind() == Source.Kind.EXPENSE) {
                        newExpenses.add(part.source().id());
                    } else {
                        settle(newEntries, part.source().id(), part.hours(), null);
                    }
                });
        return new Standings(newEntries, newExpenses);
    }

    private static void settle(Map<Long, Standing> entries, long id, Hours hours, @Nullable String overageOf) {
        if (!hours.isZero() || overageOf != null) {
            entries.merge(
                    id,
                    new Standing(hours, overageOf),
                    (old, more) -> new Standing(
                            old.settled().plus(more.settled()),
                            more.overageOf() == null ? old.overageOf() : more.overageOf()));
        }
    }
}
