package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.harvestxero.api.FailedFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every page: the keyboard is enough, times have their zone, and a program that is away or began anew costs nothing typed. */
class ConsoleGroundIT extends BrowserScenario {
    /** What the tab key has to reach, in the order of the page. Of radio buttons of one name one alone is reached. */
    private static final String STOPS = """
            (() => {
              const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
                .filter(e => e.type !== 'hidden' && !e.matches(':disabled') && e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true}));
              const group = e => all.filter(o => o.type === 'radio' && o.name === e.name && o.form === e.form);
              return all.filter(e => e.type !== 'radio' || e.checked || (group(e)[0] === e && !group(e).some(o => o.checked)));
            })()""";

    private static final String NAME =
            "(e => e.tagName + ' ' + (e.getAttribute('href') || e.name || e.textContent.trim()))";

    /** Whether what has the keyboard is seen, and seen to have it. */
    private static final String SHOWN = """
            (() => {
              const style = getComputedStyle(document.activeElement);
              const place = document.activeElement.getBoundingClientRect();
              return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
                && place.bottom > 0 && place.top < innerHeight && place.right > 0 && place.left < innerWidth;
            })()""";

    /** Day, month, year and the calendar of one field. */
    private static final int PARTS = 4;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/today",
                "/failed",
                "/failed/F",
                "/review",
                "/review/D1",
                "/invoices",
                "/billing",
                "/billing/agreements",
                "/sides",
                "/sides/overdue",
                "/money",
                "/money/earned",
                "/money/budgets",
                "/log",
                "/setup",
                "/setup/xero",
                "/setup/books",
                "/users"
            })
    void theTabKeyReachesAllThatCanBeUsedInItsOrderAndShowsWhereItIs(String path) {
        Page page = console.signIn(chromium.window(), "Ada");
        page.navigate(console.at("/console" + path + (path.endsWith("/F") ? failed() : "")));
        assertThat(page.locator("h1").innerText()).isNotEqualTo("Not found");
        List<?> stops = (List<?>) page.evaluate(STOPS + ".map(" + NAME + ")");

        List<Object> reached = new ArrayList<>();
        Object here = null;
        for (int i = 0; reached.size() < stops.size() && i < stops.size() * PARTS; i++) {
            page.keyboard().press("Tab");
            Object before = here;
            here = page.evaluate(STOPS + ".indexOf(document.activeElement)");
            if (!here.equals(before)) { // a field of a day has stops of its own
                reached.add(page.evaluate(NAME + "(document.activeElement)"));
                assertThat(page.evaluate(SHOWN))
                        .as("%s shows that %s has the keyboard", path, reached.get(reached.size() - 1))
                        .isEqualTo(true);
            }
        }

        assertThat(reached).as(path).isEqualTo(stops);
        assertThat(reached.get(0)).isEqualTo("A #main");
    }

    private long failed() {
        return console.engine().copyService().failedCopies(FailedFilter.STANDING).stream()
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void theFirstKeyLeadsPastThePagesToTheContent() {
        Page page = console.signIn(chromium.window(), "Ada");
        page.navigate(console.at("/console/setup"));
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("main");

        page.keyboard().press("Tab");
        assertThat(page.evaluate("document.getElementById('main').contains(document.activeElement)"))
                .isEqualTo(true);
    }

    @Test
    void theKeyboardStaysWhereItIsWhenAPartIsPutInPlaceAnew() {
        Page page = console.signIn(chromium.window(), "Ada");
        page.locator("section[aria-labelledby=failed] a").focus();
        String focused = NAME + "(document.activeElement)";
        Object before = page.evaluate(focused);

        console.engine().copyService().pause("test", "to see the page change");
        try {
            page.getByText("Paused by test").first().waitFor();
            assertThat(page.evaluate(focused)).isEqualTo(before);
        } finally {
            console.engine().copyService().resume("test", "");
        }
    }

    @Test
    void timesAreShownWithTheirZone() {
        Page page = console.signIn(chromium.window(), "Vera");

        assertThat(page.locator("footer").innerText()).isEqualTo("Times are those of UTC.");
    }

    @Test
    void aPageTellsThatTheProgramIsAwayAndGoesOnByItself() {
        Page page = console.signIn(chromium.window(), "Vera");
        page.context().setOffline(true);
        page.locator("#away").waitFor();

        assertThat(page.locator("#away").innerText())
                .isEqualTo(
                        "The program does not answer at this moment. What you see is as it was before; it goes on by itself.");
        assertThat(page.locator("#away").count()).isEqualTo(1);
        assertThat(page.locator(".signal h2").innerText()).contains("2 documents could not be copied");
        Chromium.assertAccessible(page);
        Chromium.picture(page, "away");

        page.context().setOffline(false);
        page.locator("#away").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        assertThat(page.url()).endsWith("/console/today");
        assertThat(chromium.said())
                .allMatch(
                        line -> line.matches(
                                "error: (Failed to load resource: net::ERR_INTERNET_DISCONNECTED|htmx:(sendError|afterRequest), .*)"));
        chromium.forget();
    }

    @Test
    void whatWasTypedSurvivesTheProgramsOwnEnd() {
        Page page = console.signIn(chromium.window(), "Ada");
        Page other = console.signIn(chromium.narrow(), "Ada");
        page.navigate(console.at("/console/users"));
        Locator form = page.locator("section[aria-labelledby=invite]");
        form.getByLabel("Name").fill("Zoë \"<i>\" O'Brien");
        form.locator("input[value=bookkeeper]").check();
        form.locator("input[value=reviewer]").check();

        console.engine().close();
        other.locator("#away").waitFor();
        Chromium.assertFits(other);
        console.serve(Map.of());
        other.waitForURL("**/console/login?next=%2Ftoday");
        button(page, "Make the link").click();
        page.getByText("Your session has ended").waitFor();
        Chromium.assertAccessible(page);
        signInAgain(page);
        page.getByText("Your session had ended, so nothing was done yet").waitFor();

        assertThat(page.url()).endsWith("/console/users");
        assertThat(form.getByLabel("Name").inputValue()).isEqualTo("Zoë \"<i>\" O'Brien");
        assertThat(form.locator("input:checked").count()).isEqualTo(2);
        assertThat(form.locator("input[value=bookkeeper]").isChecked()).isTrue();
        assertThat(form.locator("input[value=reviewer]").isChecked()).isTrue();
        assertThat(console.users().read().users()).hasSize(4);
        signInAgain(other);
        other.waitForURL("**/console/today");
        chromium.forget(); // that the program was away
    }

    private static void signInAgain(Page page) {
        page.getByLabel("Name").fill("Ada");
        page.getByLabel("Password").fill(ConsoleScenario.PASSWORD);
        button(page, "Sign in").click();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
