package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.Payroll;
import org.harvestxero.api.Payroll.Outcome;
import org.harvestxero.console.user.Role;
import org.harvestxero.payroll.Hindrance;
import org.harvestxero.payroll.PayLine;
import org.harvestxero.payroll.PayPeriod;
import org.harvestxero.payroll.PaySheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about pay: for the role payroll alone, and nothing of it anywhere else. */
class PayrollPageIT {
    private static final PayPeriod WEEK = new PayPeriod(LocalDate.of(2026, 10, 5), LocalDate.of(2026, 10, 11));
    private static final String PAGE = "/console/payroll";

    private LightConsole light;

    @BeforeEach
    void start(@TempDir Path folder) {
        light = new LightConsole(folder);
        light.put("Vera", Role.VIEWER);
        light.put("Bob", Role.BOOKKEEPER);
        light.put("Rita", Role.REVIEWER);
        light.put("Ada", Role.ADMIN);
        light.put("Pat", Role.PAYROLL);
        light.payroll.answer = answer(Outcome.DUE);
    }

    @AfterEach
    void stop() {
        light.close();
    }

    private static Payroll.Answer answer(Outcome outcome) {
        PayLine monday = line(5, "7.5");
        return new Payroll.Answer(
                List.of(new Payroll.Period(
                        WEEK,
                        "Weekly",
                        List.of(new Payroll.Sheet(
                                new Payroll.Person(1, "Ann <Archer>"),
                                new PaySheet(WEEK, List.of(monday, line(7, "8")), List.of()),
                                List.of(monday, line(7, "6")),
                                new Payroll.Change(outcome, null, "Draft", "t-1"))))),
                List.of(new Payroll.Unmatched(
                        new Payroll.Person(3, "Cleo Cox"),
                        new BigDecimal("3"),
                        new Hindrance(
                                Hindrance.Kind.NO_EMAIL, "Cleo Cox has no e-mail address in Harvest", "Give one."))),
                List.of(),
                new CycleReport.Calls(1, 1),
                List.of());
    }

    private static PayLine line(int day, String hours) {
        return new PayLine(new PayLine.Cell(LocalDate.of(2026, 10, day), "Regular Hours", null), new BigDecimal(hours));
    }

