package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;

import com.microsoft.playwright.Page;
import java.time.LocalDate;
import org.harvestxero.CopyScenario;
import org.harvestxero.api.BillRequest;
import org.harvestxero.sandbox.harvest.Builders;
import org.junit.jupiter.api.Test;

/** Balances, comparisons and unbilled work in a real browser; all of it over the same agency. */
class BalancePagesIT extends BrowserScenario {
    /** A client with a retainer whose hours are carried over, and an order that runs out. */
    @Override
    void fill() {
        CopyScenario copy = console.copy();
        long globex = copy.harvest().add(Builders.aClient("Globex").currency("EUR"));
        long task = copy.harvest().add(Builders.aTask("Support"));
        long ben = copy.harvest().add(Builders.aUser("Ben", "Baker").roles("Support"));
        long project = copy.harvest()
                .add(Builders.aProject(globex, "Helpdesk").hourlyRate("90").task(task));
        for (String[] work : new String[][] {{"2026-08-10", "6"}, {"2026-09-10", "9"}, {"2026-10-10", "11"}}) {
            copy.harvest()
                    .add(aTimeEntry(project, task, ben)
                            .on(LocalDate.parse(work[0]))
                            .hours(work[1])
                            .notes("Helped")
                            .approved());
        }
        long initech = copy.harvest().add(Builders.aClient("Initech").currency("EUR"));
        long other = copy.harvest()
                .add(Builders.aProject(initech, "Printers").hourlyRate("90").task(task));
        for (String day : new String[] {"2026-05-04", "2026-09-28", "2026-10-26"}) {
            copy.harvest()
                    .add(aTimeEntry(other, task, ben)
                            .on(LocalDate.parse(day))
                            .hours("3")
                            .notes("Repaired")
                            .approved());
        }
        copy.agreement("globex.yaml", """
                client: Globex
                start: 2026-08-01
                purchaseOrders: [{number: PO-7, money: 3300}]
                rules:
                  - name: Plan
                    retainer: {fee: 1000, billed: in arrears, included: {hours: 10}, unused: carried over}
                """);
        console.engine().billingService().bill(BillRequest.due(), "test");
    }

    @Test
    void aBalanceShowsWhatIsLeftAndHowItWentDown() {
        Page page = open(chromium.window(), "Vera", "/billing/balances");
        assertThat(page.locator("tbody").innerText())
                .contains("Globex", "Plan", "retainer", "PO-7", "purchase order", "3,300.00\u00a0EUR");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "balances");
        page.locator("td a").first().click();
        page.waitForURL("**/balances/globex.yaml");

        assertThat(page.locator("main").innerText())
                .contains("2026-08", "2026-09", "2026-10", "10\u00a0h", "6\u00a0h", "4\u00a0h left of 10\u00a0h")
                .contains("300.00\u00a0EUR left of 3,300.00\u00a0EUR", "At the pace of the last 3 periods it lasts");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "balance");
    }

    @Test
    void balancesFitAPhoneInTheDark() {
        Page page = open(chromium.narrow(), "Vera", "/billing/balances/globex.yaml");
        Chromium.assertFits(page);
        Chromium.assertAccessible(page);
        Chromium.picture(page, "balance-narrow");
        page.navigate(console.at("/console/billing/balances"));
        Chromium.assertFits(page);
        page = open(chromium.dark(), "Vera", "/billing/balances/globex.yaml");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "balance-dark");
    }

    @Test
    void aReplayHoldsAgreementsAgainstInvoices() {
        Page page = open(chromium.window(), "Bob", "/billing/compare");
        Chromium.assertAccessible(page);
        page.getByLabel("Client").fill("Globex");
        page.getByText("Compare", new Page.GetByTextOptions().setExact(true))
                .last()
                .click();
        page.waitForURL("**/tries/*");
        page.locator("#in-all").waitFor();
        assertThat(page.locator("main").innerText())
                .contains("Replay of 3 periods, Globex", "no invoice", "differs", "1,000.00\u00a0EUR");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "replay");
    }

    @Test
    void unbilledWorkStandsByAge() {
        Page page = open(chromium.window(), "Rita", "/billing/unbilled");
        page.getByText("Look for it").click();
        page.waitForURL("**/tries/*");
        page.locator(".hint", new Page.LocatorOptions().setHasText("Asked for by Rita"))
                .waitFor();
        assertThat(page.locator("main").innerText())
                .contains(
                        "Initech",
                        "no agreement",
                        "over 90 days",
                        "0 to 30 days",
                        "270.00\u00a0EUR",
                        "810.00\u00a0EUR");
        page.getByText("Write one").click();
        page.waitForURL("**/agreements/new?client=Initech");
        page.goBack();
        page.locator("#by-client").waitFor();
        Chromium.assertAccessible(page);
        Chromium.picture(page, "unbilled");
    }
}
