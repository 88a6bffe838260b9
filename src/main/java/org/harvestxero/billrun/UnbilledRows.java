package org.harvestxero.billrun;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.api.UnbilledReport.Aged;
import org.harvestxero.api.UnbilledReport.Row;
import org.harvestxero.api.UnbilledReport.Sum;
import org.harvestxero.billing.Named;
import org.harvestxero.billrun.UnbilledReasons.Why;

/** The work that is billed nowhere, summed by client, currency and reason. */
final class UnbilledRows {
    private final Map<Key, Piled> rows = new HashMap<>();
    private final Map<String, Map<LocalDate, UnbilledAmount>> byDay = new TreeMap<>();

    private record Key(Named client, String currency, Why why) {}

    private static final class Piled {
        private UnbilledAmount amount = UnbilledAmount.NONE;
        private int entries;
        private int expenses;
        private LocalDate oldest = LocalDate.MAX;
    }

    void addEntry(UnbilledClient client, Why why, LocalDate spentDate, UnbilledAmount amount) {
        add(client, why, spentDate, amount).entries++;
    }

    void addExpense(UnbilledClient client, Why why, LocalDate spentDate, UnbilledAmount amount) {
        add(client, why, spentDate, amount).expenses++;
    }

    private Piled add(UnbilledClient client, Why why, LocalDate day, UnbilledAmount amount) {
        Piled row = rows.computeIfAbsent(new Key(client.named(), client.currencyCode(), why), first -> new Piled());
        row.oldest = day.isBefore(row.oldest) ? day : row.oldest;
        row.amount = row.amount.plus(amount);
        byDay.computeIfAbsent(client.currencyCode(), first -> new TreeMap<>()).merge(day, amount, UnbilledAmount::plus);
        return row;
    }

    /** The first day of each span of age but the youngest; what is older than the last has no end. */
    private static final List<Integer> AGES = List.of(31, 61, 91);

    /** By currency and age. @param today ages are counted to */
    List<Aged> ages(LocalDate today) {
        List<Aged> all = new ArrayList<>();
        byDay.forEach((currency, days) -> {
            int from = 0;
            for (int i = 0; i <= AGES.size(); i++) {
                boolean last = i == AGES.size();
                int next = last ? Integer.MAX_VALUE : AGES.get(i);
                UnbilledAmount sum = UnbilledAmount.NONE;
                for (Map.Entry<LocalDate, UnbilledAmount> day : days.entrySet()) {
                    long age = Math.max(0, ChronoUnit.DAYS.between(day.getKey(), today));
                    sum = age >= from && age < next ? sum.plus(day.getValue()) : sum;
                }
                all.add(new Aged(currency, from, last ? null : next - 1, sum.rounded(currency)));
                from = next;
            }
        });
        return all;
    }

    /** By client and age. @param today ages are counted to */
    List<Row> until(LocalDate today) {
        return rows.entrySet().stream()
                .map(row -> row(row.getKey(), row.getValue(), today))
                .sorted(Comparator.comparing(Row::client)
                        .thenComparing(Row::clientId)
                        .thenComparing(Row::oldest)
                        .thenComparing(Row::message))
                .toList();
    }

    private static Row row(Key key, Piled piled, LocalDate today) {
        Sum sum = piled.amount.rounded(key.currency());
        return new Row(
                key.client().name(),
                key.client().id(),
                key.why().code(),
                key.why().words(),
                sum.hours(),
                sum.worth(),
                key.currency(),
                piled.entries,
                piled.expenses,
                piled.oldest,
                ChronoUnit.DAYS.between(piled.oldest, today));
    }
}
