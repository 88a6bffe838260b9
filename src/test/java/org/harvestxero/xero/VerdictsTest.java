package org.harvestxero.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.harvestxero.http.JsonFields;
import org.harvestxero.http.OutcomeUnknownException;
import org.harvestxero.http.Samples;
import org.harvestxero.xero.ElementVerdict.Accepted;
import org.harvestxero.xero.ElementVerdict.Rejected;
import org.junit.jupiter.api.Test;

class VerdictsTest {
    private static XeroResponse answer(int status, JsonNode json) {
        return new XeroResponse(status, JsonFields.write(json), json, Instant.EPOCH, null);
    }

    private static XeroResponse answer(int status, String json) {
        return answer(status, JsonFields.parse(json).orElseThrow());
    }

    @Test
    void givesAVerdictForEachElementInOrder() throws IOException {
        List<ElementVerdict> verdicts =
                Verdicts.read(answer(200, Samples.xero("invoices-summarize-errors-false.json")), "Invoices", 3);

        assertThat(verdicts.get(0)).isInstanceOfSatisfying(Accepted.class, first -> {
            assertThat(first.targetId()).isEqualTo("d256db50-d6bb-431c-a465-12f2ad7a6739");
            assertThat(first.number()).isEqualTo("INV-2050");
            assertThat(first.status()).isEqualTo("AUTHORISED");
            assertThat(first.subtotal()).hasToString("100.00");
            assertThat(first.totalTax()).hasToString("20.00");
            assertThat(first.total()).hasToString("120.00");
            assertThat(first.amountDue()).hasToString("120.00");
            assertThat(first.warnings()).isEmpty();
        });
        assertThat(verdicts).hasAtLeastOneElementOfType(Rejected.class);
    }

    @Test
    void readsPaymentsThatWentInAndOneThatDidNot() throws IOException {
        List<ElementVerdict> verdicts =
                Verdicts.read(answer(200, Samples.xero("payments-summarize-errors-false.json")), "Payments", 2);

        assertThat(verdicts.get(0)).isInstanceOf(Accepted.class);
        assertThat(verdicts.get(1))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        refused -> assertThat(refused.messages())
                                .containsExactly("Payment amount exceeds the amount outstanding on this document"));
    }

    @Test
    void rejectsEveryElementThatA400Lists() throws IOException {
        List<ElementVerdict> verdicts =
                Verdicts.read(answer(400, Samples.xero("error-400-validation.json")), "Invoices", 1);

        assertThat(verdicts)
                .singleElement()
                .isInstanceOfSatisfying(
                        Rejected.class,
                        refused -> assertThat(refused.messages())
                                .containsExactly(
                                        "Account code '999X' is not a valid code for this document.",
                                        "The document DueDate field must be specified."));
    }

    @Test
    void collectsWhatIsWrongWithALine() {
        List<ElementVerdict> verdicts = Verdicts.read(
                answer(
                        200,
                        "{\"Invoices\":[{\"InvoiceID\":\"00000000-0000-0000-0000-000000000000\",\"HasErrors\":true,"
                                + "\"LineItems\":[{\"ValidationErrors\":[{\"Description\":\"Bad tax\"}]}]}]}"),
                "Invoices",
                1);

        assertThat(verdicts)
                .singleElement()
                .isInstanceOfSatisfying(
                        Rejected.class,
                        refused -> assertThat(refused.messages()).containsExactly("Bad tax"));
    }

    @Test
    void takesAWarningAsAccepted() {
        List<ElementVerdict> verdicts = Verdicts.read(
                answer(
                        200,
                        "{\"Contacts\":[{\"ContactID\":\"c\",\"ContactStatus\":\"ACTIVE\",\"ContactNumber\":\"n\","
                                + "\"StatusAttributeString\":\"WARNING\",\"Warnings\":[{\"Message\":\"Changed\"}]}]}"),
                "Contacts",
                1);

        assertThat(verdicts).singleElement().isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.warnings()).containsExactly("Changed");
            assertThat(accepted.status()).isEqualTo("ACTIVE");
            assertThat(accepted.number()).isEqualTo("n");
        });
    }

    @Test
    void doubtsAnAnswerThatDoesNotTellOfEachElement() {
        assertThatThrownBy(() -> Verdicts.read(answer(200, "{\"Invoices\":[]}"), "Invoices", 2))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThatThrownBy(() -> Verdicts.read(answer(200, "{\"Status\":\"OK\"}"), "Invoices", 1))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThatThrownBy(() -> Verdicts.read(answer(200, "{\"Invoices\":[{}]}"), "Invoices", 1))
                .isInstanceOf(OutcomeUnknownException.class);
    }
}
