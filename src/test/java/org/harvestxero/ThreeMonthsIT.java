package org.harvestxero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.ReconcileRequest;
import org.harvestxero.api.Reconciliations.Answer;
import org.harvestxero.api.Reviews;
import org.harvestxero.reconciliation.Reconciliation.Told;
import org.harvestxero.sandbox.harvest.Fault;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three months of an agency, day by day, with every direction on: invoices, payments, write-offs, clients and contacts both ways, expenses,
 * billing with mirrors, overdue invoices, a daily reconciliation, and a hook. People work on both sides, answers are lost on both.
 */
class ThreeMonthsIT {
    private static final LocalDate FIRST = LocalDate.of(2026, 9, 1);
    /** The usual tests stop after three weeks: mvn verify -Pmonths goes on for three months. */
    private static final int DAYS = Integer.getInteger("months.days", 21);

    private static final int WHOLE = 91;
    private static final int SHORT = 40;
    /** Cycles in which nobody does anything at the end; they share so many hours. -Dmonths.cycles=1000 looks longer. */
    private static final int QUIET = Integer.getInteger("months.cycles", SHORT);

    private static final Duration QUIET_TIME = Duration.ofMinutes(400);
    private static final LocalDate LAST = FIRST.plusDays(DAYS - 1L);
    private static final Pattern HARVEST_PAYMENT = Pattern.compile("HP\\d+");
    private static final Pattern XERO_PAYMENT = Pattern.compile("XP[0-9a-f-]{36}");
    private static final String MAPPINGS = """
            rules: []
            expenses:
              contacts: create
              receipts: ignored
              rules:
                - when: {category: Meals}
                  use: {account: "493", taxType: INPUT2}
                - when: {category: Mileage}
                  use: {account: "400"}
                - when: {category: Lodging}
                  use: {as: spend, account: "493", taxType: INPUT2, paymentAccount: "090"}
            """;

    private final TestClock clock = TestClock.at(FIRST + "T07:00:00Z");
    private final GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private CopyScenario scenario;
    private AgencyPeople people;
    private CountedCalls calls;
    private Random trouble;
    private String url;
    private int struckInXero;

    @BeforeEach
    void startMailServer() {
        mails.start();
    }

    @AfterEach
    void stop() {
        scenario.close();
        mails.stop();
    }

    static Stream<Long> seeds() {
        return Stream.of(System.getProperty("months.seeds", "2").split(",")).map(Long::valueOf);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void bothSidesAgreeAndNothingIsDoubled(long seed) throws Exception {
        if (Boolean.getBoolean("months.postgres")) {
            begin(seed, PostgresServer.newDatabase(), "postgres");
        } else {
            begin(seed, "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa");
        }
        List<String> unexplained = new ArrayList<>();
        for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            day(day, unexplained);
        }
        settle();

        if (DAYS >= WHOLE) {
            System.out.println("Seed " + seed + ": " + people.done() + "\n" + calls.table());
            assertThat(people.done().keySet())
                    .as("what happened: %s", people.done())
                    .containsAll(people.kinds());
        }
        assertAll(
                () -> assertThat(struckInXero).isGreaterThan(DAYS),
                () -> assertThat(unexplained).isEmpty(),
                () -> assertThat(unexplained(reconciled())).isEmpty(),
                this::nothingIsDoubledInXero,
                this::nothingIsDoubledInHarvest,
                this::noClientIsMailedTwiceADay,
                this::nothingGrowsWithoutNews);
    }

    private void begin(long seed, String database, String user) {
        url = database;
        trouble = new Random(seed * 31);
        Map<String, String> settings = new HashMap<>(Map.of(
                "database.url", database,
                "database.user", user,
                "time-zone", "Europe/London",
                "copy.since", FIRST.toString(),
                "copy.on-delete", "follow",
                "copy.on-payment-delete", "follow",
                "copy.closed", "follow",
                "copy.write-off-account", "200"));
        settings.putAll(Map.of(
                "copy.payments-back", "follow",
                "copy.payments-back.drafts", "send",
                "copy.payments-back.on-delete", "follow",
                "copy.payments-back.on-void", "delete",
                "copy.payments-back.credits", "payment-with-note"));
        settings.putAll(Map.of(
                "contacts.create", "at-once",
                "contacts.follow", "true",
                "contacts.name", "newest",
                "contacts.email", "newest",
                "contacts.phones", "newest",
                "contacts.people", "newest"));
        settings.putAll(Map.of(
                "expenses.as", "bill",
                "reconcile.schedule", "0 0 6 * * ?",
                "hooks.file", "on",
                "hooks.file.folder", "told",
                "overdue.steps", "on",
                "overdue.clients", "on",
                "overdue.schedule", "0 0 10 * * ?"));
        settings.putAll(Map.of(
                "mail.host", "127.0.0.1",
                "mail.port", Integer.toString(mails.getSmtp().getPort()),
                "mail.security", "none",
                "mail.from", "books@agency.example",
                "mail.to", "owner@agency.example",
                "mail.schedule", "0 0 3 1 1 ?"));
        scenario = CopyScenario.start(clock, settings);
        scenario.mappings(MAPPINGS);
        people = new AgencyPeople(scenario, clock, seed);
        calls = new CountedCalls(scenario);
        for (int agreed = 0; agreed < 2; agreed++) {
            scenario.agreement(
                    "client" + agreed + ".yaml",
                    "client: " + people.clients().get(agreed) + "\nstart: " + FIRST + "\nreview: {when: "
                            + (agreed == 0 ? "[]" : "[always]") + "}\ncalendar: {due: net 14}\n");
        }
    }

