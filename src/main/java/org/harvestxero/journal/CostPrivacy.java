package org.harvestxero.journal;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.harvestxero.monthend.Coding;
import org.harvestxero.monthend.CostJournal;
import org.harvestxero.monthend.JournalLine;
import org.harvestxero.monthend.PayVeil;
import org.harvestxero.store.journal.JournalSourceTable;

/** Whose cost a journal of labour cost holds where: what one needs to know to keep a single person's to those who may see pay. */
final class CostPrivacy {
    private final Map<Coding, Map<String, BigDecimal>> costs;

    private CostPrivacy(Map<Coding, Map<String, BigDecimal>> costs) {
        this.costs = costs;
    }

    static CostPrivacy of(CostJournal journal) {
        return of(
                journal.sources(),
                CostJournal.Source::coding,
                source -> source.entry().work().person().name().name(),
                CostJournal.Source::amount);
    }

    static CostPrivacy kept(Collection<JournalSourceTable.Entry> sources) {
        return of(
                sources,
                JournalSourceTable.Entry::coding,
                source -> source.subject().person(),
                source -> source.hours().multiply(source.rate()));
    }

    /** Two people of one name count as one, which hides more; who costs nothing is nobody, since the sum is the others'. */
    private static <T> CostPrivacy of(
            Collection<T> sources,
            Function<T, Coding> coding,
            Function<T, String> person,
            Function<T, BigDecimal> amount) {
        Map<Coding, Map<String, BigDecimal>> costs = new HashMap<>();
        sources.forEach(source -> costs.computeIfAbsent(coding.apply(source), each -> new HashMap<>())
                .merge(person.apply(source), amount.apply(source), BigDecimal::add));
        costs.values().forEach(sums -> sums.values().removeIf(cost -> cost.signum() == 0));
        return new CostPrivacy(costs);
    }

    /** @param against where the total stands */
    PayVeil veil(List<JournalLine> lines, Coding against) {
        return PayVeil.over(lines, against, people());
    }

    /** The same over those of the lines that anybody's cost changed of. */
    PayVeil veilOfChanged(List<JournalLine> lines, Coding against) {
        Map<Coding, Set<String>> people = people();
        return PayVeil.over(
                lines.stream()
                        .filter(line ->
                                !people.getOrDefault(line.coding(), Set.of()).isEmpty())
                        .toList(),
                against,
                people);
    }

    /** What it came to differ in, from an earlier state of the same month. */
    CostPrivacy since(CostPrivacy earlier) {
        Map<Coding, Map<String, BigDecimal>> changed = new HashMap<>();
        Stream.concat(costs.keySet().stream(), earlier.costs.keySet().stream())
                .distinct()
                .forEach(coding -> {
                    Map<String, BigDecimal> sums = new HashMap<>(costs.getOrDefault(coding, Map.of()));
                    earlier.costs
                            .getOrDefault(coding, Map.of())
                            .forEach((person, cost) -> sums.merge(person, cost.negate(), BigDecimal::add));
                    sums.values().removeIf(cost -> cost.signum() == 0);
                    changed.put(coding, sums);
                });
        return new CostPrivacy(changed);
    }

    boolean isUnknown() {
        return costs.isEmpty();
    }

    /** Of all accounts. */
    Set<String> everybody() {
        Set<String> all = new TreeSet<>();
        costs.values().forEach(people -> all.addAll(people.keySet()));
        return all;
    }

    private Map<Coding, Set<String>> people() {
        Map<Coding, Set<String>> people = new HashMap<>();
        costs.forEach((coding, sums) -> people.put(coding, sums.keySet()));
        return people;
    }
}
