package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.Reviews;
import org.harvestxero.console.user.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A bookkeeper's morning from the first look at Today until nothing is left to do: whatever she decides on the pages then stands in Xero
 * and in Harvest, once and as she meant it, and the audit says that it was she.
 */
class BookkeepersMorningIT extends BrowserScenario {
    private static final LocalDate PAID = LocalDate.of(2026, 11, 1);
    private static final String RULES = """
            # Exceptions; by hand.

            rules:
              - why: Signs are booked apart
                when: {client: Corner Shop}
                use: {account: '991'}   # not opened yet

              - why: Theirs is a project of its own
                when: {client: Harbour Cafe}
                use: {tracking: {Project: Gamma}}
            """;

    private Page page;

    @Override
    @BeforeEach
    void begin() {
        console = ConsoleScenario.start(Map.of("copy.payments-back", "report")).withUsers();
        console.put("Berta", Role.BOOKKEEPER, Role.REVIEWER);
        console.copy().mappings(RULES);
        console.engine().copyService().reloadMappings("test");
        invoice("Corner Shop", "INV-31", "40");
        invoice("Harbour Cafe", "INV-32", "60");
        invoice("Old Mill", "INV-33", "80");
        invoice("Example Museum", "INV-5", "400");
        console.copy().xero().archiveContact(contact("Old Mill"));
        contact("Old Mill Holdings");
        work("Birch", "8", "when: [always]");
        work("Cedar", "12.5", "when: [always], steps: [project manager, strategist]");
        cycle();
        console.engine().billingService().bill(BillRequest.due(), "test");
        console.copy().xero().payInvoice("INV-1", new BigDecimal("250"), "090", PAID);
        console.copy().xero().payInvoice("INV-5", new BigDecimal("400"), "090", PAID);
        cycle();
    }

    private void cycle() {
        console.engine().copyService().once("test");
    }

    private void invoice(String client, String number, String amount) {
        long id = console.copy().harvest().add(aClient(client).currency("USD"));
        console.copy()
                .harvest()
                .add(anInvoice(id).number(number).line("Signs", "1", amount).open());
    }

    private UUID contact(String name) {
        return UUID.fromString(console.copy()
                .xero()
                .createContact(JsonNodeFactory.instance.objectNode().put("Name", name))
                .path("ContactID")
                .asText());
    }

    /** A month's work that somebody has to look at. */
    private void work(String client, String hours, String review) {
        long task = console.copy().harvest().add(aTask("Build of " + client));
        long bea = console.copy().harvest().add(aUser("Bea", client));
        long id = console.copy().harvest().add(aClient(client).currency("USD"));
        long project = console.copy()
                .harvest()
                .add(aProject(id, "Shop").hourlyRate("100").task(task));
        console.copy()
                .harvest()
                .add(aTimeEntry(project, task, bea)
                        .on(LocalDate.of(2026, 10, 6))
                        .hours(hours)
                        .approved());
        console.copy()
                .agreement(client + ".yaml", "client: " + client + "\nstart: 2026-10-01\nreview: {" + review + "}\n");
    }

    @Test
    void whatWasWrongIsPutRightAndStandsOnBothSidesAsSheMeantIt() {
        page = console.signIn(
                chromium.window(new Browser.NewContextOptions()
                        .setViewportSize(1280, 900)
                        .setLocale("de-DE")),
                "Berta");
        todayTellsWhatIsWrong();
        theCausesArePutRight();
        twoDraftsAreApprovedAndOneIsChanged();
        somebodyElseSaysYesToTheChange();
        thePaymentsInQuestionAreAnswered();
        cycle();

        xeroHoldsWhatFailed();
        xeroHoldsTheDrafts();
        theMoneyIsOnceOnBothSides();
        bothSidesAgreeAndTodayIsGreen();
        theAuditNamesWhoDidWhat();
    }

