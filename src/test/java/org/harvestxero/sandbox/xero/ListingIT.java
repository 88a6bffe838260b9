package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paging, filters and order, on 12 invoices made a minute apart: INV-01 (draft) to INV-12, of 1 to 12 pounds. */
class ListingIT {
    private static final MovableClock CLOCK = new MovableClock("2026-11-02T09:00:00Z");
    private static XeroSandbox sandbox;
    private static TestClient xero;
    private static String acme;
    private static String beta;

    @BeforeAll
    static void start() {
        sandbox =
                XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits().withClock(CLOCK));
        xero = TestClient.connected(sandbox);
        acme = xero.createContact("Acme");
        beta = xero.createContact("Beta");
        for (int i = 1; i <= 12; i++) {
            CLOCK.advance(Duration.ofMinutes(1));
            String number = String.format("INV-%02d", i);
            String body = TestClient.invoice(
                            i % 3 == 0 ? beta : acme, number, i == 1 ? "DRAFT" : "AUTHORISED", "1", "" + i)
                    .replace(
                            "'Date':'2026-11-02'",
                            "'Date':'2026-10-" + (10 + i) + "','Reference':'PO \\\"" + i + "\\\"'");
            assertThat(xero.put("Invoices", body).status()).isEqualTo(200);
        }
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static JsonNode list(String query) {
        TestClient.Reply reply = xero.get("Invoices" + query);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().get("Invoices");
    }

    private static String where(String expression) {
        return "?page=1&where=" + TestClient.encode(expression.replace('\'', '"'));
    }

    private static String numbers(JsonNode invoices) {
        StringBuilder numbers = new StringBuilder();
        invoices.forEach(each -> numbers.append(numbers.isEmpty() ? "" : " ")
                .append(each.get("InvoiceNumber").asText().substring(4)));
        return numbers.toString();
    }

    @Test
    void anUnpagedListHasNoLines() {
        JsonNode invoices = list("");

        assertThat(invoices).hasSize(12);
        assertThat(invoices.at("/0/LineItems")).isEmpty();
        assertThat(invoices.at("/0/Contact").has("EmailAddress")).isFalse();
        assertThat(invoices.at("/0/Total").toString()).isEqualTo("1.20");
        assertThat(xero.get("Invoices").json().has("pagination")).isFalse();
    }

