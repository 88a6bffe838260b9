package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.Reviews;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every page, and what asks a side, while Harvest, Xero, both or the database are away. */
class PagesWhileAwayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> FAULTS =
            List.of("This should not have happened", "Exception", "the log says why", "\tat ");

    /** What asks a side: the action, its form, and where what came of it is told. */
    private record Question(String path, Map<String, String> form, String told) {}

    private static final List<Question> QUESTIONS = List.of(
            new Question("/sides/compare", Map.of(), "/sides/live"),
            new Question("/sides/copy", Map.of("number", "INV-2"), "/sides/live"),
            new Question("/sides/marks/look", Map.of(), "/sides/marks/live"),
            new Question("/sides/overdue/read", Map.of(), "/sides/overdue/live"),
            new Question("/sides/overdue/preview", Map.of(), "/sides/overdue/preview/live"),
            new Question("/purchases/contractors", Map.of("month", "2026-10"), "/purchases/contractors/live"),
            new Question("/money/unbilled", Map.of(), "/money/live"),
            new Question("/billing/try", Map.of("client", "Acme", "period", "2026-10"), ""),
            new Question("/billing/unbilled", Map.of(), ""),
            new Question("/billing/compare", Map.of("client", "Acme", "periods", "2"), ""),
            new Question("/setup/check", Map.of(), "/setup/check/live"),
            new Question("/setup/trial/dry", Map.of("number", "INV-2"), "/setup/trial/live"));

    private ConsoleScenario console;

    private List<Object> state() {
        return List.of(
                console.engine().people().reviews().list(new Reviews.Filter(null, true)).stream()
                        .map(Object::toString)
                        .toList(),
                console.engine().copyService().failedCopies(FailedFilter.STANDING).stream()
                        .map(FailedCopy::id)
                        .toList());
    }

    private static void assertNoFault(String path, String body) {
        assertThat(FAULTS).as(path).allSatisfy(fault -> assertThat(body).doesNotContain(fault));
    }

    private HttpResponse<String> post(Visitor visitor, String path, Map<String, String> form) {
        Map<String, String> whole = new HashMap<>(form);
        whole.put("_csrf", visitor.csrf());
        return visitor.post("/console" + path, whole);
    }

    @Test
    void pagesSayThatASideIsAwayAndNothingIsDoneByHalves() {
        console = ConsoleScenario.start(EveryPage.SETTINGS).withUsers();
        try (ConsoleScenario open = console) {
            Visitor ada = open.visitor("Ada");
            Map<String, String> addresses = EveryPage.of(open, ada);
            List<Object> before = state();
            List<JsonNode> invoices = open.copy().xero().invoices();

            open.copy().xero().arm(XeroFault.of(XeroFault.Kind.DROP_REQUEST).every(1));
            assertStaysUp("Xero away", ada, addresses);
            assertThat(open.copy().xero().faultsStruck()).isPositive();
            open.copy().xero().clearFaults();
            open.copy().harvest().close();
            assertStaysUp("Harvest away", ada, addresses);
            assertThat(open.copy().xero().invoices()).as("made meanwhile").hasSameSizeAs(invoices);
            open.copy().xero().close();
            assertStaysUp("both away", ada, addresses);

            assertThat(state()).isEqualTo(before);
        }
    }

    private void assertStaysUp(String how, Visitor ada, Map<String, String> addresses) {
        addresses.forEach((path, address) -> {
            HttpResponse<String> page = ada.get("/console" + address);
            assertThat(page.statusCode()).as("%s, %s", how, path).isEqualTo(200);
            assertNoFault(how + ", " + path, page.body());
        });
        for (Question question : QUESTIONS) {
            String about = how + ", " + question.path();
            HttpResponse<String> begun = post(ada, question.path(), question.form());
            assertThat(begun.statusCode()).as(about).isEqualTo(303);
            String shown = begun.headers().firstValue("Location").orElseThrow();
            String told = question.told().isEmpty() ? shown + "/live" : "/console" + question.told();
            await().atMost(PATIENCE).until(() -> isOver(ada.get(told).body()));
            assertNoFault(about, ada.get(told).body());
            assertNoFault(about, ada.get(shown).body());
        }
        HttpResponse<String> read = post(ada, addresses.get("/invoices/:id") + "/read", Map.of());
        assertThat(read.statusCode()).as(how).isIn(303, 503);
        assertNoFault(how + ", read", read.body());
    }

    private static boolean isOver(String live) {
        return List.of("is under way", "being read", "asked for by", "<progress", "Under way", "is being").stream()
                .noneMatch(live::contains);
    }

    @Test
    void pagesSayThatTheDatabaseIsAwayAndFormsKeepWhatWasTyped(@TempDir Path folder) throws IOException {
        EmbeddedPostgres server = database(folder, 0);
        int port = server.getPort();
        Map<String, String> settings = new HashMap<>(EveryPage.SETTINGS);
        settings.put("database.url", "jdbc:postgresql://localhost:" + port + "/postgres");
        settings.put("database.user", "postgres");
        console = ConsoleScenario.start(settings).withUsers();
        try (ConsoleScenario open = console) {
            Visitor ada = open.visitor("Ada");
            Map<String, String> addresses = EveryPage.of(open, ada);
            List<Object> before = state();
            String record = addresses.get("/failed/:id");
            String copy = record.substring("/failed/F".length());
            server.close();
            try {
                addresses.forEach((path, address) -> {
                    HttpResponse<String> page = ada.get("/console" + address);
                    assertThat(page.statusCode()).as(path).isEqualTo(503);
                    assertThat(page.body()).as(path).contains("The database does not answer", "Sign out");
                    assertNoFault(path, page.body());
                });
                assertThat(post(ada, "/review/D1/approve", Map.of("version", "1"))
                                .statusCode())
                        .isEqualTo(503);
                HttpResponse<String> sent = post(
                        ada, "/failed/discard", Map.of("_page", record, "copy", copy, "reason", "Entered by hand"));
                assertThat(sent.statusCode()).isEqualTo(503);
                assertThat(sent.body()).contains("What you typed is kept", "/console" + record);
            } finally {
                server = database(folder, port);
            }
            await().atMost(PATIENCE).until(() -> ada.get("/console/today").statusCode() == 200);

            assertThat(state()).isEqualTo(before);
            assertThat(ada.get("/console" + record).body()).contains("value=\"Entered by hand\"");
            addresses.forEach(
                    (path, address) -> assertThat(ada.get("/console" + address).statusCode())
                            .as(path)
                            .isEqualTo(200));
        } finally {
            server.close();
        }
    }

    /** @param port 0 for any */
    private static EmbeddedPostgres database(Path folder, int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("database"))
                .setCleanDataDirectory(false);
        if (port > 0) {
            builder.setPort(port);
        }
        return builder.start();
    }
}
