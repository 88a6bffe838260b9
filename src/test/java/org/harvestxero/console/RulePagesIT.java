package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Files of rules read and changed in a real browser, and what then stands on disk. */
class RulePagesIT extends BrowserScenario {
    private Path file(String name) {
        return console.home().resolve(name);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
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

    private static void save(Page page, String file) {
        button(page, "Look at the change").click();
        page.locator("#changes").waitFor();
        page.getByLabel("Why").fill("As agreed on Monday");
        button(page, "Save " + file).click();
    }

    @Test
    void aShippedFileBecomesTheHomesOwnAndOnlyWhatWasTypedChanges() {
        String shipped = read(Path.of("overdue.yaml"));
        Page page = open("Ada", "/billing/agreements");
        page.locator("main").getByText("rules").click();
        page.waitForURL("**/billing/rules");
        assertThat(page.locator("tbody").innerText())
                .contains("defaults.yaml", "overdue.yaml", "as it came with the program", "journals.yaml");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "rules");
        page.getByText("overdue.yaml").click();
        page.waitForURL("**/rules/overdue.yaml");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "rule");
        page.keyboard().press("e");
        page.keyboard().press("Enter");
        page.waitForURL("**/edit");

        yaml(page).fill(shipped.replace("mostMails: 50", "mostMails: many") + "stepz: []\n");
        button(page, "Look at the change").click();
        page.locator(".notice.bad .code").waitFor();
        assertThat(page.locator("li.bad").allInnerTexts())
                .anySatisfy(line -> assertThat(line).contains("mostMails: many"))
                .anySatisfy(line -> assertThat(line).contains("stepz"));
        assertThat(file("overdue.yaml")).doesNotExist();
        Chromium.assertAccessible(page);

        String wanted = shipped.replace("mostMails: 50", "mostMails: 7");
        yaml(page).fill(wanted);
        save(page, "overdue.yaml");

        page.locator(".notice.good").waitFor();
        assertThat(page.locator(".notice.good").innerText()).startsWith("overdue.yaml is saved.");
        assertThat(read(file("overdue.yaml"))).isEqualTo(wanted);
        assertThat(read(Path.of("overdue.yaml"))).isEqualTo(shipped);
        assertThat(page.locator(".timeline").innerText())
                .contains("Ada: As agreed on Monday", "found so before it was changed");
        page.locator(".timeline a").first().click();
        page.waitForURL("**/versions/*");
        assertThat(page.locator("tr.added").innerText()).contains("mostMails: 7");
        Chromium.assertAccessible(page);
        page.navigate(console.at("/console/log/audit"));
        assertThat(page.locator("main").innerText()).contains("overdue.yaml: As agreed on Monday");
    }

    @Test
    void defaultsThatWouldBreakAnAgreementAreNotSaved() {
        console.copy()
                .agreement(
                        "acme.yaml", "client: Acme\nstart: 2026-10-01\nreview: {when: [always], steps: [manager]}\n");
        String before = read(file("agreements/defaults.yaml"));
        Page page = open("Ada", "/billing/rules/defaults.yaml/edit");
        yaml(page).fill(before + "\nrates: [{hour: much}]\n");
        button(page, "Look at the change").click();
        page.locator(".notice.bad .code").waitFor();
        assertThat(page.locator("li.bad").first().innerText()).contains("hour");

        yaml(page).fill(before + "\nend: 2026-09-01\n");
        button(page, "Look at the change").click();
        page.locator(".notice.bad .code").waitFor();
        assertThat(page.locator(".notice.bad").innerText()).contains("acme.yaml could not be used any more");
        assertThat(read(file("agreements/defaults.yaml"))).isEqualTo(before);
    }

    @Test
    void aFileThatWasNotThereIsMadeAndOneThatChangedMeanwhileIsNotOverwritten() throws IOException {
        Page page = open("Ada", "/billing/rules/holidays.yaml/edit");
        String mine = yaml(page).inputValue() + "\n# Ours\n";
        yaml(page).fill(mine);
        button(page, "Look at the change").click();
        page.getByLabel("Why").fill("Mine");
        String theirs = "# Theirs\nplaces: {}\n";
        Files.writeString(file("holidays.yaml"), theirs);
        button(page, "Save holidays.yaml").click();
        page.getByText("holidays.yaml was changed meanwhile").waitFor();
        assertThat(read(file("holidays.yaml"))).isEqualTo(theirs);
        assertThat(chromium.said()).allMatch(line -> line.contains("409"));
        chromium.forget();

        page.navigate(console.at("/console/billing/rules/journals.yaml"));
        assertThat(page.locator("main").innerText()).contains("There is no such file, so nothing of it holds.");
        page.navigate(console.at("/console/billing/rules/journals.yaml/edit"));
        yaml(page).fill("# None yet\nstatus: draft\n");
        save(page, "journals.yaml");
        page.locator(".notice.good").waitFor();
        assertThat(read(file("journals.yaml"))).isEqualTo("# None yet\nstatus: draft\n");
    }

    @Test
    void wordsThatMayStandThereAreOfferedAndTakenByTheKeyboard() {
        Page page = open("Ada", "/billing/agreements/acme.yaml/edit");
        yaml(page).fill("client: Acme\nstart: 2026-10-01\n");
        yaml(page).press("Control+End");
        page.keyboard().type("ca");
        assertThat(page.locator(".offers li code").allInnerTexts()).containsExactly("calendar", "caps");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "keys");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(yaml(page).inputValue()).endsWith("\ncalendar: ");
        page.keyboard().press("Enter");
        page.keyboard().type("  ");
        page.keyboard().press("Control+Space");
        assertThat(page.locator(".offers li code").allInnerTexts())
                .contains("close", "due")
                .doesNotContain("client");
        page.keyboard().press("Escape");
        assertThat(page.locator(".offers").isVisible()).isFalse();
        assertThat(page.evaluate("document.activeElement.tagName")).isEqualTo("TEXTAREA");
        page.keyboard().type("due: the 7th");
        page.keyboard().press("Tab");
        assertThat(page.evaluate("document.activeElement.tagName")).isNotEqualTo("TEXTAREA");
        assertThat(yaml(page).inputValue()).endsWith("\ncalendar: \n  due: the 7th");
    }

    @Test
    void withoutScriptsTheWordsStandBesideAndOnlyAdminsSave() {
        Page plain = chromium.window(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        open(plain, "Bob", "/billing/rules/overdue.yaml/edit");
        assertThat(plain.locator("details ul.keys").textContent()).contains("mostMails", "steps");
        yaml(plain).fill("mostMails: 9\n");
        button(plain, "Look at the change").click();
        assertThat(plain.locator("main").innerText()).contains("mostMails: 9", "Admins save rules.");
        assertThat(button(plain, "Save overdue.yaml").count()).isZero();
        Page vera = open(chromium.narrow(), "Vera", "/billing/rules/overdue.yaml");
        assertThat(vera.locator("a[href$='/edit']").count()).isZero();
        Chromium.assertFits(vera);
        vera.navigate(console.at("/console/billing/rules/none.yaml"));
        assertThat(vera.locator("main").innerText()).contains("There is no file of this name.");
        assertThat(chromium.said()).allMatch(line -> line.contains("404"));
        chromium.forget();
    }
}
