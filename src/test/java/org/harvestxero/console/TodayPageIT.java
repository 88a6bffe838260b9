package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import org.junit.jupiter.api.Test;

/** The page Today, in a real browser, before the real program between both stand-ins. */
class TodayPageIT extends BrowserScenario {
    @Test
    void saysInOneSentenceHowThingsStandAndWhy() {
        Page page = console.signIn(chromium.window(), "Vera");

        assertThat(page.locator(".signal h2").innerText())
                .isEqualTo("Copying goes on, but: 2 documents could not be copied.");
        assertThat(page.locator(".reasons li").allInnerTexts())
                .containsExactly("See what is wrong and try again. Open");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "today");
    }

    @Test
    void showsWhatFailedByCauseWhatWasCopiedAndWhenWhomIsBilledNext() {
        Page page = console.signIn(chromium.window(), "Vera");

        assertThat(page.locator("section[aria-labelledby=failed] li").allInnerTexts())
                .singleElement()
                .asString()
                .matches("(?s)Tax rate missing\\s+2");
        assertThat(page.locator("section[aria-labelledby=documents] tbody tr")
                        .first()
                        .innerText())
                .contains("INV-1", "copied", "950.00\u00a0USD", "In Xero");
        assertThat(page.locator("section[aria-labelledby=bills] li").allInnerTexts())
                .singleElement()
                .asString()
                .matches("(?s)Acme\\s+2026-11\\s+1 Dec 2026, 00:00");
    }

    @Test
    void showsDraftsToThoseWhoMayDecideAndTellsOthersThatSomeWait() {
        Page reviewer = console.signIn(chromium.window(), "Rita");
        Page viewer = console.signIn(chromium.window(), "Vera");

        assertThat(reviewer.locator("section[aria-labelledby=mine] li").allInnerTexts())
                .singleElement()
                .asString()
                .contains("Acme", "2026-10", "1,250.00\u00a0USD");
        assertThat(viewer.locator("section[aria-labelledby=mine]").innerText())
                .contains("No draft waits for you. 1 draft waits for others.");
    }

    @Test
    void keepsItselfUpToDate() {
        Page page = console.signIn(chromium.window(), "Vera");
        assertThat(page.locator(".signal").getAttribute("class")).contains("amber");

        console.engine().copyService().pause("Ada", "month end");

        page.locator(".signal").getByText("Paused by Ada").first().waitFor();
        console.engine().copyService().resume("Ada");
        page.locator(".reasons li")
                .nth(1)
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    @Test
    void writesNumbersAndDatesAsTheReaderDoes() {
        Page page = chromium.window(new Browser.NewContextOptions().setLocale("de-DE"));
        console.signIn(page, "Rita");

        assertThat(page.locator("section[aria-labelledby=mine] li").innerText()).contains("1.250,00\u00a0USD");
        assertThat(page.locator("section[aria-labelledby=bills] li").innerText())
                .contains("01.12.2026, 00:00");
    }

    @Test
    void canBeReadOnAPhoneInTheDarkAndWithoutScripts() {
        Page narrow = console.signIn(chromium.narrow(), "Rita");
        Chromium.assertFits(narrow);
        Chromium.assertAccessible(narrow);
        Chromium.picture(narrow, "today-narrow");

        Page dark = console.signIn(chromium.dark(), "Rita");
        Chromium.assertAccessible(dark);
        Chromium.picture(dark, "today-dark");

        Page plain = chromium.window(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        console.signIn(plain, "Rita");
        assertThat(plain.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Today"))
                        .isVisible())
                .isTrue();
        assertThat(plain.locator(".signal h2").innerText()).contains("2 documents could not be copied");
    }
}
