package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.harvestxero.api.FailedFilter;

/** An address of every page there is, in a small agency where each has something to show. */
final class EveryPage {
    /** What is no page to look at, but a file to keep. */
    static final Set<String> FILES =
            Set.of("/failed.csv", "/log/audit.csv", "/money/earned.csv", "/money/earned.xlsx", "/review/:id/timesheet");

    /**
     * Shown while somebody gives consent at a side, to which {@link SetupStoryIT} comes the way people do; to no admin ({@link
     * PayrollPageIT}, {@link PayRulesIT}); once something was reckoned.
     */
    static final Set<String> ELSEWHERE = Set.of(
            "/setup/consent/:id",
            "/payroll",
            "/payroll/rules/:file",
            "/payroll/rules/:file/words",
            "/payroll/rules/:file/edit",
            "/payroll/rules/:file/versions/:version",
            "/money/sources");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ConsoleScenario console;
    private final Visitor ada;
    private final Map<String, String> addresses = new LinkedHashMap<>();

    private EveryPage(ConsoleScenario console, Visitor ada) {
        this.console = console;
        this.ada = ada;
    }

    /** What the agency's console is served with for all of it. */
    static final Map<String, String> SETTINGS = Map.of("expenses.as", "bill", "mcp.enabled", "true");

    /** By the path as the table of pages has it. @param ada an admin, who does whatever a page needs to show something */
    static Map<String, String> of(ConsoleScenario console, Visitor ada) {
        EveryPage every = new EveryPage(console, ada);
        every.same(
                "/today",
                "/failed",
                "/review",
                "/invoices",
                "/billing",
                "/billing/without-agreement",
                "/billing/balances",
                "/billing/compare",
                "/billing/unbilled",
                "/billing/try",
                "/billing/agreements",
                "/billing/agreements/new",
                "/billing/agreements/words",
                "/billing/rules",
                "/sides",
                "/sides/payments",
                "/sides/contacts",
                "/sides/marks",
                "/sides/overdue",
                "/sides/overdue/preview",
                "/purchases",
                "/purchases/contractors",
                "/money",
                "/money/earned",
                "/money/budgets",
                "/log",
                "/log/audit",
                "/setup",
                "/setup/harvest",
                "/setup/xero",
                "/setup/books",
                "/setup/check",
                "/setup/trial",
                "/users",
                "/proposals",
                "/proposals/calls");
        every.failedCopies();
        every.drafts();
        every.proposals();
        every.billing();
        every.sides();
        console.spend();
        every.addresses.put("/purchases/:number", every.link("/purchases", "/purchases/HX-[\\d-]+"));
        return every.addresses;
    }

    private void same(String... paths) {
        for (String path : paths) {
            addresses.put(path, path);
        }
    }

    private String done(String path, Map<String, String> form) {
        Map<String, String> whole = new HashMap<>(form);
        whole.put("_csrf", ada.csrf());
        return led(path, ada.post("/console" + path, whole));
    }

    private static String led(String path, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(path).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow().substring("/console".length());
    }

    private String body(String path) {
        return ada.get("/console" + path).body();
    }

    /** The first link of a page that is like that, once it is there. */
    private String link(String page, String like) {
        Pattern wanted = Pattern.compile("href=\"/console(" + like + ")\"");
        return await("a link like " + like + " on " + page)
                .atMost(PATIENCE)
                .until(() -> wanted.matcher(body(page)), Matcher::find)
                .group(1)
                .replace("&amp;", "&");
    }

    private void failedCopies() {
        long id = console.engine().copyService().failedCopies(FailedFilter.STANDING).stream()
                .findFirst()
                .orElseThrow()
                .id();
        addresses.put("/failed/:id", "/failed/F" + id);
        addresses.put("/failed/reason", "/failed/reason?copies=" + id);
        // So many that they are seen to in the background; there are none of these numbers.
        String many = IntStream.rangeClosed(1_000_001, 1_000_250)
                .mapToObj(number -> "&copy=" + number)
                .collect(Collectors.joining("", "_csrf=" + ada.csrf(), ""));
        addresses.put("/tasks/:id", led("/failed/retry", ada.sendForm("/console/failed/retry", many)));
    }

    private void drafts() {
        addresses.put("/review/:id", "/review/D1");
        addresses.put("/review/:id/lines/:line", "/review/D1/lines/1");
        addresses.put("/review/:id/lines/:line/split", "/review/D1/lines/1/split");
        addresses.put("/invoices/:id", link("/invoices", "/invoices/[^/\"?]+"));
    }

    private void proposals() {
        try (ProposingAssistant assistant = new ProposingAssistant(console, "Helper of the desk")) {
            assistant.propose("propose_hold_draft", Map.of("draft", "D1", "reason", "<b>They</b> asked us to wait."));
        }
        addresses.put("/proposals/:id", "/proposals/P1");
    }

    private void billing() {
        String trial = done("/billing/try", Map.of("client", "Acme", "period", "2026-10"));
        await().atMost(PATIENCE).until(() -> body(trial).contains("What would be billed"));
        addresses.put("/billing/tries/:id", trial);
        addresses.put("/billing/tries/:id/bills/:bill", trial + "/bills/1");
        String agreement = "/billing/agreements/acme.yaml";
        done(
                agreement + "/save",
                Map.of(
                        "text",
                        "client: Acme\nstart: 2026-10-01\nreview: {when: [always]}\npurchaseOrders: [{number: PO-7, money: 3300}]\n",
                        "reason",
                        "They sent an order"));
        addresses.put("/billing/agreements/:file", agreement);
        addresses.put("/billing/agreements/:file/edit", agreement + "/edit");
        addresses.put("/billing/agreements/:file/versions/:version", link(agreement, agreement + "/versions/\\d+"));
        String rules = "/billing/rules/overdue.yaml";
        done(rules + "/save", Map.of("text", "mostMails: 20\n", "reason", "Fewer at once"));
        addresses.put("/billing/rules/:file", rules);
        addresses.put("/billing/rules/:file/words", rules + "/words");
        addresses.put("/billing/rules/:file/edit", rules + "/edit");
        addresses.put("/billing/rules/:file/versions/:version", link(rules, rules + "/versions/\\d+"));
        addresses.put("/billing/balances/:file", "/billing/balances/acme.yaml");
    }

    private void sides() {
        compared(Map.of("client", "Sample Bakery"));
        addresses.put("/sides/looks/:id", link("/sides", "/sides/looks/\\d+"));
        compared(Map.of());
        addresses.put("/sides/differences", link("/sides", "/sides/differences[^\"]+"));
        addresses.put("/sides/days/:day", link("/sides", "/sides/days/[\\d-]+"));
        done("/sides/overdue/read", Map.of());
        await().atMost(PATIENCE).until(() -> body("/sides/overdue").contains("INV-1"));
        addresses.put("/sides/overdue/invoice", link("/sides/overdue", "/sides/overdue/invoice[^\"]+"));
    }

    private void compared(Map<String, String> form) {
        done("/sides/compare", form);
        await().atMost(PATIENCE).until(() -> !body("/sides/live").contains("is under way"));
    }
}
