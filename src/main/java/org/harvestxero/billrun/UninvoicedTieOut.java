package org.harvestxero.billrun;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.harvestxero.api.UnbilledReport.Difference;
import org.harvestxero.api.UnbilledReport.Tie;
import org.harvestxero.billing.Project;
import org.harvestxero.harvest.Uninvoiced;

/**
 * Holds the unbilled work that Harvest lists against Harvest's own report of it, project by project. Projects with a fixed fee are
 * left out: the report says nothing of their hours.
 */
final class UninvoicedTieOut {
    private final Map<Long, Compared> projects = new LinkedHashMap<>();
    private final Set<Long> fixedFee = new HashSet<>();

    /** A project, as its entries and expenses and as Harvest's report say. */
    private static final class Compared {
        private String client = "";
        private String name = "";
        private String currency = "";
        private UnbilledAmount listed = UnbilledAmount.NONE;
        private UnbilledAmount here = UnbilledAmount.NONE;
        private UnbilledAmount reported = UnbilledAmount.NONE;

        private UnbilledAmount offReport() {
            return reported.minus(listed);
        }
    }

    void hasFixedFee(long projectId) {
        fixedFee.add(projectId);
    }

    /**
     * Adds a time entry or expense.
     *
     * @param here the part of it that is billed, or about to be, on this side
     */
    void add(Project of, UnbilledClient client, UnbilledAmount listed, UnbilledAmount here) {
        Compared project = named(of.id(), of.name(), client.named().name(), client.currencyCode());
        project.listed = project.listed.plus(listed);
        project.here = project.here.plus(here);
    }

    /** Takes a row of Harvest's report. */
    void reported(Uninvoiced row) {
        Compared project =
                named(row.project().id(), row.project().name(), row.client().name(), row.currency());
        project.reported = new UnbilledAmount(row.hours(), row.amount());
    }

    private Compared named(long id, String name, String client, String currency) {
        Compared project = projects.computeIfAbsent(id, first -> new Compared());
        project.client = client;
        project.name = name;
        project.currency = currency;
        return project;
    }

    /** By currency. */
    List<Tie> ties() {
        return compared().stream()
                .collect(Collectors.groupingBy(project -> project.currency, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> tie(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Tie tie(String currency, List<Compared> projects) {
        UnbilledAmount reported = UnbilledAmount.NONE;
        UnbilledAmount listed = UnbilledAmount.NONE;
        UnbilledAmount here = UnbilledAmount.NONE;
        for (Compared project : projects) {
            reported = reported.plus(project.reported);
            listed = listed.plus(project.listed);
            here = here.plus(project.here);
        }
        return new Tie(
                currency,
                reported.rounded(currency),
                listed.minus(here).rounded(currency),
                here.rounded(currency),
                reported.minus(listed).rounded(currency));
    }

    /** The projects where the report says something else than the lists. */
    List<Difference> differences() {
        return compared().stream()
                .filter(project -> !project.offReport().isNothing(project.currency))
                .map(project -> new Difference(
                        project.client,
                        project.name,
                        project.currency,
                        project.reported.rounded(project.currency),
                        project.listed.rounded(project.currency)))
                .sorted(Comparator.comparing(Difference::client).thenComparing(Difference::project))
                .toList();
    }

    private List<Compared> compared() {
        return projects.entrySet().stream()
                .filter(entry -> !fixedFee.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
