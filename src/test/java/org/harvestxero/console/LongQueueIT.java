package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import com.microsoft.playwright.Page;
import java.time.LocalDate;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.Reviews;
import org.junit.jupiter.api.Test;

/** More drafts than a page shows, and two hundred approved at once. */
class LongQueueIT extends BrowserScenario {
    private static final int PROJECTS = 203;

    @Override
    void fill() {
        long client = console.copy().harvest().add(aClient("Birch").currency("USD"));
        long task = console.copy().harvest().add(aTask("Build"));
        long bea = console.copy().harvest().add(aUser("Bea", "Baker"));
        for (int i = 0; i < PROJECTS; i++) {
            long project = console.copy()
                    .harvest()
                    .add(aProject(client, "Shop " + i).hourlyRate("100").task(task));
            console.copy()
                    .harvest()
                    .add(aTimeEntry(project, task, bea)
                            .on(LocalDate.parse("2026-10-06"))
                            .hours("1.5")
                            .notes("Till")
                            .approved());
        }
        console.copy()
                .agreement(
                        "birch.yaml",
                        "client: Birch\nstart: 2026-10-01\nreview: {when: [always]}\nlayout: {invoicePer: project}\n");
        console.engine().billingService().bill(BillRequest.due(), "test");
    }

    private long waiting() {
        return console.engine()
                .people()
                .reviews()
                .list(Reviews.Filter.waiting())
                .size();
    }

    @Test
    void aLongQueueComesInPartsAndTwoHundredAreApprovedAtOnce() {
        assertThat(waiting()).isEqualTo(PROJECTS + 1L);
        Page page = console.signIn(chromium.window(), "Rita");
        page.navigate(console.at("/console/review"));
        assertThat(page.locator("h2").first().innerText()).isEqualTo("Waiting for you " + (PROJECTS + 1));
        assertThat(page.locator("tr[data-row]").count()).isEqualTo(200);
        page.getByText("Show the next").click();
        page.waitForURL("**/review?group=mine&after=*");
        assertThat(page.locator("tr[data-row]").count()).isEqualTo(PROJECTS + 1 - 200);
        page.navigate(console.at("/console/review"));

        page.getByLabel("All of these").check();
        page.locator("button", new Page.LocatorOptions().setHasText("Approve chosen"))
                .click();
        page.locator(".notice").waitFor();

        assertThat(page.locator(".notice.good").innerText()).isEqualTo("200 drafts approved.");
        assertThat(waiting()).isEqualTo(PROJECTS + 1 - 200);
        assertThat(page.locator("tr[data-row]").count()).isEqualTo(PROJECTS + 1 - 200);
    }
}
