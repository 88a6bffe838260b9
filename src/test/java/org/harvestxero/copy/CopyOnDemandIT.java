package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.api.Check;
import org.harvestxero.api.CopyRequest;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.Trouble;
import org.harvestxero.config.SettingsException;
import org.harvestxero.sandbox.harvest.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a person asks for by {@code copy}, and what an edited mappings.yaml does meanwhile. */
class CopyOnDemandIT {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 5);

    private CopyScenario scenario;
    private long client;

    @AfterEach
    void stop() {
        scenario.close();
    }

    private void begin(Map<String, String> settings) {
        scenario = CopyScenario.start(settings);
        client = scenario.harvest().add(aClient("Sample Bakery"));
        invoice("INV-1", "100");
    }

    private void invoice(String number, String price) {
        scenario.harvest()
                .add(anInvoice(client)
                        .number(number)
                        .issued(DAY)
                        .line("Work", "1", price)
                        .open());
    }

    private CycleReport copy(String number, boolean dryRun) {
        return CopyScenario.held(scenario.copyService().copy(new CopyRequest(number, dryRun, dryRun), "jane"));
    }

    @Test
    void anInvoiceThatIsNamedGoesAlone() {
        begin(Map.of());
        invoice("INV-2", "200");

        CycleReport one = copy("INV-2", false);

        assertThat(one.copied()).extracting(CycleReport.Copied::number).containsExactly("INV-2");
        assertThat(scenario.copyService().status().vitals().tokenExpires()).isNotNull();
        for (boolean dryRun : List.of(true, false)) {
            assertThatThrownBy(() -> copy("INV-9", dryRun))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContainingAll("no invoice INV-9", "copy.since");
        }
        assertThat(scenario.once().copied())
                .extracting(CycleReport.Copied::number)
                .containsExactly("INV-1");
    }

    @Test
    void aCommandAboutOneInvoiceAnswersForThatInvoiceAlone() {
        begin(Map.of());
        scenario.harvest()
                .add(anInvoice(client)
                        .number("INV-BAD")
                        .issued(DAY)
                        .line(null, "1", "10")
                        .open());
        assertThat(scenario.once().exitCode()).isEqualTo(1);
        invoice("INV-2", "200");

        CycleReport good = copy("INV-2", false);
        CycleReport bad = copy("INV-BAD", false);

        assertThat(good.copied()).extracting(CycleReport.Copied::number).containsExactly("INV-2");
        assertThat(good.failed()).isEmpty();
        assertThat(good.exitCode()).isZero();
        assertThat(bad.failed()).extracting(FailedCopy::number).containsExactly("INV-BAD");
        assertThat(bad.exitCode()).isEqualTo(1);
    }

    @Test
    void aSideThatDoesNotAnswerIsSaidInTheReport() {
        begin(Map.of("calls.retry-delay", "1"));
        scenario.harvest().make(Fault.of(Fault.Kind.DROP_REQUEST).on("/invoices"));

        for (boolean dryRun : List.of(true, false)) {
            CycleReport report = copy("INV-1", dryRun);

            assertThat(report.troubles())
                    .singleElement()
                    .returns("Harvest", Trouble::side)
                    .returns(Trouble.Reason.UNREACHABLE, Trouble::reason);
            assertThat(report.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void aXeroThatLetsNobodyInFailsNoDocumentAndIsTriedAgainAtOnceAfterARestart() {
        begin(Map.of("xero.client-secret", "wrong"));
        scenario.scheduled();
        assertThat(scenario.copyService().status().troubles())
                .singleElement()
                .returns(Trouble.Reason.CONSENT, Trouble::reason);
        assertThat(scenario.copyService().failedCopies(FailedFilter.STANDING)).isEmpty();

        scenario.restart(Map.of("xero.api-url", "http://127.0.0.1:9", "calls.retry-delay", "1"));
        scenario.scheduled();
        assertThat(scenario.copyService().status().troubles())
                .extracting(Trouble::reason)
                .containsOnly(Trouble.Reason.UNREACHABLE);
        assertThat(scenario.copyService().failedCopies(FailedFilter.STANDING)).isEmpty();

        scenario.restart(Map.of());
        scenario.scheduled();

        assertThat(scenario.copyService().status().troubles()).isEmpty();
        assertThat(scenario.invoice("INV-1")).isNotNull();
    }

    @Test
    void aPreviewGoesByTheMappingsAsTheyStandNow() {
        begin(Map.of());
        scenario.once();
        invoice("INV-2", "200");
        scenario.mappings("rules:\n  - use: {account: \"260\", brandingTheme: Standard}\n");

        CycleReport preview = copy("INV-2", true);

        assertThat(preview.failed()).isEmpty();
        assertThat(preview.explanations())
                .filteredOn(why -> why.what().equals("account"))
                .extracting(CycleReport.Explanation::value)
                .containsExactly("260 Other Revenue");
        scenario.mappings("rules: [{\n");
        assertThatThrownBy(() -> copy("INV-2", true))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("mappings.yaml, line");
        assertThat(scenario.engine().warnings())
                .singleElement()
                .asString()
                .contains("The edited mappings are not in force", "mappings.yaml, line");
        assertThat(mappingsCheck()).isEqualTo(Check.Level.FAILURE);
        assertThat(scenario.once().copied())
                .extracting(CycleReport.Copied::number)
                .containsExactly("INV-2");
        scenario.mappings("rules: []\n");
        scenario.once();
        assertThat(scenario.engine().warnings()).isEmpty();
        assertThat(mappingsCheck()).isEqualTo(Check.Level.OK);
    }

    @Test
    void aRuleMayAskForTheTypeOfAProjectWhoseListIsThenReadOnceACycle() {
        scenario = CopyScenario.start(Map.of("calls.retry-delay", "1"));
        client = scenario.harvest().add(aClient("Sample Bakery"));
        long fixed = scenario.harvest().add(aProject(client, "Relaunch").fixedFee("5000"));
        ofProject("INV-1", fixed);
        scenario.once();
        assertThat(calls("/projects")).isZero();
        scenario.mappings("rules:\n  - when: {projectType: fixed fee}\n    use: {account: \"260\"}\n");
        scenario.harvest().make(Fault.of(Fault.Kind.NOT_FOUND_HTML).on("GET", "/projects"));
        ofProject("INV-2", fixed);

        CycleReport unread = scenario.once();

        assertThat(unread.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.cause()).isEqualTo("project-type-unread");
            assertThat(failed.number()).isEqualTo("INV-2");
        });
        scenario.harvest().clearFaults();
        assertThat(scenario.once().copied())
                .extracting(CycleReport.Copied::number)
                .containsExactly("INV-2");
        assertThat(account("INV-1")).isEqualTo("200");
        assertThat(account("INV-2")).isEqualTo("260");

        CycleReport idle = scenario.once();

        assertThat(idle.calls().harvest()).isEqualTo(2);
        assertThat(idle.calls().xero()).isEqualTo(1);
    }

    private void ofProject(String number, long project) {
        scenario.harvest()
                .add(anInvoice(client)
                        .number(number)
                        .issued(DAY)
                        .line("Work", "1", "100", line -> line.put("project_id", project))
                        .open());
    }

    private String account(String number) {
        return scenario.invoice(number)
                .path("LineItems")
                .path(0)
                .path("AccountCode")
                .asText();
    }

    private long calls(String path) {
        return scenario.harvest().requests().stream()
                .filter(request -> request.path().endsWith(path))
                .count();
    }

    private Check.Level mappingsCheck() {
        return scenario.engine().checks().stream()
                .filter(check -> check.name().equals("mappings"))
                .flatMap(check -> check.look().get().stream())
                .map(Check.Finding::level)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCreditNoteAndAnEditMakeTheirTrackingOptionsToo() {
        Map<String, String> asNotes = Map.of("copy.negative-totals", "credit-note");
        begin(asNotes);
        scenario.once();
        long museum = scenario.harvest().add(aClient("Sample Museum"));
        scenario.harvest()
                .add(anInvoice(museum)
                        .number("INV-2")
                        .issued(DAY)
                        .line("Given back", "1", "-40")
                        .open());
        JsonNode first = scenario.harvest().get("/invoices").path("invoices");
        first.forEach(each -> {
            if (each.path("number").asText().equals("INV-1")) {
                scenario.harvest().edit("/invoices/" + each.path("id").asLong(), Map.of("subject", "November"));
            }
        });
        scenario.restart(Map.of("copy.negative-totals", "credit-note", "copy.tracking-category", "Region"));

        CycleReport report = scenario.once();

        assertThat(report.failed()).isEmpty();
        assertThat(option(scenario.xero().creditNotes().get(0))).isEqualTo("Sample Museum");
        assertThat(option(scenario.invoice("INV-1"))).isEqualTo("Sample Bakery");
    }

    private static String option(JsonNode document) {
        return document.at("/LineItems/0/Tracking/0/Option").asText();
    }

    @Test
    void anInvoiceDatedBeforeCopyingBeginsByASlipOfThePenIsSkippedForThatReason() {
        begin(Map.of());
        dated("TYPO-1", LocalDate.of(16, 11, 5));
        dated("GOOD-1", LocalDate.of(2026, 11, 5));
        CycleReport first = scenario.once();
        dated("TYPO-2", LocalDate.of(2016, 11, 5));
        CycleReport second = scenario.once();
        scenario.sweep();
        CycleReport third = scenario.once();

        assertThat(first.copied()).extracting(CycleReport.Copied::number).containsExactlyInAnyOrder("INV-1", "GOOD-1");
        assertThat(first.skipped())
                .extracting(skipped -> skipped.number() + ": " + skipped.reason())
                .containsExactly("TYPO-1: before-copy-since");
        assertThat(second.skipped())
                .extracting(skipped -> skipped.number() + ": " + skipped.reason())
                .contains("TYPO-2: before-copy-since");
        assertThat(third.failed()).isEmpty();
        assertThat(third.troubles()).isEmpty();
        assertThat(scenario.xero().invoices()).hasSize(2);
    }

    private void dated(String number, LocalDate day) {
        scenario.harvest()
                .add(anInvoice(client)
                        .number(number)
                        .issued(day)
                        .line("Work", "1", "100.00")
                        .open());
    }
}
