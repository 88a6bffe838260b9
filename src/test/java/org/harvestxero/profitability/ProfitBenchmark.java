package org.harvestxero.profitability;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.harvestxero.TestClock;
import org.harvestxero.api.Profit;
import org.harvestxero.billing.Named;
import org.harvestxero.monthend.CostEntry;
import org.harvestxero.monthend.Work;
import org.harvestxero.profit.IncomeDocument;
import org.harvestxero.profit.IncomeSplit;
import org.harvestxero.profit.Part;
import org.harvestxero.profit.Tally;
import org.harvestxero.profit.View;
import org.harvestxero.profit.WorkEntry;
import org.harvestxero.profit.WorkedMonth;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.Store;
import org.harvestxero.store.profit.ProfitFactTable.Kept;
import org.harvestxero.store.profit.ProfitMonthTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reports over 500,000 time entries of 100 people on 400 projects in 36 months, and one month of them reckoned anew. Prints a table.
 * {@code mvn test -Dtest=ProfitBenchmark -DexcludedTags= -DincludedTags=benchmark}
 */
@Tag("benchmark")
class ProfitBenchmark {
    private static final int ENTRIES = 500_000;
    private static final int MONTHS = 36;
    private static final int PEOPLE = 100;
    private static final int PROJECTS = 400;
    private static final YearMonth FIRST = YearMonth.of(2023, 11);

    @TempDir
    Path folder;

    @Test
    void reportsHalfAMillionEntries() throws Exception {
        TestClock clock = TestClock.at("2026-10-31T09:00:00Z");
        try (Store store = Store.open("jdbc:h2:file:" + folder.resolve("profit"), "sa", "", clock)) {
            ConnectionStore connection = store.forConnection("default");
            Random random = new Random(7);
            long rows = 0;
            long month = 0;
            for (int i = 0; i < MONTHS; i++) {
                long began = System.nanoTime();
                rows += keep(connection, FIRST.plusMonths(i), random);
                month = System.nanoTime() - began;
            }
            row("rows kept of " + ENTRIES + " entries", rows);
            row(
                    "ms to reckon and keep one month of " + ENTRIES / MONTHS + " entries",
                    Duration.ofNanos(month).toMillis());
            KeptMonths kept =
                    new KeptMonths(connection, () -> FIRST.plusMonths(MONTHS).atDay(1));
            for (int round = 0; round < 2; round++) {
                for (View view : View.values()) {
                    long began = System.nanoTime();
                    Tally tally = new Tally(view);
                    kept.each(
                            new Profit.Request(
                                    new Profit.Span(FIRST, FIRST.plusMonths(MONTHS - 1L)),
                                    view,
                                    null,
                                    Profit.Reading.NONE,
                                    true),
                            each -> tally.add(each.fact()));
                    int groups = tally.sums(true).rows().size();
                    long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
                    row("ms by " + view.word() + ", " + groups + " rows, round " + (round + 1), millis);
                    assertThat(groups).isPositive();
                }
                row("MB in use after it", used());
            }
            row("MB on disk", Files.size(folder.resolve("profit.mv.db")) / 1_000_000);
        }
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1_000_000;
    }

    private static void row(String what, long figure) {
        System.out.printf(Locale.ROOT, "%-64s %,10d%n", what, figure);
    }

    private static int keep(ConnectionStore store, YearMonth month, Random random) {
        WorkedMonth worked = new WorkedMonth(month, 2, id -> false);
        for (int i = 0; i < ENTRIES / MONTHS; i++) {
            worked.take(entry(i + 1L, month.atDay(1 + random.nextInt(28)), random));
        }
        List<Kept> facts = new ArrayList<>();
        worked.facts().forEach(fact -> facts.add(Kept.of(fact)));
        for (int i = 0; i < PROJECTS / 2; i++) {
            IncomeSplit.of(invoice(i, month, random), 2)
                    .forEach(income -> facts.add(new Kept("invoice-" + month, income.account(), income.fact())));
        }
        store.inTransaction(() -> {
            store.monthEnd().profit().facts().replace(month, facts);
            store.monthEnd()
                    .profit()
                    .months()
                    .put(month, "GBP", new ProfitMonthTable.Size(worked.entries(), worked.hours()), List.of());
        });
        return facts.size();
    }

    private static WorkEntry entry(long id, LocalDate day, Random random) {
        int person = 1 + random.nextInt(PEOPLE);
        int project = 1 + (person * 7 + random.nextInt(12)) % PROJECTS;
        return new WorkEntry(
                new CostEntry(
                        id,
                        Instant.EPOCH,
                        day,
                        new Work(
                                new Work.Person(
                                        new Named(person, "Person " + person), false, List.of("Role " + person % 8)),
                                new Named(1 + project % 80, "Client " + project % 80),
                                new Named(project, "Project " + project),
                                new Named(1 + random.nextInt(4), "Task")),
                        new CostEntry.Effort(
                                BigDecimal.valueOf(25L * (1 + random.nextInt(16)), 2),
                                BigDecimal.valueOf(3000 + person * 10L, 2)),
                        new CostEntry.Standing(true, false)),
                new WorkEntry.Price(random.nextInt(5) > 0, BigDecimal.valueOf(100), true, "GBP"));
    }

    private static IncomeDocument invoice(int i, YearMonth month, Random random) {
        BigDecimal net = BigDecimal.valueOf(100_00 + random.nextInt(900_000), 2);
        int project = 1 + random.nextInt(PROJECTS);
        return new IncomeDocument(
                new IncomeDocument.Identity("i" + i, "I-" + i, false, month.atDay(15), "GBP"),
                new Named(1 + project % 80, "Client"),
                BigDecimal.ONE,
                List.of(new IncomeDocument.Line("200", net)),
                new IncomeDocument.Origin("", month.atDay(1), List.of(List.of(Part.of(new Named(project, "P"), net)))));
    }
}
