package org.harvestxero.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularType;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import org.harvestxero.api.BillingDesk;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FakeProgram;
import org.harvestxero.api.FakeWork;
import org.harvestxero.api.HeldWork;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Trouble;
import org.harvestxero.api.Vitals;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;
import org.harvestxero.runtime.Engine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The running program as a console elsewhere sees it, over RMI on loopback. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionMBeanIT {
    private static final String TEXT = String.class.getName();
    private final FakeProgram program = new FakeProgram(Clock.systemUTC());
    private Engine engine;
    private JMXConnectorServer server;
    private JMXConnector console;
    private MBeanServerConnection remote;
    private ObjectName name;
    private MBeanInfo info;

    @BeforeAll
    void connect(@TempDir Path folder) throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Files.writeString(folder.resolve("application.properties"), """
                connection.name=consoled
                harvest.account-id=123
                harvest.access-token=pat-secret
                xero.client-id=abc
                xero.client-secret=xero-secret
                copy.since=2026-11-01
                http.port=%d
                """.formatted(port));
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(folder.resolve("routes/work.camel.yaml"), """
                - route:
                    id: work
                    from: {uri: direct:work, steps: [{stop: {}}]}
                """);
        program.people = new BillingDesk(
                (Reviews) Proxy.newProxyInstance(
                        Reviews.class.getClassLoader(),
                        new Class<?>[] {Reviews.class},
                        (proxy, method, arguments) -> method.getName().equals("list") ? List.of(draft()) : null),
                null,
                null);
        Home home = Home.at(folder);
        engine = program.start(home, Settings.load(home, Map.of(), Map.of()), Engine.Mode.RUN, null);
        server = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("service:jmx:rmi://"),
                Map.of(
                        RMIConnectorServer.RMI_SERVER_SOCKET_FACTORY_ATTRIBUTE,
                        (RMIServerSocketFactory)
                                wanted -> new ServerSocket(wanted, 50, InetAddress.getLoopbackAddress()),
                        RMIConnectorServer.RMI_CLIENT_SOCKET_FACTORY_ATTRIBUTE,
                        new Loopback()),
                ManagementFactory.getPlatformMBeanServer());
        server.start();
        console = JMXConnectorFactory.connect(server.getAddress());
        remote = console.getMBeanServerConnection();
        name = new ObjectName("org.harvestxero:type=Connection,name=\"consoled\"");
        info = remote.getMBeanInfo(name);
    }

    private record Loopback() implements RMIClientSocketFactory, Serializable {
        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return new Socket(InetAddress.getLoopbackAddress(), port);
        }
    }

    private static Reviews.Item draft() {
        return new Reviews.Item(
                12,
                0,
                "Acme",
                "2026-10",
                null,
                Reviews.State.REVIEW,
                new BigDecimal("1250.00"),
                "USD",
                LocalDate.of(2026, 11, 1),
                LocalDate.of(2026, 12, 1),
                0,
                List.of("project manager"),
                List.of("the first invoice of this client"),
                null);
    }

    @AfterAll
    void end() throws Exception {
        console.close();
        server.stop();
        engine.close();
        assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(name))
                .isFalse();
    }

    @Test
    void everythingHasARealNameAndADescription() {
        Stream<MBeanFeatureInfo> features = Stream.of(
                        Arrays.stream(info.getAttributes()),
                        Arrays.stream(info.getOperations()),
                        Arrays.stream(info.getOperations()).flatMap(each -> Arrays.stream(each.getSignature())),
                        Arrays.stream(info.getNotifications()))
                .flatMap(each -> each);
        assertThat(features).hasSizeGreaterThan(60).allSatisfy(feature -> {
            assertThat(feature.getDescription())
                    .as(feature.getName())
                    .hasSizeGreaterThan(3)
                    .contains(" ")
                    .isNotEqualTo(feature.getName())
                    .doesNotContain("since ever", "Operation exposed", "Attribute exposed");
            assertThat(feature.getName()).doesNotMatch("(p|arg)\\d+");
        });
        assertThat(info.getDescription())
                .isEqualTo("One Harvest account and the Xero organisation its invoices are copied to");
        assertThat(attribute("SecondsSinceLastSuccess").getDescription())
                .isEqualTo("Seconds since a cycle last ended without trouble; -1 before the first such cycle");
        assertThat(operation("discard").getSignature())
                .extracting(MBeanParameterInfo::getName, MBeanParameterInfo::getDescription)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("id", "Id of the failed copy as listed, such as F7"),
                        org.assertj.core.groups.Tuple.tuple("reason", "Why; kept in the audit"));
        assertThat(operation("listFailed").getImpact()).isEqualTo(MBeanOperationInfo.INFO);
        assertThat(operation("discard").getImpact()).isEqualTo(MBeanOperationInfo.ACTION);
    }

    @Test
    void whatWasThereBeforeIsThereUnderTheSameNames() {
        assertThat(info.getAttributes())
                .extracting(each -> each.getName() + " " + each.getType())
                .contains(
                        "Organisation java.lang.String",
                        "CopiedDocuments long",
                        "FailedDocuments long",
                        "WaitingDocuments long",
                        "DraftsToReview long",
                        "OldestUnresolvedSeconds long",
                        "SecondsSinceLastSuccess long",
                        "XeroCallsLeftThisMinute int",
                        "XeroCallsLeftToday int",
                        "CallsPerCopiedDocument java.lang.String",
                        "DuplicatesPrevented long",
                        "TokenExpirySeconds long",
                        "ConsentDead boolean",
                        "Stage java.lang.String",
                        "StageDone long",
                        "StageTotal long",
                        "StageAgeSeconds long",
                        "StageStillSeconds long",
                        "StageLeftSeconds long",
                        "StandsStill boolean",
                        "Paused boolean",
                        "RouteRefusal java.lang.String",
                        "Warnings java.util.List",
                        "Flows java.util.List");
        assertThat(info.getOperations())
                .extracting(each -> each.getName() + " " + each.getReturnType())
                .contains(
                        "pause void",
                        "resume void",
                        "runFlow void",
                        "listFailed java.util.List",
                        "showFailed java.lang.String",
                        "discard int",
                        "retry int",
                        "retryCause int",
                        "reloadMappings void");
    }

    @Test
    void everyAmountSaysWhatItCounts() {
        assertThat(info.getAttributes())
                .filteredOn(each -> List.of("long", "int").contains(each.getType()))
                .hasSize(16)
                .allSatisfy(each -> assertThat(each.getDescriptor().getFieldValue("units"))
                        .as(each.getName())
                        .isNotNull());
        assertThat(units("StageLeftSeconds")).isEqualTo("seconds");
        assertThat(units("DiskFreeBytes")).isEqualTo("bytes");
        assertThat(units("FailedDocuments")).isEqualTo("documents");
        assertThat(units("XeroCallsLeftToday")).isEqualTo("calls");
        assertThat(units("CallsPerCopiedDocument")).isEqualTo("calls per document");
        MBeanParameterInfo limit = operation("failedRows").getSignature()[1];
        assertThat(limit.getName()).isEqualTo("limit");
        assertThat(limit.getDescriptor().getFieldValue("units")).isEqualTo("rows");
        assertThat(limit.getDescriptor().getFieldValue("maxValue")).isEqualTo(500);
    }

    @Test
    void tablesHaveDescribedColumnsThatAreKnownBeforeTheyAreRead() throws Exception {
        for (MBeanAttributeInfo each : info.getAttributes()) {
            if (each.getType().equals(TabularData.class.getName())) {
                TabularData table = (TabularData) remote.getAttribute(name, each.getName());
                assertThat(each.getDescriptor().getFieldValue("openType")).isEqualTo(table.getTabularType());
                described(table.getTabularType());
            }
        }
        TabularData failed = (TabularData) remote.getAttribute(name, "FailedTable");

        assertThat(failed.getTabularType().getIndexNames()).containsExactly("id");
        CompositeData first = failed.get(new Object[] {"F1"});
        assertThat(first.get("number")).isEqualTo("INV-007");
        assertThat(first.get("client")).isEqualTo("Acme");
        assertThat(first.get("amount")).isEqualTo(new BigDecimal("1200.00"));
        assertThat(first.get("cause")).isEqualTo("account-archived");
        assertThat(first.get("causeId")).isEqualTo(9L);
        assertThat(first.get("tries")).isEqualTo(3);
        assertThat(first.get("lastFailed")).isEqualTo(Date.from(FakeWork.NOON.minusSeconds(60)));
        assertThat(first.get("remedy")).asString().startsWith("Restore it in Xero");
        assertThat(first.get("state")).isEqualTo("failed");
    }

    private static void described(TabularType table) {
        CompositeType row = table.getRowType();
        assertThat(row.keySet())
                .allSatisfy(column -> assertThat(row.getDescription(column))
                        .as(row.getTypeName() + "." + column)
                        .isNotEqualTo(column)
                        .isNotBlank());
    }

    @Test
    void tablesComeAPageAtATime() throws Exception {
        assertThat(ids(rows("failedRows", 1, 1))).containsExactly("F1");
        assertThat(ids(rows("failedRows", 2, 500))).containsExactly("F2");
        assertThat(ids(rows("failedRows", 3, 500))).isEmpty();
        assertThat(sentence("failedRows", new Object[] {1, 501}, "int", "int"))
                .isEqualTo("A page has 1 to 500 rows: ask for so many, then from the next row on");
        assertThat(sentence("failedRows", new Object[] {0, 5}, "int", "int"))
                .isEqualTo("Rows are counted from 1: 0 is none");
    }

    @Test
    void waitingReviewAndTroublesAreTablesToo() throws Exception {
        program.work.waits = List.of(new CycleReport.Waiting(
                DocumentKind.PAYMENT,
                6,
                "INV-009",
                new BigDecimal("400.00"),
                "USD",
                "its invoice is not approved in Xero"));
        program.work.held = List.of(new HeldWork(
                "Acme", new BigDecimal("3.50"), new BigDecimal("350.00"), "USD", 2, LocalDate.of(2026, 10, 1)));
        program.work.troubles = List.of(
                new Trouble("Xero", Trouble.Reason.DAY_LIMIT, "No calls are left.", "It goes on.", FakeWork.NOON));
        invoke("resume", new Object[0]); // what was read before is not read again for a moment, but after this

        CompositeData waiting = rows("waitingRows", 1, 10).get(new Object[] {1L});
        assertThat(waiting.get("kind")).isEqualTo("payment");
        assertThat(waiting.get("reason")).isEqualTo("its invoice is not approved in Xero");
        CompositeData draft = ((TabularData) remote.getAttribute(name, "DraftsTable")).get(new Object[] {"D12"});
        assertThat(draft.get("waitsFor")).isEqualTo("project manager");
        assertThat(draft.get("total")).isEqualTo(new BigDecimal("1250.00"));
        CompositeData held = ((TabularData) remote.getAttribute(name, "HeldWorkTable")).get(new Object[] {1L});
        assertThat(held.get("worth")).isEqualTo(new BigDecimal("350.00"));
        CompositeData trouble = ((TabularData) remote.getAttribute(name, "TroublesTable")).get(new Object[] {1L});
        assertThat(trouble.get("reason")).isEqualTo("day-limit");
        assertThat(trouble.get("until")).isEqualTo(Date.from(FakeWork.NOON));
    }

    @Test
    void aFailedCopyComesWithItsEvents() throws Exception {
        CompositeData detail = (CompositeData) invoke("failedDetail", new Object[] {"F1"}, TEXT);

        assertThat(detail.get("client")).isEqualTo("Acme");
        CompositeData event = ((TabularData) detail.get("events")).get(new Object[] {1L});
        assertThat(event.get("at")).isEqualTo(Date.from(FakeWork.NOON));
        assertThat(event.get("who")).isEqualTo("harvest-xero");
        assertThat(event.get("what")).isEqualTo("Xero refused it");
        assertThat(operation("failedDetail").getDescriptor().getFieldValue("openType"))
                .isEqualTo(detail.getCompositeType());
    }

    @Test
    void changesReachAConsoleAsNotifications() throws Exception {
        List<Notification> heard = new CopyOnWriteArrayList<>();
        NotificationListener listener = (notification, handback) -> heard.add(notification);
        remote.addNotificationListener(name, listener, null, null);
        try {
            invoke("pause", new Object[] {"month end"}, TEXT);
            assertThat(((CompositeData) remote.getAttribute(name, "PauseDetail")).get("reason"))
                    .isEqualTo("month end");
            invoke("resume", new Object[0]);
            assertThat(remote.getAttribute(name, "PauseDetail")).isNull();
            await().atMost(10, TimeUnit.SECONDS).until(() -> heard.size() == 2);
            program.work.stops =
                    List.of(new Vitals.Stop(1, "Xero refuses the token", "Run connect again.", FakeWork.NOON));
            await().atMost(10, TimeUnit.SECONDS).until(() -> heard.size() == 3);
            program.work.stops = List.of();
            await().atMost(10, TimeUnit.SECONDS).until(() -> heard.size() == 4);
            program.work.failures = List.of(
                    new Vitals.Failure(1, DocumentKind.INVOICE, "INV-007", "account-archived", "It is archived."));
            program.progress.end();
            await().atMost(10, TimeUnit.SECONDS).until(() -> heard.size() == 5);
        } finally {
            remote.removeNotificationListener(name, listener);
        }

        assertThat(heard)
                .extracting(Notification::getType)
                .containsExactly(
                        "harvestxero.paused",
                        "harvestxero.resumed",
                        "harvestxero.consent.wanted",
                        "harvestxero.consent.given",
                        "harvestxero.failed");
        assertThat(heard).extracting(Notification::getSequenceNumber).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(heard).extracting(Notification::getSource).containsOnly(name);
        assertThat(heard.get(0).getMessage()).isEqualTo("Paused: JMX: month end");
        CompositeData paused = (CompositeData) heard.get(0).getUserData();
        assertThat(paused.get("connection")).isEqualTo("consoled");
        assertThat(paused.get("by")).isEqualTo("person");
        assertThat(paused.get("who")).isEqualTo("JMX");
        assertThat(heard.get(4).getMessage()).isEqualTo("1 document could not be copied: 1 account-archived");
        assertThat(((TabularData) ((CompositeData) heard.get(4).getUserData()).get("first"))
                        .get(new Object[] {"F1"})
                        .get("number"))
                .isEqualTo("INV-007");
    }

    @Test
    void theTypesOfNotificationsAreDocumented() {
        assertThat(info.getNotifications())
                .extracting(each -> each.getNotifTypes()[0])
                .containsExactly(
                        "harvestxero.paused",
                        "harvestxero.resumed",
                        "harvestxero.failed",
                        "harvestxero.consent.wanted",
                        "harvestxero.consent.given");
        assertThat(info.getNotifications())
                .extracting(MBeanNotificationInfo::getName)
                .containsOnly("javax.management.Notification");
        assertThat(info.getNotifications()).allSatisfy(each -> {
            CompositeType data = (CompositeType) each.getDescriptor().getFieldValue("openType");
            assertThat(data.keySet()).contains("connection");
            assertThat(data.keySet())
                    .allSatisfy(field -> assertThat(data.getDescription(field)).isNotBlank());
        });
    }

    @Test
    void aRefusedCallIsASentenceInAnExceptionOfJavasOwn() {
        assertThat(sentence("retry", new Object[] {"1"}, TEXT))
                .isEqualTo("1 is no failed copy's id: name it as listed, such as F7");
        assertThat(sentence("showFailed", new Object[] {"F77"}, TEXT)).isEqualTo("There is no failed copy F77");
        assertThat(sentence("reloadMappings", new Object[0])).isEqualTo("mappings.yaml, line 3: no such account");
        assertThat(sentence("pause", new Object[] {null}, TEXT))
                .isEqualTo(
                        "The parameter reason is missing: Why; kept in the audit and shown to whoever wonders why nothing"
                                + " is copied.");
        assertThat(sentence("discard", new Object[] {"F1", null}, TEXT, TEXT))
                .isEqualTo("The parameter reason is missing: Why; kept in the audit.");
    }

    private static final class Ours extends RuntimeException {
        Ours() {
            super("pat-secret");
        }
    }

    @Test
    void whatNobodyForesawIsLeftToTheLog() {
        program.work.onPage = () -> {
            throw new Ours();
        };
        try {
            assertThat(sentence("waitingRows", new Object[] {1, 1}, "int", "int"))
                    .matches(
                            "Something unforeseen went wrong\\. The log of the process says what, beside \"Failure \\d+ over"
                                    + " JMX\"; try again, and report it if it stays\\.");
        } finally {
            program.work.onPage = () -> {};
        }
    }

    /** What the client reads; nothing in it is of a class that a plain console does not have. */
    private String sentence(String operation, Object[] arguments, String... types) {
        Throwable thrown = catchThrowable(() -> invoke(operation, arguments, types));
        assertThat(thrown).isInstanceOf(MBeanException.class);
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            assertThat(each.getClass().getName()).matches("(java\\.lang|javax\\.management)\\..*");
        }
        assertThat(thrown.getMessage()).isEqualTo(thrown.getCause().getMessage());
        return thrown.getMessage();
    }

    @Test
    void noSecretIsInAnyAttribute() throws Exception {
        for (MBeanAttributeInfo each : info.getAttributes()) {
            assertThat(String.valueOf(remote.getAttribute(name, each.getName())))
                    .as(each.getName())
                    .doesNotContain("pat-secret", "xero-secret");
        }
    }

    private Object invoke(String operation, Object[] arguments, String... types) throws Exception {
        return remote.invoke(name, operation, arguments, types);
    }

    private TabularData rows(String operation, int from, int limit) throws Exception {
        return (TabularData) invoke(operation, new Object[] {from, limit}, "int", "int");
    }

    private static List<String> ids(TabularData table) {
        return table.values().stream()
                .map(row -> ((CompositeData) row).get("id").toString())
                .toList();
    }

    private Object units(String attribute) {
        return attribute(attribute).getDescriptor().getFieldValue("units");
    }

    private MBeanAttributeInfo attribute(String wanted) {
        return Arrays.stream(info.getAttributes())
                .filter(each -> each.getName().equals(wanted))
                .findFirst()
                .orElseThrow();
    }

    private MBeanOperationInfo operation(String wanted) {
        return Arrays.stream(info.getOperations())
                .filter(each -> each.getName().equals(wanted))
                .findFirst()
                .orElseThrow();
    }
}