    private void todayTellsWhatIsWrong() {
        assertThat(page.locator(".signal").getAttribute("class")).contains("amber");
        assertThat(page.locator(".signal h2").innerText())
                .isEqualTo("Copying goes on, but: 7 documents could not be copied.");
        assertThat(part("failed"))
                .contains(
                        "Tax rate missing",
                        "Account unknown",
                        "Tracking option unknown",
                        "Contact archived",
                        "Payment only in Xero");
        assertThat(page.locator("section[aria-labelledby=mine] li").allInnerTexts())
                .hasSize(3)
                .anyMatch(draft -> draft.contains("Acme") && draft.contains("1.250,00\u00a0USD"))
                .anyMatch(draft -> draft.contains("Birch") && draft.contains("800,00\u00a0USD"))
                .anyMatch(draft -> draft.contains("Cedar") && draft.contains("1.250,00\u00a0USD"));
        Chromium.assertAccessible(page);
        Chromium.picture(page, "morning-begins");
    }

    private void theCausesArePutRight() {
        follow("failed", "Account unknown");
        exact("Put it right …").click();
        page.locator("select[name=value]").selectOption("260");
        write("'260'");

        follow("failed", "Tracking option unknown");
        exact("Put it right …").click();
        page.locator("select[name=value]")
                .selectOption(page.locator("option", new Page.LocatorOptions().setHasText("Beta"))
                        .getAttribute("value"));
        write("Beta");

        follow("failed", "Contact archived");
        exact("Put it right …").click();
        assertThat(page.locator("#fix").innerText()).contains("It is archived in Xero: restore it there first.");
        page.getByLabel("Look for another name").fill("Old Mill");
        exact("Look").click();
        Chromium.assertAccessible(page);
        Chromium.picture(page, "morning-contact");
        page.locator("#fix button", new Page.LocatorOptions().setHasText("Old Mill Holdings"))
                .click();
        told("The contact is chosen. 1 document will be tried again with the next cycle.");

        follow("failed", "Tax rate missing");
        console.copy().xero().addTaxRate("17.5% on Income", "OUTPUT175", "17.5");
        exact("Try all again").click();
        told("2 documents will be tried again with the next cycle.");
    }

    private void write(String value) {
        exact("Look at the change").click();
        page.locator("table.diff").waitFor();
        assertThat(page.locator("table.diff tr.added code").allInnerTexts())
                .singleElement()
                .asString()
                .contains(value);
        assertThat(page.locator("main").innerText()).contains("The document goes on by it.");
        exact("Write it, and try again").click();
        page.locator(".notice.good").waitFor();
        assertThat(page.locator(".notice").innerText()).startsWith("mappings.yaml is changed. ");
    }

    private void twoDraftsAreApprovedAndOneIsChanged() {
        for (String client : List.of("Acme", "Birch")) {
            follow("mine", client);
            button("Approve").click();
            page.locator(".notice.good").waitFor();
            assertThat(page.locator(".notice").innerText())
                    .startsWith(client + ", 2026-10 (D")
                    .endsWith("): approved. It goes out with the next cycle.");
        }
        follow("mine", "Cedar");
        page.keyboard().press("e");
        page.getByLabel("Amount before tax").fill("1.234,50");
        page.locator("form.change").first().getByLabel("Why").fill("Rounded for the client");
        button("Look at the change").click();
        page.getByText("Nothing has changed yet.").waitFor();
        assertThat(page.locator("main").innerText()).contains("1.234,50\u00a0USD", "1.481,40\u00a0USD");
        button("Change it").click();
        page.locator(".notice.good").waitFor();
        assertThat(part("decide")).contains("You changed it last; with two steps somebody else says yes.");
        assertThat(button("Approve").count()).isZero();
    }

    private void somebodyElseSaysYesToTheChange() {
        for (String name : List.of("Ada", "Rita")) {
            Page other = console.signIn(chromium.window(), name);
            other.locator("section[aria-labelledby=mine]").getByText("Cedar").click();
            other.waitForURL("**/review/D*");
            assertThat(other.locator("main").innerText())
                    .contains("1,234.50\u00a0USD", "Rounded for the client", "Berta");
            other.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Approve"))
                    .click();
            other.locator(".notice.good").waitFor();
            other.close();
        }
    }

    private void thePaymentsInQuestionAreAnswered() {
        console.copy()
                .harvest()
                .pay(
                        inHarvest("INV-1").path("id").asLong(),
                        aPayment("250").on(PAID).notes("wire"));
        follow("failed", "Payment only in Xero");
        exact("Put it right …").first().click();
        page.waitForURL("**/sides/payments");
        question("INV-1").getByText("Look again").click();
        told("The next cycle looks at it again.");
        question("INV-5").getByText("Leave it as it is").click();
        question("INV-5").getByLabel("Why both sides are right").fill("Set off by the museum");
        question("INV-5").getByText("Leave both sides as they are").click();
        told("Left as it is on both sides; nobody is asked about it any more.");
    }

