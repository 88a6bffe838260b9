package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The pages about both sides' books, in a real browser: each test goes on where the one before ended, as a morning does. */
@TestMethodOrder(OrderAnnotation.class)
class SidesPagesIT extends BrowserScenario {
    private static final List<String> PAGES = List.of(
            "/sides",
            "/sides/payments",
            "/sides/contacts",
            "/sides/marks",
            "/sides/overdue",
            "/sides/overdue/preview",
            "/money",
            "/money/earned",
            "/money/budgets",
            "/log",
            "/log/audit");

    /** Two invoices failed, one was paid in Xero alone, and an e-mail address of a client was changed on both sides. */
    @Override
    @BeforeEach
    void begin() {
        if (console == null) {
            console = ConsoleScenario.start(Map.of("copy.payments-back", "report"))
                    .withUsers();
            console.copy().xero().payInvoice("INV-1", new BigDecimal("250"), "090", LocalDate.of(2026, 11, 1));
            console.copy().scheduled();
            console.copy().sql("""
                    insert into contact_conflict (connection, client_id, field, harvest_value, xero_value, state, asked_at)
                    select connection, max(source_id), 'email', '<b>ada@bakery.example</b>', 'ann@bakery.example', 'open', max(recorded_at)
                    from source_document where kind = 'client' group by connection""");
        }
    }

