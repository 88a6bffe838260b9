package org.harvestxero.invoices;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.harvestxero.api.Invoices.Days;
import org.harvestxero.api.Invoices.Found;
import org.harvestxero.api.Invoices.Named;
import org.harvestxero.api.Invoices.Page;
import org.harvestxero.api.Invoices.Row;
import org.harvestxero.api.Invoices.Standing;
import org.harvestxero.api.Invoices.Wanted;
import org.harvestxero.store.BothDatabases;
import org.harvestxero.store.ConnectionLock;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.SourceDocumentTable.Shown;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Invoices are found by what people know of them, on both databases. */
class InvoiceFinderIT extends BothDatabases {
    private static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");

    private static InvoiceFinder finder(ConnectionStore store) {
        return new InvoiceFinder(
                store,
                new InvoiceFinder.Links(
                        () -> Optional.of("https://acme.harvestapp.com"), (kind, id) -> "https://xero/" + id),
                System::nanoTime);
    }

    private static Shown shown(long id, String number, String client, String amount, String day, String order) {
        String content =
                """
                {"id": %d, "number": "%s", "state": "open", "currency": "USD", "amount": %s, "due_amount": %s, "issue_date": "%s",
                "purchase_order": "%s", "subject": "Work of %s", "client": {"id": %d, "name": "%s"},
                "line_items": [{"id": 1, "kind": "Service", "description": "Drew the Façade for 100%% of it", "quantity": 1.0,
                "unit_price": %s, "amount": %s, "project": {"id": 7, "name": "Tower"}}]}""".formatted(id, number, amount, amount, day, order, day, client.hashCode(), client, amount, amount);
        return new Shown(
                Kind.INVOICE,
                id,
                (long) client.hashCode(),
                number,
                "open",
                new BigDecimal(amount),
                new BigDecimal(amount),
                NOW,
                "v" + content.hashCode(),
                content);
    }

    private static void record(ConnectionStore store, Shown... invoices) {
        store.documents().recordAll(List.of(invoices), NOW);
    }

    private static void link(ConnectionStore store, long id, String status, String due) {
        store.links()
                .put(new Link(
                        Kind.INVOICE,
                        id,
                        "x-" + store.connection().hashCode() + "-" + id,
                        "INV-" + id,
                        status,
                        "USD",
                        new BigDecimal("100.00"),
                        new BigDecimal(due),
                        true,
                        "created",
                        null,
                        null,
                        null,
                        NOW,
                        NOW));
    }

    private ConnectionStore some(Database database) {
        ConnectionStore store = fresh(database);
        record(
                store,
                shown(1, "INV-0041", "Acme & Sons", "1234.50", "2026-09-01", "PO-7"),
                shown(2, "INV-0042", "Sample Bakery", "100.00", "2026-10-01", ""),
                shown(3, "X42", "Sample Bakery", "100.00", "2026-10-02", "PO-71"),
                shown(4, "inv-1", "50% Club_", "5.00", "2026-11-01", ""));
        return store;
    }

    private static List<String> numbers(Found found) {
        return found.rows().stream().map(Row::number).toList();
    }

    private static Wanted named(Named named) {
        return new Wanted(named, null, Days.ANY, null, new Page("", 50));
    }