    /** A month of people whose names would like to be more than names. */
    private static Payroll.Answer ofHostileNames() {
        PayPeriod month = new PayPeriod(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 31));
        List<PayLine> lines = List.of(line(5, "7.5"), line(31, "112.25"));
        List<String> names = List.of(
                "<img src=x onerror=alert(1)>",
                "\u202ereppU rehcrA nnA",
                "Wolfeschlegelsteinhausenbergerdorff".repeat(8),
                "';alert(1)//\"><script>alert(1)</script>",
                "${7*7} {{7*7}} javascript:alert(1)",
                "\u0645\u062d\u0645\u062f");
        return new Payroll.Answer(
                List.of(new Payroll.Period(
                        month,
                        "<b>Monthly</b>",
                        names.stream()
                                .map(name -> new Payroll.Sheet(
                                        new Payroll.Person(names.indexOf(name) + 1, name),
                                        new PaySheet(month, lines, List.of()),
                                        List.of(line(5, "7")),
                                        new Payroll.Change(Outcome.HELD, name + " changed it", "Draft", "t-1")))
                                .toList())),
                names.stream()
                        .map(name -> new Payroll.Unmatched(
                                new Payroll.Person(99, name),
                                new BigDecimal("3"),
                                new Hindrance(
                                        Hindrance.Kind.NO_EMAIL,
                                        name + " has no e-mail address in Harvest",
                                        "Give one.")))
                        .toList(),
                List.of(names.get(0)),
                new CycleReport.Calls(1, 1),
                List.of());
    }

    @Test
    void hostileNamesStayNamesAndThePageFitsAPhoneWithoutABarrier() {
        light.payroll.answer = ofHostileNames();
        Visitor pat = light.visitor("Pat");
        begin(pat, "/look", "2026-10-06");
        Chromium chromium = Chromium.start();
        try {
            for (Page page : List.of(chromium.narrow(), chromium.window(), chromium.dark())) {
                page.context()
                        .addCookies(List.of(new Cookie("hx-session", pat.cookie("hx-session"))
                                .setDomain("127.0.0.1")
                                .setPath("/console")));
                page.navigate(light.at(PAGE));
                assertThat(page.locator("main").innerText()).contains("<img src=x onerror=alert(1)>", "112.25");
                assertThat(page.locator("main img, main script, main td b").count())
                        .isZero();
                Chromium.assertFits(page);
                Chromium.assertAccessible(page);
            }
            assertThat(chromium.said()).isEmpty();
        } finally {
            chromium.closeWindows();
            chromium.close();
        }
    }

    private void begin(Visitor visitor, String path, String day) {
        HttpResponse<String> begun = visitor.post(PAGE + path, Map.of("_csrf", visitor.csrf(), "day", day));
        assertThat(begun.headers().firstValue("Location")).contains(PAGE);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !visitor.get(PAGE + "/live").body().contains("asked for by"));
    }

    @Test
    void onlyTheRolePayrollSeesItOrMayAsk() {
        assertThat(light.visitor().get(PAGE).statusCode()).isIn(303, 401);
        for (String name : List.of("Vera", "Bob", "Rita", "Ada")) {
            Visitor visitor = light.visitor(name);
            assertThat(visitor.get(PAGE).statusCode()).as(name).isEqualTo(403);
            assertThat(visitor.get(PAGE + "/live").statusCode()).as(name).isEqualTo(403);
            assertThat(visitor.get("/console/today").body()).doesNotContain("/console/payroll");
            for (String action : List.of("/look", "/send")) {
                assertThat(visitor.post(PAGE + action, Map.of("_csrf", visitor.csrf()))
                                .statusCode())
                        .as(name)
                        .isEqualTo(403);
            }
        }
        Visitor pat = light.visitor("Pat");
        assertThat(pat.post(PAGE + "/send", Map.of("day", "")).statusCode()).isEqualTo(403);
        assertThat(light.payroll.asked).isEmpty();
        assertThat(pat.get("/console/today").body()).contains("/console/payroll");
    }

    @Test
    void whatWouldBeSentIsSeenBeforeItIs() {
        Visitor pat = light.visitor("Pat");
        assertThat(pat.get(PAGE).body()).contains("Nobody looked since").doesNotContain("Send to Xero Payroll");

        begin(pat, "/look", "2026-10-06");

        String body = pat.get(PAGE).body();
        assertThat(body)
                .contains("Ann &lt;Archer&gt;", "To be changed · Draft in Xero", "Send to Xero Payroll")
                .containsPattern(">8(\\.00)? <s title=\"in Xero\"><span class=\"unseen\">in Xero </span>6(\\.00)?</s>")
                .containsPattern("3(\\.00)? hours: Cleo Cox has no e-mail address in Harvest. Give one.");
        light.payroll.answer = answer(Outcome.CHANGED);

        begin(pat, "/send", "2026-10-06");

        assertThat(light.payroll.asked).containsExactly("run 2026-10-06 dry Pat", "run 2026-10-06 Pat");
        assertThat(pat.get(PAGE).body()).contains("Changed · Draft in Xero").doesNotContain("Send to Xero Payroll");
        assertThat(light.visitor("Ada").get("/console/log").body()).doesNotContain("Archer");
    }

    @Test
    void aDayThatIsNoneIsToldAndNothingIsAsked() {
        Visitor pat = light.visitor("Pat");

        pat.post(PAGE + "/look", Map.of("_csrf", pat.csrf(), "day", "October"));

        assertThat(pat.get(PAGE).body()).contains("That is no day: write it like 2026-10-05.");
        assertThat(light.payroll.asked).isEmpty();
    }
}
