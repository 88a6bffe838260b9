package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.Reviews;
import org.junit.jupiter.api.Test;

/** Clients and periods, and bills that are only tried, in a real browser. */
class BillingPagesIT extends BrowserScenario {
    private static final String HOSTILE = "<img src=x onerror=alert(1)> \"O'Neill\" & \u202eSons\u202c <b>Ltd</b>";

    @Override
    boolean changesTheAgency() {
        return true;
    }

    private Page open(String name) {
        return open(chromium.window(), name);
    }

    private Page open(Page page, String name) {
        console.signIn(page, name);
        page.locator("nav a").getByText("Billing").click();
        page.waitForURL("**/console/billing");
        return page;
    }

    private static Locator period(Page page, String words) {
        return page.locator(".period", new Page.LocatorOptions().setHasText(words));
    }

    @Test
    void aPeriodLeadsToItsDraftAndThenToTheInvoice() {
        Page page = open("Rita");
        assertThat(page.locator("tbody tr").count()).isEqualTo(1);
        assertThat(page.locator("tbody tr").innerText()).contains("Acme", "acme.yaml", "no agreement");
        assertThat(page.locator(".soon").innerText()).contains("Acme", "2026-11", "from 1 Dec 2026");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "billing");
        period(page, "waits for review").click();
        page.waitForURL("**/review/D1");

        console.engine().people().reviews().approve(Reviews.Ref.of(1), null, "Rita");
        console.engine().copyService().once("test");
        page.navigate(console.at("/console/billing"));

        assertThat(period(page, "1,250.00").innerText()).contains("billed");
        period(page, "1,250.00").click();
        page.waitForURL("**/invoices/D1");
        assertThat(page.locator("main").innerText()).contains("Acme");
    }

    @Test
    void aDryRunShowsTheBillAndWhatItLeavesOut() {
        Page page = open("Bob");
        page.locator("a.primary").click();
        page.getByLabel("Client").fill("Acme");
        page.getByLabel("Period").fill("2026-10");
        Chromium.assertAccessible(page);
        page.getByText("Try it").click();
        page.waitForURL("**/billing/tries/*");
        page.getByText("What would be billed").waitFor();
        assertThat(page.locator("main").innerText()).contains("Acme", "2026-10", "billed before");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "dry-run");

        page.locator("td a").first().click();
        page.waitForURL("**/bills/1");

        assertThat(page.locator("main").innerText())
                .contains("1,250.00\u00a0USD", "Left out, and why", "Proof that nothing was lost", "came in");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "dry-run-bill");
        assertThat(console.engine().people().reviews().list(new Reviews.Filter(null, true)))
                .hasSize(1);
    }

    @Test
    void aPeriodThatNobodyHasIsToldInTheFormAgain() {
        Page page = open("Rita");
        page.locator("a.primary").click();
        page.getByLabel("Client").fill("Acme");
        page.getByLabel("Period").fill("soon");
        page.getByText("Try it").click();

        page.locator(".notice.bad").waitFor();
        assertThat(page.locator(".notice.bad").innerText()).contains("soon");
    }

    @Test
    void viewersSeeAllAndTryNothing() {
        Page page = open("Vera");
        assertThat(page.locator("main").innerText())
                .contains("Acme", "1,250.00")
                .doesNotContain("Dry run");
        Object status = page.evaluate("""
                async () => {
                    const csrf = document.querySelector('input[name=_csrf]').value;
                    const sent = await fetch('/console/billing/try', {method: 'POST', body: new URLSearchParams({_csrf: csrf})});
                    return sent.status;
                }""");
        assertThat(status).isEqualTo(403);
        assertThat(chromium.said()).allMatch(line -> line.contains("403"));
        chromium.forget();
        page.navigate(console.at("/console/billing/try"));
        assertThat(page.locator("main").innerText()).contains("Bookkeepers, reviewers and admins may try bills.");
    }

    @Test
    void everyStateHasItsWords() {
        console.copy().agreement("late.yaml", "client: Late Ltd\nstart: 2026-10-01\nmode: shadow\n");
        console.copy().agreement("broken.yaml", "client: Broken Ltd\nstart: soon\n");
        long hostile = console.copy().harvest().add(aClient(HOSTILE).currency("EUR"));
        console.copy().agreement("hostile.yaml", "client: \"" + hostile + "\"\nstart: 2026-10-15\n");
        console.engine().billingService().bill(BillRequest.due(), "test");
        console.copy().agreement("bakery.yaml", "client: Sample Bakery\nstart: 2026-09-01\n");

        Page page = open(chromium.dark(), "Ada");

        assertThat(page.locator("tbody").innerText())
                .contains("due now", "<img src=x onerror=alert(1)>", "Harvest has no client called so");
        assertThat(page.locator("main img").count()).isZero();
        assertThat(page.locator(".notice.bad").innerText()).contains("broken.yaml", "line 2");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "billing-dark");
        page.locator("input[name=client]").fill("bakery");
        page.getByText("Show", new Page.GetByTextOptions().setExact(true)).click();
        page.waitForURL("**client=bakery**");
        assertThat(page.locator("tbody tr").count()).isEqualTo(1);
        page.getByText("Earlier").click();
        page.waitForURL("**to=2026-05**");
        assertThat(page.locator("tbody").innerText()).contains("no agreement").doesNotContain("due now");
    }

    @Test
    void fitsAPhoneAndFindsClientsWithoutAnAgreement() {
        Page page = open(chromium.narrow(), "Vera");
        Chromium.assertFits(page);
        Chromium.assertAccessible(page);
        Chromium.picture(page, "billing-narrow");
        page.getByText("Clients without an agreement").click();
        page.waitForURL("**/without-agreement");
        assertThat(page.locator("tbody").innerText())
                .contains("Sample Bakery", "USD")
                .doesNotContain("Acme");
        Chromium.assertFits(page);
        Chromium.assertAccessible(page);
    }
}
