package org.harvestxero.benchmark;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.api.Invoices.Days;
import org.harvestxero.api.Invoices.Found;
import org.harvestxero.api.Invoices.Named;
import org.harvestxero.api.Invoices.Page;
import org.harvestxero.api.Invoices.Standing;
import org.harvestxero.api.Invoices.Wanted;
import org.harvestxero.invoices.InvoiceFinder;
import org.harvestxero.store.BothDatabases;
import org.harvestxero.store.ConnectionStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How long a search takes among 100,000 invoices, within the process: {@code mvn test -Dtest=SearchSpeedBenchmark -DexcludedTags= -DincludedTags=benchmark}. */
@Tag("benchmark")
class SearchSpeedBenchmark extends BothDatabases {
    private static final int KNOWN = Integer.getInteger("bench.known", 100_000);
    private static final int TIMES = 40;

    @ParameterizedTest
    @EnumSource
    void printsMilliseconds(Database database) throws Exception {
        ConnectionStore store = fresh(database);
        fill(store, database);
        InvoiceFinder finder = new InvoiceFinder(
                store, new InvoiceFinder.Links(() -> Optional.of("https://h"), (kind, id) -> id), System::nanoTime);
        long began = System.nanoTime();
        finder.find(Wanted.all(1));
        System.out.printf("%s: all of %d learnt in %.1f s%n", database, KNOWN, (System.nanoTime() - began) / 1e9);
        long again = System.nanoTime();
        finder.find(Wanted.all(1));
        System.out.printf("%s: compared again in %.2f s%n", database, (System.nanoTime() - again) / 1e9);
        do {
            finder.look();
        } while (!finder.find(Wanted.all(1)).reach().whole());
        long look = System.nanoTime();
        finder.look();
        System.out.printf("%s: one look %.1f ms%n", database, (System.nanoTime() - look) / 1e6);
        for (Map.Entry<String, Wanted> each : searches().entrySet()) {
            List<Double> millis = new ArrayList<>();
            Found found = finder.find(each.getValue());
            for (int i = 0; i < TIMES; i++) {
                long start = System.nanoTime();
                found = finder.find(each.getValue());
                millis.add((System.nanoTime() - start) / 1e6);
            }
            System.out.printf(
                    "%s: %-28s p50 %6.1f ms, p95 %6.1f ms, %d found, back to %s%n",
                    database,
                    each.getKey(),
                    ConsoleRow.percentile(millis, 0.5),
                    ConsoleRow.percentile(millis, 0.95),
                    found.rows().size(),
                    found.reach().backTo());
        }
    }

    private static Map<String, Wanted> searches() {
        Page page = new Page("", 50);
        Map<String, Wanted> searches = new LinkedHashMap<>();
        searches.put("all", Wanted.all(50));
        searches.put("number INV-4", new Wanted(new Named("INV-4", "", "", ""), null, Days.ANY, null, page));
        searches.put("number 4711", new Wanted(new Named("4711", "", "", ""), null, Days.ANY, null, page));
        searches.put("client 77", new Wanted(new Named("", "client 77", "", ""), null, Days.ANY, null, page));
        searches.put("client (many)", new Wanted(new Named("", "client", "", ""), null, Days.ANY, null, page));
        searches.put("amount", new Wanted(Named.ANY, new BigDecimal("777.00"), Days.ANY, null, page));
        searches.put("state waiting", new Wanted(Named.ANY, null, Days.ANY, Standing.WAITING, page));
        searches.put("state void (none)", new Wanted(Named.ANY, null, Days.ANY, Standing.VOID, page));
        searches.put(
                "a month",
                new Wanted(
                        Named.ANY,
                        null,
                        new Days(LocalDate.parse("2024-03-01"), LocalDate.parse("2024-03-31")),
                        null,
                        page));
        searches.put("order PO-7", new Wanted(new Named("", "", "PO-7", ""), null, Days.ANY, null, page));
        searches.put("text that is often", new Wanted(new Named("", "", "", "sprint"), null, Days.ANY, null, page));
        searches.put("text that is nowhere", new Wanted(new Named("", "", "", "zeppelin"), null, Days.ANY, null, page));
        searches.put(
                "text of one client",
                new Wanted(new Named("", "client 77", "", "zeppelin"), null, Days.ANY, null, page));
        return searches;
    }

    private void fill(ConnectionStore store, Database database) throws Exception {
        String series = database == Database.H2
                ? "system_range(1, " + KNOWN + ") r(x)"
                : "generate_series(1, " + KNOWN + ") r(x)";
        String bytes = database == Database.H2 ? "stringtoutf8(" : "convert_to(";
        String end = database == Database.H2 ? ")" : ", 'UTF8')";
        String json =
                "'{\"id\": ' || x || ', \"state\": \"open\", \"currency\": \"USD\", \"issue_date\": \"' || (date '2019-01-01' + cast(x / 40 as int))"
                        + " || '\", \"purchase_order\": \"PO-' || mod(x, 5000) || '\", \"subject\": \"Work of a month\", \"client\": {\"id\": ' || mod(x, 500) || ', \"name\": \"Client ' || mod(x, 500) || '\"},"
                        + " \"line_items\": [{\"description\": \"Sprint ' || x || ' of the website, with tests and a review\", \"quantity\": 1.0, \"unit_price\": 100.0, \"amount\": 100.0}]}'";
        try (Connection connection = store.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into document_text (id, content) select 10000000 + x, " + bytes + json + end
                    + " from " + series);
            statement.execute(
                    "insert into source_document (connection, kind, source_id, parent_id, number, source_state, amount, due_amount, updated_at, fingerprint, content_id, state, recorded_at)"
                            + " select '" + store.connection()
                            + "', 'invoice', x, mod(x, 500), 'INV-' || x, 'open', mod(x, 9000), mod(x, 9000), current_timestamp, 'f' || x, 10000000 + x, 'planned', current_timestamp from "
                            + series);
            statement.execute("analyze");
        }
    }
}
