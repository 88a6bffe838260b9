package org.harvestxero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.harvestxero.sandbox.harvest.HarvestSandbox;
import org.harvestxero.sandbox.xero.XeroSandbox;

/** Holds both sides against each other: each document exactly once, to the cent. */
public final class Twins {
    private final HarvestSandbox harvest;
    private final XeroSandbox xero;

    public Twins(HarvestSandbox harvest, XeroSandbox xero) {
        this.harvest = harvest;
        this.xero = xero;
    }

    /** All of Harvest's invoices, page by page. */
    public List<JsonNode> sources() {
        List<JsonNode> invoices = new ArrayList<>();
        JsonNode page;
        int number = 1;
        do {
            page = harvest.get("/invoices?per_page=2000&page=" + number++);
            page.path("invoices").forEach(invoices::add);
        } while (!page.path("next_page").isNull());
        return invoices;
    }

    /** Every Harvest invoice stands in Xero once, with its total, what is due, its contact and each of its payments. */
    public void assertExact() {
        List<JsonNode> sources = sources();
        assertEach(sources);
        assertNoMore(sources.size());
    }

    /** Each of the Harvest invoices stands in Xero once, to the cent. */
    public void assertEach(List<JsonNode> sources) {
        Map<String, JsonNode> twins = byMark(live(xero.invoices()), "Url", "/invoices/");
        Map<String, Integer> payments = count(live(xero.payments()), "Reference");
        List<String> faults = new ArrayList<>();
        for (JsonNode source : sources) {
            JsonNode twin = twins.get(source.path("id").asText());
            String number = source.path("number").asText();
            if (twin == null) {
                faults.add(number + " is missing");
                continue;
            }
            same(faults, number + " number", number, twin.path("InvoiceNumber").asText());
            same(faults, number + " total", source.path("amount"), twin.path("Total"));
            same(faults, number + " due", source.path("due_amount"), twin.path("AmountDue"));
            if (!source.path("amount").equals(source.path("due_amount"))) {
                paid(faults, source, payments);
            }
        }
        assertThat(faults).isEmpty();
        assertUnique(count(live(xero.contacts()), "ContactNumber"));
        assertUnique(payments);
    }

    private void paid(List<String> faults, JsonNode source, Map<String, Integer> payments) {
        JsonNode listed = harvest.get("/invoices/" + source.path("id").asText() + "/payments");
        for (JsonNode payment : listed.path("invoice_payments")) {
            String mark = "HP" + payment.path("id").asText();
            long found = payments.keySet().stream()
                    .filter(reference -> reference.contains(mark))
                    .count();
            if (found != 1) {
                faults.add(source.path("number").asText() + ": payment " + mark + " is there " + found + " times");
            }
        }
    }

    /** Xero holds no more than so many invoices that count. */
    public void assertNoMore(int invoices) {
        assertThat(live(xero.invoices())).hasSize(invoices);
    }

    /** Documents that are neither deleted nor voided nor archived. */
    public static List<JsonNode> live(List<JsonNode> documents) {
        return documents.stream()
                .filter(document -> !List.of("DELETED", "VOIDED", "ARCHIVED")
                        .contains(document.path("Status")
                                .asText(document.path("ContactStatus").asText())))
                .toList();
    }

    private static Map<String, JsonNode> byMark(List<JsonNode> documents, String field, String before) {
        Map<String, JsonNode> byMark = new HashMap<>();
        for (JsonNode document : documents) {
            String mark = document.path(field).asText("");
            if (!mark.contains(before)) {
                continue;
            }
            JsonNode other = byMark.put(mark.substring(mark.lastIndexOf(before) + before.length()), document);
            assertThat(other).as("twice in Xero: %s", mark).isNull();
        }
        return byMark;
    }

    private static Map<String, Integer> count(List<JsonNode> documents, String field) {
        Map<String, Integer> counts = new TreeMap<>();
        documents.stream()
                .map(document -> document.path(field).asText(""))
                .filter(mark -> !mark.isEmpty())
                .forEach(mark -> counts.merge(mark, 1, Integer::sum));
        return counts;
    }

    private static void assertUnique(Map<String, Integer> counts) {
        assertThat(counts)
                .allSatisfy((mark, count) -> assertThat(count).as(mark).isEqualTo(1));
    }

    private static void same(List<String> faults, String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            faults.add(what + " is " + actual + ", not " + expected);
        }
    }

    private static void same(List<String> faults, String what, JsonNode expected, JsonNode actual) {
        same(faults, what, plain(expected.decimalValue()), plain(actual.decimalValue()));
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    /** The sum of a field over documents. */
    public static BigDecimal sum(Iterable<JsonNode> documents, String field) {
        return StreamSupport.stream(documents.spliterator(), false)
                .map(document -> document.path(field).decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
