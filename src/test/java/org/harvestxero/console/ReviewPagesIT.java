package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.State;
import org.junit.jupiter.api.Test;

/** Review in a real browser, and what then becomes of the draft. */
class ReviewPagesIT extends BrowserScenario {
    @Override
    boolean changesTheAgency() {
        return true;
    }

    private Page draft(Page page, String name) {
        console.signIn(page, name);
        page.navigate(console.at("/console/review"));
        page.locator("td a").first().click();
        page.waitForURL("**/review/D*");
        return page;
    }

    private Page draft(String name) {
        return draft(chromium.window(), name);
    }

    private Reviews.Item item() {
        return console.engine()
                .people()
                .reviews()
                .list(new Reviews.Filter(null, true))
                .get(0);
    }

    private Reviews.Detail detail() {
        return console.engine().people().reviews().find("D" + item().id()).orElseThrow();
    }

    private static Locator button(Page page, String name) {
        return page.locator("button", new Page.LocatorOptions().setHasText(name));
    }

    @Test
    void aReviewerSeesWhatTheClientWillSeeAndLetsItOut() {
        Page page = console.signIn(chromium.window(), "Rita");
        page.navigate(console.at("/console/review"));
        assertThat(page.locator("section h2").allInnerTexts()).containsExactly("Waiting for you 1");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "review");
        page.locator("td a").first().click();
        page.waitForURL("**/review/D*");
        assertThat(page.locator("h1").innerText()).startsWith("Acme, 2026-10");
        assertThat(page.locator("section[aria-labelledby=lines]").innerText())
                .contains("12.5", "100.00", "1,250.00\u00a0USD", "Before tax", "To pay");
        assertThat(page.locator("main").innerText()).contains("Proof that nothing was lost");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "draft");

        page.getByLabel("Note").fill("Looks right");
        button(page, "Approve").click();

        page.locator(".notice.good").waitFor();
        assertThat(page.locator(".notice").innerText()).contains("approved. It goes out with the next cycle.");
        assertThat(item().state()).isEqualTo(State.APPROVED);
        assertThat(detail().history()).anySatisfy(event -> {
            assertThat(event.who()).isEqualTo("Rita");
            assertThat(event.what()).contains("approved").contains("Looks right");
        });
        console.engine().copyService().once("test");
        assertThat(console.copy().invoicesOf("Acme")).singleElement().asString().endsWith("AUTHORISED 1500.00");
    }

    @Test
    void anAmountIsShownAsUnderstoodBeforeItCounts() {
        Page page = draft(chromium.window(new Browser.NewContextOptions().setLocale("de-DE")), "Rita");
        page.keyboard().press("e");
        page.getByLabel("Amount before tax").fill("1.200,50");
        page.locator("form.change").first().getByLabel("Why").fill("Goodwill");
        button(page, "Look at the change").click();

        page.getByText("Nothing has changed yet.").waitFor();
        assertThat(page.locator("main").innerText())
                .contains("1.250,00\u00a0USD", "1.200,50", "write-down of 49,50\u00a0USD", "Goodwill");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "draft-edit");
        assertThat(item().total()).isEqualByComparingTo("1250.00");

        button(page, "Change it").click();

        page.locator(".notice.good").waitFor();
        assertThat(item().total()).isEqualByComparingTo("1200.50");
        assertThat(page.locator("section[aria-labelledby=lines]").innerText()).contains("1.200,50");
        assertThat(detail().history())
                .anySatisfy(event -> assertThat(event.what()).contains("Goodwill"));
    }

    @Test
    void whatIsNoAmountIsRefusedAndWhatWasTypedStays() {
        Page page = draft("Rita");
        page.keyboard().press("e");
        page.getByLabel("Amount before tax").fill("1.200,50");
        page.locator("form.change").first().getByLabel("Why").fill("Goodwill");
        button(page, "Look at the change").click();

        page.locator(".notice.bad").waitFor();
        assertThat(page.locator(".notice").innerText())
                .isEqualTo("\"1.200,50\" can't be told for an amount: write it like 1,250.00.");
        assertThat(page.getByLabel("Amount before tax").inputValue()).isEqualTo("1.200,50");
        assertThat(page.locator("form.change").first().getByLabel("Why").inputValue())
                .isEqualTo("Goodwill");
    }

    @Test
    void aNewAmountLeavesALongTextOfSeveralLinesAsItIs() {
        String text = "October\nStart page\n" + "as agreed ".repeat(250).strip();
        console.engine()
                .people()
                .reviews()
                .edit(Reviews.Ref.of(item().id()), new Reviews.Edit(1, null, text, "As the client asked"), "Ada");
        Page page = draft("Rita");
        page.keyboard().press("e");
        page.getByLabel("Amount before tax").fill("1200");
        page.locator("form.change").first().getByLabel("Why").fill("Goodwill");
        button(page, "Look at the change").click();
        page.getByText("Nothing has changed yet.").waitFor();

        button(page, "Change it").click();

        page.locator(".notice.good").waitFor();
        assertThat(item().total()).isEqualByComparingTo("1200.00");
        assertThat(detail().draft().lines().get(0).description()).isEqualTo(text);
    }

    @Test
    void anAmountSurvivesTheEndOfTheSession() {
        Page page = draft("Rita");
        page.keyboard().press("e");
        page.getByLabel("Amount before tax").fill("1,200.50");
        page.locator("form.change").first().getByLabel("Why").fill("Goodwill");
        button(page, "Look at the change").click();
        page.getByText("Nothing has changed yet.").waitFor();
        page.context().clearCookies();
        button(page, "Change it").click();

        page.getByLabel("Name").fill("Rita");
        page.getByLabel("Password").fill(ConsoleScenario.PASSWORD);
        page.locator("button[type=submit]").click();
        page.waitForURL("**/review/D*");

        assertThat(page.getByLabel("Amount before tax").inputValue()).isEqualTo("1,200.50");
        assertThat(item().total()).isEqualByComparingTo("1250.00");
        // The browser tells of the refused form.
        assertThat(chromium.said()).allMatch(line -> line.contains("401"));
        chromium.forget();
    }

    @Test
    void aDraftIsPutAsideAndWaitsAgain() {
        Page page = draft("Rita");
        page.keyboard().press("h");
        page.keyboard().type("Ask the client first");
        page.keyboard().press("Enter");
        page.locator(".notice.good").waitFor();
        assertThat(item().state()).isEqualTo(State.HELD);
        assertThat(page.locator("section h2").allInnerTexts()).containsExactly("Put aside 1");

        page.locator("td a").first().click();
        page.waitForURL("**/review/D*");
        button(page, "Let it wait for review again").click();
        page.locator(".notice.good").waitFor();
        assertThat(item().state()).isEqualTo(State.REVIEW);
    }

    @Test
    void aDraftIsRejectedWithAReason() {
        Page page = draft("Ada");
        page.getByText("Reject").first().click();
        Locator reject = page.locator("details", new Page.LocatorOptions().setHasText("Reject"));
        reject.getByLabel("Why").fill("Wrong month");
        reject.locator("button").click();

        page.locator(".notice.good").waitFor();
        assertThat(item().state()).isEqualTo(State.REJECTED);
        assertThat(page.locator("main").innerText()).contains("No draft waits for anybody.");
    }

    @Test
    void ofTwoPeopleTheSecondIsTold() {
        Page rita = draft("Rita");
        Page ada = draft("Ada");
        button(rita, "Approve").click();
        rita.locator(".notice.good").waitFor();

        button(ada, "Approve").click();

        ada.locator(".notice.bad").waitFor();
        assertThat(item().state()).isEqualTo(State.APPROVED);
        assertThat(detail().history().stream().filter(event -> event.what().startsWith("approved")))
                .hasSize(1);
    }

    @Test
    void aLineTellsWhichWorkItIsMadeOf() {
        Page page = draft("Vera");

        page.getByText("Why").first().click();
        page.waitForURL("**/lines/1");

        assertThat(page.locator("main").innerText()).contains("What it is made of", "Drew the start page");
        Chromium.assertAccessible(page);
    }

    @Test
    void whoMayNotDecideSeesNoButtons() {
        for (String name : new String[] {"Vera", "Bob"}) {
            Page page = draft(name);
            assertThat(page.locator("main button").count()).as(name).isZero();
            assertThat(page.locator("main").innerText()).contains("1,250.00");
        }
    }

    @Test
    void oneKeyNeverDecides() {
        Page page = draft("Rita");

        page.keyboard().press("a");
        assertThat(page.evaluate("document.activeElement.textContent"))
                .asString()
                .startsWith("Approve");
        assertThat(item().state()).isEqualTo(State.REVIEW);
        page.keyboard().press("Enter");
        page.locator(".notice.good").waitFor();
        assertThat(item().state()).isEqualTo(State.APPROVED);
    }

    @Test
    void fitsAPhone() {
        Page page = draft(chromium.narrow(), "Rita");

        Chromium.assertFits(page);
        Chromium.assertAccessible(page);
        Chromium.picture(page, "draft-narrow");
        page.navigate(console.at("/console/review"));
        Chromium.assertFits(page);
    }
}
