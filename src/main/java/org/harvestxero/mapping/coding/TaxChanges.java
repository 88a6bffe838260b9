package org.harvestxero.mapping.coding;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetLine;

/**
 * Finds lines whose tax type is not what the client was charged last time. Lines are compared with the last invoice that used their
 * account; where none did, with all lines of the last invoice.
 */
public final class TaxChanges {
    private TaxChanges() {}

    /**
     * @param before what the client was sent before, the latest first
     * @return a sentence's middle for each line, such as {@code line 2 is taxed as OUTPUT2, last time as ZERORATEDOUTPUT}
     */
    public static List<String> of(TargetInvoice now, List<TargetInvoice> before) {
        List<String> changes = new ArrayList<>();
        for (int i = 0; i < now.lines().size(); i++) {
            TargetLine line = now.lines().get(i);
            Set<String> last = lastTypes(line.accountCode(), before);
            if (!last.isEmpty() && !last.contains(line.taxType())) {
                changes.add("line " + (i + 1) + " is taxed as " + line.taxType() + ", last time as "
                        + String.join(" and ", last));
            }
        }
        return changes;
    }

    private static Set<String> lastTypes(String account, List<TargetInvoice> before) {
        for (TargetInvoice invoice : before) {
            Set<String> types = invoice.lines().stream()
                    .filter(line -> line.accountCode().equals(account))
                    .map(TargetLine::taxType)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!types.isEmpty()) {
                return types;
            }
        }
        return before.isEmpty()
                ? Set.of()
                : before.get(0).lines().stream()
                        .map(TargetLine::taxType)
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