    private void xeroHoldsWhatFailed() {
        assertThat(standing("INV-31")).isEqualTo("Corner Shop AUTHORISED 40.00");
        assertThat(line("INV-31").path("AccountCode").asText()).isEqualTo("260");
        assertThat(standing("INV-32")).isEqualTo("Harbour Cafe AUTHORISED 60.00");
        assertThat(line("INV-32").path("AccountCode").asText()).isEqualTo("200");
        assertThat(line("INV-32").path("Tracking")).hasSize(1);
        assertThat(line("INV-32").path("Tracking").path(0).path("Option").asText())
                .isEqualTo("Beta");
        assertThat(standing("INV-33")).isEqualTo("Old Mill Holdings AUTHORISED 80.00");
        for (String number : List.of("INV-2", "INV-3")) {
            assertThat(standing(number)).isEqualTo("Sample Bakery AUTHORISED 223.25");
            assertThat(line(number).path("TaxType").asText()).isEqualTo("OUTPUT175");
        }
        assertThat(console.copy().xero().contacts().stream()
                        .filter(contact -> contact.path("Name").asText().startsWith("Old Mill"))
                        .map(contact -> contact.path("Name").asText() + " "
                                + contact.path("ContactStatus").asText()))
                .containsExactlyInAnyOrder("Old Mill ARCHIVED", "Old Mill Holdings ACTIVE");
    }

    private void xeroHoldsTheDrafts() {
        assertThat(standing(billed("Acme"))).isEqualTo("Acme AUTHORISED 1500.00");
        assertThat(standing(billed("Birch"))).isEqualTo("Birch AUTHORISED 960.00");
        assertThat(standing(billed("Cedar"))).isEqualTo("Cedar AUTHORISED 1481.40");
        assertThat(line(billed("Cedar")).path("LineAmount").decimalValue()).isEqualByComparingTo("1234.50");
        assertThat(console.copy().xero().invoices().stream()
                        .map(invoice -> invoice.path("InvoiceNumber").asText()))
                .containsExactlyInAnyOrder(
                        "INV-1",
                        "INV-2",
                        "INV-3",
                        "INV-5",
                        "INV-31",
                        "INV-32",
                        "INV-33",
                        billed("Acme"),
                        billed("Birch"),
                        billed("Cedar"));
    }

    private void theMoneyIsOnceOnBothSides() {
        assertThat(console.copy().xero().payments().stream()
                        .map(payment ->
                                payment.path("Invoice").path("InvoiceNumber").asText() + " "
                                        + payment.path("Status").asText() + " "
                                        + payment.path("Amount").decimalValue().setScale(2)))
                .containsExactlyInAnyOrder("INV-1 AUTHORISED 250.00", "INV-5 AUTHORISED 400.00");
        assertThat(console.copy().invoice("INV-1").path("AmountDue").decimalValue())
                .isEqualByComparingTo("700");
        assertThat(paidInHarvest("INV-1")).containsExactly("250.00 2026-11-01 wire");
        assertThat(inHarvest("INV-1").path("due_amount").decimalValue()).isEqualByComparingTo("700");
        assertThat(paidInHarvest("INV-5")).isEmpty();
        assertThat(inHarvest("INV-5").path("due_amount").decimalValue()).isEqualByComparingTo("400");
    }

