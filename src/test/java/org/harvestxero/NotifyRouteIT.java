package org.harvestxero;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FakeWork;
import org.harvestxero.api.Reviews;
import org.harvestxero.config.Settings;
import org.harvestxero.notification.Alert;
import org.harvestxero.store.Store;
import org.harvestxero.store.copy.NotificationTable;
import org.harvestxero.wiring.NotificationWiring;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The shipped route against a real mail server and a real table. */
class NotifyRouteIT {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private final FakeWork work = new FakeWork();
    private List<Alert> alerts = List.of();
    private Reviews reviews = new WaitingDrafts(List.of());
    private static final Store LEDGER =
            Store.open("jdbc:h2:mem:notices" + System.nanoTime(), "sa", "", Clock.systemUTC());

    private DefaultCamelContext context;

    @BeforeEach
    void routes() throws Exception {
        server.start();
        new JdbcTemplate(LEDGER.dataSource()).batchUpdate("delete from notice_document", "delete from notice");
        start(server.getSmtp().getPort(), Map.of());
    }

    private void start(int port, Map<String, String> more) throws Exception {
        Map<String, String> given = new HashMap<>(Map.of(
                "mail.host", "127.0.0.1",
                "mail.port", Integer.toString(port),
                "mail.security", "none",
                "mail.from", "books@example.com",
                "mail.to", "ada@example.com, bob@example.com",
                "mail.schedule", "0 0 3 1 1 ?"));
        given.putAll(more);
        Settings settings = Settings.of(given);
        context = new DefaultCamelContext();
        RouteCoverage.watch(context);
        context.disableJMX();
        context.getPropertiesComponent().setInitialProperties(settings.placeholders());
        NotificationWiring.make(
                        settings,
                        () -> work,
                        () -> reviews,
                        () -> alerts,
                        LEDGER.forConnection(settings.text("connection.name")).notices())
                .bindTo(context.getRegistry()::bind);
        PluginHelper.getRoutesLoader(context.getCamelContextExtension())
                .loadRoutes(ResourceHelper.fromBytes(
                        "notify.camel.yaml", Files.readAllBytes(Path.of("routes/notify.camel.yaml"))));
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        server.stop();
    }

    @AfterAll
    static void close() {
        LEDGER.close();
    }

