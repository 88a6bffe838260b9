package org.harvestxero.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.sandbox.harvest.HarvestSandbox;
import org.harvestxero.sandbox.harvest.HarvestSandboxOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleAgencyIT {
    private static HarvestSandbox agencyOn(String day) {
        Clock clock = Clock.fixed(Instant.parse(day + "T12:00:00Z"), ZoneOffset.UTC);
        HarvestSandbox harvest =
                HarvestSandbox.start(HarvestSandboxOptions.defaults().withClock(clock));
        SampleAgency.plant(harvest);
        return harvest;
    }

    @Test
    void showsInvoicesOfEveryKind() {
        try (HarvestSandbox harvest = agencyOn("2026-11-20")) {
            List<String> invoices = new ArrayList<>();
            for (JsonNode each : harvest.get("/invoices").path("invoices")) {
                invoices.add(
                        each.path("number").asText() + " " + each.path("state").asText() + " "
                                + each.path("currency").asText() + " "
                                + each.path("amount").asText() + " "
                                + each.path("due_amount").asText());
            }

            assertThat(invoices)
                    .containsExactlyInAnyOrder(
                            "1001 paid GBP 1965.0 0.0",
                            "1002 open GBP 2640.0 1000.0",
                            "1003 open USD 3095.0 3095.0",
                            "1004 paid EUR 1560.0 0.0",
                            "1005 open GBP 107.99 107.99",
                            "1006 open GBP 2165.66 2165.66",
                            "1007 paid USD 1190.0 0.0",
                            "1008 open GBP 849.0 849.0",
                            "1009 closed GBP 720.0 320.0",
                            "1010 paid EUR 3000.0 0.0",
                            "1011 open EUR 705.0 705.0",
                            "1012 draft GBP 396.0 396.0",
                            "1013 draft USD 350.0 350.0",
                            "1014 open SEK 9500.0 9500.0",
                            "1015 open GBP 96.0 96.0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20", "2027-01-01", "2028-02-29", "2026-03-31"})
    void looksCurrentWhateverTheDay(String day) {
        try (HarvestSandbox harvest = agencyOn(day)) {
            String from = harvest.today().minusMonths(1).withDayOfMonth(1).toString();

            assertThat(harvest.get("/invoices?from=" + from + "&to=" + day)
                            .path("total_entries")
                            .asInt())
                    .isEqualTo(15);
            assertThat(harvest.get("/time_entries?approval_status=approved&is_billed=false&from=" + from)
                            .path("total_entries")
                            .asInt())
                    .isGreaterThan(20);
        }
    }

    @Test
    void leavesTimeOfTwoClientsToBill() {
        try (HarvestSandbox harvest = agencyOn("2026-11-20")) {
            assertThat(harvest.get("/reports/uninvoiced?from=2026-10-01&to=2026-10-31")
                            .path("results")
                            .findValuesAsText("client_name"))
                    .containsExactly(SampleAgency.MUSEUM, SampleAgency.BAKERY);
            assertThat(harvest.get("/time_entries?approval_status=unsubmitted")
                            .path("total_entries")
                            .asInt())
                    .isEqualTo(1);
        }
    }
}
