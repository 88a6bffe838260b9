package org.harvestxero.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.harvestxero.CopyScenario;
import org.harvestxero.TestClock;
import org.harvestxero.api.ReconcileRequest;
import org.harvestxero.api.Reconciliations.Answer;
import org.harvestxero.sandbox.harvest.BulkSeed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a reconciliation of 50,000 copied invoices, half of them paid, costs the program: processor time of the thread that reads both
 * sides over HTTP, parses, sorts and compares. Run by hand:
 * {@code mvn test -Dtest=ReconcileBenchmark -DexcludedTags= -DincludedTags=benchmark}; {@code -Dinvoices} for another
 * number.
 */
@Tag("benchmark")
class ReconcileBenchmark {
    private static final int INVOICES = Integer.getInteger("invoices", 50_000);

    @Test
    void reconcilesFiftyThousandInvoices() throws SQLException {
        TestClock clock = new TestClock();
        String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        try (CopyScenario scenario = CopyScenario.start(clock, Map.of("database.url", database))) {
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            scenario.harvest()
                    .plant(new BulkSeed(1, 100, INVOICES, 50, 3, 0, 0, today.minusDays(27), today, List.of(), null));
            scenario.xero().createContact(JsonNodeFactory.instance.objectNode().put("Name", "All clients"));
            copies(scenario, database, clock);
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            Runtime runtime = Runtime.getRuntime();
            for (int round = 0; round < 3; round++) {
                System.gc();
                long heap = runtime.totalMemory() - runtime.freeMemory();
                long began = System.nanoTime();
                long processor = threads.getCurrentThreadCpuTime();

                Answer answer = scenario.engine().reconciliations().reconcile(ReconcileRequest.all(), "test");

                System.out.printf(
                        "%,d invoices: %.2f s of processor time, %.2f s in all, %d + %d calls, %s (%d MB held by both sides and the program before)%n",
                        INVOICES,
                        (threads.getCurrentThreadCpuTime() - processor) / 1e9,
                        (System.nanoTime() - began) / 1e9,
                        answer.calls().harvest(),
                        answer.calls().xero(),
                        answer.found() == null
                                ? answer.troubles()
                                : answer.found().sentence(),
                        heap / 1_000_000);
                assertThat(answer.found()).isNotNull();
                assertThat(answer.found().agrees())
                        .as(answer.found().reasons().toString())
                        .isTrue();
            }
        }
    }

    /** Makes the copies behind the program's back, which is quicker than to copy them. */
    private static void copies(CopyScenario scenario, String database, TestClock clock) throws SQLException {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        try (Connection connection = DriverManager.getConnection(database, "sa", "");
                PreparedStatement text =
                        connection.prepareStatement("insert into document_text (id, content) values (?, ?)");
                PreparedStatement document = connection.prepareStatement("""
                        insert into source_document (connection, kind, source_id, parent_id, number, source_state, amount, due_amount,
                        updated_at, fingerprint, content_id, state, payments_read, recorded_at)
                        values ('main', ?, ?, ?, ?, 'open', ?, ?, ?, 'f', ?, 'planned', 'f', ?)""");
                PreparedStatement link = connection.prepareStatement("""
                        insert into link (connection, kind, source_id, target_id, number, target_status, currency, total, amount_due, agrees,
                        origin, linked_at) values ('main', ?, ?, ?, ?, ?, ?, ?, 0, true, 'created', ?)""")) {
            connection.setAutoCommit(false);
            long texts = 1_000_000_000L;
            long payments = 2_000_000_000L;
            for (int page = 1; page <= (INVOICES + 1999) / 2000; page++) {
                for (JsonNode invoice : scenario.harvest()
                        .get("/invoices?per_page=2000&page=" + page)
                        .path("invoices")) {
                    boolean paid = invoice.path("state").asText().equals("paid");
                    JsonNode copy = scenario.xero().createInvoice(copy(invoice));
                    BigDecimal amount = invoice.path("amount").decimalValue();
                    long id = invoice.path("id").asLong();
                    stored(text, document, texts++, "invoice", id, invoice, amount, now);
                    linked(link, "invoice", id, copy.path("InvoiceID").asText(), invoice, amount, now);
                    if (paid) {
                        JsonNode payment = scenario.xero()
                                .payInvoice(
                                        copy.path("InvoiceID").asText(),
                                        amount,
                                        "090",
                                        LocalDate.parse(
                                                invoice.path("issue_date").asText()));
                        document.setLong(3, id);
                        stored(text, document, texts++, "payment", payments, invoice, amount, now);
                        linked(
                                link,
                                "payment",
                                payments++,
                                payment.path("PaymentID").asText(),
                                invoice,
                                amount,
                                now);
                    }
                }
                text.executeBatch();
                document.executeBatch();
                link.executeBatch();
                connection.commit();
            }
        }
    }

    private static void stored(
            PreparedStatement text,
            PreparedStatement document,
            long textId,
            String kind,
            long id,
            JsonNode invoice,
            BigDecimal amount,
            OffsetDateTime now)
            throws SQLException {
        text.setLong(1, textId);
        text.setBytes(2, "{}".getBytes(StandardCharsets.UTF_8));
        text.addBatch();
        document.setString(1, kind);
        document.setLong(2, id);
        document.setLong(
                3,
                kind.equals("payment")
                        ? invoice.path("id").asLong()
                        : invoice.path("client").path("id").asLong());
        document.setString(4, invoice.path("number").asText());
        document.setBigDecimal(5, amount);
        document.setBigDecimal(6, invoice.path("due_amount").decimalValue());
        document.setObject(7, now);
        document.setLong(8, textId);
        document.setObject(9, now);
        document.addBatch();
    }

    private static void linked(
            PreparedStatement link,
            String kind,
            long id,
            String target,
            JsonNode invoice,
            BigDecimal amount,
            OffsetDateTime now)
            throws SQLException {
        link.setString(1, kind);
        link.setLong(2, id);
        link.setString(3, target);
        link.setString(4, invoice.path("number").asText());
        link.setString(5, "AUTHORISED");
        link.setString(6, invoice.path("currency").asText());
        link.setBigDecimal(7, amount);
        link.setObject(8, now);
        link.addBatch();
    }

    private static ObjectNode copy(JsonNode invoice) {
        ObjectNode copy = JsonNodeFactory.instance
                .objectNode()
                .put("Type", "ACCREC")
                .put("Status", "AUTHORISED")
                .put("InvoiceNumber", invoice.path("number").asText())
                .put("Date", invoice.path("issue_date").asText())
                .put("DueDate", invoice.path("issue_date").asText())
                .put("CurrencyCode", invoice.path("currency").asText());
        copy.putObject("Contact").put("Name", "All clients");
        copy.putArray("LineItems")
                .addObject()
                .put("Description", "All of it")
                .put("Quantity", 1)
                .put("UnitAmount", invoice.path("amount").decimalValue())
                .put("AccountCode", "200")
                .put("TaxType", "NONE");
        return copy;
    }
}
