package org.harvestxero.profitability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.Budgets;
import org.harvestxero.profit.budget.BurnUp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Budgets of Harvest's projects: what is used, who is told of which step, once; and the page for owners. */
class BudgetIT {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final TestClock clock = TestClock.at("2026-11-30T09:00:00Z");
    private CopyScenario scenario;
    private long design;
    private long ann;
    private long website;
    private long shop;

    @BeforeEach
    void agency() {
        server.start();
        scenario = CopyScenario.start(clock, settings(server.getSmtp().getPort()));
        design = scenario.harvest().add(aTask("Design"));
        ann = scenario.harvest()
                .add(aUser("Ann", "Archer").email("ann@example.com").costRate("40"));
        long acme = scenario.harvest().add(aClient("Acme"));
        website = scenario.harvest()
                .add(aProject(acme, "Website")
                        .hourlyRate("100")
                        .task(design)
                        .manager(ann)
                        .with("budget_by", "project")
                        .with("budget", 100));
        shop = scenario.harvest()
                .add(aProject(acme, "Shop")
                        .hourlyRate("100")
                        .task(design)
                        .person(ann)
                        .with("budget_by", "project_cost")
                        .with("cost_budget", 1000)
                        .with("budget_is_monthly", true));
    }

    private static Map<String, String> settings(int port) {
        return Map.of(
                "time-zone", "UTC",
                "mail.host", "127.0.0.1",
                "mail.port", Integer.toString(port),
                "mail.security", "none",
                "mail.from", "books@example.com",
                "mail.to", "owner@example.com",
                "budget.schedule", "0 0 7 * * ?",
                "profit.report.schedule", "0 0 8 5 * ?",
                "budget.mail", "on",
                "budget.steps.shop", "80");
    }

    @AfterEach
    void close() {
        scenario.close();
        server.stop();
    }

    private void work(long project, LocalDate day, String hours) {
        scenario.harvest()
                .add(aTimeEntry(project, design, ann).on(day).hours(hours).approved());
    }

    private void look() {
        scenario.fire("schedule-budgets");
    }

    private List<String> mails() {
        return Arrays.stream(server.getReceivedMessages()).map(BudgetIT::line).toList();
    }

