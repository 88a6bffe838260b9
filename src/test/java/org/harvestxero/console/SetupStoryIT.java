package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** From an empty home to the first copied invoice, in a browser alone, before the real program and both stand-ins. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SetupStoryIT {
    private static final String HARVEST_SECRET = "sandbox-harvest-secret";
    private static final String XERO_SECRET = "sandbox-secret";

    @TempDir
    static Path folder;

    private Chromium chromium;
    private NewHome home;
    private Page page;

    @BeforeAll
    void start() throws Exception {
        chromium = Chromium.start();
        home = NewHome.start(folder, "# Our own words.\n");
        page = chromium.window();
    }

    @AfterAll
    void stop() {
        if (home != null) {
            home.close();
        }
        chromium.close();
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator card(String id) {
        return page.locator("section[aria-labelledby=" + id + "]");
    }

    private void looked(String picture) {
        assertThat(page.content()).doesNotContain(HARVEST_SECRET, XERO_SECRET);
        Chromium.assertAccessible(page);
        Chromium.picture(page, picture);
    }

    private void changed(String card) {
        card(card).getByText("Show what changes").click();
        page.getByText("Write it").waitFor();
    }

    private void written() {
        button("Write it").click();
        page.getByText("Written. It counts once").waitFor();
    }

    private void startedAgain() {
        button("Start again now").click();
        page.waitForURL("**/console/setup");
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Set-up"))
                .waitFor();
        chromium.forget(); // that it did not answer for a moment
    }

    @Test
    @Order(1)
    void theFirstPageLeadsToSetUp() {
        page.navigate(home.firstLink());
        page.getByLabel("Name").fill("Ada");
        page.getByLabel("Password").fill(ConsoleScenario.PASSWORD);
        page.getByLabel("The same again").fill(ConsoleScenario.PASSWORD);
        button("Make the user and sign in").click();
        page.waitForURL("**/console/today");
        assertThat(page.locator(".signal").innerText()).contains("Not set up yet.");
        page.locator(".signal").getByText("Open").click();

        assertThat(page.locator(".way .next").innerText()).contains("Harvest");
        looked("setup-begin");
    }

    @Test
    @Order(2)
    void clientsAreWrittenIntoTheFileAfterTheyWereShown() throws IOException {
        page.navigate(home.at("/console/setup/harvest"));
        card("harvest-consent").getByLabel("Client id").fill("sandbox-harvest-client");
        card("harvest-consent").getByLabel("Client secret").fill(HARVEST_SECRET);
        changed("harvest-consent");
        assertThat(page.locator(".diff").innerText())
                .contains("harvest.client-id=sandbox-harvest-client", "harvest.client-secret=****** (new)");
        looked("setup-change");
        written();

        page.navigate(home.at("/console/setup/xero"));
        card("xero-consent").getByLabel("Client id").fill("sandbox-client");
        card("xero-consent").getByLabel("Client secret").fill(XERO_SECRET);
        changed("xero-consent");
        written();
        looked("setup-xero");

        assertThat(Files.readString(folder.resolve("application.properties")))
                .startsWith("# Our own words.\n")
                .contains("harvest.client-secret=" + HARVEST_SECRET, "xero.grant=authorization-code");
        startedAgain();
    }

    @Test
    @Order(3)
    void bothSidesAreConnectedByConsent() {
        for (String side : List.of("harvest", "xero")) {
            page.navigate(home.at("/console/setup/" + side));
            button("Connect").click();
            page.locator("#live a.primary").click();
            page.getByText("Connected to").waitFor();
            assertThat(page.url()).contains("/console/setup/consent/").doesNotContain("code=", "ticket=");
            looked("setup-connected-" + side);
        }
        page.navigate(home.at("/console/setup/xero"));
        assertThat(card("connect").innerText()).contains("Sandbox Studio Ltd", "connected");
    }

    @Test
    @Order(4)
    void accountsAreChosenFromXerosOwnLists() {
        page.navigate(home.at("/console/setup/books"));
        card("books-what").getByLabel("First day").fill("2026-10-01");
        looked("setup-books");
        changed("books-what");
        written();
        card("books-sales").getByLabel("Sales account").selectOption("200");
        changed("books-sales");
        written();
        card("books-payments").locator("select[name='copy.payments']").selectOption("true");
        card("books-payments").locator("select[name='copy.payment-account']").selectOption("090");
        card("books-payments").getByLabel("Another gateway").fill("Stripe");
        card("books-payments").getByLabel("Account for its payments").selectOption("090");
        changed("books-payments");
        assertThat(page.locator(".diff").innerText()).contains("copy.payment-account.gateway.stripe=090");
        written();
        startedAgain();
        assertThat(page.locator(".way .next").innerText()).contains("Checks");
    }

    @Test
    @Order(5)
    void checksFillThemselves() {
        page.navigate(home.at("/console/setup/check"));
        button("Look now r").or(button("Look now")).first().click();
        page.locator(".signal:not(.wait)").waitFor(new Locator.WaitForOptions().setTimeout(60_000));

        assertThat(page.locator(".checks").innerText()).contains("Harvest access", "Sandbox Studio", "Xero access");
        looked("setup-check");
    }

    /** Payments want a right that nobody needed before they were asked for. */
    @Test
    @Order(6)
    void aRightThatIsMissingIsGivenByConnectingAgain() {
        assertThat(page.locator(".checks").innerText()).contains("lacks the scopes accounting.payments");
        page.navigate(home.at("/console/setup/xero"));
        button("Connect again").click();
        page.locator("#live a.primary").click();
        page.getByText("Connected to").waitFor();
        page.navigate(home.at("/console/setup/check"));
        button("Look again r").or(button("Look again")).first().click();
        page.locator(".signal.amber").waitFor(new Locator.WaitForOptions().setTimeout(60_000));
        page.navigate(home.at("/console/setup"));
        assertThat(page.locator(".way .next").innerText()).contains("Test run");
    }

    @Test
    @Order(7)
    void oneInvoiceIsTriedAndThenCopied() {
        long client = home.harvest().add(aClient("Sample Bakery").currency("GBP"));
        home.harvest()
                .add(anInvoice(client)
                        .number("INV-1")
                        .line("Menu cards", "1", "950")
                        .open());
        page.navigate(home.at("/console/setup/trial"));
        page.getByLabel("Number in Harvest").fill("INV-1");
        button("Try it, send nothing").click();
        goneOn();
        assertThat(page.locator("section[aria-labelledby=came]").innerText())
                .contains("This would be sent to Xero. Nothing was sent yet.", "950.00");
        assertThat(home.xero().invoices()).isEmpty();
        looked("setup-trial");

        button("Copy it for real").click();
        page.getByText("Copied. Look at it in Xero.").waitFor(new Locator.WaitForOptions().setTimeout(60_000));

        assertThat(page.locator("section[aria-labelledby=came]").innerText()).contains("Copied.");
        assertThat(home.xero().invoices())
                .singleElement()
                .satisfies(invoice ->
                        assertThat(invoice.path("InvoiceNumber").asText()).isEqualTo("INV-1"));
    }

    private void goneOn() {
        page.locator("#came").waitFor(new Locator.WaitForOptions().setTimeout(60_000));
        page.navigate(home.at("/console/setup/trial"));
    }

    @Test
    @Order(8)
    void peopleAreLetInByALinkAndOutAtOnce() {
        page.navigate(home.at("/console/users"));
        card("invite").getByLabel("Name").fill("Vera \"<b>\" V");
        card("invite").locator("input[value=viewer]").check();
        button("Make the link").click();
        assertThat(page.locator(".notice.bad").innerText()).contains("A name has up to 60");
        assertThat(card("invite").getByLabel("Name").inputValue()).isEqualTo("Vera \"<b>\" V");
        assertThat(card("invite").locator("input[value=viewer]").isChecked()).isTrue();
        card("invite").getByLabel("Name").fill("Vera");
        button("Make the link").click();
        String link = page.getByLabel("Link").inputValue();
        looked("user-link");

        Page vera = chromium.narrow();
        vera.navigate(link);
        vera.getByLabel("Password").fill(ConsoleScenario.PASSWORD);
        vera.getByLabel("The same again").fill(ConsoleScenario.PASSWORD);
        vera.getByText("Keep the password and sign in").click();
        vera.waitForURL("**/console/today");
        assertThat(vera.locator("nav").innerText()).doesNotContain("Users", "Set-up");
        vera.navigate(home.at("/console/users"));
        assertThat(vera.locator("main").innerText()).contains("Not for you");
        chromium.forget(); // the browser tells of the refusal

        page.navigate(home.at("/console/users"));
        looked("users");
        page.getByText("Vera").first().click();
        page.locator("li")
                .filter(new Locator.FilterOptions().setHasText("Vera"))
                .getByText("Remove")
                .first()
                .click();
        button("Remove Vera").click();
        page.getByText("Vera can't sign in any more").waitFor();
        vera.navigate(home.at("/console/today"));
        assertThat(vera.url()).contains("/console/login");
        page.getByText("Ada").first().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.VISIBLE));
    }

    @Test
    @Order(9)
    void whatStoodInTheFileBeforeIsKept() throws IOException {
        try (Stream<Path> kept = Files.list(folder.resolve("data/settings"))) {
            assertThat(kept.filter(path -> path.getFileName().toString().startsWith("application.properties.")))
                    .hasSizeGreaterThanOrEqualTo(5);
        }
        assertThat(chromium.said()).isEmpty();
    }
}
