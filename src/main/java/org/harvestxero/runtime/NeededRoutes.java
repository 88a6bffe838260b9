package org.harvestxero.runtime;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;

/** What is switched on in a home and asks for routes that its own route files lack, as those of an earlier release do. */
final class NeededRoutes {
    private final List<Need> needs;

    NeededRoutes(Home home, Settings settings) {
        this.needs = List.of(
                new Need("payroll.yaml", Files.exists(home.payroll()), "payroll-call", "payroll-read"),
                new Need("overdue.steps=on", settings.text("overdue.steps").equals("on"), "overdue-round"),
                new Need(
                        "reconcile.schedule",
                        !settings.text("reconcile.schedule").equals("off"),
                        "reconcile"));
    }

    /** @param routes names of the {@code direct:} endpoints that the program itself calls for it */
    private record Need(String feature, boolean on, Set<String> routes) {
        Need(String feature, boolean on, String... routes) {
            this(feature, on, Set.of(routes));
        }
    }

    /** @param begun endpoints that routes begin with, such as {@code direct:payroll-read} */
    List<String> lacking(Stream<String> begun) {
        Set<String> there = begun.map(uri -> uri.replace("://", ":")).collect(Collectors.toSet());
        return needs.stream()
                .filter(Need::on)
                .filter(need -> !there.containsAll(
                        need.routes().stream().map(name -> "direct:" + name).collect(Collectors.toSet())))
                .map(need -> need.feature() + " is not carried out: no route begins with "
                        + need.routes().stream()
                                .map(name -> "direct:" + name)
                                .filter(uri -> !there.contains(uri))
                                .sorted()
                                .collect(Collectors.joining(" and ")))
                .toList();
    }
}
