package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Pages in a real browser, before the real program between both stand-ins. No page may complain of anything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserScenario {
    Chromium chromium;
    ConsoleScenario console;

    /** Whether tests change the agency, so that each begins with one of its own; else all of a class look at the same. */
    boolean changesTheAgency() {
        return false;
    }

    /** What each agency has beside the usual. */
    void fill() {}

    @BeforeAll
    void launch() {
        chromium = Chromium.start();
    }

    @BeforeEach
    void begin() {
        if (console == null) {
            console = ConsoleScenario.start(Map.of()).withUsers();
            fill();
        }
    }

    /** A page as somebody sees it who signed in. */
    Page open(Page page, String name, String path) {
        console.signIn(page, name);
        page.navigate(console.at("/console" + path));
        return page;
    }

    Page open(String name, String path) {
        return open(chromium.window(), name, path);
    }

    /** Loads the page anew until the text stands there. */
    void until(Page page, String path, String text) {
        page.waitForCondition(
                () -> {
                    if (page.locator("main").innerText().contains(text)) {
                        return true;
                    }
                    page.navigate(console.at("/console" + path));
                    return false;
                },
                new Page.WaitForConditionOptions().setTimeout(30_000));
    }

    @AfterEach
    void end() {
        try {
            assertThat(chromium.said()).isEmpty();
        } finally {
            if (changesTheAgency()) {
                chromium.closeWindows();
                close();
            }
            chromium.forget();
        }
    }

    private void close() {
        if (console != null) {
            console.close();
            console = null;
        }
    }

    @AfterAll
    void quit() {
        close();
        chromium.close();
    }
}
