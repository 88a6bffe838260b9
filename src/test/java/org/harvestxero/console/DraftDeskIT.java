package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.Ref;
import org.junit.jupiter.api.Test;

/** A reviewer's whole desk: what changed and why, lines split, added and put back, steps, the timesheet; and what Xero then holds. */
class DraftDeskIT extends BrowserScenario {
    private static final String HOSTILE = "<b>Dill</b> & \"S\u00f6hne\" \u202egnp.exe";
    private static final String ALWAYS = "review: {when: [always]}\n";

    @Override
    void fill() {
        long task = console.copy().harvest().add(aTask("Build"));
        long ann = console.copy().harvest().add(aUser("Bea", "Baker"));
        Map<String, String> agreements = Map.of(
                "Birch",
                ALWAYS + "sending: {timesheet: true}\n",
                "Cedar",
                "review: {when: [always], steps: [project manager, strategist]}\n",
                "Elm",
                ALWAYS,
                HOSTILE,
                ALWAYS);
        agreements.forEach((client, terms) -> {
            long id = console.copy().harvest().add(aClient(client).currency("USD"));
            long project = console.copy()
                    .harvest()
                    .add(aProject(id, "Shop").hourlyRate("100").task(task));
            work(project, task, ann, "2026-09-07", "10");
            work(project, task, ann, "2026-10-06", "4");
            work(project, task, ann, "2026-10-07", "8.5");
            console.copy().agreement("c" + id + ".yaml", "client: \"" + id + "\"\nstart: 2026-09-01\n" + terms);
        });
        console.engine().billingService().bill(BillRequest.due(), "test");
        reviews().list(Reviews.Filter.waiting()).stream()
                .filter(item -> item.period().equals("2026-09"))
                .forEach(item -> {
                    for (int i = 0; i < item.steps().size(); i++) {
                        reviews().approve(Ref.of(item.id()), null, i == 0 ? "Ada" : "Rita");
                    }
                });
        console.engine().copyService().once("test");
    }

    private void work(long project, long task, long person, String day, String hours) {
        console.copy()
                .harvest()
                .add(aTimeEntry(project, task, person)
                        .on(LocalDate.parse(day))
                        .hours(hours)
                        .notes("<i>Cart</i>")
                        .approved());
    }

    private Reviews reviews() {
        return console.engine().people().reviews();
    }

    private Item item(String client) {
        return reviews().list(new Reviews.Filter(client, true)).stream()
                .filter(item -> item.period().equals("2026-10"))
                .findFirst()
                .orElseThrow();
    }

    private String at(String client) {
        return console.at("/console/review/D" + item(client).id());
    }

    private Page draft(Page page, String name, String client) {
        return open(page, name, "/review/D" + item(client).id());
    }

    private Page draft(String name, String client) {
        return draft(chromium.window(), name, client);
    }

    private static Locator button(Page page, String name) {
        return page.locator("button", new Page.LocatorOptions().setHasText(name));
    }

    private static void carryOut(Page page) {
        page.getByText("Nothing has changed yet.").waitFor();
        button(page, "Change it").click();
        page.locator(".notice.good").waitFor();
    }

    private static String part(Page page, String section) {
        return page.locator("section[aria-labelledby=" + section + "]").innerText();
    }

