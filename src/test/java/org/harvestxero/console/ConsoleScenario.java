package org.harvestxero.console;

import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillRequest;
import org.harvestxero.console.user.Passwords;
import org.harvestxero.console.user.Role;
import org.harvestxero.console.user.User;
import org.harvestxero.console.user.UsersFile;
import org.harvestxero.runtime.Engine;

/**
 * A small agency between both stand-ins, with the console open to four people: an invoice is copied, two fail by one cause, and a draft
 * waits.
 */
final class ConsoleScenario implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";
    private static final String HASH = new Passwords().hash(PASSWORD);

    private final CopyScenario scenario;
    private final int port;
    private Engine engine;

    private ConsoleScenario(CopyScenario scenario, int port) {
        this.scenario = scenario;
        this.port = port;
        this.engine = scenario.engine();
    }

    static ConsoleScenario start(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("time-zone", "UTC", "copy.since", "2026-09-01"));
        CopyScenario scenario = CopyScenario.start(TestClock.at("2026-11-02T08:00:00Z"), settings);
        ConsoleScenario console = new ConsoleScenario(scenario, freePort());
        console.fill();
        console.serve(more);
        return console;
    }

    /** Documents, failed ones and a draft. */
    private void fill() {
        addReviewedWork(scenario, "12.5");
        long bakery = scenario.harvest().add(aClient("Sample Bakery").currency("USD"));
        scenario.harvest()
                .add(anInvoice(bakery)
                        .number("INV-1")
                        .line("Menu cards", "1", "950")
                        .open());
        for (String number : new String[] {"INV-2", "INV-3"}) {
            scenario.harvest()
                    .add(anInvoice(bakery)
                            .number(number)
                            .taxedLine("Signs", "2", "95")
                            .tax("17.5")
                            .open());
        }
        scenario.once();
        scenario.bill(BillRequest.due());
    }

    /** Work of Acme's that becomes a draft, which somebody has to look at. */
    static void addReviewedWork(CopyScenario scenario, String hours) {
        long acme = scenario.harvest().add(aClient("Acme").currency("USD"));
        long design = scenario.harvest().add(aTask("Design"));
        long ann = scenario.harvest().add(aUser("Ann", "Archer").roles("Designer"));
        long project = scenario.harvest()
                .add(aProject(acme, "Website").hourlyRate("100").task(design));
        scenario.harvest()
                .add(aTimeEntry(project, design, ann)
                        .on(LocalDate.parse("2026-10-05"))
                        .hours(hours)
                        .notes("Drew the start page")
                        .approved());
        scenario.agreement("acme.yaml", "client: Acme\nstart: 2026-10-01\nreview: {when: [always]}\n");
    }

    void serve(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "http.port",
                Integer.toString(port),
                "console.enabled",
                "true",
                "copy.schedule",
                "0 0 3 1 1 ?",
                "log.level",
                "info"));
        settings.putAll(more);
        engine = scenario.serve(Engine.Mode.RUN, settings);
    }

    /** Lets four people in, each by one role. */
    ConsoleScenario withUsers() {
        put("Vera", Role.VIEWER);
        put("Bob", Role.BOOKKEEPER);
        put("Rita", Role.REVIEWER);
        put("Ada", Role.ADMIN);
        return this;
    }

    void put(String name, Role... roles) {
        users().put(new User(name, Set.of(roles), HASH));
    }

    UsersFile users() {
        return new UsersFile(scenario.home().resolve("data/users"));
    }

    Engine engine() {
        return engine;
    }

    CopyScenario copy() {
        return scenario;
    }

    Path home() {
        return scenario.home();
    }

    String at(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    int port() {
        return port;
    }

    /** Signs somebody in, by name and password, and waits for the first page. */
    Page signIn(Page page, String name) {
        page.navigate(at("/console/login"));
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(PASSWORD);
        page.getByText("Sign in", new Page.GetByTextOptions().setExact(true))
                .last()
                .click();
        page.waitForURL("**/console/today");
        return page;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        scenario.close();
    }
}
