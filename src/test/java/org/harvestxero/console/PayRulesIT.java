package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.harvestxero.console.user.Role;
import org.junit.jupiter.api.Test;

/** {@code payroll.yaml} beside the other rules: for the role payroll alone, and what was written stands nowhere else. */
class PayRulesIT extends BrowserScenario {
    private static final String FILE = "/payroll/rules/payroll.yaml";
    private static final String WANTED = """
            # What Ann gets, and when
            region: uk
            usual: Regular Hours
            rules:
              - {person: Ann Archer, rate: Senior Rate}
            """;
    private static final String WHY = "Ann <b>Archer</b> gets the senior rate";

    @Override
    boolean changesTheAgency() {
        return true;
    }

    @Override
    void fill() {
        console.put("Pat", Role.PAYROLL);
    }

    private Path file() {
        return console.home().resolve("payroll.yaml");
    }

    private String written() {
        try {
            return Files.readString(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void press(Page page, String button) {
        page.locator("main button", new Page.LocatorOptions().setHasText(button))
                .click();
    }

    @Test
    void whoPaysPeopleChangesIt() {
        Page page = open("Pat", "/payroll");
        page.locator("main").getByText("payroll.yaml").click();
        page.waitForURL("**" + FILE);
        assertThat(page.locator("main").innerText()).contains("There is no such file, so nothing of it holds.");
        Chromium.assertAccessible(page);
        page.keyboard().press("e");
        page.keyboard().press("Enter");
        page.waitForURL("**/edit");

        page.locator("textarea.yaml").fill(WANTED.replace("region: uk", "region: france"));
        press(page, "Look at the change");
        page.locator(".notice.bad .code").waitFor();
        assertThat(page.locator("li.bad").first().innerText()).contains("france");
        Chromium.assertAccessible(page);
        assertThat(file()).doesNotExist();

        page.locator("textarea.yaml").fill(WANTED);
        press(page, "Look at the change");
        page.locator("#changes").waitFor();
        page.getByLabel("Why").fill(WHY);
        press(page, "Save payroll.yaml");
        page.locator(".notice.good").waitFor();
        assertThat(written()).isEqualTo(WANTED);
        assertThat(page.locator(".timeline").innerText()).contains("Pat: " + WHY);
        Chromium.assertAccessible(page);
        Chromium.picture(page, "pay-rules");
        page.locator(".timeline a").first().click();
        page.waitForURL("**/versions/*");
        assertThat(page.locator("tr.added").allInnerTexts())
                .anySatisfy(line -> assertThat(line).contains("Senior Rate"));
        Chromium.assertAccessible(page);

        for (String path : List.of(FILE, FILE + "/words", FILE + "/edit")) {
            Page narrow = open(chromium.narrow(), "Pat", path);
            Chromium.assertFits(narrow);
            Chromium.assertAccessible(narrow);
            Page plain = chromium.window(new Browser.NewContextOptions().setJavaScriptEnabled(false));
            assertThat(open(plain, "Pat", path).locator("h1").innerText()).contains("payroll.yaml");
        }
        page.navigate(console.at("/console/billing/rules"));
        assertThat(page.locator("tbody tr", new Page.LocatorOptions().setHasText("payroll.yaml"))
                        .innerText())
                .contains("your own", "in force");
    }

    @Test
    void nobodyElseSeesWhatItSaysOrThatItIsThere() {
        Visitor pat = console.visitor("Pat");
        String sign = "none";
        assertThat(pat.post(
                                "/console" + FILE + "/save",
                                Map.of("_csrf", pat.csrf(), "text", WANTED, "seen", sign, "reason", WHY))
                        .statusCode())
                .isEqualTo(303);
        assertThat(written()).isEqualTo(WANTED);
        String version = pat.get("/console" + FILE).body().replaceAll("(?s).*?versions/(\\d+).*", "$1");
        assertThat(pat.get("/console" + FILE + "/versions/" + version).body()).contains("Senior Rate");

        for (String name : List.of("Vera", "Bob", "Rita", "Ada")) {
            Visitor visitor = console.visitor(name);
            assertThat(visitor.get("/console/billing/rules").body())
                    .contains("overdue.yaml")
                    .doesNotContain("payroll.yaml");
            for (String end : List.of("", "/words", "/edit", "/versions/" + version)) {
                assertThat(visitor.get("/console" + FILE + end).statusCode())
                        .as(name + end)
                        .isEqualTo(403);
            }
            for (String around : List.of(
                    "/billing/rules/payroll.yaml",
                    "/billing/rules/payroll.yaml/versions/" + version,
                    "/billing/rules/..%2Fpay%2Fpayroll.yaml/versions/" + version,
                    "/billing/agreements/payroll.yaml",
                    "/billing/agreements/payroll.yaml/versions/" + version,
                    "/billing/agreements/pay%2Fpayroll.yaml/versions/" + version)) {
                assertThat(visitor.get("/console" + around).statusCode())
                        .as(name + around)
                        .isEqualTo(404);
            }
            for (String page : List.of("/log/audit", "/log/audit.csv", "/log", "/today")) {
                assertThat(visitor.get("/console" + page).body())
                        .as(name + page)
                        .doesNotContain("senior rate", "Senior Rate");
            }
        }
        assertThat(console.visitor("Ada").get("/console/log/audit").body())
                .contains("payroll.yaml: why is kept with the version");
        assertThat(pat.post(
                                "/console/billing/rules/overdue.yaml/save",
                                Map.of("_csrf", pat.csrf(), "text", "mostMails: 7\n", "reason", "x"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatChangedOnDiskMeanwhileIsNotOverwritten() throws IOException {
        Visitor pat = console.visitor("Pat");
        Files.writeString(file(), WANTED);

        String told = pat.post(
                        "/console" + FILE + "/save",
                        Map.of(
                                "_csrf",
                                pat.csrf(),
                                "text",
                                "region: nz\nusual: Hours\n",
                                "seen",
                                "none",
                                "reason",
                                "x"))
                .body();

        assertThat(told).contains("payroll.yaml was changed meanwhile");
        assertThat(written()).isEqualTo(WANTED);
    }
}
