package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/** The story of one invoice, in a real browser. */
class InvoicesPageIT extends BrowserScenario {
    private Page look(Page page, String number) {
        console.signIn(page, "Vera");
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Invoices").setExact(true))
                .click();
        page.waitForURL("**/console/invoices");
        Chromium.assertAccessible(page);
        page.keyboard().press("/");
        page.keyboard().type(number);
        page.keyboard().press("Enter");
        page.waitForURL("**/console/invoices?number=*");
        return page;
    }

    @Test
    void aCopiedInvoiceTellsWhereItStandsAndWhatXeroWasSent() {
        Page page = look(chromium.window(), "INV-1");

        assertThat(page.locator("main").innerText())
                .contains("INV-1 to Sample Bakery, copied from Harvest", "Menu cards", "In Xero");
        assertThat(page.getByText("Open in Xero").getAttribute("href")).startsWith("https://go.xero.com/");
        page.getByText("What Xero was sent, word for word").click();
        assertThat(page.locator("pre").first().innerText()).contains("INV-1");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "invoice");
    }

    @Test
    void aDraftTellsHowItCameAbout() {
        Page page = look(chromium.narrow(), "D1");

        assertThat(page.locator("main").innerText())
                .contains("draft D1 to Acme: 1250.00 USD before tax", "Proof that nothing was lost");
        Chromium.assertFits(page);
        Chromium.assertAccessible(page);
    }

    @Test
    void aNumberThatNobodyKnowsIsToldAsText() {
        Page page = look(chromium.window(), "<b>no such</b>");

        assertThat(page.locator("main").innerText())
                .contains("No invoice or draft is known by the number <b>no such</b>.");
        assertThat(page.locator("main b").count()).isZero();
    }
}
