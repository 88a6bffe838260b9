package org.harvestxero.monthend;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is to be booked beside what stands, so that both together are what the month is now. */
public final class JournalChange {
    private JournalChange() {}

    /**
     * @param standing lines of all journals of the month and kind that stand; their sum is zero
     * @param wanted lines of the whole month; their sum is zero
     * @return lines with a sum of zero, debits first; none when nothing changed
     */
    public static List<JournalLine> between(Collection<JournalLine> standing, Collection<JournalLine> wanted) {
        SortedMap<Coding, BigDecimal> change = new TreeMap<>();
        wanted.forEach(line -> change.merge(line.coding(), line.amount(), BigDecimal::add));
        standing.forEach(line -> change.merge(line.coding(), line.amount().negate(), BigDecimal::add));
        List<JournalLine> debits = new ArrayList<>();
        List<JournalLine> credits = new ArrayList<>();
        change.forEach((coding, amount) -> {
            if (amount.signum() != 0) {
                (amount.signum() > 0 ? debits : credits).add(new JournalLine(coding, amount));
            }
        });
        debits.addAll(credits);
        return List.copyOf(debits);
    }
}
