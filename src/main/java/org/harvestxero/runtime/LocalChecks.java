package org.harvestxero.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.harvestxero.api.Check;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.config.Home;
import org.harvestxero.config.Schedule;
import org.harvestxero.config.Settings;
import org.harvestxero.config.Writers;
import org.harvestxero.runtime.route.RouteCheck;
import org.harvestxero.runtime.route.RouteFiles;
import org.harvestxero.runtime.route.RouteRefusedException;

/** The checks of {@code doctor} that need neither Harvest nor Xero. */
final class LocalChecks {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Home home;
    private final Settings settings;
    private final Clock clock;

    LocalChecks(Home home, Settings settings, Clock clock) {
        this.home = home;
        this.settings = settings;
        this.clock = clock;
    }

    List<Check> all(DataSource dataSource, RouteCheck routes, boolean running) {
        return List.of(
                Check.local("settings", this::settings),
                Check.local("files", this::files),
                Check.local("database", () -> database(dataSource)),
                Check.local("routes", () -> routes(routes)),
                Check.local("schedules", () -> schedules(routes)),
                Check.local("port", () -> port(running)),
                Check.local("harvest-own-link", this::ownLink));
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

    private List<Finding> files() {
        List<Finding> findings = new ArrayList<>();
        if (!Files.isWritable(home.data())) {
            findings.add(Finding.failure(
                    home.data() + " can't be written", "Give the user of this process the right to write there."));
        }
        if (hasSecrets() && readableByOthers(home.properties())) {
            findings.add(Finding.warning(
                    home.properties() + " holds secrets and can be read by other users",
                    "chmod 600 " + home.properties() + ", or give the secrets through the environment."));
        }
        Path key = settings.path("secrets.key-file");
        if (Files.exists(key) && readableByOthers(key)) {
            findings.add(Finding.failure(key + " can be read by other users", "chmod 600 " + key));
        }
        writers(findings);
        if (findings.isEmpty()) {
            findings.add(Finding.ok(home + " is in order"));
        }
        return findings;
    }

    /** Whoever can write these decides what this process does. */
    private void writers(List<Finding> findings) {
        String program = System.getProperty("harvest-xero.program", "");
        Path jars = Path.of(program.isEmpty() ? home.toString() : program)
                .resolve("lib")
                .resolve("ext");
        for (Path each :
                List.of(home.routes(), home.agreements(), home.mappings(), home.holidays(), home.properties(), jars)) {
            Writers.complaint(each).ifPresent(complaint -> {
                int run = complaint.lastIndexOf(": run ");
                findings.add(
                        Finding.failure(complaint.substring(0, run), complaint.substring(run + ": run ".length())));
            });
            Writers.stranger(each)
                    .ifPresent(owner -> findings.add(Finding.warning(
                            each + " belongs to " + owner + ", who decides by it what this process does",
                            "If that is not meant, give it to the user of this process or to root.")));
        }
    }

    private boolean hasSecrets() {
        return settings.names().stream()
                .anyMatch(name -> settings.shown(name).equals("******")
                        && settings.origin(name).equals(home.properties().toString()));
    }

    private static boolean readableByOthers(Path file) {
        try {
            return Files.exists(file)
                    && file.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (IOException e) {
            return false;
        }
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

    private List<Finding> routes(RouteCheck check) {
        try {
            RouteFiles files = RouteFiles.read(home.routes());
            check.check(files);
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.ok(files.texts().size() + " route files in " + home.routes() + " would run"));
            check.told(files)
                    .forEach(told -> findings.add(
                            Finding.warning(told, "If it is meant, nothing has to be done; else put it back.")));
            return findings;
        } catch (RouteRefusedException e) {
            return List.of(
                    Finding.failure(
                            e.file() + ": " + e.reason(),
                            "Correct the file; until then the last good version of all of them runs, also after a restart (data/last-good)."));
        }
    }

    /** What runs when, according to the route files, the operator's own included. */
    private List<Finding> schedules(RouteCheck check) {
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