    private static String line(MimeMessage mail) {
        try {
            return mail.getHeader("To", ",") + ": " + mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void eachStepIsToldOnceToTheProjectsManagersWithItsForecast() {
        for (int day = 3; day <= 27; day++) {
            LocalDate date = LocalDate.of(2026, 11, day);
            if (date.getDayOfWeek().getValue() < 6) {
                work(website, date, "2");
            }
        }
        work(website, LocalDate.of(2026, 11, 30), "2");
        work(website, LocalDate.of(2026, 8, 3), "16");
        work(website, LocalDate.of(2026, 8, 4), "16");

        Budgets.Looked looked = scenario.engine().books().budgets().look();

        assertThat(looked.troubles()).isEmpty();
        assertThat(looked.lines())
                .extracting(line -> line.use().budget().project().name() + " "
                        + line.use().used() + " " + line.use().percent() + " " + line.usedUp())
                .containsExactly("Website 72 72.0 2026-12-18", "Shop 0 0.0 null");
        assertThat(mails()).isEmpty();

        look();
        look();

        assertThat(mails()).containsExactly("ann@example.com: Website has used 50 % of its budget");
        assertThat(GreenMailUtil.getBody(server.getReceivedMessages()[0]))
                .contains("has used 72 hours of its budget of 100 hours: 72.0 %")
                .contains("it will pass 100 % on 18 December 2026");

        work(website, LocalDate.of(2026, 11, 29), "20");
        look();
        assertThat(mails()).hasSize(2).endsWith("ann@example.com: Website has used 90 % of its budget");

        scenario.harvest().edit("/projects/" + website, Map.of("budget", 120));
        look();
        assertThat(mails()).hasSize(3).endsWith("ann@example.com: Website has used 75 % of its budget");
    }

    @Test
    void aMonthlyBudgetInMoneyBeginsAnewEachMonthAndTellsAtItsOwnSteps() {
        scenario.harvest()
                .add(aTimeEntry(shop, design, ann)
                        .on(LocalDate.of(2026, 11, 5))
                        .hours("8.5")
                        .approved());

        look();

        assertThat(scenario.engine().books().budgets().look().lines().get(0)).satisfies(line -> {
            assertThat(line.use().used()).isEqualByComparingTo(new BigDecimal("850"));
            assertThat(line.use().budget().unit()).isEqualTo("GBP");
            assertThat(line.steps()).containsExactly(80);
        });
        clock.jump(Duration.ofDays(2));
        assertThat(scenario.engine().books().budgets().look().lines())
                .filteredOn(line -> line.use().budget().monthly())
                .singleElement()
                .satisfies(line -> assertThat(line.use().used()).isEqualByComparingTo("0"));
    }

    @Test
    void theUseOfABudgetIsKnownMonthByMonthWithWhatIsToCome() {
        scenario.harvest().edit("/projects/" + website, Map.of("ends_on", "2026-12-31"));
        work(website, LocalDate.of(2025, 11, 28), "8");
        work(website, LocalDate.of(2026, 9, 10), "10");
        work(website, LocalDate.of(2026, 11, 9), "20");
        work(website, LocalDate.of(2026, 11, 10), "20");

        Budgets.Looked looked = scenario.engine().books().budgets().lookByMonth();

        assertThat(looked.troubles()).isEmpty();
        Budgets.Line line = looked.lines().get(0);
        BurnUp burn = Objects.requireNonNull(line.outlook().burnUp());
        // 8 hours were worked before the year that is shown
        assertThat(burn.before()).isEqualByComparingTo("8");
        assertThat(burn.months()).last().satisfies(month -> {
            assertThat(month.month()).isEqualTo(YearMonth.of(2026, 11));
            assertThat(month.used()).isEqualByComparingTo("40");
            assertThat(month.sum()).isEqualByComparingTo(line.use().used()).isEqualByComparingTo("58");
        });
        // 40 hours in the 20 working days of four weeks; 23 working days in December
        assertThat(burn.coming())
                .extracting(month ->
                        month.month() + " " + month.sum().stripTrailingZeros().toPlainString())
                .containsExactly("2026-11 58", "2026-12 104");
        assertThat(line.outlook().completion()).satisfies(end -> {
            assertThat(Objects.requireNonNull(end).day()).isEqualTo(LocalDate.of(2026, 12, 31));
            assertThat(end.used()).isEqualByComparingTo("104");
        });
        assertThat(scenario.engine()
                        .books()
                        .budgets()
                        .look()
                        .lines()
                        .get(0)
                        .outlook()
                        .burnUp())
                .isNull();
    }

    @Test
    void aMailThatWasRefusedIsTriedAgainAndGoesOnce() {
        work(website, LocalDate.of(2026, 11, 5), "20");
        work(website, LocalDate.of(2026, 11, 6), "20");
        work(website, LocalDate.of(2026, 11, 7), "20");
        server.stop();
        look();
        assertThat(mails()).isEmpty();

        server.start();
        scenario.restart(settings(server.getSmtp().getPort()));
        clock.jump(Duration.ofMinutes(20));
        look();
        look();

        assertThat(mails()).containsExactly("ann@example.com: Website has used 50 % of its budget");
    }

    @Test
    void thePageForOwnersThatWasRefusedIsTriedAgainLongBeforeTheNextMonth() {
        work(website, LocalDate.of(2026, 10, 5), "7.5");
        server.stop();
        scenario.fire("schedule-owner-report");
        assertThat(mails()).isEmpty();

        server.start();
        scenario.restart(settings(server.getSmtp().getPort()));
        scenario.fire("schedule-profit-mails");
        assertThat(mails()).isEmpty();
        clock.jump(Duration.ofMinutes(20));
        scenario.fire("schedule-profit-mails");
        scenario.fire("schedule-profit-mails");

        assertThat(mails()).containsExactly("owner@example.com: October 2026: what work earned");
    }

    @Test
    void ownersGetOnePageAboutTheMonthBeforeOnce() throws Exception {
        work(website, LocalDate.of(2026, 10, 5), "7.5");

        scenario.fire("schedule-owner-report");
        scenario.fire("schedule-owner-report");

        assertThat(mails()).containsExactly("owner@example.com: October 2026: what work earned");
        byte[] pdf = scenario.engine().books().profit().page(YearMonth.of(2026, 10));
        try (PDDocument page = Loader.loadPDF(pdf)) {
            assertThat(page.getNumberOfPages()).isEqualTo(1);
            assertThat(new PDFTextStripper().getText(page))
                    .contains("What October 2026 earned", "Revenue", "Hours 7.50", "Acme", "Cost hidden hidden");
        }
    }
}
