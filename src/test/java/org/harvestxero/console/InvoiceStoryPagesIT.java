package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.harvestxero.api.Invoices;
import org.harvestxero.sandbox.harvest.Fault;
import org.junit.jupiter.api.Test;

/** The pages that find invoices and tell their stories, in a real browser. */
class InvoiceStoryPagesIT extends BrowserScenario {
    private static final String HOSTILE = "<img src=x onerror=alert(1)> \"O'Neill\" & \u202eSons\u202c <b>Ltd</b>";

    private Page open(String path) {
        return open(chromium.window(), "Vera", path);
    }

    private static List<String> numbers(Page page) {
        return page.locator("tbody tr td:first-child").allInnerTexts();
    }

    private void search(Page page, String typed) {
        page.keyboard().press("/");
        page.keyboard().press("Control+A");
        page.keyboard().type(typed);
        page.keyboard().press("Enter");
        page.waitForURL("**number=" + URLEncoder.encode(typed, StandardCharsets.UTF_8) + "&**");
        page.locator("table.list").waitFor();
    }

    private List<Invoices.Row> found(String number) {
        return console.engine()
                .people()
                .invoices()
                .find(new Invoices.Wanted(
                        new Invoices.Named(number, "", "", ""),
                        null,
                        Invoices.Days.ANY,
                        null,
                        new Invoices.Page("", 1)))
                .rows();
    }

