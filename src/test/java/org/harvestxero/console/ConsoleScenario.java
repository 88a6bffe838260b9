package org.harvestxero.console;

import static org.harvestxero.http.Browser.freePort;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anExpense;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillRequest;
import org.harvestxero.console.user.Passwords;
import org.harvestxero.console.user.Role;
import org.harvestxero.console.user.User;
import org.harvestxero.console.user.UsersFile;
import org.harvestxero.copy.expense.ExpenseDesk;
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

    /** @param more settings it is served with; where its database is counts from the beginning */
    static ConsoleScenario start(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.keySet().removeIf(key -> !key.startsWith("database."));
        settings.putAll(Map.of("time-zone", "UTC", "copy.since", "2026-09-01"));
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

    /** What the agency spent, which becomes a bill: two meals of Ann's, one with a receipt. Asks for {@code expenses.as=bill}. */
    long spend() {
        scenario.mappings(ExpenseDesk.MAPPINGS.replace("receipts: ignored", "receipts: wanted"));
        long ann = scenario.harvest().add(aUser("Anna", "<b>Archer</b>").email("anna@example.com"));
        long project = scenario.harvest()
                .add(aProject(scenario.harvest().add(aClient("Trade fair")), "Stand")
                        .person(ann));
        long meals = 0;
        for (JsonNode each : scenario.harvest().get("/expense_categories").path("expense_categories")) {
            meals = each.path("name").asText().equals("Meals") ? each.path("id").asLong() : meals;
        }
        scenario.harvest()
                .add(anExpense(project, meals, ann)
                        .on(LocalDate.parse("2026-10-05"))
                        .cost("12.50")
                        .notes("Lunch with <i>them</i>")
                        .receipt("lunch.pdf", "application/pdf", "%PDF")
                        .approved());
        scenario.harvest()
                .add(anExpense(project, meals, ann)
                        .on(LocalDate.parse("2026-10-07"))
                        .cost("40")
                        .notes("Dinner")
                        .approved());
        scenario.once();
        return ann;
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

    /** The page as somebody sees it who has just signed in; how that is done by name and password, {@code DoorIT} tries. */
    Page signIn(Page page, String name) {
        page.context()
                .addCookies(List.of(new Cookie("hx-session", visitor(name).cookie("hx-session"))
                        .setDomain("127.0.0.1")
                        .setPath("/console")
                        .setHttpOnly(true)
                        .setSameSite(SameSiteAttribute.STRICT)));
        page.navigate(at("/console/today"));
        return page;
    }

    /** Somebody who is signed in, without a browser. */
    Visitor visitor(String name) {
        return new Visitor(at("")).signedIn(name, PASSWORD);
    }

    @Override
    public void close() {
        scenario.close();
    }
}
