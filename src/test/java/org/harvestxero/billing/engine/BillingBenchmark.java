package org.harvestxero.billing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.harvestxero.billing.Approval;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.Project;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Hourly;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.billing.terms.Match;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.Rule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long the engine takes for a month of a large agency; what counts is processor time, as other work may run. */
@Tag("benchmark")
class BillingBenchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int CLIENTS = 500;
    private static final int[] ENTRIES = {10_000, 100_000, 1_000_000};

    /** The table alone, for the rules of whichever program is on the class path. */
    public static void main(String[] arguments) {
        new BillingBenchmark().measured();
    }

    @Test
    void billsAMillionEntriesOfFiveHundredClientsInTwoSeconds() {
        assertThat(measured()).isLessThan(Duration.ofSeconds(2));
    }

    /** Prints a table; gives the processor time of its last row. */
    private Duration measured() {
        List<BillingRequest> warmUp = requests(100_000);
        for (int i = 0; i < 5; i++) {
            drafts(warmUp);
        }
        System.out.printf(
                Locale.ROOT, "%10s %8s %9s %9s %16s%n", "entries", "drafts", "wall ms", "cpu ms", "cpu µs per entry");
        Duration last = Duration.ZERO;
        for (int entries : ENTRIES) {
            List<BillingRequest> requests = requests(entries);
            Duration wall = Duration.ofDays(1);
            Duration cpu = Duration.ofDays(1);
            int drafts = 0;
            for (int i = 0; i < 3; i++) {
                System.gc();
                long start = System.nanoTime();
                long cpuStart = THREADS.getCurrentThreadCpuTime();
                drafts = drafts(requests);
                cpu = shorter(cpu, THREADS.getCurrentThreadCpuTime() - cpuStart);
                wall = shorter(wall, System.nanoTime() - start);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%10d %8d %9d %9d %16s%n",
                    entries,
                    drafts,
                    wall.toMillis(),
                    cpu.toMillis(),
                    BigDecimal.valueOf(cpu.toNanos() / entries, 3));
            last = cpu;
        }
        return last;
    }

    private static Duration shorter(Duration best, long nanos) {
        Duration other = Duration.ofNanos(nanos);
        return other.compareTo(best) < 0 ? other : best;
    }

    private static int drafts(List<BillingRequest> requests) {
        BillingEngine engine = new BillingEngine();
        int drafts = 0;
        for (BillingRequest request : requests) {
            drafts += engine.bill(request).drafts().size();
        }
        return drafts;
    }

    private static List<BillingRequest> requests(int entries) {
        List<BillingRequest> requests = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            requests.add(request(client, entries / CLIENTS));
        }
        return requests;
    }

    /** Every third client has a retainer. */
    private static BillingRequest request(int client, int count) {
        Agreement plain = Bills.plain();
        Agreement agreement = client % 3 != 0
                ? plain
                : plain.with(
                        Rule.of(
                                "Care",
                                Match.projects("Project 1"),
                                Retainer.of(Retainer.When.IN_ARREARS, Money.of("1000.00", "USD"), Limit.hours("40"))),
                        Rule.of("Time", Match.any(), Hourly.plain()));
        List<TimeEntry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(entry(client, i));
        }
        return new BillingRequest(
                agreement,
                agreement.calendar().containing(Bills.MARCH).orElseThrow(),
                new Named(client, "Client " + client),
                Bills.USD,
                entries,
                List.of(),
                BillingRequest.Known.nothing());
    }

    private static TimeEntry entry(int client, int i) {
        return new TimeEntry(
                client * 1_000_000L + i,
                Instant.EPOCH,
                LocalDate.of(2026, 3, 1 + i * 7 % 31),
                new Origin(
                        new Named(client, "Client"),
                        new Project(i % 4, "Project " + i % 4, null),
                        new Named(i % 5, "Task " + i % 5),
                        new Named(i % 10, "Person " + i % 10),
                        List.of()),
                Hours.of(BigDecimal.valueOf(5 + i * 13 % 780, 2)),
                Hours.of("1.00"),
                new TimeEntry.Status(true, false, false, Approval.APPROVED),
                "Worked on it",
                Rate.hourly(BigDecimal.valueOf(9_550 + i % 3 * 1000, 2), Bills.USD),
                Bills.USD);
    }
}
