package org.harvestxero.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.harvestxero.LogLines;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.http.Stub.Answer;
import org.harvestxero.store.connection.TokenTable;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Looks for secrets wherever an operator could: in logs at their finest, traces, JMX, failures and dead letters. */
class SecrecyIT {
    private static final List<String> SECRETS = List.of(
            "s3cret-access",
            "s3cret-refresh",
            "s3cret-client",
            "s3cret-harvest",
            "s3cret-code",
            java.util.Base64.getEncoder()
                    .encodeToString("client:s3cret-client".getBytes(java.nio.charset.StandardCharsets.UTF_8)));

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final LogLines log = new LogLines();
    private final List<String> dead = new ArrayList<>();
    private final List<Appender<ILoggingEvent>> quiet = new ArrayList<>();
    private Level level;
    private Stub both;
    private Connectors connectors;

    @BeforeEach
    void start() throws Exception {
        level = root.getLevel();
        log.start();
        root.iteratorForAppenders().forEachRemaining(quiet::add);
        quiet.forEach(root::detachAppender);
        root.addAppender(log);
        root.setLevel(Level.TRACE);
        both = new Stub();
        both.answer(
                "/connect/token",
                Answer.json(
                        200,
                        "{\"access_token\":\"s3cret-access\",\"refresh_token\":\"s3cret-refresh\",\"expires_in\":1}"),
                Answer.json(400, "{\"error\":\"invalid_grant\",\"was\":\"s3cret-refresh\"}"));
        both.answer("/identity/connect/authorize", Answer.sentBackWithCode());
        both.answer(
                "/connections",
                Answer.json(
                        200,
                        "[{\"id\":\"1\",\"tenantId\":\"t\",\"tenantType\":\"ORGANISATION\",\"tenantName\":\"Alpha\"}]"));
        both.answer("/clients", Answer.json(401, "{\"error\":\"invalid_token\"}"));
        TokenTable table = Databases.tokens(Databases.h2(), Clock.systemUTC());
        Map<String, String> settings = new HashMap<>(Map.of(
                "xero.grant",
                "authorization-code",
                "xero.api-url",
                both.url(),
                "xero.identity-url",
                both.url(),
                "xero.login-url",
                both.url(),
                "xero.client-id",
                "client",
                "xero.client-secret",
                "s3cret-client",
                "xero.redirect-uri",
                "http://localhost:" + Browser.freePort() + "/callback",
                "harvest.base-url",
                both.url(),
                "harvest.access-token",
                "s3cret-harvest"));
        connectors = Connectors.traced(settings, table, Clock.systemUTC(), new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:with-dead-letters")
                        .errorHandler(deadLetterChannel("direct:dead").logExhaustedMessageHistory(true))
                        .toD("direct:${header.callee}");
                from("direct:dead").process(e -> {
                    dead.add(String.valueOf(e.getMessage().getHeaders()));
                    dead.add(String.valueOf(e.getMessage().getBody()));
                    dead.add(String.valueOf(e.getAllProperties()));
                    dead.add(trace(e.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
                });
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        connectors.close();
        both.close();
        root.setLevel(level);
        root.detachAppender(log);
        quiet.forEach(root::addAppender);
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void showsNoSecretAnywhere() throws Exception {
        connectors.xero().connect().connect(Browser.thatPicks(""), Browser.PATIENCE);
        Throwable xero =
                catchThrowable(() -> connectors.ask("xero-read", XeroRequest.get("/Contacts"), XeroResponse.class));
        Throwable harvest = catchThrowable(
                () -> connectors.ask("harvest-read", HarvestRequest.get("/clients"), HarvestResponse.class));
        connectors.send("with-dead-letters", XeroRequest.get("/Contacts"), Map.of("callee", "xero-read"));
        connectors.send("with-dead-letters", HarvestRequest.get("/clients"), Map.of("callee", "harvest-read"));

        assertThat(both.asked("/clients").get(0).headers()).containsEntry("Authorization", "Bearer s3cret-harvest");
        assertThat(dead).isNotEmpty();
        free("exceptions", trace(xero) + trace(harvest));
        free("dead letters", String.join("\n", dead));
        free(
                "logs",
                log.all().stream()
                        .map(event -> event.getLoggerName() + " " + event.getFormattedMessage()
                                + (event.getThrowableProxy() == null
                                        ? ""
                                        : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                        .collect(Collectors.joining("\n")));
        free("JMX", everyAttribute());
    }

    private static void free(String place, String text) {
        assertThat(text.length()).as(place + " were looked at").isGreaterThan(100);
        for (String secret : SECRETS) {
            List<String> found = text.lines()
                    .filter(line -> line.contains(secret))
                    .map(line -> line.substring(0, Math.min(120, line.length())))
                    .distinct()
                    .limit(5)
                    .toList();
            assertThat(found).as(place + " show " + secret).isEmpty();
        }
    }

    /** All attributes of Camel's MBeans, and what its tracer kept of every message. */
    private String everyAttribute() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        StringBuilder text = new StringBuilder();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            for (var attribute : server.getMBeanInfo(name).getAttributes()) {
                text.append(attribute.getName())
                        .append('=')
                        .append(value(server, name, attribute.getName()))
                        .append('\n');
            }
            if (name.toString().contains("type=tracer") && name.toString().contains("BacklogTracer")) {
                text.append(server.invoke(name, "dumpAllTracedMessagesAsXml", new Object[0], new String[0]));
            }
        }
        assertThat(text.toString()).as("traced messages").contains("xero-call-http");
        return text.toString();
    }

    private static String value(MBeanServer server, ObjectName name, String attribute) {
        try {
            return String.valueOf(server.getAttribute(name, attribute));
        } catch (javax.management.JMException | RuntimeException e) {
            return e.toString();
        }
    }
}