    private void day(LocalDate day, List<String> unexplained) {
        clock.jumpTo(day + "T07:30:00Z");
        people.act(2 + trouble.nextInt(3));
        troubledCycle();
        clock.jumpTo(day + "T09:30:00Z");
        bill();
        overdue();
        clock.jumpTo(day + "T10:00:00Z");
        people.act(1 + trouble.nextInt(3));
        troubledCycle();
        people.act(trouble.nextInt(2));
        troubledCycle();
        clock.jumpTo(day + "T17:00:00Z");
        cycle();
        clock.jumpTo(day + "T17:20:00Z");
        cycle();
        scenario.fire("schedule-events");
        await().atMost(Duration.ofSeconds(20)).until(() -> scenario.hooks().isIdle());
        calls.take("hooks");
        unexplained(reconciled()).forEach(each -> unexplained.add(day + " " + each));
        clock.jumpTo(day + "T22:00:00Z");
        scenario.sweep();
        calls.take("daily look at everything");
    }

    /** Some calls to either side strike trouble, half of it after the side has done what was asked. */
    private void troubledCycle() {
        for (XeroFault.Kind kind : List.of(
                XeroFault.Kind.LOSE_REPLY,
                XeroFault.Kind.DROP_REQUEST,
                XeroFault.Kind.ERROR_AFTER,
                XeroFault.Kind.BROKEN_JSON,
                XeroFault.Kind.EMPTY)) {
            scenario.xero()
                    .arm(XeroFault.of(kind)
                            .oneIn(15, 1 + trouble.nextInt(1_000_000))
                            .withStatus(502)
                            .withRetryAfter(0));
        }
        for (Fault.Kind kind : List.of(
                Fault.Kind.LOSE_REPLY,
                Fault.Kind.ERROR_502_AFTER_COMMIT,
                Fault.Kind.DROP_REQUEST,
                Fault.Kind.EMPTY_BODY)) {
            scenario.harvest()
                    .make(Fault.of(kind)
                            .on(trouble.nextBoolean() ? "POST" : null, "/")
                            .after(trouble.nextInt(8))
                            .everyNth(12));
        }
        cycle();
        struckInXero += scenario.xero().faultsStruck();
        scenario.xero().clearFaults();
        scenario.harvest().clearFaults();
    }

    private void cycle() {
        scenario.scheduled();
        calls.take("");
        clock.jump(Duration.ofMinutes(10));
    }

    private void bill() {
        scenario.runBilling();
        Reviews reviews = scenario.engine().people().reviews();
        for (Reviews.Item waiting : reviews.list(Reviews.Filter.waiting())) {
            if (waiting.state() == Reviews.State.REVIEW) {
                reviews.approve(Reviews.Ref.of(waiting.id()), "right", "jane");
            }
        }
        calls.take("billing");
    }

    private void overdue() {
        OverdueDesk desk = scenario.engine().overdue();
        desk.releaseFirst(true, "jane");
        desk.run("schedule");
        calls.take("overdue invoices");
    }

    private Answer reconciled() {
        Answer answer = scenario.engine().reconciliations().reconcile(ReconcileRequest.all(), "schedule");
        calls.take("reconciliation");
        assertThat(answer.troubles()).isEmpty();
        return answer;
    }

    private static List<String> unexplained(Answer answer) {
        return answer.found().differences().stream()
                .map(Told::difference)
                .filter(each -> each.isUnexplained())
                .map(each -> each.subject() + " " + each.measure().word() + " " + each.amount() + " "
                        + each.cause().detail())
                .toList();
    }

    /** Days on which nobody does anything: what waits for time alone comes to its end. */
    private void settle() {
        for (int day = 1; day <= 3; day++) {
            clock.jumpTo(LAST.plusDays(day) + "T07:30:00Z");
            cycle();
            bill();
            clock.jumpTo(LAST.plusDays(day) + "T10:00:00Z");
            overdue();
            cycle();
            cycle();
            scenario.sweep();
            calls.take("daily look at everything");
            cycle();
        }
    }

    private static void assertOnce(String what, Stream<String> marks) {
        Map<String, Integer> counts = new TreeMap<>();
        marks.forEach(mark -> counts.merge(mark, 1, Integer::sum));
        assertThat(counts).as(what).isNotEmpty();
        assertThat(counts)
                .allSatisfy((mark, count) ->
                        assertThat(count).as("%s %s", what, mark).isEqualTo(1));
    }

    private static Stream<String> marks(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(java.util.regex.MatchResult::group);
    }

