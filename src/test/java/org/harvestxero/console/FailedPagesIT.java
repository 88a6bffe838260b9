package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.harvestxero.api.FailedDetail;
import org.harvestxero.api.FailedFilter;
import org.junit.jupiter.api.Test;

/** The pages about failed copies, in a real browser, and what then stands in Xero. */
class FailedPagesIT extends BrowserScenario {
    private static final String HOSTILE = "<img src=x onerror=alert(1)> \"O'Neill\" & \u202eSons\u202c <b>Ltd</b>";

    @Override
    boolean changesTheAgency() {
        return true;
    }

    private static Locator button(Page page, String name) {
        return page.getByText(name, new Page.GetByTextOptions().setExact(true));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private List<Long> standing() {
        return console.engine().copyService().failedCopies(FailedFilter.STANDING).stream()
                .map(copy -> copy.id())
                .toList();
    }

    @Test
    void aBookkeeperPutsTheCauseRightInXeroAndTriesAllAgain() {
        Page page = open("Bob", "/failed");
        assertThat(page.locator("section h2").allInnerTexts()).containsExactly("Tax rate missing 2 documents");
        assertThat(page.locator("section").innerText())
                .contains(
                        "Xero has no active tax rate of 17.5 %",
                        "Add a tax rate of 17.5 %", "Invoice INV-2", "223.25\u00a0USD");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "failed");
        console.copy().xero().addTaxRate("17.5% on Income", "OUTPUT175", "17.5");

        button(page, "Try all again").click();

        page.locator(".notice.good").waitFor();
        assertThat(page.locator(".notice").innerText())
                .isEqualTo("2 documents will be tried again with the next cycle.");
        console.engine().copyService().once("test");
        page.navigate(console.at("/console/failed"));
        assertThat(page.locator("main").innerText()).contains("Nothing stands failed.");
        Chromium.assertAccessible(page);
        assertThat(console.copy().invoice("INV-2").path("Total").decimalValue()).isEqualByComparingTo("223.25");
        assertThat(console.copy().invoice("INV-3").path("Status").asText()).isEqualTo("AUTHORISED");
    }

    @Test
    void oneRecordTellsAllThatIsKnownAndIsGivenUpWithAReason() {
        Page page = open("Bob", "/failed");
        link(page, "Invoice INV-3").click();
        page.waitForURL("**/failed/F*");
        assertThat(page.locator("h1").innerText()).startsWith("Invoice INV-3");
        assertThat(page.locator("main").innerText())
                .contains("Sample Bakery", "223.25\u00a0USD", "failed for the first time", "process");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "failed-record");
        String id = page.url().substring(page.url().lastIndexOf('F') + 1);

        page.getByText("Give up").first().click();
        page.getByLabel("Why").fill("Entered by hand");
        page.getByText("Give up").last().click();

