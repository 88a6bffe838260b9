package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.harvestxero.CopyScenario;
import org.harvestxero.LogLines;
import org.harvestxero.Meddler;
import org.harvestxero.TestClock;
import org.harvestxero.Twins;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.sandbox.harvest.BulkSeed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Of fifty lists of payments that are planned together one can't be: the others are, and that one is a failed copy. */
class OneListRefusedIT {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger("ROOT");
    /** Fifty that are planned together, one of them refused, and some more. */
    private static final int LISTS = 56;

    private static final Pattern TOGETHER = Pattern.compile(
            "The payments of \\d\\d invoices could not be planned together, so each invoice is alone: ");

    private final TestClock clock = TestClock.at("2026-12-01T08:00:00Z");
    private final Meddler meddler = new Meddler();
    private final CopyScenario scenario = CopyScenario.start(clock, Map.of("harvest.base-url", meddler.url()));
    private final Twins twins = new Twins(scenario.harvest(), scenario.xero());
    private final LogLines lines = new LogLines();
    private JsonNode invoice;
    private long payment;

    @BeforeEach
    void plant() {
        meddler.passTo(scenario.harvest().baseUrl());
        scenario.harvest().plant(BulkSeed.paidInvoices(LISTS, 7, LocalDate.of(2026, 11, 30)));
        invoice = twins.sources().get(LISTS / 2);
        payment = scenario.harvest()
                .get("/invoices/" + id() + "/payments")
                .at("/invoice_payments/0/id")
                .asLong();
        lines.start();
        ROOT.addAppender(lines);
    }

    @AfterEach
    void stop() {
        ROOT.detachAppender(lines);
        scenario.close();
        meddler.close();
    }

    private long id() {
        return invoice.path("id").asLong();
    }

    /** The others stand in Xero with their payments, once each; the one is told of. */
    private FailedCopy assertAllButOne(CycleReport report) {
        assertThat(lines.all().stream().map(ILoggingEvent::getFormattedMessage))
                .anyMatch(line -> TOGETHER.matcher(line).lookingAt());
        assertThat(report.troubles()).isEmpty();
        assertThat(scenario.xero().invoices()).hasSize(LISTS);
        assertThat(scenario.xero().payments()).hasSize(LISTS - 1);
        assertThat(payments("done")).hasSize(LISTS - 1);
        assertThat(payments("failed")).hasSize(1);
        assertThat(payments("waiting")).isEmpty();
        assertThat(report.failed()).hasSize(1);
        CycleReport again = scenario.once();
        assertThat(again.copied()).isEmpty();
        assertThat(again.failed()).hasSize(1);
        assertThat(scenario.xero().payments()).hasSize(LISTS - 1);
        FailedCopy failed = scenario.copyService().failedCopies(FailedFilter.STANDING).stream()
                .findFirst()
                .orElseThrow();
        assertThat(failed.kind()).isEqualTo(DocumentKind.PAYMENT);
        assertThat(failed.number()).isEqualTo(invoice.path("number").asText());
        return failed;
    }

    private List<String> payments(String state) {
        return scenario.ledger().get("outbox").stream()
                .filter(row -> row.contains("|payment|") && row.contains("|create|" + state + "|"))
                .toList();
    }

    private void assertRetriedWholly(FailedCopy failed) {
        scenario.copyService().retry(Set.of(failed.id()), "Ann");
        CycleReport report = scenario.once();

        assertThat(report.troubles()).isEmpty();
        assertThat(report.waiting()).isEmpty();
        assertThat(report.failed()).isEmpty();
        assertThat(scenario.copyService().failedCopies(FailedFilter.STANDING)).isEmpty();
        assertThat(scenario.xero().payments()).hasSize(LISTS);
        twins.assertExact();
    }

    @Test
    void aPaymentTheDatabaseCanNotKeepIsToldOfAndReadAgainWhenItIsRetried() {
        meddler.spoilPayments(id(), each -> each.put("amount", 1_000_000_000_000_000_000L));

        FailedCopy failed = assertAllButOne(scenario.once());

        assertThat(failed.cause()).isEqualTo("unreadable");
        assertThat(failed.message()).isEqualTo("Harvest's data can't be read: it is larger than anything kept here");
        assertThat(failed.remedy())
                .isEqualTo(
                        "It is tried again; if it stays, send the log lines of this document to whoever looks after the program.");
        meddler.leavePayments(id());
        assertRetriedWholly(failed);
    }

    @Test
    void aPaymentWhosePlanTheDatabaseRefusesIsToldOfAndPlannedWhenItIsRetried() {
        scenario.sql("alter table outbox add constraint refused check (not (kind = 'payment' and source_id = " + payment
                + " and state = 'waiting'))");

        FailedCopy failed = assertAllButOne(scenario.once());

        assertThat(failed.cause()).isEqualTo("unexpected");
        assertThat(failed.message())
                .isEqualTo(
                        "Something went wrong that this program did not foresee: the database refused it, Check constraint"
                                + " violation: \"refused: \"");
        assertThat(failed.remedy())
                .isEqualTo(
                        "Retry it; if it stays, send the log lines of this document to whoever looks after the program.");
        scenario.sql("alter table outbox drop constraint refused");
        assertRetriedWholly(failed);
    }
}