    @ParameterizedTest
    @EnumSource
    void theLatestComeFirst(Database database) {
        Found found = finder(some(database)).find(Wanted.all(50));

        assertThat(numbers(found)).containsExactly("inv-1", "X42", "INV-0042", "INV-0041");
        assertThat(found.next()).isEmpty();
        assertThat(found.rows().get(0)).satisfies(row -> {
            assertThat(row.id()).isEqualTo("4");
            assertThat(row.client()).isEqualTo("50% Club_");
            assertThat(row.day()).isEqualTo(LocalDate.parse("2026-11-01"));
            assertThat(row.amount()).isEqualByComparingTo("5");
            assertThat(row.standing()).isEqualTo(Standing.WAITING);
            assertThat(row.harvest().link()).isEqualTo("https://acme.harvestapp.com/invoices/4");
            assertThat(row.xero().state()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aNumberIsFoundByItsBeginningOrItsLastDigits(Database database) {
        InvoiceFinder finder = finder(some(database));

        assertThat(numbers(finder.find(named(new Named("inv-00", "", "", "")))))
                .containsExactly("INV-0041", "INV-0042");
        assertThat(numbers(finder.find(named(new Named("42", "", "", ""))))).containsExactly("INV-0042", "X42");
        assertThat(numbers(finder.find(named(new Named("0042", "", "", ""))))).containsExactly("INV-0042", "X42");
        assertThat(numbers(finder.find(named(new Named("42 ", "bakery", "", "")))))
                .hasSize(2);
        assertThat(finder.find(named(new Named("INV-9", "", "", ""))).rows()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void clientsOrdersAndTextsAreFoundByAPart(Database database) {
        InvoiceFinder finder = finder(some(database));

        assertThat(numbers(finder.find(named(new Named("", "BAKERY", "", ""))))).containsExactly("X42", "INV-0042");
        assertThat(numbers(finder.find(named(new Named("", "0% club_", "", "")))))
                .containsExactly("inv-1");
        assertThat(finder.find(named(new Named("", "%", "", ""))).rows()).hasSize(1);
        assertThat(finder.find(named(new Named("", "nobody", "", ""))).rows()).isEmpty();
        assertThat(numbers(finder.find(named(new Named("", "", "po-7", ""))))).containsExactly("INV-0041", "X42");
        assertThat(numbers(finder.find(named(new Named("", "", "", "2026-10-01")))))
                .containsExactly("INV-0042");
        assertThat(finder.find(named(new Named("", "", "", "FAÇADE for 100%"))).rows())
                .hasSize(4);
        assertThat(finder.find(named(new Named("", "", "", "tower"))).rows()).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource
    void amountsDaysAndStatesNarrow(Database database) {
        ConnectionStore store = some(database);
        link(store, 2, "AUTHORISED", "100.00");
        link(store, 3, "PAID", "0.00");
        InvoiceFinder finder = finder(store);

        assertThat(numbers(finder.find(new Wanted(Named.ANY, new BigDecimal("100"), Days.ANY, null, new Page("", 50)))))
                .containsExactly("X42", "INV-0042");
        assertThat(numbers(finder.find(new Wanted(
                        Named.ANY,
                        null,
                        new Days(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-31")),
                        null,
                        new Page("", 50)))))
                .containsExactly("X42", "INV-0042");
        assertThat(numbers(finder.find(new Wanted(Named.ANY, null, Days.ANY, Standing.PAID, new Page("", 50)))))
                .containsExactly("X42");
        assertThat(numbers(finder.find(new Wanted(Named.ANY, null, Days.ANY, Standing.OPEN, new Page("", 50)))))
                .containsExactly("INV-0042");
        assertThat(finder.find(new Wanted(
                                new Named("", "bakery", "", ""), null, Days.ANY, Standing.PAID, new Page("", 50)))
                        .rows())
                .singleElement()
                .satisfies(row -> assertThat(row.xero().state()).isEqualTo("PAID"));
    }

    @ParameterizedTest
    @EnumSource
    void whatChangesIsFoundAnew(Database database) {
        ConnectionStore store = some(database);
        InvoiceFinder finder = finder(store);
        finder.look();
        assertThat(finder.find(Wanted.all(50)).reach().whole()).isTrue();
        record(store, shown(2, "INV-0042", "Renamed Ltd", "99.00", "2026-10-05", "NEW"));
        store.documents()
                .move(
                        store.documents().find(Kind.INVOICE, 3).orElseThrow(),
                        DocumentState.SKIPPED,
                        "Drafts are not copied.");

        finder.look();

        assertThat(numbers(finder.find(named(new Named("", "renamed", "", "")))))
                .containsExactly("INV-0042");
        assertThat(numbers(finder.find(named(new Named("", "", "new", ""))))).containsExactly("INV-0042");
        assertThat(numbers(finder.find(new Wanted(Named.ANY, null, Days.ANY, Standing.LEFT_OUT, new Page("", 50)))))
                .containsExactly("X42");
    }

    /** Time flies at each look, so that it compares one page of 500. */
    private static InvoiceFinder slow(ConnectionStore store) {
        AtomicLong nanos = new AtomicLong();
        InvoiceFinder finder = new InvoiceFinder(
                store,
                new InvoiceFinder.Links(Optional::empty, (kind, id) -> id),
                () -> nanos.addAndGet(Duration.ofSeconds(1).toNanos()));
        finder.keepLooking();
        return finder;
    }

    private static boolean isWhole(InvoiceFinder finder) {
        return finder.find(named(new Named("N-1200", "", "", ""))).reach().whole();
    }

    private ConnectionStore large(Database database) {
        ConnectionStore store = fresh(database);
        List<Shown> many = new ArrayList<>();
        for (int i = 1; i <= 1_203; i++) {
            many.add(shown(i, "N-" + i, i % 2 == 0 ? "Even" : "Odd", "1.00", "2026-01-01", "PO-" + i));
        }
        store.documents().recordAll(many, NOW);
        return store;
    }

    private static void learn(InvoiceFinder finder) {
        int looks = 0;
        while (!isWhole(finder)) {
            finder.look();
            assertThat(++looks).isLessThan(20);
        }
        finder.look();
        assertThat(looks).isGreaterThan(2);
    }

    @ParameterizedTest
    @EnumSource
    void whoStartsAfterSomebodyWhoKnewAllKnowsAllAtOnce(Database database) {
        ConnectionStore store = large(database);
        try (ConnectionLock lock = new ConnectionLock(store)) {
            assertThat(lock.take()).isTrue();
            learn(slow(store));
            lock.giveBack();
            assertThat(lock.take()).isTrue();

            InvoiceFinder next = slow(store);

            for (Named each : List.of(
                    new Named("N-7", "", "", ""), new Named("7", "odd", "", ""), new Named("", "", "PO-7", ""))) {
                Found found = next.find(named(each));
                assertThat(numbers(found)).as(each.toString()).contains("N-7");
                assertThat(found.reach().whole()).as(each.toString()).isTrue();
            }
            next.look();
            lock.giveBack();
            assertThat(lock.take()).isTrue();
            assertThat(isWhole(slow(store))).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoStartsAfterSomebodyWhoDidNotLookGoesThroughAllFirst(Database database) {
        ConnectionStore store = large(database);
        try (ConnectionLock lock = new ConnectionLock(store)) {
            assertThat(lock.take()).isTrue();
            learn(slow(store));
            lock.giveBack();
            assertThat(lock.take()).isTrue();
            record(store, shown(600, "Renamed", "Even", "1.00", "2026-01-01", ""));
            lock.giveBack();
            assertThat(isWhole(slow(store))).as("who doesn't lead").isFalse();
            assertThat(lock.take()).isTrue();

            InvoiceFinder next = slow(store);
            assertThat(isWhole(next)).isFalse();
            learn(next);
            assertThat(numbers(next.find(named(new Named("Renamed", "", "", "")))))
                    .containsExactly("Renamed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInvoiceThatHasNoEntryYetIsMissed(Database database) {
        ConnectionStore store = large(database);
        try (ConnectionLock lock = new ConnectionLock(store)) {
            assertThat(lock.take()).isTrue();
            learn(slow(store));
            record(store, shown(5_000, "Late", "Even", "1.00", "2026-01-01", ""));
            lock.giveBack();
            assertThat(lock.take()).isTrue();

            assertThat(isWhole(slow(store))).isFalse();
        }
    }

    private static void draft(ConnectionStore store, String state) {
        String here = store.connection();
        JdbcTemplate jdbc = new JdbcTemplate(store.dataSource());
        jdbc.update("""
                insert into billing_run (connection, client_id, client_name, period, period_start, period_end, mode, correction,
                agreement_hash, currency, billed, tie_out, notices, actor, run_at) values (?, 5, 'Acme', ?, date '2026-10-01',
                date '2026-10-31', 'live', 0, 'v1', 'USD', 1, '{}', '[]', 'process', current_timestamp)""", here, state);
        jdbc.update("""
                insert into draft_invoice (connection, run_id, client_id, draft_key, state, version, step, issue_date, due_date, currency,
                subtotal, agreement_hash, created_at) select connection, id, 5, ?, ?, 0, 0, date '2026-11-01',
                date '2026-11-30', 'USD', 1, 'v1', current_timestamp from billing_run where connection = ? and period = ?""", state, state, here, state);
    }

    @ParameterizedTest
    @EnumSource
    void aDraftThatHasNoEntryYetIsMissed(Database database) {
        ConnectionStore store = large(database);
        try (ConnectionLock lock = new ConnectionLock(store)) {
            assertThat(lock.take()).isTrue();
            learn(slow(store));
            draft(store, "shadow");
            lock.giveBack();
            assertThat(lock.take()).isTrue();
            InvoiceFinder next = slow(store);
            assertThat(isWhole(next)).as("what never leaves is not searched").isTrue();
            next.look();
            draft(store, "approved");
            lock.giveBack();
            assertThat(lock.take()).isTrue();

            assertThat(isWhole(slow(store))).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void pagesFollowEachOtherWithoutGapOrDouble(Database database) {
        ConnectionStore store = fresh(database);
        List<Shown> many = new ArrayList<>();
        for (int i = 1; i <= 1_203; i++) {
            many.add(shown(
                    i,
                    "N-" + (i % 7) + "-" + i,
                    i % 2 == 0 ? "Even" : "Odd",
                    i % 3 == 0 ? "3.00" : "1.00",
                    LocalDate.parse("2026-01-01").plusDays(i / 10).toString(),
                    i % 5 == 0 ? "PO-" + i : ""));
        }
        store.documents().recordAll(many, NOW);
        InvoiceFinder finder = finder(store);
        for (Map.Entry<Wanted, Integer> each : Map.of(
                        Wanted.all(100),
                        1_203,
                        named(new Named("n-", "", "", "")),
                        1_203,
                        named(new Named("", "even", "", "")),
                        601,
                        named(new Named("", "e", "po-", "")),
                        120,
                        named(new Named("", "", "", "work of 2026-02")),
                        280,
                        new Wanted(Named.ANY, new BigDecimal("3"), Days.ANY, null, new Page("", 37)),
                        401,
                        new Wanted(Named.ANY, null, Days.ANY, Standing.WAITING, new Page("", 400)),
                        1_203,
                        named(new Named("7", "", "", "")),
                        1)
                .entrySet()) {
            List<String> ids = new ArrayList<>();
            Found found;
            String after = "";
            do {
                found = finder.find(
                        each.getKey().with(new Page(after, each.getKey().page().most())));
                found.rows().stream().map(Row::id).forEach(ids::add);
                after = found.next();
            } while (!after.isEmpty() && ids.size() < 5_000);
            assertThat(ids).as(each.getKey().toString()).doesNotHaveDuplicates().hasSize(each.getValue());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAddressThatSomebodyMadeUpIsTheBeginning(Database database) {
        InvoiceFinder finder = finder(some(database));

        for (String after : List.of("nonsense", "0~not a day~7", "9~~1", "0~+999999999-12-31~1")) {
            assertThat(finder.find(new Wanted(Named.ANY, null, Days.ANY, null, new Page(after, 2)))
                            .rows())
                    .as(after)
                    .hasSize(2);
        }
    }
}
