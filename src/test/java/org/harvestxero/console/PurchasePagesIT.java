package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people spent, and what became of it in Xero, in a real browser. */
class PurchasePagesIT extends BrowserScenario {
    private long ann;

    @Override
    @BeforeEach
    void begin() {
        if (console == null) {
            console = ConsoleScenario.start(Map.of("expenses.as", "bill")).withUsers();
            ann = console.spend();
        }
    }

    @Test
    void aBillLeadsToItsExpensesReceiptsAndWhatHappened() {
        Page page = open("Vera", "/purchases");
        assertThat(page.locator("tbody tr").count()).isEqualTo(1);
        assertThat(page.locator("tbody").innerText())
                .contains("HX-" + ann + "-2026-10", "Anna <b>Archer</b>", "bill", "52.50", "1 of 1 attached");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "purchases");
        page.locator("tbody a").click();
        page.waitForURL("**/purchases/HX-*");

        assertThat(page.locator("main").innerText())
                .contains("Lunch with <i>them</i>", "Dinner", "493, INPUT2", "12.50", "lunch.pdf", "attached");
        assertThat(page.locator("main td b, main td i").count()).isZero();
        assertThat(page.locator(".timeline").innerText())
                .contains("Bill, create: planned", "Receipt ", "lunch.pdf", "attached");
        assertThat(page.getByText("Open in Xero").getAttribute("href"))
                .startsWith("https://go.xero.com/")
                .contains("AccountsPayable");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "purchase");
        page.navigate(console.at("/console/purchases?what=spent"));
        assertThat(page.locator("main").innerText()).contains("There are none yet.");
    }

    @Test
    void aPhoneShowsAllAndAnUnknownNumberIsTold() {
        Page page = open(chromium.narrow(), "Bob", "/purchases/hx-" + ann + "-2026-10");
        Chromium.assertFits(page);
        page.navigate(console.at("/console/purchases"));
        Chromium.assertFits(page);
        page.navigate(console.at("/console/purchases/HX-1"));
        assertThat(page.locator("main").innerText()).contains("goes by that number here");
        assertThat(chromium.said()).allMatch(line -> line.contains("404"));
        chromium.forget();
    }

    @Test
    void whatContractorsWorkedIsComparedWithWhatTheyBilled() {
        Page page = open("Bob", "/purchases/contractors");
        assertThat(page.locator("main").innerText()).contains("Compare a month to see");
        Chromium.assertAccessible(page);
        page.getByLabel("Month").fill("2026-10");
        page.locator("button.primary").click();
        until(page, "/purchases/contractors", "for Bob.");
        assertThat(page.locator("main").innerText()).contains("In 2026-10, in ");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "contractors");
        Page vera = open(chromium.narrow(), "Vera", "/purchases/contractors");
        assertThat(vera.locator("form.filters").count()).isZero();
        Chromium.assertFits(vera);
    }
}
