package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.harvestxero.cli.Cli;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.runtime.CommandRunner;
import org.harvestxero.runtime.Engine;
import org.harvestxero.wiring.EngineWiring;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures of every page of the console that an admin of the demo comes to by its links: light, dark and on a phone, in
 * {@code target/screens}. {@code mvn test -Pscreens}; with {@code -Dscreens.docs=true} also the few of {@code docs/screens}.
 */
@Tag("screens")
class ConsoleScreens {
    private static final Pattern ADMIN = Pattern.compile("Ada, admin\\s+(\\S+/console/enter\\?key=\\S+)");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MOST_PAGES = 80;
    private static final long MOST_BYTES = 60_000;
    private static final Map<String, String> DOCS = Map.of(
            "/today", "today",
            "/failed", "failed-copies",
            "/review/:id", "draft",
            "/invoices/:id", "invoice",
            "/billing", "billing",
            "/sides", "both-sides");

    @TempDir
    Path folder;

    private final AtomicReference<Engine> engine = new AtomicReference<>();

    @Test
    void picturesOfEveryPage() throws Exception {
        Path pictures = Files.createDirectories(Path.of("target/screens"));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Thread demo = new Thread(() -> serve(new PrintStream(said, true, StandardCharsets.UTF_8)), "demo");
        demo.start();
        try (Chromium chromium = Chromium.start()) {
            String link = NewHome.printed(ADMIN, said, demo, PATIENCE);
            Page page = chromium.window();
            page.navigate(link);
            page.locator("button.primary").click();
            page.waitForURL("**/console/today");
            String base = link.substring(0, link.indexOf("/console"));
            Map<String, String> found = pages(page, base);
            assertThat(found).containsKeys("/today", "/failed", "/review", "/invoices", "/setup", "/users");
            String state = page.context().storageState();
            take(
                    chromium,
                    state,
                    base,
                    found,
                    pictures,
                    "light",
                    new Browser.NewContextOptions().setViewportSize(1280, 900));
            take(
                    chromium,
                    state,
                    base,
                    found,
                    pictures,
                    "dark",
                    new Browser.NewContextOptions().setViewportSize(1280, 900).setColorScheme(ColorScheme.DARK));
            take(
                    chromium,
                    state,
                    base,
                    found,
                    pictures,
                    "phone",
                    new Browser.NewContextOptions().setViewportSize(360, 740));
            if (Boolean.getBoolean("screens.docs")) {
                docs(chromium, state, base, found);
            }
        } finally {
            Engine running = engine.get();
            if (running != null) {
                running.close();
            }
            demo.join(PATIENCE.toMillis());
        }
    }

    private void serve(PrintStream out) {
        EngineWiring wiring = new EngineWiring(Clock.systemUTC());
        Engine.Starter starter = (Home home, Settings settings, Engine.Mode mode, CommandRunner commands) -> {
            Engine started = wiring.start(home, settings, mode, commands);
            engine.set(started);
            return started;
        };
        new Cli(
                        starter,
                        Map.of(),
                        Map.of(
                                "harvest-xero.program",
                                Path.of("").toAbsolutePath().toString(),
                                "user.name",
                                "demo"),
                        Clock.systemUTC())
                .run(List.of("demo", "--serve", "--home", folder.toString()), out, out);
    }

    /** One address of each kind, by what it is like: {@code /review/:id}. */
    private static Map<String, String> pages(Page page, String base) {
        Map<String, String> found = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of("/today"));
        while (!open.isEmpty() && found.size() < MOST_PAGES) {
            String path = open.poll();
            if (found.containsKey(kind(path))) {
                continue;
            }
            if (!isShown(page, base + "/console" + path)) {
                continue;
            }
            found.put(kind(path), path);
            for (Object href : (List<?>) page.evaluate(
                    "[...document.querySelectorAll('a[href^=\"/console/\"]')].map(a => a.getAttribute('href'))")) {
                String next =
                        String.valueOf(href).substring("/console".length()).replaceFirst("#.*", "");
                if (!next.contains(".csv") && !next.contains("/assets/") && !next.endsWith(".pdf")) {
                    open.add(next);
                }
            }
        }
        return found;
    }

    /** Whether there is a page: a file is offered for download instead. */
    private static boolean isShown(Page page, String url) {
        try {
            page.navigate(url);
            return true;
        } catch (PlaywrightException e) {
            if (e.getMessage().contains("Download is starting")) {
                return false;
            }
            throw e;
        }
    }

    private static String kind(String path) {
        return path.replaceFirst("\\?.*", "").replaceAll("/[A-Z]?\\d[\\w.-]*(?=/|$)", "/:id");
    }

    private static void take(
            Chromium chromium,
            String state,
            String base,
            Map<String, String> found,
            Path pictures,
            String look,
            Browser.NewContextOptions options) {
        Page page = chromium.window(options.setLocale("en-GB").setStorageState(state));
        found.forEach((kind, path) -> {
            page.navigate(base + "/console" + path);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(pictures.resolve(name(kind) + "." + look + ".png"))
                    .setFullPage(true));
        });
        page.context().close();
    }

    private static void docs(Chromium chromium, String state, String base, Map<String, String> found)
            throws IOException {
        Path docs = Files.createDirectories(Path.of("docs/screens"));
        Page page = chromium.window(new Browser.NewContextOptions()
                .setViewportSize(750, 470)
                .setLocale("en-GB")
                .setStorageState(state));
        for (Map.Entry<String, String> each : DOCS.entrySet()) {
            if (found.containsKey(each.getKey())) {
                Path file = docs.resolve(each.getValue() + ".png");
                page.navigate(base + "/console" + found.get(each.getKey()));
                page.screenshot(new Page.ScreenshotOptions().setPath(file));
                assertThat(file)
                        .as("small enough to be shipped")
                        .satisfies(made -> assertThat(Files.size(made)).isLessThanOrEqualTo(MOST_BYTES));
            }
        }
        page.context().close();
    }

    private static String name(String kind) {
        return kind.substring(1).replace("/:id", "-one").replace('/', '-');
    }
}
