package org.harvestxero.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.harvestxero.api.Check;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.runtime.route.RouteCheck;

/** The checks of {@code doctor} that need neither Harvest nor Xero. */
final class LocalChecks {
    private final Home home;
    private final Settings settings;
    private final Clock clock;

    LocalChecks(Home home, Settings settings, Clock clock) {
        this.home = home;
        this.settings = settings;
        this.clock = clock;
    }

    List<Check> all(DataSource dataSource, RouteCheck routes, boolean running) {
        List<Check> checks = new ArrayList<>(List.of(
                Check.local("settings", this::settings),
                Check.local("files", () -> new FileChecks(home, settings).findings()),
                Check.local("database", () -> database(dataSource)),
                Check.local("routes", () -> routeChecks(routes).routes()),
                Check.local("schedules", () -> routeChecks(routes).schedules()),
                Check.local("port", () -> port(running)),
                Check.local("harvest-own-link", this::ownLink)));
        if (WebhookCheck.isAsked(settings)) {
            checks.add(Check.local("xero-webhooks", () -> new WebhookCheck(settings, running).findings()));
        }
        return List.copyOf(checks);
    }

    private RouteChecks routeChecks(RouteCheck check) {
        return new RouteChecks(home, new NeededRoutes(home, settings), clock, check);
    }

    private List<Finding> settings() {
        List<String> missing = settings.missingForCopying(LocalDate.now(clock));
        return missing.isEmpty()
                ? List.of(Finding.ok("everything that is needed to copy is set in " + home.properties()
                        + ", the environment or options"))
                : missing.stream().map(LocalChecks::missing).toList();
    }

    /** The sentence has the remedy after its colon already. */
    private static Finding missing(String sentence) {
        int colon = sentence.indexOf(": ");
        return Finding.failure(sentence.substring(0, colon), sentence.substring(colon + 2));
    }

    private List<Finding> database(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return List.of(Finding.ok(connection.getMetaData().getDatabaseProductName() + " "
                    + connection.getMetaData().getDatabaseProductVersion() + " at "
                    + settings.databaseAddress()));
        } catch (SQLException e) {
            return List.of(Finding.unreachable(
                    "the database does not answer (" + e.getMessage() + ")",
                    "Check database.url, database.user and database.password, and that the server runs."));
        }
    }

    private List<Finding> port(boolean running) {
        ListenAddress listening = ListenAddress.of(settings);
        if (running) {
            return List.of(Finding.ok("this process listens on " + listening));
        }
        return listening
                .problem()
                .map(problem -> List.of(Finding.failure(
                        problem, "Set http.port to a free one or http.host to another, or stop the other program.")))
                .orElseGet(() -> List.of(Finding.ok(listening + " is free")));
    }

    private List<Finding> ownLink() {
        return List.of(Finding.warning(
                "Harvest's own Xero connection can't be seen from here, and with both at work each invoice would be copied twice",
                "Make sure that it is off: Harvest → Settings → Integrations → Xero → Disconnect."));
    }
}
