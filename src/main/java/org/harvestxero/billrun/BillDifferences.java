package org.harvestxero.billrun;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.harvestxero.api.PublicIds;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.engine.BillingResult;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.Movement;
import org.harvestxero.store.billing.StoredDraft;

/** What billing a period once more would change of its bill. */
final class BillDifferences {
    private BillDifferences() {}

    /**
     * What a new run of a billed period would change, a sentence each.
     *
     * @param moved what the old one did to balances: more or less left of them changes later bills, even where this one is the same
     */
    static List<String> of(List<StoredDraft> before, List<Movement> moved, BillingResult result) {
        List<String> differences = new ArrayList<>();
        Map<String, Draft> now = new TreeMap<>();
        result.drafts().forEach(draft -> now.put(draft.key(), draft));
        for (StoredDraft old : before) {
            Draft anew = now.remove(old.content().key());
            String name = name(old);
            if (anew == null) {
                differences.add(name + " of " + old.content().subtotal() + " would not be made");
            } else {
                compare(name, old.content(), anew, differences);
            }
        }
        now.values()
                .forEach(draft -> differences.add("a draft " + (draft.key().isEmpty() ? "" : draft.key() + " ") + "of "
                        + draft.subtotal() + " would be new"));
        balances(moved, result.movements(), differences);
        return differences;
    }

    private static void balances(List<Movement> moved, List<Movement> anew, List<String> differences) {
        Set<Movement> all = new LinkedHashSet<>(moved);
        all.addAll(anew);
        for (Movement movement : all) {
            int more = Collections.frequency(anew, movement) - Collections.frequency(moved, movement);
            if (more != 0) {
                differences.add((more > 0 ? "would move: " : "would move no longer: ") + inWords(movement));
            }
        }
    }

    /** Such as {@code Plan, 2.00 h used of the period from 2026-08-01}. */
    private static String inWords(Movement movement) {
        Hours hours = movement.hours();
        Money money = movement.money();
        String amount = hours != null && money != null
                ? hours + ", " + money + " of money"
                : hours != null ? hours.toString() : String.valueOf(money);
        return movement.name() + ", " + amount + " "
                + movement.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + (movement.lot() == null ? "" : " of the period from " + movement.lot());
    }

    private static String name(StoredDraft draft) {
        return draft.number() == null ? "draft " + PublicIds.draft(draft.id()) : "invoice " + draft.number();
    }

    private static void compare(String name, Draft old, Draft anew, List<String> differences) {
        if (!old.subtotal().equals(anew.subtotal())) {
            differences.add(name + " came to " + old.subtotal() + ", and would come to " + anew.subtotal() + " ("
                    + signed(anew.subtotal().minus(old.subtotal()).amount()) + ")");
        }
        List<DraftLine> left = new ArrayList<>(anew.lines());
        for (DraftLine line : old.lines()) {
            Optional<DraftLine> same = left.stream()
                    .filter(other -> other.description().equals(line.description()))
                    .findFirst();
            same.ifPresent(left::remove);
            if (same.isEmpty()) {
                differences.add(name + ": the line \"" + line.description() + "\" of " + line.amount() + " would go");
            } else if (!same.get().amount().equals(line.amount())) {
                differences.add(name + ": the line \"" + line.description() + "\" would come to "
                        + same.get().amount() + " instead of " + line.amount());
            }
        }
        left.forEach(line -> differences.add(
                name + ": the line \"" + line.description() + "\" of " + line.amount() + " would be new"));
    }

    private static String signed(BigDecimal amount) {
        return (amount.signum() > 0 ? "+" : "") + amount.toPlainString();
    }
}
