package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.harvestxero.console.page.PageTable;
import org.harvestxero.console.user.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every page there is, those that come to be included: by each role, by the rules of axe, on a phone, without scripts. */
class EveryPageIT extends BrowserScenario {
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;

    @TempDir
    Path folder;

    private List<PageTable.Entry> entries;
    private Map<String, String> addresses;

    @Override
    @BeforeEach
    void begin() {
        if (console == null) {
            console = ConsoleScenario.start(EveryPage.SETTINGS).withUsers();
        }
        pages();
    }

    private void pages() {
        try (LightConsole light = new LightConsole(folder)) {
            entries = light.console.entries().stream()
                    .filter(entry -> entry.method().equals("GET") && !entry.live())
                    .toList();
        }
        if (addresses == null) {
            addresses = EveryPage.of(console, console.visitor("Ada"));
        }
    }

    @Test
    void noPageIsMissingInTheList() {
        TreeSet<String> tried = new TreeSet<>(addresses.keySet());
        tried.addAll(EveryPage.FILES);
        tried.addAll(EveryPage.ELSEWHERE);

        assertThat(entries).extracting(PageTable.Entry::path).containsExactlyInAnyOrderElementsOf(tried);
    }

    @Test
    void eachIsForThoseWhoMayAndNobodyElse() {
        for (User user : console.users().read().users()) {
            Visitor visitor = console.visitor(user.name());
            entries.stream()
                    .filter(entry -> addresses.containsKey(entry.path()))
                    .forEach(entry -> assertThat(visitor.get("/console" + addresses.get(entry.path()))
                                    .statusCode())
                            .as("%s for %s", entry.path(), user.name())
                            .isEqualTo(user.may(entry.right()) ? OK : FORBIDDEN));
        }
    }

    @Test
    void eachFitsAPhoneAndHasNoBarrier() {
        Page page = console.signIn(chromium.narrow(), "Ada");
        addresses.forEach((path, address) -> {
            show(page, path, address);
            Chromium.assertFits(page);
            Chromium.assertAccessible(page);
            Chromium.picture(page, "every" + path.replace('/', '-').replace(":", ""));
        });
    }

    @Test
    void eachCanBeReadWithoutScripts() {
        Page page = chromium.window(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        console.signIn(page, "Ada");
        addresses.forEach((path, address) -> {
            show(page, path, address);
            assertThat(page.locator("h1").count()).as(path).isEqualTo(1);
            assertThat(page.locator("main").innerText()).as(path).hasSizeGreaterThan(20);
        });
    }

    private void show(Page page, String path, String address) {
        Response response = page.navigate(console.at("/console" + address));
        assertThat(response.status()).as(path).isEqualTo(OK);
    }
}
