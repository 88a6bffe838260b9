package org.harvestxero.copy.expense;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.PostgresServer;
import org.harvestxero.TestClock;
import org.harvestxero.api.Purchases;
import org.harvestxero.api.Purchases.Row;
import org.harvestxero.api.Purchases.Story;
import org.harvestxero.api.Purchases.Wanted;
import org.harvestxero.api.Purchases.What;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people look up of purchases, on both databases. */
class PurchasesIT {
    private static final String RULES = ExpenseDesk.MAPPINGS.replace("receipts: ignored", "receipts: wanted")
            + "    - when: {category: Lodging}\n"
            + "      use: {as: spend, account: \"493\", taxType: INPUT2, paymentAccount: \"090\"}\n";

    private static Purchases purchases(ExpenseDesk desk) {
        return desk.scenario.engine().books().purchases();
    }

    @ParameterizedTest(name = "PostgreSQL: {0}")
    @ValueSource(booleans = {false, true})
    void billsAndMoneySpentAreListedPageByPageAndToldWhole(boolean postgres) {
        Map<String, String> settings = new HashMap<>();
        if (postgres) {
            settings.put("database.url", PostgresServer.newDatabase());
            settings.put("database.user", "postgres");
        }
        try (ExpenseDesk desk = new ExpenseDesk(TestClock.still("2026-11-03T09:00:00Z"), RULES, settings)) {
            long lunch = desk.add(desk.meal(desk.ann)
                    .cost("12")
                    .notes("Lunch")
                    .receipt("r.pdf", "application/pdf", "a")
                    .approved());
            desk.add(desk.meal(desk.ben).cost("30").approved());
            long hotel = desk.add(desk.of("Lodging", desk.ann)
                    .cost("90")
                    .receipt("h.pdf", "application/pdf", "b")
                    .approved());
            desk.scenario.once();

            List<Row> all = purchases(desk).list(new Wanted(null, 0, 10));
            List<Row> first = purchases(desk).list(new Wanted(null, 0, 2));
            List<Row> rest = purchases(desk).list(new Wanted(null, first.get(1).id(), 10));

            assertThat(all).hasSize(3).extracting(row -> row.named().number()).doesNotHaveDuplicates();
            assertThat(first).isEqualTo(all.subList(0, 2));
            assertThat(rest).isEqualTo(all.subList(2, 3));
            assertThat(purchases(desk).list(new Wanted(What.SPENT, 0, 10)))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.named().number()).isEqualTo("HX-E" + hotel);
                        assertThat(row.named().link()).contains("go.xero.com");
                    });
            Story bill = purchases(desk).find(desk.number(desk.ann)).orElseThrow();
            assertThat(bill.row().named().person()).isEqualTo("Ann Archer");
            assertThat(bill.row().state()).isNotEqualTo("planned");
            assertThat(bill.row().receipts()).isEqualTo(new Purchases.Receipts(1, 1, 1, 0));
            assertThat(bill.row().failed()).isNull();
            assertThat(bill.lines()).singleElement().satisfies(line -> {
                assertThat(line.expense()).isEqualTo(lunch);
                assertThat(line.day()).isEqualTo(ExpenseDesk.OCTOBER);
                assertThat(line.coded()).isNotNull();
                assertThat(line.file().state()).isEqualTo("attached");
                assertThat(line.file().sent().at()).isEqualTo("2026-11-03T09:00:00Z");
            });
            assertThat(bill.happenings())
                    .anySatisfy(each -> assertThat(each.what()).startsWith("Bill, create: "))
                    .anySatisfy(each -> assertThat(each.what()).startsWith("Receipt "));
            assertThat(purchases(desk).find("HX-0")).isEmpty();
        }
    }

    @ParameterizedTest(name = "PostgreSQL: {0}")
    @ValueSource(booleans = {false, true})
    void whatIsNotInXeroYetIsNamedByHarvestsWords(boolean postgres) {
        Map<String, String> settings = new HashMap<>(Map.of("copy.payment-account", "090"));
        if (postgres) {
            settings.put("database.url", PostgresServer.newDatabase());
            settings.put("database.user", "postgres");
        }
        try (ExpenseDesk desk = new ExpenseDesk(RULES.replace("\"493\", taxType: INPUT2}", "\"999\"}"), settings)) {
            desk.add(desk.meal(desk.ben).cost("30").notes("Dinner").approved());
            desk.scenario.once();

            assertThat(purchases(desk).list(new Wanted(What.BILL, 0, 10)))
                    .allSatisfy(row -> assertThat(row.named().person()).isEqualTo("Ben Baker"));
        }
    }
}