        page.locator(".notice.good").waitFor();
        assertThat(page.locator(".notice").innerText()).isEqualTo("1 document given up; nothing is copied any more.");
        assertThat(standing()).hasSize(1).doesNotContain(Long.valueOf(id));
        FailedDetail detail =
                console.engine().copyService().failedCopy(Long.parseLong(id)).orElseThrow();
        assertThat(detail.history()).anySatisfy(event -> {
            assertThat(event.who()).isEqualTo("Bob");
            assertThat(event.what()).isEqualTo("discarded: Entered by hand");
        });
    }

    @Test
    void chosenOnesAreTriedAgainOrGivenUp() {
        Page page = open("Bob", "/failed");
        page.getByLabel("Choose Invoice INV-2").check();
        button(page, "Try chosen again").click();
        page.locator(".notice.good").waitFor();
        assertThat(page.locator(".notice").innerText()).startsWith("1 document will be tried again");

        page.getByLabel("Choose Invoice INV-3").check();
        button(page, "Give chosen up …").click();
        page.getByLabel("Why").fill("Not ours");
        Chromium.assertAccessible(page);
        page.locator("button.danger").click();
        page.locator(".notice.good").waitFor();

        assertThat(page.locator("main").innerText()).doesNotContain("INV-3");
    }

    @Test
    void viewersAndReviewersSeeAllAndChangeNothing() {
        for (String name : List.of("Vera", "Rita")) {
            Page page = open(name, "/failed");
            assertThat(page.locator("main").innerText()).contains("INV-2", "INV-3");
            assertThat(page.locator("main button").allInnerTexts()).containsExactly("Show");
            assertThat(page.locator("main input[type=checkbox]").count()).isZero();
        }
    }

    @Test
    void listsAreFilteredAndKeptAsAFile() throws IOException {
        long other = console.copy().harvest().add(aClient("Example Museum").currency("USD"));
        console.copy()
                .harvest()
                .add(anInvoice(other)
                        .number("INV-9")
                        .taxedLine("Tour", "1", "10")
                        .tax("3")
                        .open());
        console.engine().copyService().once("test");
        Page page = open("Vera", "/failed");
        assertThat(page.locator("section h2").count()).isEqualTo(2);

        page.getByLabel("Client", new Page.GetByLabelOptions().setExact(true)).fill("museum");
        button(page, "Show").click();
        page.waitForURL("**client=museum**");

        assertThat(page.locator("main").innerText()).contains("INV-9").doesNotContain("INV-2");
        Download download = page.waitForDownload(() -> page.getByText("As CSV").click());
        assertThat(Files.readAllLines(download.path()))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("id,kind,invoice,client,date,amount,currency,cause");
        assertThat(Files.readAllLines(download.path()).get(1)).contains("invoice,INV-9,\"Example Museum\"");
        page.getByLabel("Client", new Page.GetByLabelOptions().setExact(true)).fill("nobody of that name");
        button(page, "Show").click();
        page.getByText("Nothing that stands failed is of that kind.").waitFor();
    }

    @Test
    void linksOfTheCsvLeadWhereWhoeverDownloadsItWorks() {
        String here = "http://localhost:" + console.port();

        String csv = new Visitor(here)
                .signedIn("Vera", ConsoleScenario.PASSWORD)
                .get("/console/failed.csv")
                .body();

        assertThat(csv).contains("\"" + here + "/console/failed/F").doesNotContain(console.at("/console"));
    }

    @Test
    void hostileNamesStayText() {
        long hostile = console.copy().harvest().add(aClient(HOSTILE).currency("USD"));
        console.copy()
                .harvest()
                .add(anInvoice(hostile)
                        .number("<script>alert(2)</script>")
                        .taxedLine("x", "1", "10")
                        .tax("3")
                        .open());
        console.engine().copyService().once("test");
        Page page = open("Bob", "/failed");

        assertThat(page.locator("main").innerText())
                .contains("<img src=x onerror=alert(1)>", "<script>alert(2)</script>");
        assertThat(page.locator("main img, main script").count()).isZero();
        link(page, "Invoice <script>alert(2)</script>").click();
        page.waitForURL("**/failed/F*");
        assertThat(page.locator("h1").innerText()).contains("<script>alert(2)</script>");
        Chromium.assertAccessible(page);
    }

    @Test
    void whatWasTypedSurvivesTheEndOfTheSession() {
        Page page = open("Bob", "/failed");
        link(page, "Invoice INV-3").click();
        page.waitForURL("**/failed/F*");
        String record = page.url();
        page.getByText("Give up").first().click();
        page.getByLabel("Why").fill("Typed before the session ended");
        page.context().clearCookies();

        page.getByText("Give up").last().click();

        page.getByText("Your session has ended.").waitFor();
        assertThat(standing()).hasSize(2);
        page.getByLabel("Name").fill("Bob");
        page.getByLabel("Password").fill(ConsoleScenario.PASSWORD);
        page.locator("button[type=submit]").click();
        page.waitForURL(record);
        assertThat(page.getByLabel("Why").inputValue()).isEqualTo("Typed before the session ended");
        assertThat(page.locator(".notice").innerText()).contains("nothing was done yet");
        page.getByText("Give up").last().click();
        page.locator(".notice.good").waitFor();
        assertThat(standing()).hasSize(1);
        // The browser tells of the refused form.
        assertThat(chromium.said()).allMatch(line -> line.contains("401"));
        chromium.forget();
    }

    @Test
    void worksOnAPhoneAndByKeyboardAlone() {
        Page page = console.signIn(chromium.narrow(), "Bob");
        page.navigate(console.at("/console/failed"));
        Chromium.assertFits(page);
        Chromium.assertAccessible(page);
        Chromium.picture(page, "failed-narrow");

        page.keyboard().press("j");
        page.keyboard().press("j");
        assertThat(page.locator("tr.here").innerText()).contains("INV-3");
        page.keyboard().press("Enter");
        page.waitForURL("**/failed/F*");
        Chromium.assertFits(page);
        page.keyboard().press("r");
        page.keyboard().press("Enter");
        page.locator(".notice.good").waitFor();
    }
}
