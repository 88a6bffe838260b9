package org.harvestxero.profitability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.PostgresServer;
import org.harvestxero.TestClock;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.Profit;
import org.harvestxero.api.Profit.Reading;
import org.harvestxero.profit.Figure;
import org.harvestxero.profit.Report;
import org.harvestxero.profit.View;
import org.junit.jupiter.api.Test;

/** What work earned, what waits, budgets and their mails on a real PostgreSQL: read, kept, read again, told once. */
class ProfitOnPostgresIT {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    private final TestClock clock = TestClock.at("2026-11-03T09:00:00Z");

    private static Report report(CopyScenario scenario, View by, Reading reading) {
        Profit.Answer answer = scenario.engine()
                .books()
                .profit()
                .report(
                        new Profit.Request(new Profit.Span(OCTOBER, OCTOBER.plusMonths(1)), by, null, reading, true),
                        "ada");
        assertThat(answer.troubles()).isEmpty();
        return answer.report();
    }

    @Test
    void monthsBalancesBudgetsAndMailsAreKeptAndReadAgainOnPostgres() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try (CopyScenario scenario = CopyScenario.start(
                clock,
                Map.of(
                        "time-zone", "UTC",
                        "copy.since", "2026-10-01",
                        "mail.host", "127.0.0.1",
                        "mail.port", Integer.toString(server.getSmtp().getPort()),
                        "mail.security", "none",
                        "mail.from", "books@example.com",
                        "mail.to", "owner@example.com",
                        "budget.mail", "on",
                        "database.url", PostgresServer.newDatabase(),
                        "database.user", "postgres"))) {
            long design = scenario.harvest().add(aTask("Design"));
            long ann = scenario.harvest()
                    .add(aUser("Ann", "Archer").email("ann@example.com").costRate("40"));
            long acme = scenario.harvest().add(aClient("Acme"));
            long website = scenario.harvest()
                    .add(aProject(acme, "Website")
                            .hourlyRate("100")
                            .task(design)
                            .manager(ann)
                            .with("budget_by", "project")
                            .with("budget", 10));
            scenario.agreement("acme.yaml", """
                    client: Acme
                    start: 2026-10-01
                    review: {when: []}
                    rules: [{name: Care, retainer: {fee: 900, billed: in arrears, included: {hours: 4}, overage: {rate: 100}}}]
                    """);
            long globex = scenario.harvest().add(aClient("Globex"));
            long shop = scenario.harvest()
                    .add(aProject(globex, "Shop").hourlyRate("100").task(design).person(ann));
            for (long project : new long[] {website, shop}) {
                scenario.harvest()
                        .add(aTimeEntry(project, design, ann)
                                .on(OCTOBER.atDay(5))
                                .hours("6")
                                .notes("Worked")
                                .approved());
            }
            scenario.harvest()
                    .add(anInvoice(globex)
                            .number("H-1")
                            .issued(OCTOBER.atDay(31))
                            .due(OCTOBER.plusMonths(1).atDay(1))
                            .ofUnbilledTime(shop, OCTOBER.atDay(1), OCTOBER.atDay(31))
                            .open());
            scenario.bill(BillRequest.due());
            scenario.once();
            scenario.harvest()
                    .add(aTimeEntry(website, design, ann)
                            .on(LocalDate.of(2026, 11, 2))
                            .hours("1.5")
                            .notes("Worked")
                            .approved());
            assertThat(scenario.engine().overdue().refresh()).isEmpty();

            Report first = report(scenario, View.CLIENT, Reading.CHANGED);
            Report again = report(scenario, View.CLIENT, Reading.CHANGED);
            Report all = report(scenario, View.CLIENT, Reading.ALL);

            assertThat(again).isEqualTo(first);
            assertThat(all).isEqualTo(first);
            assertThat(first.asOf()).isEqualTo(new Report.AsOf(LocalDate.of(2026, 11, 3), LocalDate.of(2026, 11, 3)));
            assertThat(Figure.REALISATION.of(first.sums().rows().stream()
                            .filter(row -> row.group().name().equals("Globex"))
                            .findFirst()
                            .orElseThrow()))
                    .hasValue(new BigDecimal("100.0"));
            assertThat(Figure.OPEN.of(first.sums().total()))
                    .hasValueSatisfying(open -> assertThat(open).isPositive());
            assertThat(Figure.UNBILLED_WORTH.of(first.sums().total())).isPresent();

            scenario.fire("schedule-budgets");
            scenario.fire("schedule-budgets");
            scenario.fire("schedule-owner-report");
            scenario.fire("schedule-profit-mails");
            clock.jump(Duration.ofDays(1));
            scenario.fire("schedule-owner-report");
            assertThat(server.getReceivedMessages()).hasSize(2);
        } finally {
            server.stop();
        }
    }
}
