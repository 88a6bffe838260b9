package org.harvestxero.sandbox.harvest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aContact;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.harvestxero.sandbox.harvest.Caller.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarvestInvoicesIT {
    private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");

    private HarvestSandbox harvest;
    private Caller api;
    private long client;

    @BeforeEach
    void start() {
        harvest = HarvestSandbox.start(
                HarvestSandboxOptions.defaults().withoutLimits().withClock(Clock.fixed(NOW, ZoneOffset.UTC)));
        api = new Caller(harvest);
        client = harvest.add(aClient("Sample Client").currency("EUR"));
    }

    @AfterEach
    void stop() {
        harvest.close();
    }

    private JsonNode invoice(long id) {
        return api.get("/invoices/" + id).json();
    }

    private static void assertAmount(JsonNode of, String field, String expected) {
        assertThat(of.path(field).decimalValue()).isEqualByComparingTo(expected);
    }

    @Test
    void addsUpTheExampleOfTheDocs() {
        Answer made = api.post("/invoices", """
                {'client_id':%d,'tax':5,'tax2':2,'discount':10,'line_items':[
                {'kind':'Service','description':'Planning','quantity':2,'unit_price':100,'taxed':true,'taxed2':true},
                {'kind':'Service','quantity':1,'unit_price':100,'taxed':true,'taxed2':true}]}""".formatted(client));

        JsonNode invoice = made.json();
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location"))
                .isEqualTo(harvest.webUrl() + "/api/v2/invoices/"
                        + invoice.path("id").asLong());
        assertThat(made.body())
                .contains("\"amount\":288.9,\"due_amount\":288.9,\"tax\":5.0,\"tax_amount\":13.5,\"tax2\":2.0")
                .contains("\"tax2_amount\":5.4,\"discount\":10.0,\"discount_amount\":30.0")
                .contains("\"issue_date\":\"2026-11-20\",\"due_date\":\"2026-11-20\",\"payment_term\":\"custom\"");
        assertThat(invoice.path("number").asText()).isEqualTo("1001");
        assertThat(invoice.path("state").asText()).isEqualTo("draft");
        assertThat(invoice.path("currency").asText()).isEqualTo("EUR");
    }

    @ParameterizedTest(name = "{0} x {1}, {2} % off, {3} % tax: {4} - {5} + {6} = {7}")
    @CsvSource({
        "1,       10.30,  ,   5,    10.30, 0.00, 0.52,  10.82",
        "1,       80.1,   4,  ,     80.10, 3.20, 0.00,  76.90",
        "3,       33.33,  10, ,     99.99, 10.00, 0.00, 89.99",
        "7.33,    15,     ,   ,     109.95, 0.00, 0.00, 109.95",
        "7.333333, 15,    ,   20,   110.00, 0.00, 22.00, 132.00",
        "1,       0.125,  ,   ,     0.13,  0.00, 0.00,  0.13",
        "1,       -0.125, ,   ,     -0.13, 0.00, 0.00,  -0.13",
        "1,       9.9995, ,   10,   10.00, 0.00, 1.00,  11.00",
        "2,       -50,    10, 20,   -100.00, -10.00, -18.00, -108.00"
    })
    void roundsLinesDiscountAndTaxToTheCentHalfUp(
            String quantity,
            String price,
            String discount,
            String tax,
            String lineAmount,
            String discountAmount,
            String taxAmount,
            String amount) {
        JsonNode made = api.post("/invoices", """
                        {'client_id':%d,'tax':%s,'discount':%s,'line_items':[
                        {'kind':'Service','quantity':%s,'unit_price':%s,'taxed':true}]}""".formatted(client, tax, discount, quantity, price))
                .json();

        assertAmount(made.path("line_items").path(0), "amount", lineAmount);
        assertAmount(made, "discount_amount", discountAmount);
        assertAmount(made, "tax_amount", taxAmount);
        assertAmount(made, "amount", amount);
    }

    @Test
    void takesEachTaxFromTheLinesFlaggedForIt() {
        long id = harvest.add(anInvoice(client)
                .tax("5")
                .tax2("2")
                .line("none", "1", "100")
                .line("first", "1", "10.30", line -> line.put("taxed", true))
                .line("second", "1", "50", line -> line.put("taxed2", true)));

        JsonNode invoice = invoice(id);
        assertAmount(invoice, "tax_amount", "0.52");
        assertAmount(invoice, "tax2_amount", "1.00");
        assertAmount(invoice, "amount", "161.82");
    }

    @Test
    void holdsTwoHundredLines() {
        var invoice = anInvoice(client);
        for (int i = 1; i <= 200; i++) {
            invoice.line("Line " + i, "0.01", "100");
        }

        JsonNode stored = invoice(harvest.add(invoice));

        assertThat(stored.path("line_items")).hasSize(200);
        assertAmount(stored, "amount", "200.00");
    }

    @Test
    void saysWhatIsMissingOrWrong() {
        Answer refused = api.post("/invoices", "{'line_items':[{'description':'x'}]}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.message()).isEqualTo("Client can't be blank");
        assertThat(api.post("/invoices", "{'client_id':%d,'line_items':[{}]}".formatted(client))
                        .message())
                .isEqualTo("Line item kind can't be blank, Line item unit price can't be blank");
        assertThat(api.post(
                                "/invoices",
                                "{'client_id':%d,'line_items':[{'kind':'Magic','unit_price':1}]}".formatted(client))
                        .message())
                .isEqualTo("Line item kind is invalid");
    }

    @ParameterizedTest(name = "{0} is due {1}")
    @CsvSource({
        "upon receipt, 2026-11-02",
        "net 15, 2026-11-17",
        "net 30, 2026-12-02",
        "net 45, 2026-12-17",
        "net 60, 2027-01-01"
    })
    void reckonsTheDueDateFromTheTerm(String term, String due) {
        JsonNode made = api.post(
                        "/invoices",
                        "{'client_id':%d,'issue_date':'2026-11-02','due_date':'2026-11-09','payment_term':'%s'}"
                                .formatted(client, term))
                .json();

        assertThat(made.path("due_date").asText()).isEqualTo(due);
    }

    @Test
    void addsChangesAndRemovesLines() {
        long id = harvest.add(anInvoice(client).line("first", "1", "10").line("second", "1", "20"));
        long first = invoice(id).path("line_items").path(0).path("id").asLong();
        long second = invoice(id).path("line_items").path(1).path("id").asLong();

        JsonNode changed =
                api.patch("/invoices/" + id, """
                        {'line_items':[{'id':%d,'quantity':3},{'id':%d,'_destroy':true},
                        {'kind':'Product','description':'third','unit_price':5.5}]}""".formatted(first, second)).json();

        assertThat(changed.path("line_items")).hasSize(2);
        assertThat(changed.path("line_items").path(0).path("id").asLong()).isEqualTo(first);
        assertThat(changed.path("line_items").path(0).path("description").asText())
                .isEqualTo("first");
        assertThat(changed.path("line_items").path(1).path("kind").asText()).isEqualTo("Product");
        assertAmount(changed, "amount", "35.50");
    }

    @Test
    void changesNothingWhenAnythingIsWrong() {
        long id = harvest.add(anInvoice(client).subject("as it was").line("first", "1", "10"));

        Answer refused = api.patch("/invoices/" + id, "{'subject':'new','tax':'lots','issue_date':'2026-13-01'}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.message()).isEqualTo("Tax is not a number, Issue date is not a valid date");
        assertThat(invoice(id).path("subject").asText()).isEqualTo("as it was");
    }

    @Test
    void countsNumbersOn() {
        harvest.add(anInvoice(client).number("2041"));
        harvest.add(anInvoice(client).number("INV-9999"));

        assertThat(invoice(harvest.add(anInvoice(client))).path("number").asText())
                .isEqualTo("2042");
    }

    @Test
    void movesAlongTheEventsOnly() {
        long id = harvest.add(anInvoice(client).line("work", "1", "10"));
        String messages = "/invoices/" + id + "/messages";

        assertThat(api.post(messages, "{'event_type':'close'}").status()).isEqualTo(422);
        assertThat(api.post(messages, "{'event_type':'send'}").status()).isEqualTo(201);
        assertThat(invoice(id).path("state").asText()).isEqualTo("open");
        assertThat(invoice(id).path("sent_at").asText()).isEqualTo("2026-11-20T10:15:30Z");
        assertThat(api.post(messages, "{'event_type':'close'}").status()).isEqualTo(201);
        assertThat(invoice(id).path("state").asText()).isEqualTo("closed");
        assertThat(invoice(id).path("closed_at").asText()).isEqualTo("2026-11-20T10:15:30Z");
        assertAmount(invoice(id), "due_amount", "10");
        assertThat(api.post(messages, "{'event_type':'re-open'}").status()).isEqualTo(201);
        assertThat(invoice(id).path("closed_at").isNull()).isTrue();
        assertThat(api.post(messages, "{'event_type':'draft'}").status()).isEqualTo(201);
        assertThat(invoice(id).path("state").asText()).isEqualTo("draft");
        assertThat(api.get(messages).json().path("invoice_messages")).hasSize(4);
        assertThat(harvest.mails()).isEmpty();
    }

    @Test
    void recordsMailsAndSendsTheDraft() {
        long id = harvest.add(anInvoice(client).number("77").line("work", "1", "10"));

        Answer sent = api.post(
                "/invoices/" + id + "/messages",
                "{'recipients':[{'name':'Rita','email':'rita@example.com'}],'subject':'Invoice #77','send_me_a_copy':true}");

        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.json().path("recipients")).hasSize(2);
        assertThat(harvest.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.kind()).isEqualTo("invoice");
            assertThat(mail.recipients()).containsExactly("rita@example.com", "administrator@example.com");
        });
        assertThat(invoice(id).path("state").asText()).isEqualTo("open");
        assertThat(api.post("/invoices/" + id + "/messages", "{'subject':'to nobody'}")
                        .message())
                .isEqualTo("Recipients can't be blank");
    }

    @Test
    void takesPartialPaymentsUntilPaid() {
        long id = harvest.add(anInvoice(client).line("work", "1", "100").open());
        String payments = "/invoices/" + id + "/payments";

        Answer first =
                api.post(payments, "{'amount':40,'paid_date':'2026-11-05','notes':'half','send_thank_you':false}");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.body())
                .contains("\"amount\":40.0,\"paid_at\":\"2026-11-05T00:00:00Z\",\"paid_date\":\"2026-11-05\"")
                .contains("\"payment_gateway\":{\"id\":null,\"name\":null}");
        assertAmount(invoice(id), "due_amount", "60.00");
        assertThat(invoice(id).path("state").asText()).isEqualTo("open");

        long second = api.post(payments, "{'amount':60,'paid_date':'2026-11-09','send_thank_you':false}")
                .json()
                .path("id")
                .asLong();

        assertThat(invoice(id).path("state").asText()).isEqualTo("paid");
        assertThat(invoice(id).path("paid_date").asText()).isEqualTo("2026-11-09");
        assertThat(api.get(payments)
                        .json()
                        .path("invoice_payments")
                        .path(0)
                        .path("id")
                        .asLong())
                .isEqualTo(second);

        assertThat(api.delete(payments + "/" + second).status()).isEqualTo(200);
        assertThat(invoice(id).path("state").asText()).isEqualTo("open");
        assertThat(invoice(id).path("paid_at").isNull()).isTrue();
        assertAmount(invoice(id), "due_amount", "60.00");
    }

    @Test
    void paysADraftWithoutSendingIt() {
        long id = harvest.add(anInvoice(client).line("work", "1", "100"));

        harvest.pay(id, aPayment("30"));
        assertThat(invoice(id).path("state").asText()).isEqualTo("draft");

        harvest.pay(id, aPayment("70"));
        assertThat(invoice(id).path("state").asText()).isEqualTo("paid");
        assertThat(invoice(id).path("sent_at").isNull()).isTrue();
    }

    @Test
    void acceptsOverpaymentsUnlessToldOtherwise() {
        long id = harvest.add(anInvoice(client).line("work", "1", "100").open());
        String payments = "/invoices/" + id + "/payments";

        harvest.turn(HarvestSwitch.REFUSE_OVERPAYMENTS, true);
        assertThat(api.post(payments, "{'amount':100.01}").status()).isEqualTo(422);

        harvest.turn(HarvestSwitch.REFUSE_OVERPAYMENTS, false);
        assertThat(api.post(payments, "{'amount':100.01}").status()).isEqualTo(201);
        assertThat(invoice(id).path("state").asText()).isEqualTo("paid");
        assertAmount(invoice(id), "due_amount", "-0.01");
    }

    @Test
    void refusesPaymentsThatMakeNoSense() {
        long closed = harvest.add(anInvoice(client).line("work", "1", "100").writtenOff());
        long open = harvest.add(anInvoice(client).line("work", "1", "100").open());

        assertThat(api.post("/invoices/" + closed + "/payments", "{'amount':1}").message())
                .isEqualTo("Invoice is closed");
        assertThat(api.post("/invoices/" + open + "/payments", "{}").message()).isEqualTo("Amount can't be blank");
        assertThat(api.post(
                                "/invoices/" + open + "/payments",
                                "{'amount':1,'paid_at':'2026-11-01T10:00:00Z','paid_date':'2026-11-01'}")
                        .message())
                .isEqualTo("Paid at and paid date can't be given together");
    }

    @Test
    void thanksWhoeverPaysInFullUnlessAskedNotTo() {
        harvest.add(aContact(client, "Rita", "Roe").email("rita@example.com"));
        long quiet = harvest.add(anInvoice(client).line("work", "1", "10").open());
        long loud = harvest.add(anInvoice(client).line("work", "1", "10").open());

        api.post("/invoices/" + quiet + "/payments", "{'amount':10,'send_thank_you':false}");
        assertThat(harvest.mails()).isEmpty();

        api.post("/invoices/" + loud + "/payments", "{'amount':10}");
        assertThat(harvest.mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.kind()).isEqualTo("thank-you"));
    }

    @Test
    void showsGatewayPaymentsThatCameInByThemselves() {
        long id = harvest.add(anInvoice(client)
                .line("work", "1", "10")
                .open()
                .payment(aPayment("10").on(LocalDate.of(2026, 11, 3)).gateway("stripe", "ch_1")));

        JsonNode payment = api.get("/invoices/" + id + "/payments")
                .json()
                .path("invoice_payments")
                .path(0);

        assertThat(payment.path("payment_gateway").path("name").asText()).isEqualTo("stripe");
        assertThat(payment.path("transaction_id").asText()).isEqualTo("ch_1");
    }

    @Test
    void filtersAndOrdersByIssueDate() {
        long other = harvest.add(aClient("Other"));
        harvest.add(anInvoice(client).number("A").issued(LocalDate.of(2026, 10, 31)));
        harvest.add(anInvoice(client)
                .number("B")
                .issued(LocalDate.of(2026, 11, 1))
                .line("x", "1", "1")
                .open());
        harvest.add(anInvoice(other)
                .number("C")
                .issued(LocalDate.of(2026, 11, 2))
                .createdAt(Instant.parse("2026-11-02T08:00:00Z")));

        assertThat(numbers("/invoices")).isEqualTo("C B A");
        assertThat(numbers("/invoices?from=2026-11-01&to=2026-11-01")).isEqualTo("B");
        assertThat(numbers("/invoices?state=draft")).isEqualTo("C A");
        assertThat(numbers("/invoices?client_id=" + other)).isEqualTo("C");
        assertThat(numbers("/invoices?updated_since=2026-11-20T10:15:30Z")).isEqualTo("B A");
    }

    private String numbers(String path) {
        StringBuilder numbers = new StringBuilder();
        api.get(path)
                .json()
                .path("invoices")
                .forEach(each -> numbers.append(each.path("number").asText()).append(' '));
        return numbers.toString().trim();
    }

    @Test
    void letsPeopleEditAndDelete() {
        long id = harvest.add(anInvoice(client).line("work", "1", "10"));

        harvest.edit("/invoices/" + id, Map.of("number", "RENAMED"));
        assertThat(invoice(id).path("number").asText()).isEqualTo("RENAMED");

        harvest.delete("/invoices/" + id);
        assertThat(api.get("/invoices/" + id).status()).isEqualTo(404);
        assertThat(harvest.calls()).containsExactly(Map.entry("GET /invoices/{id}", 2L));
    }
}