    /** As soon as the search knows it. */
    private long id(String number) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !found(number).isEmpty());
        return Long.parseLong(found(number).get(0).id());
    }

    /** The search has looked, and knows the latest. */
    private void await(String number) {
        Page page = open("/invoices?number=" + number.substring(0, number.length() - 1));
        page.waitForCondition(() -> {
            page.reload();
            return numbers(page).contains(number);
        });
    }

    @Test
    void allInvoicesStandThereWithHowTheyStandOnBothSides() {
        await("INV-1");
        Page page = open("/invoices");

        assertThat(numbers(page)).contains("INV-1", "INV-2", "INV-3", "Draft D1");
        Locator row = page.locator("tbody tr", new Page.LocatorOptions().setHasText("INV-1"));
        assertThat(row.innerText()).contains("Sample Bakery", "950.00\u00a0USD", "Open", "awaiting payment");
        assertThat(row.locator("a").nth(1).getAttribute("href")).endsWith("/invoices/" + id("INV-1"));
        assertThat(page.locator("tbody tr", new Page.LocatorOptions().setHasText("INV-2"))
                        .innerText())
                .contains("Failed", "not there");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "invoices");

        page.getByLabel("State").selectOption("failed");
        page.getByText("Show").click();
        page.waitForURL("**state=failed**");
        assertThat(numbers(page)).containsExactly("INV-3", "INV-2");

        Page dark = open(chromium.dark(), "Vera", "/invoices");
        Chromium.assertAccessible(dark);
        Chromium.picture(dark, "invoices-dark");
    }

    @Test
    void oneBoxTakesWhateverIsKnown() {
        await("INV-1");
        Page page = open("/invoices");

        search(page, "950");
        assertThat(numbers(page)).containsExactly("INV-1");
        assertThat(page.locator("[role=status]").innerText()).contains("these are of 950.00");
        search(page, "baker");
        assertThat(numbers(page)).hasSize(3);
        assertThat(page.locator("[role=status]").innerText()).contains("clients whose name holds it");
        search(page, "menu c");
        assertThat(numbers(page)).containsExactly("INV-1");
        search(page, "inv-");
        assertThat(numbers(page)).containsExactly("INV-1", "INV-2", "INV-3");
        search(page, "223.25");
        assertThat(numbers(page)).containsExactly("INV-3", "INV-2");

        Page german = open(
                chromium.window(new Browser.NewContextOptions().setLocale("de-DE")),
                "Vera",
                "/invoices?amount=223%2C25");
        assertThat(numbers(german)).containsExactly("INV-3", "INV-2");
        german.navigate(console.at("/console/invoices?amount=22.3%2C25"));
        assertThat(german.locator("[role=status]").innerText()).contains("can't be read as an amount");
        Chromium.assertAccessible(german);
    }

    @Test
    void aStoryShowsBothSidesAndIsReadAnew() throws Exception {
        Page page = open("/invoices/" + id("INV-1"));
        assertThat(page.locator(".verdict").innerText()).isEqualTo("Both sides agree.");
        assertThat(page.locator("section[aria-labelledby=sides]").innerText())
                .contains("Sample Bakery", "950.00\u00a0USD", "Left to pay");
        assertThat(page.locator("section[aria-labelledby=lines]").innerText()).contains("Menu cards", "account");
        assertThat(page.locator("section[aria-labelledby=happened]").innerText())
                .contains("Invoice, create: created", "Read from Harvest");
        assertThat(page.getByText("Open in Harvest").getAttribute("href")).endsWith("/invoices/" + id("INV-1"));
        Chromium.assertAccessible(page);
        Chromium.picture(page, "story");

        page.getByText("Read both again").click();
        page.locator(".notice.good").waitFor();
        assertThat(page.locator(".notice").innerText()).isEqualTo("Both sides were read again, with 2 calls.");
        assertThat(page.locator(".verdict").innerText()).isEqualTo("Both sides agree.");
        assertThat(page.locator("main").innerText())
                .contains("Both read just now.", "Both sides read: 2 calls", "Vera");

        console.copy().xero().editInvoice("INV-1", new ObjectMapper().readTree("{\"DueDate\": \"2027-01-31\"}"));
        page.getByText("Read both again").click();
        page.locator("tr.differs").first().waitFor();
        assertThat(page.locator(".verdict").innerText()).isEqualTo("Both sides differ: due.");
        assertThat(page.locator("tr.differs").innerText()).contains("Due", "31 Jan 2027", "differs");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "story-differs");
        Page dark = open(chromium.dark(), "Vera", "/invoices/" + id("INV-1"));
        Chromium.assertAccessible(dark);
        Chromium.picture(dark, "story-dark");
    }

    @Test
    void everyRoleHasBothReadAgainUnderItsOwnName() {
        for (String name : List.of("Vera", "Bob", "Rita", "Ada")) {
            Page page = open(chromium.window(), name, "/invoices/" + id("INV-3"));

            page.getByText("Read both again").click();
            page.locator(".notice.good").waitFor();

            assertThat(page.locator(".notice.good").innerText()).isEqualTo("Both sides were read again, with 1 call.");
            assertThat(page.locator("section[aria-labelledby=happened] li")
                            .filter(new Locator.FilterOptions().setHasText("Both sides read"))
                            .filter(new Locator.FilterOptions().setHasText(name))
                            .count())
                    .as(name)
                    .isEqualTo(1);
        }
    }

    @Test
    void whatCouldNotBeCopiedTellsWhy() {
        Page page = open(chromium.narrow(), "Bob", "/invoices/" + id("INV-2"));

        assertThat(page.locator(".verdict").innerText()).isEqualTo("It stands in Harvest, and not in Xero.");
        assertThat(page.locator("main").innerText()).contains("17.5");
        assertThat(page.getByText("See what is wrong").getAttribute("href")).startsWith("/console/failed/F");
        Chromium.assertFits(page);
        Chromium.assertAccessible(page);
        Chromium.picture(page, "story-narrow");
        page.navigate(console.at("/console/invoices"));
        Chromium.assertFits(page);
        Chromium.picture(page, "invoices-narrow");
    }

    @Test
    void aListIsGoneThroughByKeyboardAndADraftLeadsToItsStory() {
        await("INV-1");
        Page page = open("/invoices?number=D1");
        assertThat(page.locator("h1").innerText()).contains("D1");
        page.navigate(console.at("/console/invoices?client=acme"));
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        page.waitForURL("**/invoices/D1");
        assertThat(page.locator("main").innerText()).contains("Drafted for 2026-10", "It stands on neither side yet.");
        Chromium.assertAccessible(page);
    }

    @Test
    void hostileNamesStayTextAndUnknownOnesAreTold() {
        long hostile = console.copy().harvest().add(aClient(HOSTILE).currency("USD"));
        console.copy()
                .harvest()
                .add(anInvoice(hostile)
                        .number("<b>9</b>")
                        .line(HOSTILE, "1", "10")
                        .open());
        console.engine().copyService().once("test");
        Page page = open("/invoices/" + id("<b>9</b>"));

        assertThat(page.locator("main").innerText()).contains("<img src=x onerror=alert(1)>", "<b>9</b>");
        assertThat(page.locator("main img, main script, main b").count()).isZero();
        for (String path : List.of("/invoices/999999999999", "/invoices/D999", "/invoices/x")) {
            page.navigate(console.at("/console" + path));
            assertThat(page.locator("h1").innerText()).isEqualTo("Not found");
        }
        assertThat(chromium.said()).allMatch(line -> line.contains("404"));
        chromium.forget();
    }

    @Test
    void aSideThatIsAwayIsToldAndThePageStays() {
        Page page = open("/invoices/" + id("INV-3"));
        console.copy()
                .harvest()
                .make(Fault.of(Fault.Kind.FORBIDDEN).on("GET", "/invoices/").times(9));
        try {
            page.getByText("Read both again").click();
            page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Not possible now"))
                    .waitFor();
        } finally {
            console.copy().harvest().clearFaults();
        }
        page.goBack();
        assertThat(page.locator("h1").innerText()).contains("INV-3");
        assertThat(chromium.said()).allMatch(line -> line.contains("503"));
        chromium.forget();
    }

    @Test
    void isReadWithoutScripts() {
        await("INV-1");
        Page plain = open(
                chromium.window(new Browser.NewContextOptions().setJavaScriptEnabled(false)),
                "Vera",
                "/invoices?client=bakery");
        assertThat(numbers(plain)).contains("INV-1");
        plain.locator("tbody a")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^INV-1$")))
                .click();
        plain.waitForURL("**/invoices/*");
        plain.getByText("Read both again").click();
        plain.locator(".notice.good").waitFor();
    }
}
