package org.harvestxero.sandbox.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How fast the sandbox itself is, so that it doesn't hide how fast the product is. */
@Tag("benchmark")
class HarvestSandboxBenchmark {
    @Test
    void servesAHundredThousandInvoicesAndAMillionEntries() {
        long before = System.nanoTime();
        try (HarvestSandbox harvest =
                HarvestSandbox.start(HarvestSandboxOptions.defaults().withoutLimits())) {
            note("start", before);
            before = System.nanoTime();
            harvest.plant(BulkSeed.paidInvoices(100_000, 500, LocalDate.of(2026, 11, 20)));
            note("plant 100,000 invoices", before);
            before = System.nanoTime();
            harvest.plant(BulkSeed.approvedTime(1_000_000, 500, LocalDate.of(2026, 11, 20)));
            note("plant 1,000,000 entries", before);
            Caller api = new Caller(harvest);

            assertThat(walk(api, "/invoices?per_page=2000", "invoices")).isEqualTo(100_000);
            assertThat(walk(api, "/invoices?per_page=2000", "invoices")).isEqualTo(100_000);
            assertThat(walk(api, "/time_entries?is_billed=false&approval_status=approved", "time_entries"))
                    .isEqualTo(1_000_000);
        }
    }

    private static long walk(Caller api, String path, String array) {
        String next = path;
        long rows = 0;
        long slowest = 0;
        long total = 0;
        int pages = 0;
        while (next != null) {
            long before = System.nanoTime();
            String body = api.get(next).body();
            long took = System.nanoTime() - before;
            slowest = Math.max(slowest, took);
            total += took;
            pages++;
            JsonNode page = read(body);
            rows += page.path(array).size();
            next = page.path("links").path("next").textValue();
        }
        System.out.printf(
                Locale.ROOT,
                "%-40s %4d pages, %6.1f ms each, slowest %6.1f ms%n",
                path,
                pages,
                total / 1e6 / pages,
                slowest / 1e6);
        return rows;
    }

    private static JsonNode read(String body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void note(String what, long before) {
        System.out.printf(
                Locale.ROOT,
                "%-40s %d ms%n",
                what,
                Duration.ofNanos(System.nanoTime() - before).toMillis());
    }
}