    private Page open(Page page, String path) {
        page.navigate(console.at("/console" + path));
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    @Test
    @Order(1)
    void everyPageSaysWhatToDoWhileThereIsNothingAndNobodyIsKeptFromReadingIt() {
        Page vera = console.signIn(chromium.window(), "Vera");

        assertThat(open(vera, "/sides").locator("main").innerText()).contains("Nothing was compared yet.");
        assertThat(button(vera, "Compare").count()).isZero();
        assertThat(open(vera, "/sides/marks").locator("main").innerText()).contains("Look in Harvest to see");
        assertThat(open(vera, "/sides/overdue").locator("main").innerText()).contains("No open invoice is known.");
        assertThat(open(vera, "/money").locator("main").innerText())
                .contains("Xero's invoices were not read yet.", "What work earned");
        assertThat(open(vera, "/money/earned").locator("main").innerText())
                .contains("Nothing was read of these months.");
        assertThat(open(vera, "/money/budgets").locator("main").innerText()).contains("nobody looked");
        assertThat(open(vera, "/log").locator("main").innerText()).doesNotContain("Pause the connection");
        for (String path : PAGES) {
            open(vera, path);
            Chromium.assertAccessible(vera);
        }
    }

    @Test
    @Order(2)
    void aComparisonRunsInTheBackgroundAndLeadsFromASumToItsDocuments() {
        Page bob = console.signIn(chromium.window(), "Bob");
        button(open(bob, "/sides"), "Compare").click();
        until(bob, "/sides", "each has a reason");

        assertThat(bob.locator(".signal").getAttribute("class")).contains("green");
        assertThat(bob.locator("section[aria-labelledby=sum-USD] tbody tr")
                        .first()
                        .innerText())
                .contains("Total with tax", "USD");
        assertThat(bob.locator("section[aria-labelledby=days] tbody tr").count())
                .isEqualTo(1);
        Chromium.assertAccessible(bob);
        Chromium.picture(bob, "sides");

        bob.getByText("Its copy stands failed.").click();
        assertThat(bob.locator("tbody tr").allInnerTexts())
                .hasSize(2)
                .anyMatch(row -> row.contains("INV-2") && row.contains("Sample Bakery"));
        Chromium.assertAccessible(bob);
        Chromium.picture(bob, "sides-differences");

        button(bob, "Try again INV-2").click();
        assertThat(bob.locator(".notice").first().innerText()).isEqualTo("It will be tried again with the next cycle.");
        assertThat(bob.url()).contains("/sides/differences?reason=failed-copy");

        open(bob, "/sides/days/2026-11-02");
        assertThat(bob.locator("section[aria-labelledby=begun] tbody tr").count())
                .isGreaterThanOrEqualTo(2);
        Chromium.assertAccessible(bob);
        Chromium.picture(bob, "sides-day");
    }

    @Test
    @Order(3)
    void oneClientIsComparedAloneAndAnUnknownOneIsTold() {
        Page bob = console.signIn(chromium.window(), "Bob");
        open(bob, "/sides").getByLabel("Client").fill("Sample Bakery");
        bob.getByLabel("As of").fill("2026-11-02");
        button(bob, "Compare").click();
        until(bob, "/sides", "Comparison of Sample Bakery, as of 2 Nov 2026 by Bob, ");
        bob.locator(".notice a").first().click();

        assertThat(bob.locator("h1").innerText()).isEqualTo("Comparison: Sample Bakery, as of 2 Nov 2026");
        bob.getByText("Its copy stands failed.").first().click();
        assertThat(bob.locator("section[aria-labelledby=documents] tbody tr").count())
                .isEqualTo(2);
        Chromium.assertAccessible(bob);

        open(bob, "/sides").getByLabel("Client").fill("<i>Nobody</i>");
        button(bob, "Compare").click();
        until(bob, "/sides", "of a client named \"<i>Nobody</i>\"");
        assertThat(bob.locator("main i").count()).isZero();
    }

    @Test
    @Order(4)
    void aPaymentInQuestionIsShownWithBothSidesAndAnsweredOnce() {
        Page bob = console.signIn(chromium.window(), "Bob");
        Page ada = console.signIn(chromium.window(), "Ada");
        open(bob, "/sides/payments");
        open(ada, "/sides/payments");

        assertThat(bob.locator("main").innerText())
                .contains("Payment only in Xero", "No payment of this invoice is known in Harvest.", "250.00\u00a0USD");
        Chromium.assertAccessible(bob);
        Chromium.picture(bob, "payments");
        for (Page page : List.of(bob, ada)) {
            page.getByText("Leave it as it is").first().click();
            page.getByLabel("Why both sides are right").fill("Paid in advance");
            button(page, "Leave both sides as they are").click();
        }
        assertThat(bob.locator(".notice").first().innerText())
                .isEqualTo("Left as it is on both sides; nobody is asked about it any more.");
        assertThat(ada.locator(".notice").first().innerText()).contains("Somebody else may have seen to it.");
        assertThat(ada.locator("main").innerText()).contains("Bob: Paid in advance");
    }

    @Test
    @Order(5)
    void aFieldChangedOnBothSidesIsAnsweredOnce() {
        Page bob = console.signIn(chromium.window(), "Bob");
        Page ada = console.signIn(chromium.window(), "Ada");
        open(bob, "/sides/contacts");
        open(ada, "/sides/contacts");

        assertThat(bob.locator(".three").innerText())
                .contains("Both said before", "<b>ada@bakery.example</b>", "ann@bakery.example");
        Chromium.assertAccessible(bob);
        Chromium.picture(bob, "contacts");
        bob.getByText("Xero counts").click();
        assertThat(bob.locator(".notice").innerText()).contains("Xero counts. The next cycle carries it out.");
        assertThat(bob.locator("main").innerText()).contains("No field waits for an answer.");
        ada.getByText("Harvest counts").click();
        assertThat(ada.locator(".notice").innerText()).contains("is answered already");
    }

    @Test
    @Order(6)
    void whatIsOpenIsReadFromXeroAndAPromiseHoldsItsSteps() {
        Page bob = console.signIn(chromium.window(), "Bob");
        button(open(bob, "/sides/overdue"), "Read from Xero now").click();
        until(bob, "/sides/overdue", "INV-1");
        assertThat(bob.locator("section[aria-labelledby=aged] tbody tr").first().innerText())
                .contains("All clients", "700.00\u00a0USD");
        Chromium.assertAccessible(bob);
        Chromium.picture(bob, "overdue");

        bob.getByText("INV-1", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        bob.getByText("It will be paid by a day").click();
        bob.getByLabel("Until").first().evaluate("field => { field.min = ''; field.value = '2026-10-01'; }");
        bob.getByLabel("Who said so").fill("Ann of the bakery");
        button(bob, "Note the promise").click();
        assertThat(bob.locator(".notice").innerText()).contains("2026-10-01 is past");
        assertThat(bob.getByLabel("Who said so").inputValue()).isEqualTo("Ann of the bakery");
        bob.getByLabel("Until").first().fill("2026-11-20");
        button(bob, "Note the promise").click();
        assertThat(bob.locator("main").innerText())
                .contains("Invoice INV-1 is promised", "payment is promised by 2026-11-20: Ann of the bakery");
        Chromium.assertAccessible(bob);
        Chromium.picture(bob, "overdue-invoice");
        button(bob, "End the promise, dispute or stop").click();
        assertThat(bob.locator(".notice").innerText()).isEqualTo("Invoice INV-1 goes on by the plan.");

        button(open(bob, "/sides/overdue/preview"), "Work it out now").click();
        until(bob, "/sides/overdue/preview", "As it would go, worked out");
    }

    @Test
    @Order(7)
    void moneyIsShownByMonthAgeAndClient() {
        Page bob = console.signIn(chromium.window(), "Bob");
        button(open(bob, "/money"), "Read unbilled work from Harvest").click();
        until(bob, "/money", "read from Harvest");

        assertThat(bob.locator("main").innerText())
                .contains("How long it takes to be paid", "Invoiced and paid by client", "Sample Bakery");
        assertThat(bob.locator("svg.bars rect").count()).isEqualTo(12);
        Chromium.assertAccessible(bob);
        Chromium.picture(bob, "money");
    }

    @Test
    @Order(7)
    void whatWorkEarnedIsShownByProjectWithItsSourcesAndBudgetsOnPaperToo() throws IOException {
        Page bob = console.signIn(chromium.window(), "Bob");
        button(open(bob, "/money/earned"), "Read what changed").click();
        until(bob, "/money/earned", "for Bob");

        open(bob, "/money/earned?by=client");
        assertThat(bob.locator("main").innerText()).contains("Revenue", "Total", "Sample Bakery");
        Chromium.assertAccessible(bob);
        Chromium.picture(bob, "earned");
        open(bob, "/money/earned?by=project").locator("td a").first().click();
        assertThat(bob.locator("h1").innerText()).isNotEmpty();
        assertThat(bob.locator("main").innerText()).contains("Invoices and credit notes");
        Chromium.assertAccessible(bob);
        button(open(bob, "/money/budgets"), "Read budgets from Harvest").click();
        until(bob, "/money/budgets", "read from Harvest");
        Chromium.assertAccessible(bob);
        open(bob, "/money/earned?by=person");
        assertThat(bob.locator("section[aria-labelledby=capacity] svg title")
                        .first()
                        .textContent())
                .contains("hours");
        Chromium.assertAccessible(bob);
        assertPagesPrint(bob);
    }

    /** On a sheet or two, without what is pressed. */
    private void assertPagesPrint(Page bob) throws IOException {
        open(bob, "/money/earned?by=client");
        bob.evaluate("""
                () => {
                    const rows = document.querySelector('section[aria-labelledby=by] tbody');
                    for (let i = 0; i < 30; i++) rows.prepend(rows.firstElementChild.cloneNode(true));
                }""");
        assertPrints(bob, "Revenue");
        for (String path : List.of("/money", "/money/budgets", "/money/earned?by=person")) {
            assertPrints(open(bob, path), "");
        }
    }

    private static void assertPrints(Page page, String word) throws IOException {
        byte[] pdf = page.pdf(new Page.PdfOptions().setFormat("A4").setPreferCSSPageSize(true));
        try (PDDocument paper = Loader.loadPDF(pdf)) {
            assertThat(paper.getNumberOfPages()).as(page.url()).isBetween(1, 2);
            assertThat(new PDFTextStripper().getText(paper))
                    .as(page.url())
                    .contains(page.locator("h1").innerText())
                    .contains(word)
                    .doesNotContain(
                            "Sign out",
                            "Read what changed",
                            "Read budgets",
                            "As CSV",
                            "Times are those of",
                            "As a table");
        }
    }

    @Test
    @Order(8)
    void runsAndTheAuditTellWhatWasDoneAndAnAdminPauses() {
        Page ada = console.signIn(chromium.window(), "Ada");
        open(ada, "/log").getByText("Pause the connection").click();
        ada.getByLabel("Why").fill("month end");
        button(ada, "Pause").click();
        assertThat(ada.locator(".signal").innerText()).contains("Paused by Ada", "month end");
        assertThat(console.engine().copyService().status().paused()).isTrue();
        button(ada, "Resume").click();
        assertThat(console.engine().copyService().status().paused()).isFalse();
        assertThat(ada.locator("tbody").innerText()).contains("Copying", "1 invoice to Xero", "Billing", "Comparison");
        Chromium.assertAccessible(ada);
        Chromium.picture(ada, "log");

        open(ada, "/log/audit").getByLabel("Who").fill("Bob");
        button(ada, "Show").click();
        assertThat(ada.locator("tbody").innerText())
                .contains("answered", "overdue-promise", "Ann of the bakery", "discarded")
                .doesNotContain("Ada");
        Chromium.assertAccessible(ada);
        Chromium.picture(ada, "audit");
        ada.getByLabel("About").fill("no such thing");
        button(ada, "Show").click();
        assertThat(ada.locator("main").innerText()).contains("Nothing of that kind was done.");
    }

    @Test
    @Order(9)
    void allOfItCanBeReadOnAPhoneInTheDarkAndWithoutScripts() {
        Page narrow = console.signIn(chromium.narrow(), "Bob");
        Page dark = console.signIn(chromium.dark(), "Bob");
        Page plain = chromium.window(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        console.signIn(plain, "Bob");
        for (String path : PAGES) {
            Chromium.assertFits(open(narrow, path));
            Chromium.picture(narrow, "narrow" + path.replace('/', '-'));
            Chromium.assertAccessible(open(dark, path));
            Chromium.picture(dark, "dark" + path.replace('/', '-'));
            assertThat(open(plain, path).locator("h1").count()).as(path).isEqualTo(1);
        }
        button(open(plain, "/sides"), "Compare").click();
        assertThat(plain.locator(".notice").first().innerText())
                .isEqualTo("Both sides are being compared; nothing is changed on either.");
        until(plain, "/sides", "by Bob, just now");
    }

    @Test
    @Order(10)
    void aSideThatIsAwayIsToldOnThePageAndNothingElseIs() {
        console.copy().xero().close();
        Page bob = console.signIn(chromium.window(), "Bob");
        button(open(bob, "/sides"), "Compare").click();
        until(bob, "/sides", "It is not complete, so nothing is told.");

        assertThat(bob.locator(".signal").innerText()).contains("each has a reason", "The latest is not complete");
        button(open(bob, "/sides/overdue"), "Read from Xero now").click();
        until(bob, "/sides/overdue", "Xero: ");
        assertThat(bob.locator("main").innerText()).contains("INV-1");
    }
}
