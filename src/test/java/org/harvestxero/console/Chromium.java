package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real Chromium, driven by the machine's own Node, started once for all tests of this process and gone with it. A machine without them
 * fails the tests and says what to install; {@code -Dbrowser=none} leaves them out on purpose.
 */
final class Chromium implements AutoCloseable {
    private static final int LEAST_RULES = 15;

    private final Browser browser;
    private final List<String> said = new ArrayList<>();

    private Chromium(Browser browser) {
        this.browser = browser;
    }

    /** With no window open yet; its windows are nobody else's. */
    static Chromium start() {
        assumeFalse("none".equals(System.getProperty("browser")), "Left out by -Dbrowser=none");
        return new Chromium(Running.browser());
    }

    /** Started by whoever asks first, and anew where it died. One thread alone asks it at a time. */
    private static final class Running {
        private static Browser browser;

        static synchronized Browser browser() {
            if (browser == null || !browser.isConnected()) {
                browser = launched();
            }
            return browser;
        }
    }

    private static Browser launched() {
        Path chromium = find("chromium", "chromium-browser", "google-chrome")
                .orElseThrow(() -> new AssertionError(
                        "No Chromium is here, so the console's pages can't be tested: apt-get install chromium nodejs"
                                + " (or leave them out with -Dbrowser=none)."));
        Path node = find("node", "nodejs")
                .orElseThrow(() -> new AssertionError(
                        "No Node is here, which drives Chromium: apt-get install nodejs (or -Dbrowser=none)."));
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "PLAYWRIGHT_NODEJS_PATH", node.toString())));
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    private static Optional<Path> find(String... names) {
        return Arrays.stream(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A window of somebody who is nobody yet. Whatever its pages complain about is kept. */
    Page window(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(15_000);
        Page page = context.newPage();
        page.onConsoleMessage(message -> said.add(message.type() + ": " + message.text()));
        page.onPageError(error -> said.add("error: " + error));
        return page;
    }

    Page window() {
        return window(new Browser.NewContextOptions().setViewportSize(1280, 900).setLocale("en-GB"));
    }

    Page narrow() {
        return window(new Browser.NewContextOptions().setViewportSize(360, 740).setLocale("en-GB"));
    }

    Page dark() {
        return window(new Browser.NewContextOptions()
                .setViewportSize(1280, 900)
                .setLocale("en-GB")
                .setColorScheme(ColorScheme.DARK));
    }

    /** Pages that fetch themselves would go on asking a program that has ended. */
    void closeWindows() {
        List.copyOf(browser.contexts()).forEach(BrowserContext::close);
    }

    /** What pages complained about so far: errors of scripts, and what the policy refused. */
    List<String> said() {
        return List.copyOf(said);
    }

    void forget() {
        said.clear();
    }

    /** No barrier for people who hear the page or use the keyboard, by the rules of axe; and that these did look. */
    static void assertAccessible(Page page) {
        page.evaluate(axe());
        @SuppressWarnings("unchecked")
        Map<String, Object> found = (Map<String, Object>) page.evaluate("""
                async () => {
                    const found = await axe.run();
                    return {
                        passes: found.passes.length,
                        violations: found.violations.map(v => v.id + ' (' + v.impact + '): ' + v.nodes.map(n => n.html).join(' | '))
                    };
                }""");
        assertThat((List<?>) found.get("violations")).as(page.url()).isEmpty();
        assertThat(((Number) found.get("passes")).intValue()).as(page.url()).isGreaterThanOrEqualTo(LEAST_RULES);
    }

    /** Nothing has to be scrolled sideways to be read. */
    static void assertFits(Page page) {
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).intValue())
                .as("%s is wider than the window", page.url())
                .isLessThanOrEqualTo(0);
    }

    private static String axe() {
        try (InputStream in = Chromium.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps a picture where {@code -Dpictures=FOLDER} says so. */
    static void picture(Page page, String name) {
        String folder = System.getProperty("pictures");
        if (folder != null) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(folder, name + ".png"))
                    .setFullPage(true));
        }
    }

    @Override
    public void close() {
        closeWindows();
    }
}