    @Test
    void oneDigestTellsEveryoneWhatIsWrongAndWhatToDo() throws Exception {
        notifyPeople();

        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails)
                .hasSize(2)
                .allSatisfy(mail -> assertThat(mail.getSubject())
                        .isEqualTo("harvest-xero (main): 1 document could not be copied to Xero, one cause"));
        String text = text(mails[0]);
        assertThat(text)
                .startsWith(
                        "1 document from Harvest could not be copied to Demo Company in Xero and waits for someone.")
                .contains("1. Account 200 (Sales) is archived in Xero.")
                .contains("What to do: Restore it in Xero under Accounting → Chart of accounts")
                .contains("Blocked: invoice INV-007")
                .contains("harvest-xero failed retry --cause 9")
                .doesNotContain("INV-008");
        assertThat(state()).containsExactly("SENT");
    }

    @Test
    void whoHasTheConsoleIsLedToThePageFirst() throws Exception {
        context.stop();
        start(
                server.getSmtp().getPort(),
                Map.of("console.enabled", "true", "console.address", "https://books.example.com"));
        work.more = List.of(refund(21, "-20.00"));
        alerts = List.of(new Alert(7, false, "Room is short", "Free some."));

        notifyPeople();

        String text = text(server.getReceivedMessages()[0]);
        assertThat(text)
                .contains(
                        "   What to do: Choose another one on its page. Or: restore it in Xero under Accounting",
                        "\n   Its page: https://books.example.com/console/failed/F1\n   Or by: harvest-xero failed fix F1\n",
                        "\n   Then: Try all again under Failed copies, or harvest-xero failed retry --cause 9\n",
                        "What to do: Record a refund in Xero by hand and give it up on its page.\n"
                                + "   Its page: https://books.example.com/console/failed/F21\n   Blocked: ",
                        "\nAll of them: https://books.example.com/console/failed, or harvest-xero failed list\n",
                        "\nGive one up: on its page, or harvest-xero failed discard ID",
                        "\nHow things stand now: https://books.example.com/console/today\n");
    }

    @Test
    void documentsWithOneCauseAreToldInTheirOwnWords() {
        work.more = List.of(refund(21, "-20.00"), refund(22, "-35.00"));

        notifyPeople();

        assertThat(text(server.getReceivedMessages()[0]))
                .contains("2. A payment of -20.00 GBP on invoice INV-050 can't be recorded in Xero.")
                .contains(
                        "Likewise payment INV-050 (F22): A payment of -35.00 GBP on invoice INV-050 can't be recorded in Xero.")
                .containsOnlyOnce("Record a refund in Xero by hand");
    }

    private static FailedCopy refund(long id, String amount) {
        FailedCopy usual = FakeWork.failed(id, "INV-050", FailedCopy.State.FAILED);
        return new FailedCopy(
                usual.id(),
                usual.connection(),
                DocumentKind.PAYMENT,
                usual.sourceId(),
                usual.number(),
                "payment-not-positive",
                12,
                "A payment of " + amount + " GBP on invoice INV-050 can't be recorded in Xero.",
                "Record a refund in Xero by hand and discard this copy.",
                1,
                usual.firstFailedAt(),
                usual.lastFailedAt(),
                usual.state());
    }

    @Test
    void whatIsStillTriedByItselfIsToldOnceThatHasGoneOnForLong() {
        FailedCopy usual = FakeWork.failed(7, "INV-077", FailedCopy.State.RETRYING);
        work.more = List.of(new FailedCopy(
                usual.id(),
                usual.connection(),
                usual.kind(),
                usual.sourceId(),
                usual.number(),
                "unexpected",
                10,
                "Something went wrong that this program did not foresee: a bug",
                usual.remedy(),
                8,
                usual.firstFailedAt(),
                usual.lastFailedAt(),
                usual.state()));

        notifyPeople();

        assertThat(text(server.getReceivedMessages()[0]))
                .contains("2 documents", "INV-077", "did not foresee")
                .doesNotContain("INV-008");
    }

    @Test
    void draftsThatWaitAreToldOnceForEachStep() throws Exception {
        reviews = new WaitingDrafts(List.of(WaitingDrafts.item(12, 0, Reviews.State.REVIEW)));
        notifyPeople();
        notifyPeople();
        reviews = new WaitingDrafts(List.of(
                WaitingDrafts.item(12, 1, Reviews.State.REVIEW), WaitingDrafts.item(13, 0, Reviews.State.HELD)));
        notifyPeople();

        List<MimeMessage> mails = List.of(server.getReceivedMessages());
        assertThat(mails).hasSize(4);
        MimeMessage first = mails.stream()
                .filter(mail -> text(mail).contains("project manager"))
                .findFirst()
                .orElseThrow();
        MimeMessage second = mails.stream()
                .filter(mail -> text(mail).contains("strategist"))
                .findFirst()
                .orElseThrow();
        assertThat(first.getSubject()).endsWith("one cause; 1 draft waits for review");
        assertThat(text(first))
                .contains("1 invoice in the making waits for somebody's yes.")
                .contains("Draft D12, Acme, 2026-10: 1250.00 USD before tax, waits for a project manager")
                .contains("   because the first invoice of this client")
                .contains("harvest-xero review approve|edit|hold|reject ID");
        assertThat(second.getSubject()).isEqualTo("harvest-xero (main): 1 draft waits for review");
        assertThat(text(second)).startsWith("1 invoice in the making").doesNotContain("Draft D13");
    }

    @Test
    void aMailLeadsToExactlyTheDraftWhereOthersReachTheConsole() throws Exception {
        work.nothingFails = true;
        reviews = new WaitingDrafts(List.of(WaitingDrafts.item(12, 0, Reviews.State.REVIEW)));
        Map<Map<String, String>, String> cases = Map.of(
                Map.of("console.enabled", "true", "console.address", "https://books.example.com"),
                "\n   https://books.example.com/console/review/D12\n",
                Map.of("console.enabled", "true", "http.host", "books.internal", "http.port", "9000"),
                "\n   http://books.internal:9000/console/review/D12\n",
                Map.of("console.enabled", "true"),
                "",
                Map.of("console.address", "https://books.example.com"),
                "");
        for (Map.Entry<Map<String, String>, String> each : cases.entrySet()) {
            context.stop();
            new JdbcTemplate(LEDGER.dataSource()).batchUpdate("delete from notice_document", "delete from notice");
            server.purgeEmailFromAllMailboxes();
            start(server.getSmtp().getPort(), each.getKey());

            notifyPeople();

            String text = text(server.getReceivedMessages()[0]);
            if (each.getValue().isEmpty()) {
                assertThat(text)
                        .as(each.getKey().toString())
                        .contains("Draft D12")
                        .doesNotContain("/console");
            } else {
                assertThat(text).as(each.getKey().toString()).contains(each.getValue());
            }
        }
    }

    @Test
    void whatStopsEverythingIsToldFirstAndOnceEachTimeItBegins() throws Exception {
        work.nothingFails = true;
        alerts = List.of(new Alert(7, true, "Xero no longer takes our consent", "Run connect again."));
        notifyPeople();
        notifyPeople();
        alerts = List.of(new Alert(8, true, "Xero no longer takes our consent", "Run connect again."));
        notifyPeople();

        List<MimeMessage> mails = List.of(server.getReceivedMessages());
        assertThat(mails).hasSize(4);
        assertThat(mails.get(1).getSubject())
                .isEqualTo("harvest-xero (main): nothing is copied until somebody sees to it");
        assertThat(text(mails.get(1)))
                .startsWith("Nothing is copied: Xero no longer takes our consent\n   What to do: Run connect again.\n");
    }

    @Test
    void aMailCarriesTheHeadersOfMailsOnly() throws Exception {
        context.createFluentProducerTemplate()
                .withHeader("jobDetail", "JobDetail 'triggers.notices'")
                .withHeader("fireTime", "now")
                .to("direct:notify")
                .request();

        assertThat(Collections.list(server.getReceivedMessages()[0].getAllHeaders()))
                .extracting(Header::getName)
                .containsExactlyInAnyOrder(
                        "Return-Path",
                        "Received",
                        "Date",
                        "From",
                        "To",
                        "Message-ID",
                        "Subject",
                        "MIME-Version",
                        "Content-Type",
                        "Content-Transfer-Encoding",
                        "Auto-Submitted");
    }

    @Test
    void nothingIsToldTwice() {
        notifyPeople();
        notifyPeople();

        assertThat(server.getReceivedMessages()).hasSize(2);
    }

    @Test
    void whatTheServerNeverTookIsToldNextTime() throws Exception {
        context.stop();
        start(1, Map.of());
        notifyPeople();
        assertThat(state()).containsExactly("NOT_SENT");

        context.stop();
        start(server.getSmtp().getPort(), Map.of());
        notifyPeople();

        assertThat(server.getReceivedMessages()).hasSize(2);
        assertThat(state()).containsExactly("NOT_SENT", "SENT");
    }

    @Test
    void loginAndWrongPasswordAreTold() throws Exception {
        server.setUser("books@example.com", "books", "right");
        server.getManagers().getUserManager().setAuthRequired(true);
        context.stop();
        start(server.getSmtp().getPort(), Map.of("mail.user", "books", "mail.password", "wrong"));
        notifyPeople();
        assertThat(state()).containsExactly("NOT_SENT");
        context.stop();
        start(server.getSmtp().getPort(), Map.of("mail.user", "books", "mail.password", "right"));
        notifyPeople();

        assertThat(server.getReceivedMessages()).hasSize(2);
        assertThat(context.getEndpoints().toString()).doesNotContain("right").doesNotContain("wrong");
    }

    @Test
    void withoutAMailServerNothingIsRecorded() throws Exception {
        context.stop();
        start(1, Map.of("mail.host", ""));

        notifyPeople();

        assertThat(state()).isEmpty();
    }

    @Test
    void aMailLeftHalfSentByACrashIsNotSentAgain() {
        LEDGER.forConnection("main").notices().claim(List.of(NotificationTable.Topic.failedCopy(1, 9)));

        notifyPeople();

        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(state()).containsExactly("UNCLEAR");
    }

    private void notifyPeople() {
        context.createFluentProducerTemplate().to("direct:notify").request();
    }

    private List<String> state() {
        return new JdbcTemplate(LEDGER.dataSource()).queryForList("select state from notice order by id", String.class);
    }

    private static String text(MimeMessage mail) {
        try {
            return new String(mail.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
