package org.harvestxero.overdue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aContact;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.CopyScenario;
import org.harvestxero.PostgresServer;
import org.harvestxero.TestClock;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.OverdueReport;
import org.harvestxero.api.OverdueReport.State;
import org.harvestxero.sandbox.harvest.InvoiceBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Overdue invoices from Harvest's invoice to the client's mailbox: both sides over HTTP, a real mail server, the shipped routes. */
class OverdueIT {
    private static final LocalDate ISSUED = LocalDate.of(2026, 10, 1);
    private static final LocalDate DUE = LocalDate.of(2026, 10, 31);

    /** A Monday, nine days after the due date, ten o'clock in London. */
    private final TestClock clock = TestClock.at("2026-11-09T10:00:00Z");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private CopyScenario scenario;
    private long client;

    @BeforeEach
    void server() {
        server.start();
    }

    @AfterEach
    void stop() {
        scenario.close();
        server.stop();
    }

    private void begin(Map<String, String> more) {
        scenario = CopyScenario.start(clock, settings(more));
        client = scenario.harvest().add(aClient("Sample Bakery"));
        scenario.harvest().add(aContact(client, "Ada", "Baker").email("ada@bakery.example"));
    }

    private Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "overdue.steps", "on",
                "time-zone", "Europe/London",
                "mail.host", "127.0.0.1",
                "mail.port", Integer.toString(server.getSmtp().getPort()),
                "mail.security", "none",
                "mail.from", "books@agency.example",
                "mail.to", "owner@agency.example",
                "mail.schedule", "0 0 3 1 1 ?"));
        settings.put("overdue.schedule", "0 0 3 1 1 ?");
        settings.putAll(more);
        return settings;
    }

    private void plan(String yaml) {
        try {
            Files.writeString(scenario.home().resolve("overdue.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long invoice(String number, String amount) {
        return scenario.harvest()
                .add(invoiceOf(number).line("Work", "1", amount).open());
    }

    private InvoiceBuilder invoiceOf(String number) {
        return anInvoice(client).number(number).issued(ISSUED).due(DUE);
    }

    private OverdueDesk desk() {
        return scenario.engine().overdue();
    }

    private void letClientsBeMailed() {
        desk().releaseFirst(true, "jane");
    }

    private List<String> mails() {
        return Arrays.stream(server.getReceivedMessages()).map(OverdueIT::told).toList();
    }

    private static String told(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0] + ": " + mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aClientIsRemindedOnceWithAllThatIsOpen() throws Exception {
        begin(Map.of("overdue.clients", "on"));
        plan("steps: [{name: first, day: 7, do: remind client}]\n");
        invoice("B-1", "120.50");
        invoice("B-2", "79.50");
        scenario.once();
        letClientsBeMailed();

        OverdueReport report = desk().run("jane");
        OverdueReport again = desk().run("jane");
        clock.jumpTo("2026-11-10T10:00:00Z");
        OverdueReport nextDay = desk().run("jane");

        assertThat(report.mails()).extracting(OverdueReport.Mail::state).containsExactly(State.SENT);
        assertThat(again.mails()).isEmpty();
        assertThat(nextDay.mails()).isEmpty();
        assertThat(mails()).containsExactly("ada@bakery.example: Payment reminder: 2 invoices of Sandbox Studio Ltd");
        String text = GreenMailUtil.getBody(server.getReceivedMessages()[0]);
        assertThat(text)
                .contains("Dear Sample Bakery,")
                .containsPattern("B-1 +2026-10-01 +2026-10-31 +9 +120.50 GBP")
                .containsPattern("B-2 +2026-10-01 +2026-10-31 +9 +79.50 GBP")
                .contains("Open in total: 200.00 GBP");
    }

    @Test
    void nothingReachesAClientBeforeItIsSwitchedOnAndLet() {
        begin(Map.of());
        plan("steps: [{name: first, day: 7, do: remind client}]\n");
        invoice("B-1", "100");
        scenario.once();

        OverdueReport off = desk().run("jane");
        assertThatThrownBy(this::letClientsBeMailed).isInstanceOf(DecisionException.class);
        scenario.restart(settings(Map.of("overdue.clients", "on")));
        OverdueReport shown = desk().run("jane");
        OverdueReport preview = desk().preview();

        assertThat(off.mails()).extracting(OverdueReport.Mail::state).containsExactly(State.OFF);
        assertThat(shown.mails()).extracting(OverdueReport.Mail::state).containsExactly(State.SHOWN);
        assertThat(shown.notes()).singleElement().asString().contains("overdue release --first-mails");
        assertThat(preview.mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.body()).contains("B-1"));
        assertThat(mails()).isEmpty();

        assertThat(scenario.engine().warnings())
                .anySatisfy(warning ->
                        assertThat(warning).contains("Mails to clients about overdue invoices wait for a yes"));
        letClientsBeMailed();
        desk().run("jane");
        assertThat(mails()).hasSize(1);
    }

    @Test
    void whoBeginsWithoutMailIsRemindedOnlyOfWhatBecomesDueLater() {
        begin(Map.of("overdue.clients", "on"));
        plan("steps: [{name: first, day: 7, do: remind client}, {name: second, day: 14, do: remind client}]\n");
        invoice("B-1", "100");
        scenario.once();
        desk().run("jane");

        assertThat(desk().releaseFirst(false, "jane")).isEqualTo(1);
        desk().run("jane");
        assertThat(mails()).isEmpty();

        clock.jumpTo("2026-11-16T10:00:00Z");
        desk().run("jane");
        assertThat(mails()).hasSize(1);
    }

    @Test
    void whatWasPaidSinceItWasPlannedIsNotAskedFor() {
        begin(Map.of("overdue.clients", "on"));
        plan("steps: [{name: first, day: 7, do: remind client}]\n");
        invoice("B-1", "100");
        invoice("B-2", "50");
        scenario.once();
        letClientsBeMailed();
        scenario.calling(request -> {
            if (request.toString().equals("GET /Contacts")) {
                scenario.xero().payInvoice("B-1", new BigDecimal("100.00"), "090", LocalDate.of(2026, 11, 9));
            }
        });

        OverdueReport report = desk().run("jane");

        assertThat(report.mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.asked())
                        .extracting(OverdueReport.Asked::number)
                        .containsExactly("B-2"));
        assertThat(mails()).containsExactly("ada@bakery.example: Payment reminder: 1 invoice of Sandbox Studio Ltd");
    }

    @Test
    void aPromiseStopsEverythingUntilItsDayAndIsCounted() {
        begin(Map.of("overdue.clients", "on"));
        plan("steps: [{name: first, day: 7, do: remind client}]\n");
        invoice("B-1", "100");
        invoice("B-2", "100");
        scenario.once();
        letClientsBeMailed();
        desk().preview();
        desk().promise("B-1", LocalDate.of(2026, 11, 10), null, "jane");
        desk().dispute("B-2", LocalDate.of(2026, 12, 1), "wrong hours", "jane");

        assertThat(desk().run("jane").mails()).isEmpty();
        assertThat(desk().list(null))
                .extracting(item -> item.hold() == null ? "" : item.hold().words())
                .containsExactly("payment is promised by 2026-11-10", "it is disputed until 2026-12-01: wrong hours");

        clock.jumpTo("2026-11-11T10:00:00Z");
        assertThat(desk().run("jane").mails())
                .extracting(OverdueReport.Mail::state)
                .containsExactly(State.SENT);
        assertThat(desk().promises(90).made())
                .extracting(OverdueDesk.PromiseMade::outcome)
                .containsExactly(OverdueDesk.Outcome.BROKEN);
        desk().release("B-2", "jane");
        assertThatThrownBy(() -> desk().release("B-2", "jane")).hasMessageContaining("neither promised nor disputed");
        assertThat(scenario.sql(
                        "update audit_event set detail = detail where event like 'overdue-%' and actor = 'jane'"))
                .isEqualTo(5);
    }

    @Test
    void ruling29NothingIsDunnedWhileMoneyOrACopyIsUnexplained() {
        begin(Map.of("overdue.clients", "on"));
        plan("steps: [{name: first, day: 7, do: remind client}]\n");
        long half = invoice("HALF", "100");
        invoice("XERO", "100");
        long failing = invoice("FAIL", "100");
        scenario.once();
        letClientsBeMailed();
        scenario.harvest().pay(half, aPayment("40").on(LocalDate.of(2026, 11, 2)));
        scenario.xero().payInvoice("XERO", new BigDecimal("30.00"), "090", LocalDate.of(2026, 11, 9));
        scenario.xero().archiveAccount("090");
        scenario.harvest().pay(failing, aPayment("10").on(LocalDate.of(2026, 11, 2)));
        scenario.once();

        OverdueReport report = desk().run("jane");

        assertThat(report.mails()).isEmpty();
        assertThat(desk().list(null))
                .extracting(item -> item.debt().number() + " "
                        + (item.hold() == null ? "" : item.hold().why().code()))
                .containsExactly("FAIL copy-open", "HALF copy-open", "XERO unexplained-money");
    }

    @Test
    void whatHarvestShowsAsPaidIsLeftAlone() {
        begin(Map.of("overdue.clients", "on", "copy.payments", "false"));
        plan("steps: [{name: first, day: 7, do: remind client}]\n");
        long paid = invoice("PAID", "100");
        scenario.once();
        letClientsBeMailed();
        scenario.harvest().pay(paid, aPayment("100").on(LocalDate.of(2026, 11, 2)));
        scenario.once();

        assertThat(desk().run("jane").mails()).isEmpty();
        assertThat(desk().list(null))
                .singleElement()
                .satisfies(item -> assertThat(item.hold().why().code()).isEqualTo("settled-in-harvest"));
    }

    @Test
    void managersAreThoseOfTheInvoicesProjectAndOwnersAreToldLater() {
        begin(Map.of());
        plan("""
                steps:
                  - {name: manager, day: 1, do: tell manager}
                  - {name: owner, day: 9, do: tell owner}
                  - {name: stop, day: 9, do: stop work}
                """);
        long ben = scenario.harvest().add(aUser("Ben", "Manager").email("ben@agency.example"));
        long project = scenario.harvest().add(aProject(client, "Website").manager(ben));
        scenario.harvest()
                .add(invoiceOf("P-1")
                        .line("Work", "1", "100", line -> line.put("project_id", project))
                        .open());
        invoice("N-1", "50");
        scenario.once();

        OverdueReport report = desk().run("jane");

        assertThat(report.mails())
                .hasSize(3)
                .allSatisfy(mail -> assertThat(mail.state()).isEqualTo(State.SENT));
        assertThat(mails())
                .containsExactlyInAnyOrder(
                        "ben@agency.example: Not paid: Sample Bakery",
                        "owner@agency.example: Not paid: Sample Bakery",
                        "owner@agency.example: Still not paid: Sample Bakery");
        assertThat(report.stopped()).containsExactlyInAnyOrder("P-1", "N-1");
        assertThat(desk().stopList()).extracting(stop -> stop.debt().number()).containsExactlyInAnyOrder("P-1", "N-1");

        scenario.xero().payInvoice("N-1", new BigDecimal("50.00"), "090", LocalDate.of(2026, 11, 9));
        assertThat(desk().run("jane").mails()).isEmpty();
        assertThat(desk().stopList()).extracting(stop -> stop.debt().number()).containsExactly("P-1");
        desk().release("P-1", "jane");
        assertThat(desk().stopList()).isEmpty();
    }

    @Test
    void xeroMailsOneInvoiceADayAndNeverTwice() {
        begin(Map.of("overdue.clients", "on"));
        plan("steps: [{name: by xero, day: 7, do: remind client, through: xero}]\n");
        invoice("B-1", "100");
        invoice("B-2", "100");
        scenario.once();
        letClientsBeMailed();

        desk().run("jane");
        desk().run("jane");
        assertThat(scenario.xero().mailsSent().values()).containsExactly(1);
        clock.jumpTo("2026-11-10T10:00:00Z");
        desk().run("jane");
        clock.jumpTo("2026-11-11T10:00:00Z");
        desk().run("jane");

        assertThat(scenario.xero().mailsSent().values()).containsExactly(1, 1);
        assertThat(mails()).isEmpty();
    }

    @Test
    void outsideTheClientsHoursMailWaits() {
        begin(Map.of("overdue.clients", "on"));
        plan("""
                steps: [{name: first, day: 7, do: remind client}]
                clients:
                  - client: Sample Bakery
                    hours: {timeZone: America/New_York, holidays: us}
                """);
        invoice("B-1", "100");
        scenario.once();
        letClientsBeMailed();

        OverdueReport early = desk().run("jane");
        clock.jumpTo("2026-11-11T15:00:00Z");
        OverdueReport holiday = desk().run("jane");
        clock.jumpTo("2026-11-12T15:00:00Z");
        OverdueReport open = desk().run("jane");

        assertThat(early.mails()).extracting(OverdueReport.Mail::state).containsExactly(State.WAITS);
        assertThat(holiday.mails()).extracting(OverdueReport.Mail::state).containsExactly(State.WAITS);
        assertThat(open.mails()).extracting(OverdueReport.Mail::state).containsExactly(State.SENT);
    }

    @Test
    void aServerThatIsAwayIsTriedAgainWithBoundsAndThenAPersonDecides() {
        begin(Map.of("overdue.clients", "on"));
        plan("steps: [{name: first, day: 7, do: remind client}]\n");
        invoice("B-1", "100");
        scenario.once();
        letClientsBeMailed();
        server.stop();

        assertThat(desk().run("jane").mails())
                .extracting(OverdueReport.Mail::state)
                .containsExactly(State.NOT_SENT);
        assertThat(desk().run("jane").mails()).as("before the pause is over").isEmpty();
        for (int minutes : List.of(16, 31, 61)) {
            clock.jump(Duration.ofMinutes(minutes));
            assertThat(desk().run("jane").mails())
                    .extracting(OverdueReport.Mail::state)
                    .containsExactly(State.NOT_SENT);
        }
        clock.jump(Duration.ofMinutes(121));
        assertThat(desk().run("jane").mails())
                .extracting(OverdueReport.Mail::state)
                .containsExactly(State.FAILED);
        clock.jump(Duration.ofMinutes(60));
        assertThat(desk().run("jane").mails()).isEmpty();

        server.start();
        scenario.restart(settings(Map.of("overdue.clients", "on")));
        OverdueDesk.Mail failed = desk().mails(false).get(0);
        assertThat(failed.state()).isEqualTo("failed");
        desk().retryMail(failed.id(), "jane");
        assertThat(desk().run("jane").mails())
                .extracting(OverdueReport.Mail::state)
                .containsExactly(State.SENT);
        assertThat(mails()).hasSize(1);
        assertThatThrownBy(() -> desk().retryMail(failed.id(), "jane")).isInstanceOf(DecisionException.class);
    }

    @Test
    void hostileNamesStayText() throws Exception {
        begin(Map.of("overdue.clients", "on"));
        plan("steps: [{name: first, day: 7, do: remind client}]\nattachments: false\n");
        client = scenario.harvest().add(aClient("{total} & Sons $1\\ <b>"));
        scenario.harvest().add(aContact(client, "Eve", "Hill").email("eve@hill.example"));
        invoice("{statement}", "100");
        scenario.once();
        letClientsBeMailed();

        desk().run("jane");

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(GreenMailUtil.getBody(mail)).contains("Dear {total} & Sons $1\\", "{statement}  2026-10-01");
        assertThat(mail.getContentType()).startsWith("text/plain");
    }

    @Test
    void aRunCostsOneListAndOneFreshLookForEachMail() {
        begin(Map.of("overdue.clients", "on"));
        plan("steps: [{name: first, day: 7, do: remind client}]\n");
        for (int i = 0; i < 30; i++) {
            invoice("B-" + i, "10");
        }
        scenario.once();
        letClientsBeMailed();
        desk().preview();
        scenario.xero().clearLog();

        OverdueReport report = desk().run("jane");
        assertThat(scenario.xero().requests())
                .extracting(request -> request.method() + " " + request.path().replaceAll(".*/", ""))
                .containsExactly("GET Invoices", "GET Contacts", "GET Invoices");
        assertThat(report.calls().xero()).isEqualTo(3);
        assertThat(report.calls().harvest()).isZero();
        scenario.xero().clearLog();
        desk().run("jane");
        assertThat(scenario.xero().requests()).hasSize(1);
    }

    @Test
    void theScheduleRunsItAndARunTooManyForTheFileAsksFirst() {
        begin(Map.of("overdue.clients", "on"));
        plan("steps: [{name: first, day: 7, do: remind client}]\nmostMails: 1\n");
        invoice("B-1", "10");
        client = scenario.harvest().add(aClient("Second Shop"));
        scenario.harvest().add(aContact(client, "Bo", "Shop").email("bo@shop.example"));
        invoice("S-1", "10");
        scenario.once();
        letClientsBeMailed();
        clock.jumpTo("2026-11-10T10:00:00Z");

        scenario.fire("schedule-overdue");
        assertThat(mails()).isEmpty();
        letClientsBeMailed();
        scenario.fire("schedule-overdue");
        assertThat(mails()).hasSize(2);
    }

    @Test
    void aListThatCantBeReadEndsTheRunAndNothingIsDecided() {
        begin(Map.of("overdue.clients", "on"));
        plan("steps: [{name: first, day: 7, do: remind client}]\n");
        invoice("B-1", "100");
        scenario.once();
        letClientsBeMailed();
        scenario.calling(request -> {
            if (request.toString().equals("GET /Invoices")) {
                throw new IllegalStateException("the list broke off");
            }
        });

        scenario.fire("schedule-overdue");
        OverdueReport report = desk().run("jane");
        assertThat(report.mails()).isEmpty();
        assertThat(report.troubles()).hasSize(1);
        assertThat(mails()).isEmpty();

        scenario.calling(request -> {});
        scenario.fire("schedule-overdue");
        assertThat(mails()).hasSize(1);
    }

    @Test
    void aMailThatAStopLeftHalfSentIsForAPersonToDecide() {
        begin(Map.of("overdue.clients", "on"));
        plan("steps: [{name: first, day: 7, do: remind client}]\n");
        invoice("B-1", "100");
        scenario.once();
        letClientsBeMailed();
        desk().run("jane");
        scenario.sql("update overdue_mail set state = 'sending'");

        scenario.restart(settings(Map.of("overdue.clients", "on")));
        clock.jumpTo("2026-11-10T10:00:00Z");
        assertThat(desk().run("jane").mails()).isEmpty();
        assertThat(desk().mails(false)).extracting(OverdueDesk.Mail::state).containsExactly("unclear");

        desk().discardMail(desk().mails(false).get(0).id(), "the log says it went", "jane");
        assertThat(desk().mails(false)).isEmpty();
        assertThat(desk().run("jane").mails()).isEmpty();
        assertThat(mails()).hasSize(1);
    }

    @Test
    void whoPaysForAnotherGetsOneMailAndDirectDebitNone() throws Exception {
        begin(Map.of("overdue.clients", "on"));
        plan("""
                steps: [{name: first, day: 7, do: remind client}]
                clients:
                  - {client: Daughter, payer: Sample Bakery}
                  - {client: Collected, directDebit: true}
                """);
        invoice("M-1", "100");
        client = scenario.harvest().add(aClient("Daughter"));
        invoice("D-1", "50");
        client = scenario.harvest().add(aClient("Collected"));
        scenario.harvest().add(aContact(client, "Cy", "Direct").email("cy@direct.example"));
        invoice("C-1", "50");
        scenario.once();
        letClientsBeMailed();

        desk().run("jane");

        assertThat(mails()).containsExactly("ada@bakery.example: Payment reminder: 2 invoices of Sandbox Studio Ltd");
        String text = GreenMailUtil.getBody(server.getReceivedMessages()[0]);
        assertThat(text)
                .containsPattern("Daughter +D-1")
                .containsPattern("Sample Bakery +M-1")
                .contains("statement.csv");
    }

    @Test
    void onPostgresItIsTheSame() {
        begin(Map.of(
                "overdue.clients", "on", "database.url", PostgresServer.newDatabase(), "database.user", "postgres"));
        plan("steps: [{name: first, day: 7, do: remind client}, {name: stop, day: 1, do: stop work}]\n");
        invoice("B-1", "100");
        scenario.once();
        letClientsBeMailed();

        desk().run("jane");
        desk().run("jane");

        assertThat(mails()).hasSize(1);
        assertThat(desk().stopList()).hasSize(1);
        assertThat(desk().list("bakery")).hasSize(1);
        assertThat(desk().aged().clients()).hasSize(1);
    }
}
