package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.LocalDate;
import java.util.List;
import org.harvestxero.CopyScenario;
import org.harvestxero.LogLines;
import org.harvestxero.sandbox.harvest.Fault;
import org.harvestxero.sandbox.xero.XeroFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Every event is one log line with its ids, and none is lost. */
class LoggedOnceIT {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 3);

    private final Logger root = (Logger) LoggerFactory.getLogger("ROOT");
    private final LogLines lines = new LogLines();
    private CopyScenario scenario;
    private long client;

    @BeforeEach
    void listen() {
        scenario = CopyScenario.start();
        client = scenario.harvest().add(aClient("Sample Bakery"));
        lines.start();
        root.addAppender(lines);
    }

    @AfterEach
    void stop() {
        root.detachAppender(lines);
        scenario.close();
    }

    @Test
    void aCopiedAndARefusedDocumentAreALineEachWithTheirIds() {
        long good = scenario.harvest()
                .add(anInvoice(client)
                        .number("L-1")
                        .issued(DAY)
                        .line("Work", "1", "100")
                        .open());
        long bad = scenario.harvest()
                .add(anInvoice(client)
                        .number("L-2")
                        .issued(DAY)
                        .line("", "1", "100")
                        .open());

        scenario.once();

        ILoggingEvent copied = about("invoice L-1");
        assertThat(copied.getLevel()).isEqualTo(Level.INFO);
        assertThat(copied.getFormattedMessage()).isEqualTo("invoice L-1: created in Xero, now AUTHORISED");
        assertThat(copied.getMDCPropertyMap())
                .containsEntry("source", Long.toString(good))
                .containsEntry(
                        "target", scenario.invoice("L-1").path("InvoiceID").asText())
                .containsKey("batch");
        ILoggingEvent refused = about("invoice L-2");
        assertThat(refused.getLevel()).isEqualTo(Level.WARN);
        assertThat(refused.getMDCPropertyMap())
                .containsEntry("source", Long.toString(bad))
                .containsEntry("cause", "line-description-missing");
        assertThat(texts()).noneMatch(text -> text.contains("Sample Bakery"));
    }

    @Test
    void aSideThatIsDownIsALinePerStageItStopped() {
        scenario.harvest()
                .make(Fault.of(Fault.Kind.ERROR_503_BEFORE_COMMIT).on("/").times(1000));
        scenario.xero()
                .arm(XeroFault.of(XeroFault.Kind.ERROR_BEFORE)
                        .on("*", "/api.xro/2.0")
                        .next(1000)
                        .withStatus(500));

        scenario.fire("schedule-copy");

        assertThat(problems()).hasSize(3).allSatisfy(text -> assertThat(text).contains(" stopped: "));
    }

    @Test
    void troubleOfAScheduledSweepIsALineToo() {
        scenario.harvest()
                .make(Fault.of(Fault.Kind.ERROR_503_BEFORE_COMMIT).on("/").times(1000));

        scenario.fire("schedule-sweep");

        assertThat(problems())
                .singleElement()
                .satisfies(text -> assertThat(text).startsWith("run-sweep stopped: "));
    }

    private ILoggingEvent about(String document) {
        return lines.all().stream()
                .filter(line -> line.getFormattedMessage().startsWith(document))
                .reduce((one, other) -> {
                    throw new AssertionError("Two lines about " + document + ": " + one + ", " + other);
                })
                .orElseThrow();
    }

    private List<String> texts() {
        return lines.all().stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private List<String> problems() {
        return lines.all().stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