    @Test
    void aPageHasLinesAndSaysWhereItStands() {
        JsonNode page = xero.get("Invoices?page=2&pageSize=5").json();

        assertThat(numbers(page.get("Invoices"))).isEqualTo("06 07 08 09 10");
        assertThat(page.get("pagination").toString())
                .isEqualTo("{\"page\":2,\"pageSize\":5,\"pageCount\":3,\"itemCount\":12}");
        assertThat(page.at("/Invoices/0/LineItems")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-3, 1", "5000, 1000", "1000, 1000"})
    void pageSizesAreClamped(String asked, int used) {
        assertThat(xero.get("Invoices?page=1&pageSize=" + asked)
                        .json()
                        .at("/pagination/pageSize")
                        .asInt())
                .isEqualTo(used);
    }

    @Test
    void aPageBeyondTheLastIsEmpty() {
        assertThat(list("?page=9")).isEmpty();
        assertThat(xero.get("Invoices?page=1").json().at("/pagination/pageSize").asInt())
                .isEqualTo(100);
    }

    @Test
    void summariesLeaveThingsOut() {
        JsonNode row = list("?summaryOnly=true").get(0);

        assertThat(row.has("LineItems")).isFalse();
        assertThat(row.has("Payments")).isFalse();
        assertThat(row.has("HasAttachments")).isFalse();
        assertThat(row.get("Total").toString()).isEqualTo("1.20");
    }

    @Test
    void statusesImplyPaging() {
        JsonNode answer = xero.get("Invoices?Statuses=DRAFT,VOIDED").json();

        assertThat(numbers(answer.get("Invoices"))).isEqualTo("01");
        assertThat(answer.at("/pagination/itemCount").asInt()).isEqualTo(1);
    }

    @Test
    void listsAreNarrowedByIdsNumbersContactsAndTerm() {
        String id =
                xero.get("Invoices/INV-05").first("Invoices").get("InvoiceID").asText();

        assertThat(numbers(list("?IDs=" + id + ",1050b3a7-66b7-4c69-aae7-7ba02b9e81c4")))
                .isEqualTo("05");
        assertThat(numbers(list("?InvoiceNumbers=INV-07,inv-03,INV-99"))).isEqualTo("03 07");
        assertThat(numbers(list("?ContactIDs=" + beta))).isEqualTo("03 06 09 12");
        assertThat(numbers(list("?ContactIDs=" + beta + "&InvoiceNumbers=INV-06,INV-07")))
                .isEqualTo("06");
        assertThat(numbers(list("?searchTerm=v-1"))).isEqualTo("10 11 12");
        assertThat(numbers(list("?searchTerm=" + TestClient.encode("po \"4")))).isEqualTo("04");
    }

    @Test
    void modifiedSinceIsExclusiveAndKnowsHttpDatesToo() {
        try {
            xero.with("If-Modified-Since", "2026-11-02T09:10:00");
            assertThat(numbers(list("?page=1"))).isEqualTo("11 12");
            xero.with("If-Modified-Since", "Mon, 02 Nov 2026 09:11:30 GMT");
            assertThat(numbers(list(""))).isEqualTo("12");
            xero.with("If-Modified-Since", "2026-11-03T00:00:00");
            assertThat(list("?page=1")).isEmpty();
        } finally {
            xero.without("If-Modified-Since");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '#',
            value = {
                "Status=='DRAFT'; 01",
                "Status = 'draft'; 01",
                "InvoiceNumber=='inv-04'; 04",
                "Type=='ACCREC' AND InvoiceNumber=='INV-04'; 04",
                "AmountDue>=12 && AmountDue<14; 10 11",
                "Date>=DateTime(2026,10,20) and Date<DateTime(2026,10,22); 10 11",
                "Contact.Name=='BETA' && Total>7.5; 09 12",
                "Contact.ContactID==guid('$beta') and AmountDue > 8; 09 12",
                "InvoiceNumber=='INV-01' OR InvoiceNumber=='INV-12'; 01 12",
                "(InvoiceNumber=='INV-01' || InvoiceNumber=='INV-12') && Status!='DRAFT'; 12",
                "Reference=='PO ''7'''; 07",
                "Reference!=null && Reference.Contains('7'); 07",
                "InvoiceNumber.StartsWith('INV-1'); 10 11 12",
                "InvoiceNumber.EndsWith('2') && !(Total<10); 12",
                "SentToContact==true; ##",
                "FullyPaidOnDate==null && AmountPaid==0 && Total<3; 01 02"
            })
    void filters(String expression, String expected) {
        assertThat(numbers(list(where(expression.replace("$beta", beta))))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '#',
            value = {
                "hi==1; No property or field 'hi' exists in type 'Invoice' (at index 0)",
                "Status=='DRAFT' && hi==1; No property or field 'hi' exists in type 'Invoice' (at index 19)",
                "Reference=='it\\'s'; Syntax error (at index 16)",
                "Reference=='open; Unterminated string literal (at index 11)",
                "Status==; Expression expected (at index 8)",
                "Status=='A')); Syntax error (at index 11)",
                "InvoiceID=='x'; Operator '==' incompatible with operand types 'Guid' and 'String' (at index 9)",
                "Total; Expression of type 'Boolean' expected (at index 5)"
            })
    void aFilterThatCannotBeReadIsError16(String expression, String message) {
        TestClient.Reply reply = xero.get("Invoices" + where(expression));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("ErrorNumber").asInt()).isEqualTo(16);
        assertThat(reply.json().get("Type").asText()).isEqualTo("QueryParseException");
        assertThat(reply.json().get("Message").asText()).isEqualTo(message);
    }

    @Test
    void orderIsAsAsked() {
        assertThat(numbers(list("?page=1&pageSize=3&order=" + TestClient.encode("Total DESC"))))
                .isEqualTo("12 11 10");
        assertThat(numbers(list("?page=1&pageSize=3&order=" + TestClient.encode("Contact.Name DESC, Date ASC"))))
                .isEqualTo("03 06 09");
        assertThat(xero.get("Invoices?order=Nothing").json().get("ErrorNumber").asInt())
                .isEqualTo(16);
    }

    @Test
    void withoutAnOrderTheLastChangeComesLast() {
        try (XeroSandbox other = XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits())) {
            TestClient client = TestClient.connected(other);
            String contact = client.createContact("Acme");
            for (int i = 1; i <= 3; i++) {
                client.createInvoice(contact, "INV-0" + i, "1", "1");
            }

            Instant created = Instant.now();
            await().pollInterval(Duration.ofMillis(1)).until(() -> Instant.now().isAfter(created.plusMillis(1)));

            client.post("Invoices/INV-01", "{'Reference':'touched'}");

            assertThat(client.get("Invoices")
                            .json()
                            .at("/Invoices/2/InvoiceNumber")
                            .asText())
                    .isEqualTo("INV-01");
        }
    }
}
