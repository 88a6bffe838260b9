package org.harvestxero.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.CopyScenario;
import org.harvestxero.PostgresServer;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.BooksDesk;
import org.harvestxero.api.CopyRequest;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.PaymentDesk;
import org.harvestxero.api.ReconcileRequest;
import org.harvestxero.api.ReconciledDays;
import org.harvestxero.api.Sales;
import org.harvestxero.api.WorkLog;
import org.harvestxero.api.WorkLog.AuditFilter;
import org.harvestxero.export.AuditCsv;
import org.harvestxero.reconciliation.Measure;
import org.harvestxero.reconciliation.Reason;
import org.harvestxero.sandbox.harvest.InvoiceBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people look up of both sides' books, on both databases. */
class ConsoleBooksIT {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 2);
    /** A list is taken for read up to so long before it began to be. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final TestClock clock = TestClock.at("2026-11-02T08:00:00Z");
    private CopyScenario scenario;
    private long bakery;

    private CopyScenario start(boolean postgres, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("time-zone", "UTC", "copy.since", "2026-09-01"));
        settings.putAll(more);
        if (postgres) {
            settings.put("database.url", PostgresServer.newDatabase());
            settings.put("database.user", "postgres");
        }
        scenario = CopyScenario.start(clock, settings);
        bakery = scenario.harvest().add(aClient("Sample Bakery").currency("USD"));
        return scenario;
    }

    private BooksDesk books() {
        return scenario.engine().books();
    }

    private InvoiceBuilder invoice(String number, String amount) {
        return anInvoice(bakery)
                .number(number)
                .issued(DAY)
                .due(DAY)
                .line("Signs", "1", amount)
                .open();
    }

    private void refused(String number) {
        scenario.harvest()
                .add(anInvoice(bakery)
                        .number(number)
                        .issued(DAY)
                        .taxedLine("Signs", "1", "100")
                        .tax("17.5")
                        .open());
    }

    private void reconcile() {
        scenario.engine().reconciliations().reconcile(ReconcileRequest.all(), "Ada");
    }

    @ParameterizedTest(name = "PostgreSQL: {0}")
    @ValueSource(booleans = {false, true})
    void aReconciliationIsFoundByItsDayWithItsDocumentsPageByPage(boolean postgres) {
        try (CopyScenario open = start(postgres, Map.of())) {
            assertThat(books().days().find(null)).isEmpty();
            List.of("INV-1", "INV-2", "INV-3").forEach(this::refused);
            open.once();
            reconcile();
            clock.jump(Duration.ofDays(1));
            refused("INV-4");
            open.once();
            reconcile();

            ReconciledDays days = books().days();
            ReconciledDays.Part part = new ReconciledDays.Part(Reason.FAILED_COPY, Measure.TOTAL, "USD");
            List<ReconciledDays.Standing> first = days.standing(part, 0, 3);
            List<ReconciledDays.Standing> second =
                    days.standing(part, first.get(2).id(), 3);

            assertThat(first).extracting(ConsoleBooksIT::number).containsExactly("INV-1", "INV-2", "INV-3");
            assertThat(second).extracting(ConsoleBooksIT::number).containsExactly("INV-4");
            assertThat(second.get(0).told().since()).isEqualTo(DAY.plusDays(1));
            assertThat(days.begun(DAY.plusDays(1), 0, 10))
                    .extracting(ConsoleBooksIT::number)
                    .containsExactly("INV-4");
            assertThat(days.find(DAY)).hasValueSatisfying(kept -> {
                assertThat(kept.who()).isEqualTo("Ada");
                assertThat(kept.found().count()).isEqualTo(3);
                assertThat(kept.found().currencies()).singleElement().satisfies(sum -> {
                    assertThat(sum.inHarvest()).isEqualTo(3);
                    assertThat(sum.inXero()).isZero();
                    assertThat(sum.difference().total()).isEqualByComparingTo("352.50");
                });
            });
            assertThat(days.find(null).orElseThrow().found().count()).isEqualTo(4);
            assertThat(days.find(DAY.minusDays(1))).isEmpty();
            assertThat(days.underWay()).isEmpty();
        }
    }

    private static String number(ReconciledDays.Standing standing) {
        return standing.told().difference().subject().number();
    }

    @ParameterizedTest(name = "PostgreSQL: {0}")
    @ValueSource(booleans = {false, true})
    void aRunThatDidSomethingIsKeptAndOneThatDidNothingIsNot(boolean postgres) {
        try (CopyScenario open = start(postgres, Map.of())) {
            open.harvest().add(invoice("INV-1", "10"));
            refused("INV-2");
            open.scheduled();
            clock.jump(Duration.ofMinutes(5));
            open.scheduled();
            clock.jump(Duration.ofMinutes(5));
            open.harvest().add(invoice("INV-3", "20"));
            open.copyService().copy(new CopyRequest("INV-3", false, false), "Ada");
            ConsoleScenario.addReviewedWork(open, "2");
            open.once();
            open.bill(BillRequest.due());
            reconcile();

            List<WorkLog.Run> runs = books().log().runs(null, Long.MAX_VALUE, 10);

            assertThat(runs)
                    .extracting(WorkLog.Run::kind, WorkLog.Run::who, WorkLog.Run::words)
                    .startsWith(tuple("reconcile", "Ada", runs.get(0).words()))
                    .endsWith(
                            tuple("cycle", "Ada", "1 invoice to Xero"), tuple("cycle", "process", "1 invoice to Xero"));
            assertThat(books().log().runs("bill", Long.MAX_VALUE, 10))
                    .singleElement()
                    .satisfies(run -> {
                        assertThat(run.words()).isEqualTo("1 period billed");
                        assertThat(run.calls().harvest()).isPositive();
                    });
            WorkLog.Run first = runs.get(runs.size() - 1);
            assertThat(first.failed()).isEqualTo(1);
            assertThat(first.calls().xero()).isPositive();
            assertThat(first.times()).isEqualTo(1);
            List<WorkLog.Run> latest = books().log().runs(null, Long.MAX_VALUE, 2);
            assertThat(books().log().runs(null, latest.get(1).id(), 10)).isEqualTo(runs.subList(2, runs.size()));
        }
    }

    @ParameterizedTest(name = "PostgreSQL: {0}")
    @ValueSource(booleans = {false, true})
    void theSameTroubleAgainAndAgainIsOneLine(boolean postgres) {
        try (CopyScenario open = start(postgres, Map.of())) {
            open.harvest().add(invoice("INV-1", "10"));
            open.xero().close();
            for (int i = 0; i < 3; i++) {
                open.scheduled();
                clock.jump(Duration.ofMinutes(5));
            }

            assertThat(books().log().runs("cycle", Long.MAX_VALUE, 10))
                    .singleElement()
                    .satisfies(run -> {
                        assertThat(run.trouble()).isNotBlank();
                        assertThat(run.times()).isEqualTo(3);
                        assertThat(run.span().ended())
                                .isAfter(run.span().began().plus(Duration.ofMinutes(9)));
                    });
        }
    }

    @ParameterizedTest(name = "PostgreSQL: {0}")
    @ValueSource(booleans = {false, true})
    void theAuditIsFoundByWhoWhatAboutAndWhen(boolean postgres) {
        try (CopyScenario open = start(postgres, Map.of())) {
            List.of("INV-1", "INV-2", "INV-3").forEach(this::refused);
            open.once();
            List<Long> failed = open.copyService().failedCopies(FailedFilter.STANDING).stream()
                    .map(copy -> copy.id())
                    .sorted()
                    .toList();
            open.copyService().retry(Set.of(failed.get(0)), "Bob");
            clock.jump(Duration.ofDays(1));
            open.copyService().discard(Set.of(failed.get(1)), "=1+1 100% wrong", "Ada");
            open.copyService().pause("Ada", "month end");
            WorkLog log = books().log();

            assertThat(found(log, filter("Ada", null, null))).containsExactly("paused", "discarded");
            assertThat(found(log, filter(null, "retry", null))).containsExactly("retry");
            assertThat(found(log, filter(null, null, "100%"))).containsExactly("discarded");
            assertThat(found(log, filter(null, null, "100_"))).isEmpty();
            assertThat(found(log, filter("Ada", "retry", null))).isEmpty();
            assertThat(found(log, filter(null, null, "INV-2")))
                    .contains("discarded")
                    .doesNotContain("retry");
            Instant midnight = DAY.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            assertThat(found(log, new AuditFilter(null, null, null, midnight, null)))
                    .containsExactly("paused", "discarded");
            assertThat(found(log, new AuditFilter("Bob", null, null, null, midnight)))
                    .containsExactly("retry");

            WorkLog.Trail first = log.audit(filter("Ada", null, null), Long.MAX_VALUE, 1);
            assertThat(first.next()).isPositive();
            assertThat(log.audit(filter("Ada", null, null), first.next(), 1).events())
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.kind()).isEqualTo("invoice");
                        assertThat(event.number()).isEqualTo("INV-2");
                    });
            assertThat(csv(log, filter("Ada", null, null)).lines().toList())
                    .hasSize(3)
                    .startsWith("at,who,event,kind,number,detail")
                    .last()
                    .asString()
                    .contains("Ada,discarded,invoice,INV-2", "'=1+1 100% wrong");
        }
    }

    private static AuditFilter filter(String who, String what, String about) {
        return new AuditFilter(who, what, about, null, null);
    }

    private static List<String> found(WorkLog log, AuditFilter filter) {
        return log.audit(filter, Long.MAX_VALUE, 50).events().stream()
                .map(WorkLog.Event::what)
                .toList();
    }

    private static String csv(WorkLog log, AuditFilter filter) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AuditCsv.write(log, filter, new PrintStream(out, false, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "PostgreSQL: {0}")
    @ValueSource(booleans = {false, true})
    void aPaymentInQuestionIsShownWithAllThatBothSidesHave(boolean postgres) {
        try (CopyScenario open = start(postgres, Map.of("copy.payments-back", "report", "copy.payments", "true"))) {
            long invoice = open.harvest().add(invoice("INV-1", "1000"));
            open.harvest().pay(invoice, aPayment("100").on(DAY));
            open.once();
            open.xero().payInvoice("INV-1", new BigDecimal("250"), "090", DAY);
            clock.jump(Duration.ofMinutes(10));
            open.once();

            List<PaymentDesk.Question> questions = books().payments().questions(PaymentDesk.Side.XERO, 0, 10);

            assertThat(questions).singleElement().satisfies(question -> {
                assertThat(question.cause()).isEqualTo("payment-only-in-xero");
                assertThat(question.both().invoice().client()).isEqualTo("Sample Bakery");
                assertThat(question.both().harvest())
                        .extracting(money -> money.amount().intValue(), PaymentDesk.Money::asked)
                        .containsExactly(tuple(100, false));
                assertThat(question.both().xero())
                        .extracting(money -> money.amount().intValue(), PaymentDesk.Money::asked)
                        .containsExactlyInAnyOrder(tuple(100, false), tuple(250, true));
            });
            assertThat(books().payments()
                            .questions(PaymentDesk.Side.XERO, questions.get(0).failed(), 10))
                    .isEmpty();
            assertThat(books().payments().questions(PaymentDesk.Side.HARVEST, 0, 10))
                    .isEmpty();
            assertThat(open.copyService().discard(Set.of(questions.get(0).failed()), "Paid in advance", "Bob"))
                    .isEqualTo(1);
            assertThat(books().payments().back(PaymentDesk.Standing.GIVEN_UP, null, 10))
                    .singleElement()
                    .satisfies(back -> {
                        assertThat(back.words()).isEqualTo("Bob: Paid in advance");
                        assertThat(books().payments().back(PaymentDesk.Standing.GIVEN_UP, back.place(), 10))
                                .isEmpty();
                    });
        }
    }

    @ParameterizedTest(name = "PostgreSQL: {0}")
    @ValueSource(booleans = {false, true})
    void whatWasInvoicedAddsUpByMonthAndClientAndNeverOverCurrencies(boolean postgres) {
        try (CopyScenario open = start(postgres, Map.of())) {
            long museum = open.harvest().add(aClient("Town Museum").currency("EUR"));
            open.harvest().add(invoice("INV-1", "1000"));
            open.harvest().add(invoice("INV-2", "200").issued(DAY.minusMonths(1)));
            open.harvest()
                    .add(anInvoice(museum)
                            .number("INV-3")
                            .issued(DAY)
                            .line("Work", "1", "70")
                            .open());
            open.once();
            open.xero().payInvoice("INV-1", new BigDecimal("400"), "090", DAY);
            YearMonth november = YearMonth.of(2026, 11);
            assertThat(books().sales().of(november, november, 10).readAt()).isNull();
            Instant asked = clock.instant();
            assertThat(open.engine().overdue().refresh()).isEmpty();
            Instant answered = clock.instant();

            Sales.Report report = books().sales().of(november.minusMonths(1), november, 10);

            assertThat(report.readAt())
                    .isBetween(asked.minus(OVERLAP).truncatedTo(ChronoUnit.SECONDS), answered.minus(OVERLAP));
            assertThat(report.months())
                    .extracting(month -> month.month() + " " + month.sum().currency() + " "
                            + month.sum().total().toPlainString() + " "
                            + month.sum().due().toPlainString())
                    .containsExactly(
                            "2026-10 USD 200.00 200.00", "2026-11 EUR 70.00 70.00", "2026-11 USD 1000.00 600.00");
            assertThat(report.clients())
                    .extracting(client -> client.name() + " " + client.sum().invoices() + " "
                            + client.sum().paid().toPlainString())
                    .containsExactly("Town Museum 1 0.00", "Sample Bakery 2 400.00");
        }
    }
}
