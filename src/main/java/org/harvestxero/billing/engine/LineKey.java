package org.harvestxero.billing.engine;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.terms.Adjustment;
import org.harvestxero.billing.terms.Coding;
import org.jspecify.annotations.Nullable;

/**
 * What charges must share to stand on one line; rates are never mixed.
 *
 * @param invoice which invoice
 * @param place of the rule in the agreement
 * @param kind what is charged for
 * @param groups values of the layout's groups
 * @param late the day worked, for work of closed periods; else null
 * @param rate price of an hour or day
 * @param coding what the agreement says about the books
 * @param reductions agreed on for this work
 */
record LineKey(
        String invoice,
        int place,
        LineKind kind,
        List<GroupValue> groups,
        @Nullable LocalDate late,
        Rate rate,
        Coding coding,
        List<Adjustment> reductions) {
    static final Comparator<LineKey> IN_ORDER = Comparator.comparingInt(LineKey::place)
            .thenComparing(LineKey::kind)
            .thenComparing(LineKey::groups, LineKey::compareGroups)
            .thenComparing(LineKey::late, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(key -> key.rate().amount())
            .thenComparing(key -> key.rate().unit())
            .thenComparing(key -> key.coding().toString())
            .thenComparing(key -> key.reductions().toString());

    private static int compareGroups(List<GroupValue> one, List<GroupValue> other) {
        for (int i = 0; i < one.size(); i++) {
            int compared = one.get(i).compareTo(other.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }
}
