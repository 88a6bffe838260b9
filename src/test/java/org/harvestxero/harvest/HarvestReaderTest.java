package org.harvestxero.harvest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.harvestxero.http.Samples;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.SourcePayment;
import org.harvestxero.mapping.document.SourceProject;
import org.junit.jupiter.api.Test;

class HarvestReaderTest {
    private static HarvestElement json(String text) {
        return HarvestElement.parse(text);
    }

    @Test
    void readsAPaidInvoiceWithTwoTaxes() throws IOException {
        SourceInvoice invoice =
                HarvestReader.invoice(new HarvestElement(Samples.harvest("invoices_get_paid.json")), null);

        assertThat(invoice.id()).isEqualTo(13150378);
        assertThat(invoice.number()).isEqualTo("1000");
        assertThat(invoice.state()).isEqualTo(SourceInvoice.State.PAID);
        assertThat(invoice.currency()).isEqualTo("EUR");
        assertThat(invoice.amount()).hasToString("10700.00");
        assertThat(invoice.tax()).isEqualByComparingTo("5");
        assertThat(invoice.tax2Amount()).hasToString("200.00");
        assertThat(invoice.discount()).isNull();
        assertThat(invoice.issueDate()).isEqualTo("2017-02-01");
        assertThat(invoice.dueDate()).isEqualTo("2017-03-03");
        assertThat(invoice.updatedAt()).isEqualTo("2017-06-27T16:24:57Z");
        assertThat(invoice.client().name()).isEqualTo("123 Industries");
        assertThat(invoice.lines()).singleElement().satisfies(line -> {
            assertThat(line.quantity()).isEqualByComparingTo("100");
            assertThat(line.amount()).hasToString("10000.00");
            assertThat(line.taxed2()).isTrue();
            assertThat(line.project()).isEqualTo(new SourceProject(14308069, "Online Store - Phase 1", "OS1"));
        });
    }

    @Test
    void readsEverySampleInvoice() throws IOException {
        Path folder = Samples.folder("harvest");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith("invoices_") && !name.contains("request") && !name.contains("delete")) {
                    JsonNode body = Samples.harvest(name);
                    JsonNode list = body.path("invoices");
                    List<JsonNode> invoices =
                            list.isArray() ? list.valueStream().toList() : List.of(body);
                    for (JsonNode invoice : invoices) {
                        assertThat(HarvestReader.invoice(new HarvestElement(invoice), null)
                                        .id())
                                .isPositive();
                    }
                }
            }
        }
    }

    @Test
    void takesNullsAndMissingFieldsAsAbsent() {
        SourceInvoice invoice = HarvestReader.invoice(
                json("{\"id\":4294967299,\"client\":{\"id\":1,\"name\":\"A\"},\"number\":\"7\",\"state\":\"draft\","
                        + "\"currency\":\"USD\",\"amount\":100,\"due_amount\":100.0,\"tax_amount\":null,"
                        + "\"issue_date\":\"2026-11-02\",\"updated_at\":\"2026-11-02T10:00:00Z\",\"surprise\":{},"
                        + "\"retainer\":{\"id\":9},\"line_items\":[{\"id\":5,\"quantity\":null,\"unit_price\":100,\"amount\":100,"
                        + "\"project\":null}]}"),
                null);

        assertThat(invoice.id()).isEqualTo(4294967299L);
        assertThat(invoice.amount()).hasToString("100.00");
        assertThat(invoice.taxAmount()).hasToString("0.00");
        assertThat(invoice.dueDate()).isNull();
        assertThat(invoice.retainerId()).isEqualTo(9);
        assertThat(invoice.lines().get(0).quantity()).isEqualByComparingTo("1");
        assertThat(invoice.lines().get(0).kind()).isEmpty();
    }

    @Test
    void namesTheFieldItCannotRead() {
        assertThatThrownBy(() -> HarvestReader.invoice(json("{\"id\":1,\"client\":{\"id\":1}}"), null))
                .isInstanceOfSatisfying(
                        HarvestUnreadableException.class,
                        e -> assertThat(e.field()).isEqualTo("client.name"));
        assertThatThrownBy(() -> HarvestReader.payment(json("{\"id\":1,\"amount\":\"abc\"}"), 1))
                .isInstanceOfSatisfying(HarvestUnreadableException.class, e -> {
                    assertThat(e.field()).isEqualTo("amount");
                    assertThat(e.value()).contains("abc");
                });
    }

    @Test
    void readsAPaymentByItsPlainDate() throws IOException {
        SourcePayment payment = HarvestReader.payment(
                HarvestElement.list(Samples.harvest("invoice_payments_list.json"), "invoice_payments")
                        .get(0),
                13150378);

        assertThat(payment.amount()).hasToString("10700.00");
        assertThat(payment.paidDate()).isEqualTo(LocalDate.of(2017, 2, 21));
        assertThat(payment.gateway()).isEqualTo("Linkpoint International");
    }

    @Test
    void takesAGatewayOfNullsAsRecordedByHand() {
        SourcePayment payment = HarvestReader.payment(
                json(
                        "{\"id\":1,\"amount\":10.5,\"paid_date\":\"2026-11-02\",\"payment_gateway\":{\"id\":null,\"name\":null}}"),
                7);

        assertThat(payment.gateway()).isNull();
        assertThat(payment.invoiceId()).isEqualTo(7);
    }

    @Test
    void picksTheInvoiceRecipientAmongAClientsContacts() {
        HarvestElement client =
                json("{\"id\":1,\"name\":\"Acme\",\"address\":\"1 St\\r\\nTown\",\"currency\":\"EUR\"}");
        List<HarvestElement> contacts = List.of(
                json("{\"id\":1,\"client\":{\"id\":2},\"email\":\"other@x.example\"}"),
                json("{\"id\":3,\"client\":{\"id\":1},\"first_name\":\"Ann\",\"email\":\"ann@x.example\"}"),
                json("{\"id\":4,\"client\":{\"id\":1},\"first_name\":\"Bo\",\"email\":\"bo@x.example\","
                        + "\"invoice_recipient_status\":\"recipient\"}"));

        assertThat(HarvestClientReader.client(client, contacts))
                .isEqualTo(new SourceClient(1, "Acme", "1 St\r\nTown", "EUR", "Bo", null, "bo@x.example"));
        assertThat(HarvestClientReader.client(client, contacts.subList(0, 2)).email())
                .isEqualTo("ann@x.example");
        assertThat(HarvestClientReader.client(client, List.of()).email()).isNull();
    }

    @Test
    void readsWhenAnElementWasChanged() {
        assertThat(json("{\"updated_at\":\"2026-11-02T10:00:00Z\"}").updatedAt())
                .isEqualTo(Instant.parse("2026-11-02T10:00:00Z"));
    }
}
