package org.harvestxero.runtime;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.config.Home;
import org.harvestxero.config.Schedule;
import org.harvestxero.http.MissingRouteException;
import org.harvestxero.runtime.route.RouteCheck;
import org.harvestxero.runtime.route.RouteFiles;
import org.harvestxero.runtime.route.RouteRefusedException;

/** Whether the route files would run, and what their schedules come to. */
final class RouteChecks {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

    private final Home home;
    private final NeededRoutes needed;
    private final Clock clock;
    private final RouteCheck check;

    RouteChecks(Home home, NeededRoutes needed, Clock clock, RouteCheck check) {
        this.needed = needed;
        this.home = home;
        this.clock = clock;
        this.check = check;
    }

    List<Finding> routes() {
        try {
            RouteFiles files = RouteFiles.read(home.routes());
            check.check(files);
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.ok(files.texts().size() + " route files in " + home.routes() + " would run"));
            check.told(files)
                    .forEach(told -> findings.add(
                            Finding.warning(told, "If it is meant, nothing has to be done; else put it back.")));
            needed.lacking(check.begun(files))
                    .forEach(lack -> findings.add(Finding.warning(lack, MissingRouteException.REMEDY)));
            return findings;
        } catch (RouteRefusedException e) {
            return List.of(
                    Finding.failure(
                            e.file() + ": " + e.reason(),
                            "Correct the file; until then the last good version of all of them runs, also after a restart (data/last-good)."));
        }
    }

    /** What runs when, according to the route files, the operator's own included. */
    List<Finding> schedules() {
        List<RouteCheck.Planned> planned;
        try {
            planned = check.check(RouteFiles.read(home.routes()));
        } catch (RouteRefusedException e) {
            return List.of(Finding.warning("nothing can be said of schedules while the routes are refused", ""));
        }
        if (planned.isEmpty()) {
            return List.of(Finding.ok("no route begins with a schedule"));
        }
        List<Finding> findings = new ArrayList<>();
        for (RouteCheck.Planned each : planned) {
            Schedule schedule = each.schedule();
            if (schedule.isOff()) {
                findings.add(Finding.ok(each.route() + ": off"));
                continue;
            }
            List<ZonedDateTime> next = schedule.next(clock.instant(), 3);
            if (next.isEmpty()) {
                findings.add(Finding.failure(
                        each.route() + ": " + schedule + " never comes again", "Give it a time that is to come."));
                continue;
            }
            findings.add(Finding.ok(each.route() + ": " + schedule + " next runs "
                    + next.stream().map(TIME::format).collect(Collectors.joining(", "))));
            schedule.skippedOn(clock.instant())
                    .ifPresent(day -> findings.add(Finding.warning(
                            each.route() + " does not run on " + day + ", when clocks in " + schedule.zone()
                                    + " go forward over its time",
                            "Choose another hour.")));
        }
        return findings;
    }
}
