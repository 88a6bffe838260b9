package org.harvestxero.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The table of docs/benchmarks.md: this build's packaged program beside another one's, both as processes, run in turn. Its figures
 * judge nothing.
 *
 * <p>{@code mvn -q -DskipTests package && mvn test -Pbenchmark -Dbench.before=FOLDER -Dbench.rows=copy,idle}
 */
@Tag("benchmark")
class ProgramBenchmark {
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final int scale = Integer.getInteger("bench.scale", 1);
    private final int speed = Integer.getInteger("bench.speed", 10);
    private final int rounds = Integer.getInteger("bench.rounds", 1);

    /** A part of the table. */
    private interface Row {
        void measure(Program program, Table table) throws Exception;
    }

    ProgramBenchmark() {
        rows.put("copy", (program, table) -> new FirstCopyRow(10_000 / scale, speed).measure(program, table));
        rows.put("work", (program, table) -> new WorkRow(10_000 / scale, 50_000 / scale).measure(program, table));
        rows.put("payments", (program, table) -> new PaymentsRow(10_000 / scale).measure(program, table));
        rows.put("back", (program, table) -> new PaymentsBackRow(5_000 / scale, speed).measure(program, table));
        rows.put("idle", (program, table) -> new IdleRow(50_000 / scale).measure(program, table));
        rows.put("start", (program, table) -> new StartRow().measure(program, table));
        rows.put("heap", (program, table) -> new HeapRow(1_000, 100_000 / scale).measure(program, table));
        rows.put(
                "reconcile",
                (program, table) -> new ReconcileRow(10_000 / scale, 50_000 / scale).measure(program, table));
        rows.put(
                "console",
                (program, table) -> new ConsoleRow(100_000 / scale, 10_000 / scale, 20).measure(program, table));
        rows.put("engine", (program, table) -> new EngineRow().measure(program, table));
        rows.put("peer", (program, table) -> new PeerRow().measure(program, table));
    }

    @Test
    void printsTheTable() {
        List<Program> programs = programs();
        List<String> wanted = List.of(System.getProperty("bench.rows", String.join(",", rows.keySet()))
                .split(","));
        assertThat(rows.keySet()).as("rows").containsAll(wanted);
        Table table = new Table();
        for (String row : wanted) {
            for (int round = 1; round <= rounds; round++) {
                for (Program program : programs) {
                    System.out.println(row + ", round " + round + ": " + program.name());
                    try {
                        rows.get(row).measure(program, table);
                    } catch (Exception | AssertionError e) {
                        table.note(row + " of " + program.name() + " was not measured: " + e);
                    }
                }
            }
        }
        System.out.println();
        List<String> columns =
                new ArrayList<>(programs.stream().map(Program::name).toList());
        if (wanted.contains("peer")) {
            columns.add(PeerRow.PEER);
        }
        System.out.println(table.show(columns));
    }

    private static List<Program> programs() {
        List<Program> programs = new ArrayList<>();
        String before = System.getProperty("bench.before", "");
        if (!before.isEmpty()) {
            programs.add(new Program("before", Path.of(before).toAbsolutePath()));
        }
        programs.add(new Program("ours", Path.of("target/harvest-xero").toAbsolutePath()));
        programs.forEach(program ->
                assertThat(program.folder().resolve("bin/harvest-xero")).satisfies(Files::isExecutable));
        return programs;
    }
}