    private void nothingIsDoubledInXero() {
        List<JsonNode> invoices = Twins.live(scenario.xero().invoices());
        assertOnce(
                "number in Xero",
                invoices.stream()
                        .map(each -> each.path("Type").asText() + " "
                                + each.path("InvoiceNumber").asText()));
        assertOnce(
                "mark of an invoice in Xero",
                invoices.stream()
                        .filter(each -> each.path("Type").asText().equals("ACCREC"))
                        .map(each -> each.path("Url").asText())
                        .filter(each -> !each.isEmpty()));
        assertOnce(
                "mark of a payment in Xero",
                Twins.live(scenario.xero().payments()).stream()
                        .flatMap(each ->
                                marks(HARVEST_PAYMENT, each.path("Reference").asText())));
        assertOnce(
                "client's contact in Xero",
                Twins.live(scenario.xero().contacts()).stream()
                        .map(each -> each.path("ContactNumber").asText())
                        .filter(each -> !each.isEmpty()));
        for (long expense : people.expenses()) {
            assertThat(linesOf(expense, invoices))
                    .as("expense %s in Xero", expense)
                    .isLessThanOrEqualTo(1);
        }
    }

    private long linesOf(long expense, List<JsonNode> invoices) {
        long onBills = invoices.stream()
                .filter(each -> each.path("Type").asText().equals("ACCPAY"))
                .flatMap(each -> Stream.iterate(
                                0, i -> i < each.path("LineItems").size(), i -> i + 1)
                        .map(i -> each.path("LineItems").path(i)))
                .filter(line -> line.path("Description").asText().contains(Long.toString(expense)))
                .count();
        long spent = Twins.live(scenario.xero().bankTransactions()).stream()
                .filter(each -> each.path("Reference").asText().equals("HX-E" + expense))
                .count();
        return onBills + spent;
    }

    private void nothingIsDoubledInHarvest() {
        List<JsonNode> invoices = new Twins(scenario.harvest(), scenario.xero()).sources();
        assertOnce(
                "number in Harvest",
                invoices.stream().map(each -> each.path("number").asText()));
        assertOnce("mark of a payment in Harvest", invoices.stream().flatMap(each -> {
            List<String> notes = new ArrayList<>();
            scenario.harvest()
                    .get("/invoices/" + each.path("id").asLong() + "/payments")
                    .path("invoice_payments")
                    .forEach(payment ->
                            marks(XERO_PAYMENT, payment.path("notes").asText()).forEach(notes::add));
            return notes.stream();
        }));
        assertThat(scenario.harvest().get("/clients?per_page=2000").path("clients"))
                .hasSize(people.clients().size());
        List<String> addresses = new ArrayList<>();
        scenario.harvest()
                .get("/contacts?per_page=2000")
                .path("contacts")
                .forEach(each -> addresses.add(each.path("client").path("id").asText() + " "
                        + each.path("email").asText()));
        assertOnce("person in Harvest", addresses.stream());
    }

    private void noClientIsMailedTwiceADay() {
        assertOnce(
                "mail to",
                scenario.engine().overdue().mails(true).stream()
                        .filter(each -> each.audience().equals("client"))
                        .map(each -> each.addresses() + " on " + each.day()));
    }

    /** Cycles in which nobody did anything cost the same however many there are, and leave no row behind. */
    private void nothingGrowsWithoutNews() throws SQLException {
        List<Long> sums = new ArrayList<>();
        Map<String, Long> before = Map.of();
        int first = QUIET / 10;
        int middle = QUIET * 22 / 40;
        for (int cycle = 0; cycle < QUIET; cycle++) {
            if (cycle == middle) {
                before = rows();
            }
            CountedCalls counted = new CountedCalls(scenario);
            scenario.scheduled();
            counted.take("");
            sums.add(counted.sum());
            clock.jump(QUIET_TIME.dividedBy(QUIET));
        }
        long earlier = sum(sums.subList(first, middle));
        long later = sum(sums.subList(middle, QUIET));
        if (QUIET > SHORT) {
            System.out.println(QUIET + " quiet cycles: " + earlier + " calls in the first half, " + later
                    + " in the second; rows "
                    + before.values().stream().mapToLong(Long::longValue).sum());
        }
        // Some calls are made every tenth or seventieth cycle only: once more of those may fall into the second half.
        long onceMore = Collections.max(sums.subList(first, middle)) - Collections.min(sums.subList(first, middle));
        Map<String, Long> known = before;
        assertAll(
                () -> assertThat(later).as("calls of each cycle: %s", sums).isLessThanOrEqualTo(earlier + onceMore),
                () -> assertThat(rows()).isEqualTo(known));
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    private Map<String, Long> rows() throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(url, url.contains("h2") ? "sa" : "postgres", "");
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet all = statement.executeQuery(
                    "select table_name from information_schema.tables where lower(table_schema) = 'public'")) {
                while (all.next()) {
                    tables.add(all.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet count = statement.executeQuery("select count(*) from \"" + table + "\"")) {
                    count.next();
                    rows.put(table, count.getLong(1));
                }
            }
        }
        return rows;
    }
}