    private void bothSidesAgreeAndTodayIsGreen() {
        place("Both sides");
        button("Compare").click();
        until(page, "/sides", "1 difference; it has a reason");
        assertThat(page.locator(".signal").innerText()).contains("1 difference; it has a reason");
        place("Today");
        assertThat(page.locator(".signal").getAttribute("class")).contains("green");
        assertThat(page.locator(".signal h2").innerText())
                .startsWith("All is well: everything that can be copied stands in Xero");
        assertThat(part("failed")).contains("Every document was copied.");
        assertThat(part("mine")).contains("No draft waits for you.");
        assertThat(part("limits")).contains("0 without a reason");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "morning-ends");
    }

    private void theAuditNamesWhoDidWhat() {
        assertThat(deeds("Berta"))
                .containsExactly(
                        "discarded | payment back INV-5 | Set off by the museum",
                        "retry | payment back INV-1 | ",
                        "edited | draft D3 | line 1: 1250.00 USD \u2192 1234.50 USD; Rounded for the client",
                        "approved | draft D2 | as reviewer",
                        "approved | draft D1 | as reviewer",
                        "retry | invoice INV-3 | ",
                        "retry | invoice INV-2 | ",
                        "chosen | contact Old Mill | the Xero contact Old Mill Holdings is Old Mill",
                        "mappings | invoice INV-32 | written: mappings.yaml rule 2 (Theirs is a project of its own):"
                                + " tracking Project Beta instead of Gamma",
                        "mappings | invoice INV-31 | written: mappings.yaml rule 1 (Signs are booked apart):"
                                + " account 260 instead of 991");
        assertThat(deeds("Ada")).containsExactly("approved-step | draft D3 | as project manager (step 1 of 2)");
        assertThat(deeds("Rita")).containsExactly("approved | draft D3 | as strategist (step 2 of 2)");
        place("Log and runs");
        assertThat(page.locator("main tbody tr", new Page.LocatorOptions().setHasText("Comparison"))
                        .innerText())
                .contains("Berta");
    }

    /** What the audit tells of somebody: deed, what it was about and how it is told. */
    private List<String> deeds(String who) {
        place("Log and runs");
        page.locator("main .tabs").getByText("Who did what").click();
        page.getByLabel("Who").fill(who);
        button("Show").click();
        page.waitForURL("**who=" + who + "**");
        assertThat(page.locator("main td[data-label=Who]").allInnerTexts()).containsOnly(who);
        return page.locator("main tbody tr").all().stream()
                .map(row -> Stream.of("Did", "About", "Detail")
                        .map(column ->
                                row.locator("td[data-label=" + column + "]").innerText())
                        .reduce((one, other) -> one + " | " + other)
                        .orElseThrow())
                .toList();
    }

    /** From Today to what a card of it names. */
    private void follow(String card, String text) {
        place("Today");
        page.locator("section[aria-labelledby=" + card + "]").getByText(text).click();
        page.waitForURL(url -> !url.endsWith("/today"));
    }

    private void place(String name) {
        page.navigate(console.at(page.locator("nav[aria-label=Pages] a", new Page.LocatorOptions().setHasText(name))
                .getAttribute("href")));
    }

    private String part(String card) {
        return page.locator("section[aria-labelledby=" + card + "]").innerText();
    }

    private Locator question(String number) {
        return page.locator("main section.card[data-row]", new Page.LocatorOptions().setHasText(number));
    }

    private Locator exact(String text) {
        return page.getByText(text, new Page.GetByTextOptions().setExact(true));
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private void told(String sentence) {
        page.locator(".notice.good", new Page.LocatorOptions().setHasText(sentence))
                .waitFor();
    }

    private String standing(String number) {
        JsonNode invoice = console.copy().invoice(number);
        return invoice.path("Contact").path("Name").asText() + " "
                + invoice.path("Status").asText() + " "
                + invoice.path("Total").decimalValue().setScale(2);
    }

    private JsonNode line(String number) {
        JsonNode lines = console.copy().invoice(number).path("LineItems");
        assertThat(lines).as(number).hasSize(1);
        return lines.path(0);
    }

    private String billed(String client) {
        return console.engine().people().reviews().list(new Reviews.Filter(client, true)).stream()
                .map(Reviews.Item::number)
                .findFirst()
                .orElseThrow();
    }

    private JsonNode inHarvest(String number) {
        return StreamSupport.stream(
                        console.copy()
                                .harvest()
                                .get("/invoices")
                                .path("invoices")
                                .spliterator(),
                        false)
                .filter(invoice -> invoice.path("number").asText().equals(number))
                .findFirst()
                .orElseThrow();
    }

    private List<String> paidInHarvest(String number) {
        JsonNode payments = console.copy()
                .harvest()
                .get("/invoices/" + inHarvest(number).path("id").asLong() + "/payments");
        return StreamSupport.stream(payments.path("invoice_payments").spliterator(), false)
                .map(payment -> payment.path("amount").decimalValue().setScale(2) + " "
                        + payment.path("paid_date").asText() + " "
                        + payment.path("notes").asText())
                .toList();
    }
}
