package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Agreements read and changed in a real browser, and what then stands in their files. */
class AgreementPagesIT extends BrowserScenario {
    private static final String ACME =
            "# What Acme and we agreed on\r\nclient: Acme\r\nstart: 2026-08-01  # first day\r\n"
                    + "review: {when: [always]}\r\n";

    @Override
    boolean changesTheAgency() {
        return true;
    }

    private Path file(String name) {
        return console.home().resolve("agreements").resolve(name);
    }

    private String text(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Locator button(Page page, String name) {
        return page.locator("main button", new Page.LocatorOptions().setHasText(name));
    }

    private static Locator yaml(Page page) {
        return page.locator("textarea.yaml");
    }

    @Test
    void anAdminChangesOneAfterSeeingWhatItWouldHaveBilled() {
        console.copy().agreement("acme.yaml", ACME);
        Page page = open("Ada", "/billing/agreements");
        assertThat(page.locator("tbody").innerText()).contains("Acme", "acme.yaml", "hourly, every month", "in force");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "agreements");
        page.locator("td a").first().click();
        page.waitForURL("**/agreements/acme.yaml");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "agreement");
        page.keyboard().press("e");
        page.keyboard().press("Enter");
        page.waitForURL("**/edit");

        yaml(page).fill(yaml(page).inputValue() + "rates: [{hour: 80}]\n");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "agreement-edit");
        button(page, "What would it have billed?").click();
        page.waitForURL("**/tries/*");
        page.getByText("The last periods, by what you typed").waitFor();
        page.reload();
        assertThat(page.locator("main").innerText())
                .contains("2026-10", "1,250.00\u00a0USD", "1,000.00\u00a0USD", "-250.00\u00a0USD");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "agreement-preview");
        assertThat(text("acme.yaml")).isEqualTo(ACME);

        button(page, "Change the text further").click();
        button(page, "Look at the change").click();
        page.locator("#changes").waitFor();
        assertThat(page.locator("tr.added").innerText()).contains("rates: [{hour: 80}]");
        assertThat(page.locator("tr.removed").count()).isZero();
        Chromium.assertAccessible(page);
        Chromium.picture(page, "agreement-change");
        page.getByLabel("Why").fill("New rate from Acme's letter");
        button(page, "Save acme.yaml").click();

        page.locator(".notice.good").waitFor();
        assertThat(text("acme.yaml")).isEqualTo(ACME + "rates: [{hour: 80}]\r\n");
        assertThat(page.locator(".timeline").innerText())
                .contains("Ada: New rate from Acme's letter", "found so before it was changed");
        page.navigate(console.at("/console/log/audit"));
        assertThat(page.locator("main").innerText()).contains("acme.yaml: New rate from Acme's letter");
        page.navigate(console.at("/console/billing/agreements/acme.yaml"));
        page.locator(".timeline a").first().click();
        page.waitForURL("**/versions/*");
        assertThat(page.locator("tr.added").innerText()).contains("rates: [{hour: 80}]");
        Chromium.assertAccessible(page);
    }

    @Test
    void whatIsWrongStandsAtItsLine() {
        Page page = open("Ada", "/billing/agreements/acme.yaml/edit");
        yaml(page).fill("client: Acme\nstart: tomorrow\nreveiw: {when: [always]}\n");
        button(page, "Look at the change").click();

        page.locator(".notice.bad .code").waitFor();
        assertThat(page.locator("li.bad").allInnerTexts())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("start: tomorrow", "wants a day"))
                .anySatisfy(line -> assertThat(line).contains("reveiw", "review"));
        assertThat(yaml(page).inputValue()).contains("start: tomorrow");
        assertThat(text("acme.yaml")).contains("start: 2026-10-01");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "agreement-flaws");
    }

    @Test
    void aFileThatChangedOnDiskMeanwhileIsNeverOverwritten() throws IOException {
        Page page = open("Ada", "/billing/agreements/acme.yaml/edit");
        yaml(page).fill("client: Acme\nstart: 2026-10-01\nrates: [{hour: 120}]\n");
        button(page, "Look at the change").click();
        page.getByLabel("Why").fill("Mine");
        String theirs = "client: Acme\nstart: 2026-10-01\nrates: [{hour: 110}]\n";
        Files.writeString(file("acme.yaml"), theirs);

        button(page, "Save acme.yaml").click();

        page.getByText("acme.yaml was changed meanwhile").waitFor();
        assertThat(page.locator("tr.removed").innerText()).contains("hour: 110");
        assertThat(page.locator("tr.added").innerText()).contains("hour: 120");
        assertThat(text("acme.yaml")).isEqualTo(theirs);
        Chromium.assertAccessible(page);
        Chromium.picture(page, "agreement-conflict");
        assertThat(chromium.said()).allMatch(line -> line.contains("409"));
        chromium.forget();
        button(page, "Look at the change").click();
        page.getByLabel("Why").fill("Mine after theirs");
        button(page, "Save acme.yaml").click();
        page.locator(".notice.good").waitFor();
        assertThat(text("acme.yaml")).contains("hour: 120");
    }

    @Test
    void whatWasTypedSurvivesTheEndOfTheSession() {
        Page page = open("Ada", "/billing/agreements/acme.yaml/edit");
        String typed = "client: Acme\nstart: 2026-10-01\n" + "# a long word about it\n".repeat(500);
        yaml(page).fill(typed);
        page.context().clearCookies();
        button(page, "Look at the change").click();

        page.getByText("Your session has ended.").waitFor();
        page.getByLabel("Name").fill("Ada");
        page.getByLabel("Password").fill(ConsoleScenario.PASSWORD);
        page.locator("button[type=submit]").click();
        page.waitForURL("**/agreements/acme.yaml/edit");
        assertThat(yaml(page).inputValue()).isEqualTo(typed);
        assertThat(text("acme.yaml")).doesNotContain("a long word");
        assertThat(chromium.said()).allMatch(line -> line.contains("401"));
        chromium.forget();
    }

    @Test
    void theWordsOfAnAgreementAreExplained() {
        Page page = open("Vera", "/billing/agreements/words");
        assertThat(page.locator("main").innerText())
                .contains("calendar", "Which periods are billed", "every", "One of week, two weeks", "retainer");
        Chromium.assertAccessible(page);
        Chromium.assertFits(page);
        Chromium.picture(page, "agreement-words");
    }

    @Test
    void aBookkeeperTriesAndDoesNotSave() {
        Page page = open("Bob", "/billing/agreements/acme.yaml/edit");
        yaml(page).fill("client: Acme\nstart: 2026-10-01\n");
        button(page, "Look at the change").click();
        page.getByText("Admins save agreements.").waitFor();
        assertThat(button(page, "Save").count()).isZero();
        Object status = page.evaluate("""
                async () => {
                    const csrf = document.querySelector('input[name=_csrf]').value;
                    const body = new URLSearchParams({_csrf: csrf, text: 'client: Acme\\nstart: 2026-01-01\\n', reason: 'x'});
                    return (await fetch('/console/billing/agreements/acme.yaml/save', {method: 'POST', body})).status;
                }""");
        assertThat(status).isEqualTo(403);
        assertThat(chromium.said()).allMatch(line -> line.contains("403"));
        chromium.forget();
        assertThat(text("acme.yaml")).contains("review");
    }

    @Test
    void theFormWritesAnAgreementForANewClient() {
        Page page = open("Ada", "/billing/without-agreement");
        page.locator("td a").first().click();
        page.waitForURL("**/agreements/new?client=Sample+Bakery");
        page.getByText("Retainer: a fee that covers some hours").click();
        page.getByLabel("Fee per period").fill("1,500");
        page.getByLabel("Hours it covers").first().fill("20");
        page.getByLabel("Unused hours").selectOption("carried over");
        page.getByLabel("Rate of hours beyond").first().fill("110.50");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "deal");
        button(page, "Show the file").click();

        page.getByText("New agreement sample-bakery.yaml").waitFor();
        assertThat(page.locator(".diff").innerText())
                .contains("client: Sample Bakery", "fee: 1500", "unused: carried over");
        Chromium.picture(page, "deal-file");
        page.getByLabel("Why").fill("Signed on 2 November");
        button(page, "Save sample-bakery.yaml").click();
        page.locator(".notice.good").waitFor();
        assertThat(text("sample-bakery.yaml")).contains("included: {hours: 20}", "overage: {rate: 110.5}");
        page.navigate(console.at("/console/billing"));
        assertThat(page.locator("tbody").innerText()).contains("Sample Bakery");
    }

    @Test
    void whatCannotBeUnderstoodIsToldAndNothingTypedIsLost() {
        Page page = open("Ada", "/billing/agreements/new");
        page.getByLabel("Client").fill("Sample Bakery");
        page.getByLabel("Rate of an hour").fill("a lot");
        button(page, "Show the file").click();

        page.locator(".notice.bad").waitFor();
        assertThat(page.locator(".notice.bad").innerText()).contains("\"a lot\" can't be understood as the rate");
        assertThat(page.getByLabel("Client").inputValue()).isEqualTo("Sample Bakery");
        assertThat(page.getByLabel("Rate of an hour").inputValue()).isEqualTo("a lot");
    }

    @Test
    void fitsAPhoneAndNamesOutsideTheFolderAreUnknown() {
        Page page = console.signIn(chromium.narrow(), "Ada");
        for (String path :
                new String[] {"/agreements", "/agreements/acme.yaml", "/agreements/acme.yaml/edit", "/agreements/new"
                }) {
            page.navigate(console.at("/console/billing" + path));
            Chromium.assertFits(page);
            Chromium.assertAccessible(page);
            Chromium.picture(page, "narrow" + path.replace('/', '-'));
        }
        for (String name : new String[] {"..%2Fapplication.properties", "nothing.yaml", "%2e%2e%2fdata%2fusers"}) {
            page.navigate(console.at("/console/billing/agreements/" + name));
            assertThat(page.locator("h1").innerText()).isEqualTo("Not found");
        }
        assertThat(chromium.said()).allMatch(line -> line.contains("404"));
        chromium.forget();
    }
}
