package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedFilter;
import org.junit.jupiter.api.Test;

/** Causes of failed copies that are put right in a browser: the file that says so, and what then stands in Xero. */
class FixPagesIT extends BrowserScenario {
    private static final String HOSTILE =
            "</select><img src=x onerror=alert(1)> \"O'Neill\" & \u202eSons\u202c # x: [y";
    private static final String WRITTEN = """
            # Ours; 'by hand'.

            rules:
              - why: Signs are apart   # since March
                when: {kind: 'Service'}
                use: {account: 'CODE'}  # no such account

            # the end
            """;

    private Path file() {
        return console.home().resolve("mappings.yaml");
    }

    private String text() {
        try {
            return Files.readString(file());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An invoice that fails, and its record. */
    private String failing(String client, String number) {
        long id = console.copy().harvest().add(aClient(client).currency("USD"));
        console.copy()
                .harvest()
                .add(anInvoice(id).number(number).line("Signs", "1", "40").open());
        console.engine().copyService().once("test");
        return "/failed/F" + failed(number).id();
    }

    private FailedCopy failed(String number) {
        return console.engine().copyService().failedCopies(FailedFilter.STANDING).stream()
                .filter(copy -> number.equals(copy.number()))
                .findFirst()
                .orElseThrow();
    }

    private static Locator button(Page page, String name) {
        return page.getByText(name, new Page.GetByTextOptions().setExact(true));
    }

    private static void look(Page page) {
        button(page, "Look at the change").click();
        page.locator("table.diff").waitFor();
    }

    private static List<String> changed(Page page) {
        return page.locator("table.diff tr.added code, table.diff tr.removed code")
                .allInnerTexts();
    }

    /** @param code another one for each test, so that each has a cause of its own */
    private void everyLineFailsByARule(String code) {
        console.copy().mappings(WRITTEN.replace("CODE", code));
        console.engine().copyService().reloadMappings("test");
    }

    @Test
    void theValueOfTheRuleThatDecidesIsChangedAndNothingElse() {
        everyLineFailsByARule("991");
        String record = failing("Corner Shop", "INV-20");
        failing("Second Shop", "INV-21");
        String before = text();
        Page page = open("Bob", "/failed");
        assertThat(page.locator("main").innerText()).contains("Account unknown", "INV-20");
        page.locator("section.card", new Page.LocatorOptions().setHasText("Account unknown"))
                .getByText("Put it right …")
                .click();
        page.waitForURL("**/failed/F*");
        assertThat(page.locator("#fix").innerText())
                .contains("Decided now by mappings.yaml rule 1 (Signs are apart): 991.", "of Xero's list, read");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "fix-record");

        page.locator("select[name=value]").selectOption("260");
        look(page);

        assertThat(changed(page))
                .containsExactly(
                        "    use: {account: '991'}  # no such account", "    use: {account: '260'}  # no such account");
        assertThat(page.locator("main").innerText())
                .containsPattern("\\d of \\d documents with this cause go on by it\\.");
        assertThat(text()).as("nothing is written yet").isEqualTo(before);
        Chromium.assertAccessible(page);
        Chromium.picture(page, "fix-change");
        button(page, "Write it, and try again").click();
        page.locator(".notice.good").waitFor();

        assertThat(page.locator(".notice").innerText())
                .startsWith("mappings.yaml is changed. ")
                .contains("documents will be tried again");
        assertThat(text()).isEqualTo(before.replace("'991'", "'260'"));
        console.engine().copyService().once("test");
        assertThat(console.copy()
                        .invoice("INV-20")
                        .path("LineItems")
                        .path(0)
                        .path("AccountCode")
                        .asText())
                .isEqualTo("260");
        assertThat(console.copy().invoice("INV-21").path("Status").asText()).isEqualTo("AUTHORISED");
        assertThat(console.home().resolve("data/earlier"))
                .isDirectoryContaining(kept -> kept.getFileName().toString().startsWith("mappings-"));
        assertThat(record).startsWith("/failed/F");
    }

    @Test
    void aNewRuleAsksForWhatWasTickedAndHostileNamesStayText() {
        everyLineFailsByARule("992");
        String record = failing(HOSTILE, "INV-22");
        String before = text();
        Page page = open("Bob", record);
        page.locator("select[name=value]").selectOption("260");
        page.getByText("By a new rule, where all of this is so").click();
        page.locator("input[name='when.kind']").uncheck();
        page.locator("input[name='when.client']").check();
        page.locator("input[name=why]").fill("Theirs is apart");
        look(page);
        assertThat(page.locator("main img, main script").count()).isZero();
        assertThat(changed(page)).hasSize(3).allMatch(line -> line.startsWith("  - ") || line.startsWith("    "));
        button(page, "Write it, and try again").click();
        page.locator(".notice.good").waitFor();

        assertThat(text())
                .contains("    use: {account: \"260\"}\n", "# the end\n", "# no such account\n")
                .startsWith(before.substring(0, before.indexOf("# the end") - 1));
        console.engine().copyService().once("test");
        assertThat(console.copy().invoice("INV-22").path("Status").asText()).isEqualTo("AUTHORISED");
    }

    @Test
    void aFileThatWasChangedOnDiskMeanwhileIsShownAndNotOverwritten() {
        everyLineFailsByARule("993");
        Page page = open("Bob", failing("Harbour Shop", "INV-23"));
        page.locator("select[name=value]").selectOption("260");
        look(page);
        String edited = text().replace("# Ours;", "# Ours, and somebody else's;");
        console.copy().mappings(edited);

        button(page, "Write it, and try again").click();
        page.locator(".notice.bad").waitFor();

        assertThat(page.locator(".notice.bad").innerText())
                .contains("changed on disk meanwhile", "nothing was written");
        assertThat(text()).isEqualTo(edited);
        button(page, "Write it, and try again").click();
        page.locator(".notice.good").waitFor();
        assertThat(text()).isEqualTo(edited.replace("'993'", "'260'"));
    }

    @Test
    void aMistakeInTheFileIsToldAndNothingIsChangedFromHere() {
        everyLineFailsByARule("994");
        String record = failing("Hill Shop", "INV-24");
        console.copy().mappings("rules: [\n");
        Page page = open("Bob", record);
        assertThat(page.locator("#fix").innerText()).contains("has a mistake as it stands on disk", "line");
        assertThat(page.locator("#fix form").count()).isZero();
        Chromium.assertAccessible(page);
    }

    @Test
    void whoMayNotIsToldWhoMayAndAPhoneShowsAll() {
        everyLineFailsByARule("995");
        String record = failing("Lake Shop", "INV-25");
        for (String name : List.of("Vera", "Rita")) {
            Page page = open(name, record);
            assertThat(page.locator("#fix").innerText()).contains("A bookkeeper chooses here");
            assertThat(page.locator("#fix form").count()).isZero();
        }
        Page phone = console.signIn(chromium.narrow(), "Bob");
        phone.navigate(console.at("/console" + record));
        Chromium.assertFits(phone);
        Chromium.picture(phone, "fix-narrow");
        phone.locator("select[name=value]").selectOption("260");
        look(phone);
        Chromium.assertFits(phone);
        Chromium.assertAccessible(phone);
        Chromium.picture(phone, "fix-change-narrow");
        Page dark = console.signIn(chromium.dark(), "Bob");
        dark.navigate(console.at("/console" + record));
        Chromium.picture(dark, "fix-dark");
    }
}
