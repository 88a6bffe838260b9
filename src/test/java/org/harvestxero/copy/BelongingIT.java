package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.api.Check;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.SideException;
import org.harvestxero.api.Trouble;
import org.harvestxero.http.MismatchException;
import org.harvestxero.sandbox.harvest.HarvestSandbox;
import org.harvestxero.sandbox.harvest.HarvestSandboxOptions;
import org.harvestxero.sandbox.harvest.HarvestSandboxOptions.Access;
import org.harvestxero.sandbox.xero.XeroSandbox;
import org.harvestxero.sandbox.xero.XeroSandboxOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links belong to one Harvest account and one Xero organisation; what others show is neither believed nor changed. */
class BelongingIT {
    private CopyScenario scenario;
    private XeroSandbox other;

    @BeforeEach
    void start() {
        scenario = CopyScenario.start(Map.of("copy.on-delete", "follow"));
        other = XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits().withOrganisations("Beta Ltd"));
        long client = scenario.harvest().add(aClient("Sample Bakery"));
        for (int n = 1; n <= 2; n++) {
            scenario.harvest()
                    .add(anInvoice(client)
                            .number("INV-" + n)
                            .issued(LocalDate.of(2026, 11, n))
                            .line("Design", "1", "100")
                            .open());
        }
        assertThat(scenario.once().copied()).hasSize(2);
    }

    @AfterEach
    void stop() {
        scenario.close();
        other.close();
    }

    private Map<String, String> beta() {
        return Map.of(
                "xero.api-url", other.baseUrl(), "xero.identity-url", other.baseUrl(), "copy.on-delete", "follow");
    }

    private static Map<String, String> ours() {
        return Map.of("copy.on-delete", "follow");
    }

    @Test
    void anotherOrganisationIsAVisiblePauseUntilTheFormerSettingsAreBack() {
        scenario.restart(beta());

        CycleReport refused = scenario.once();

        assertThat(refused.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.reason()).isEqualTo(Trouble.Reason.MISMATCH);
            assertThat(trouble.side()).isEqualTo("Xero");
            assertThat(trouble.message())
                    .startsWith("The settings lead to Beta Ltd in Xero, but the 3 links here belong to Sandbox Studio"
                            + " Ltd in Xero, since 20");
            assertThat(trouble.remedy()).contains("harvest-xero connect --start-over");
        });
        assertThat(other.calls().keySet()).containsOnly("POST /connect/token", "GET /Organisation");
        assertThat(scenario.copyService().status().organisation()).isEqualTo("Sandbox Studio Ltd");
        assertThat(scenario.copyService().status().troubles())
                .extracting(Trouble::reason)
                .containsExactly(Trouble.Reason.MISMATCH);
        other.clearLog();
        scenario.scheduled();
        assertThat(other.requests()).isEmpty();
        Check access = scenario.engine().checks().stream()
                .filter(check -> check.name().equals("xero-access"))
                .findFirst()
                .orElseThrow();
        assertThat(access.look().get())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.what()).contains("the 3 links here belong to Sandbox Studio Ltd in Xero"));

        scenario.restart(ours());
        CycleReport back = scenario.once();

        assertThat(back.troubles()).isEmpty();
        assertThat(back.failed()).isEmpty();
        assertThat(scenario.xero().invoices())
                .extracting(invoice -> invoice.path("Status").asText())
                .containsExactly("AUTHORISED", "AUTHORISED");
    }

    @Test
    void anotherHarvestAccountDeletesNothing() {
        try (HarvestSandbox empty = HarvestSandbox.start(HarvestSandboxOptions.defaults()
                .withoutLimits()
                .withAccess(new Access(
                        2_000_002,
                        scenario.harvest().options().access().token(),
                        scenario.harvest().options().access().clientId(),
                        scenario.harvest().options().access().clientSecret())))) {
            scenario.restart(Map.of(
                    "harvest.base-url", empty.baseUrl(), "harvest.account-id", "2000002", "copy.on-delete", "follow"));

            CycleReport refused = scenario.once();
            assertThatThrownBy(scenario::sweep).hasRootCauseInstanceOf(MismatchException.class);

            assertThat(refused.troubles())
                    .extracting(Trouble::message)
                    .singleElement()
                    .asString()
                    .startsWith("The settings lead to Harvest account 2000002, but the 3 links here belong to"
                            + " Harvest account ");
            assertThat(scenario.xero().invoices())
                    .extracting(invoice -> invoice.path("Status").asText())
                    .containsExactly("AUTHORISED", "AUTHORISED");
        }
    }

    @Test
    void startingOverClosesTheLinksAndCopiesIntoTheOther() {
        scenario.restart(beta());
        scenario.once();

        String done = scenario.engine().startOver("Ada");
        scenario.restart(beta());
        CycleReport anew = scenario.once();

        assertThat(done)
                .startsWith("3 links of Harvest account ")
                .contains("and Sandbox Studio Ltd in Xero closed under the name main~1")
                .endsWith("and Beta Ltd in Xero.");
        assertThat(anew.troubles()).isEmpty();
        assertThat(anew.copied()).hasSize(2);
        assertThat(other.invoices())
                .extracting(invoice -> invoice.path("InvoiceNumber").asText())
                .containsExactlyInAnyOrder("INV-1", "INV-2");
        assertThat(scenario.copyService().status().organisation()).isEqualTo("Beta Ltd");
        assertThat(scenario.sql("update link set drift = drift where connection = 'main~1'"))
                .isEqualTo(3);
        assertThat(scenario.sql("update belonging set name = name where connection = 'main~1' and closed_by = 'Ada'"))
                .isEqualTo(2);
        assertThat(scenario.sql(
                        "update audit_event set detail = detail where event = 'started-over' and actor = 'Ada'"))
                .isEqualTo(1);
        assertThat(scenario.xero().invoices())
                .extracting(invoice -> invoice.path("Status").asText())
                .containsExactly("AUTHORISED", "AUTHORISED");
    }

    @Test
    void startingOverChangesNothingWithTheSameOrganisationOrWhileASideIsSilent() {
        assertThat(scenario.engine().startOver("Ada")).startsWith("Nothing was closed: ");
        assertThat(scenario.once().copied()).isEmpty();
        scenario.restart(beta());
        other.close();

        assertThatThrownBy(() -> scenario.engine().startOver("Ada"))
                .isInstanceOf(SideException.class)
                .hasMessageEndingWith("; nothing was changed");

        scenario.restart(ours());
        assertThat(scenario.once().copied()).isEmpty();
    }

    @Test
    void aLedgerThatDoesNotSayWhomItsLinksBelongToTakesWhoAnswersFirst() {
        scenario.sql("delete from belonging");
        scenario.restart(ours());

        assertThat(scenario.once().troubles()).isEmpty();

        assertThat(scenario.sql("update belonging set name = name where connection = 'main' and since ="
                        + " (select min(linked_at) from link)"))
                .isEqualTo(2);
        scenario.restart(beta());
        assertThat(scenario.once().troubles()).extracting(Trouble::reason).containsExactly(Trouble.Reason.MISMATCH);
    }

    @Test
    void anotherTenantIdInTheSettingsIsRefusedToo() {
        scenario.restart(Map.of("xero.tenant-id", scenario.xero().tenantId().toString(), "copy.on-delete", "follow"));
        assertThat(scenario.once().troubles()).isEmpty();
        scenario.restart(Map.of(
                "xero.tenant-id",
                other.tenantId().toString(),
                "xero.api-url",
                other.baseUrl(),
                "xero.identity-url",
                other.baseUrl()));

        assertThat(scenario.once().troubles()).extracting(Trouble::reason).containsExactly(Trouble.Reason.MISMATCH);

        List<JsonNode> nothing = other.invoices();
        assertThat(nothing).isEmpty();
    }
}