    @Test
    void whatIsSplitChangedAndAddedIsExactlyWhatXeroGets() throws Exception {
        Page page = draft("Rita", "Birch");
        assertThat(part(page, "lines")).contains("1,250.00\u00a0USD", "Terms", "30 days", "goes with the invoice");
        assertThat(part(page, "compared"))
                .contains("+250.00\u00a0USD (+25\u00a0%) against 2026-09.", "Hours", "12.50 h, 10.00 h before");
        assertThat(page.locator("svg.spark.large").getAttribute("aria-label"))
                .isEqualTo("2026-09: 1,000.00\u00a0USD; this period: 1,250.00\u00a0USD");
        Chromium.assertAccessible(page);

        // A third of it, which no hours give exactly, gets a line of its own.
        page.keyboard().press("e");
        page.getByText("Split this line").click();
        page.getByLabel("Text of the new line").fill("Cart & till, part \"one\"");
        page.getByLabel("Amount of the new line").fill("416.67");
        page.getByLabel("Why").fill("The client asked for it");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "desk-split");
        button(page, "Look at the two lines").click();
        page.getByText("Nothing has changed yet.").waitFor();
        assertThat(page.locator("main").innerText())
                .contains("833.33\u00a0USD", "416.67\u00a0USD", "1,500.00\u00a0USD");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "desk-split-check");
        carryOut(page);
        // Text and amount of the other, in place.
        page.locator("tr#line-1 a[data-key=e]").click();
        page.getByLabel("Amount before tax").fill("799.99");
        page.locator("form.change").first().getByLabel("Text").fill("Shop, the rest");
        page.locator("form.change").first().getByLabel("Why").fill("Goodwill");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "desk-edit");
        button(page, "Look at the change").click();
        page.getByText("Nothing has changed yet.").waitFor();
        assertThat(page.locator("main").innerText()).contains("write-down of 33.34\u00a0USD, 4\u00a0% of the line");
        carryOut(page);
        // And something that nobody tracked.
        page.getByText("Add a line").click();
        Locator add = page.locator("details", new Page.LocatorOptions().setHasText("Add a line"));
        add.getByLabel("Text").fill("Licences");
        add.getByLabel("Quantity").fill("3");
        add.getByLabel("Price of one").fill("49.90");
        add.getByLabel("Why").fill("Passed on");
        button(page, "Look at the new line").click();
        carryOut(page);

        assertThat(part(page, "lines"))
                .contains(
                        "added by a reviewer",
                        "split off by a reviewer",
                        "its parts \u221233.34\u00a0USD (\u22122.7\u00a0%)")
                .contains("1,366.36\u00a0USD", "1,639.63\u00a0USD")
                .contains("Made with 1,250.00\u00a0USD before tax", "+116.36\u00a0USD (+9.3\u00a0%)");
        assertThat(((Number) page.evaluate("document.querySelector('.paper').scrollWidth"
                                + " - document.querySelector('.paper').clientWidth"))
                        .intValue())
                .as("what stands on the paper stays on it")
                .isZero();
        Chromium.assertAccessible(page);
        Chromium.picture(page, "desk");
        button(page, "Approve").click();
        page.locator(".notice.good").waitFor();
        console.engine().copyService().once("test");

        JsonNode invoice = console.copy().invoice(item("Birch").number());
        assertThat(StreamSupport.stream(invoice.path("LineItems").spliterator(), false)
                        .map(line -> line.path("Description").asText() + " "
                                + line.path("LineAmount").decimalValue().setScale(2)))
                .containsExactly("Shop, the rest 799.99", "Cart & till, part \"one\" 416.67", "Licences 149.70");
        assertThat(invoice.path("SubTotal").decimalValue()).isEqualByComparingTo("1366.36");
        assertThat(invoice.path("Total").decimalValue()).isEqualByComparingTo("1639.63");
        assertThat(reviews()
                        .find("D" + item("Birch").id())
                        .orElseThrow()
                        .charge()
                        .gross())
                .isEqualByComparingTo("1639.63");
        theTimesheetIsWhatIsAttached(page, invoice);
    }

    private void theTimesheetIsWhatIsAttached(Page page, JsonNode invoice) throws Exception {
        page.navigate(at("Birch"));
        Download download =
                page.waitForDownload(() -> page.getByText("Timesheet as PDF").click());
        byte[] shown = Files.readAllBytes(download.path());
        assertThat(download.suggestedFilename())
                .isEqualTo("Timesheet " + item("Birch").number() + ".pdf");
        assertThat(shown).isEqualTo(attached(invoice, download.suggestedFilename()));
        page.navigate(console.at("/console/invoices/D" + item("Birch").id()));
        assertThat(part(page, "files")).contains(download.suggestedFilename(), "kB", "attached");
        page.getByText("Read both again").click();
        page.locator(".notice.good").waitFor();
        assertThat(part(page, "files")).contains("stands in Xero");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "story-files");
    }

    /** As anybody who is connected gets it from Xero. */
    private byte[] attached(JsonNode invoice, String file) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        String base = console.copy().xero().baseUrl();
        String client =
                Base64.getEncoder().encodeToString("sandbox-client:sandbox-secret".getBytes(StandardCharsets.UTF_8));
        String token = new ObjectMapper()
                .readTree(http.send(
                                HttpRequest.newBuilder(URI.create(base + "/connect/token"))
                                        .header("Authorization", "Basic " + client)
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body())
                .path("access_token")
                .asText();
        return http.send(
                        HttpRequest.newBuilder(URI.create(base + "/api.xro/2.0/Invoices/"
                                        + invoice.path("InvoiceID").asText() + "/Attachments/"
                                        + URLEncoder.encode(file, StandardCharsets.UTF_8)
                                                .replace("+", "%20")))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    @Test
    void workThatIsChosenGoesToTheNewLineAndTheChangeIsTakenBack() {
        Page page = draft("Ada", "Elm");
        page.keyboard().press("e");
        page.getByText("Split this line").click();
        page.getByLabel("Text of the new line").fill("Tuesday");
        page.locator("tbody input[type=checkbox]").first().check();
        page.getByLabel("Why").fill("By day");
        button(page, "Look at the two lines").click();
        carryOut(page);
        assertThat(part(page, "lines")).contains("400.00\u00a0USD", "850.00\u00a0USD");

        page.getByText("Take the last change back").click();
        assertThat(page.locator("details[open]").innerText()).contains("line 1 split", "Ada");
        Chromium.assertAccessible(page);
        button(page, "Take it back").click();

        page.locator(".notice.good").waitFor();
        assertThat(page.locator("tr[data-row]").count()).isEqualTo(1);
        assertThat(part(page, "lines")).doesNotContain("Made with");
        assertThat(item("Elm").total()).isEqualByComparingTo(new BigDecimal("1250.00"));
    }

    @Test
    void withTwoStepsWhoChangedItLastIsToldAndTheStepsShowWhoSaidYes() {
        Page rita = draft("Rita", "Cedar");
        rita.keyboard().press("e");
        rita.getByLabel("Amount before tax").fill("1,200.00");
        rita.locator("form.change").first().getByLabel("Why").fill("Goodwill");
        button(rita, "Look at the change").click();
        carryOut(rita);
        assertThat(part(rita, "decide")).contains("You changed it last; with two steps somebody else says yes.");
        assertThat(button(rita, "Approve").count()).isZero();
        assertThat(part(rita, "steps")).contains("project manager", "waits for anybody who decides", "strategist");

        Page ada = draft("Ada", "Cedar");
        button(ada, "Approve").click();
        ada.locator(".notice.good").waitFor();
        ada.navigate(at("Cedar"));
        assertThat(ada.locator(".steps li.done").innerText()).contains("project manager", "Ada");
        assertThat(ada.locator(".steps li.next").innerText()).contains("strategist");
        assertThat(part(ada, "decide")).contains("You said yes as project manager already");
        Chromium.assertAccessible(ada);
        Page vera = draft(chromium.dark(), "Vera", "Cedar");
        assertThat(vera.locator("main button").count()).isZero();
        Chromium.assertAccessible(vera);
        Chromium.picture(vera, "desk-dark");
    }

    @Test
    void whoComesTooLateIsToldWhatHappenedSinceTheyLooked() {
        Page rita = draft("Rita", "Acme");
        Item seen = item("Acme");
        reviews()
                .edit(
                        new Ref(seen.id(), seen.version()),
                        new Reviews.Edit(1, new BigDecimal("1111.11"), null, "A talk with the client"),
                        "Ada");
        // The open page says so by itself, and keeps what somebody is typing.
        rita.getByLabel("Note").fill("Fine with me");
        rita.locator("section[aria-labelledby=meanwhile]").waitFor();
        assertThat(part(rita, "meanwhile")).contains("A talk with the client", "Load it anew");
        assertThat(rita.getByLabel("Note").inputValue()).isEqualTo("Fine with me");

        button(rita, "Approve").click();

        rita.locator(".notice.bad").waitFor();
        assertThat(rita.locator(".notice").innerText()).contains("The draft changed since you looked, last by Ada");
        assertThat(part(rita, "since")).contains("1250.00 USD → 1111.11 USD", "A talk with the client", "Ada");
        assertThat(item("Acme").state()).isEqualTo(Reviews.State.REVIEW);
        Chromium.assertAccessible(rita);
        Chromium.picture(rita, "desk-since");
    }

    @Test
    void hostileWordsStayTextOnAPhoneToo() {
        Page page = draft(chromium.narrow(), "Rita", HOSTILE);
        assertThat(page.locator("h1 bdi").innerText()).isEqualTo(HOSTILE);
        assertThat(page.locator("main b", new Page.LocatorOptions().setHasText("Dill"))
                        .count())
                .isZero();
        Chromium.assertFits(page);
        Chromium.assertAccessible(page);
        Chromium.picture(page, "desk-narrow");
        page.locator("a[data-key=e]").first().click();
        page.getByLabel("Amount before tax").waitFor();
        Chromium.assertFits(page);
        Chromium.picture(page, "desk-edit-narrow");
        page.getByText("Split this line").click();
        page.getByLabel("Text of the new line").waitFor();
        assertThat(page.locator("main").innerText()).contains("<i>Cart</i>");
        Chromium.assertFits(page);
        Chromium.assertAccessible(page);
        page.navigate(console.at("/console/review"));
        Chromium.assertFits(page);
        Chromium.assertAccessible(page);
        Chromium.picture(page, "desk-list-narrow");
    }

    @Test
    void theQueueShowsHowEachDiffersAndWhoMayNotDecideSplitsNothing() {
        Page page = console.signIn(chromium.window(), "Bob");
        page.navigate(console.at("/console/review"));
        Locator elm = page.locator("tr", new Page.LocatorOptions().setHasText("Elm"));
        assertThat(elm.innerText()).contains("+25\u00a0%");
        assertThat(elm.locator("svg").getAttribute("aria-label")).contains("2026-09: 1,000.00\u00a0USD");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "desk-list");

        page.navigate(at("Elm") + "/lines/1/split");

        assertThat(page.locator("main").innerText()).contains("Not for you");
        assertThat(chromium.said()).allMatch(line -> line.contains("403"));
        chromium.forget();
        assertThat(page.request().get(at("Elm") + "/timesheet").status()).isEqualTo(200);
    }
}
