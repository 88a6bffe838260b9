package org.harvestxero.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How fast the sandbox is by itself: 100,000 invoices of 500 contacts in batches of 50, payments, pages of 1,000. */
@Tag("benchmark")
class SpeedBenchmark {
    private static final int INVOICES = 100_000;

    @Test
    void holdsAHundredThousandInvoices() {
        try (XeroSandbox sandbox =
                XeroSandbox.start(XeroSandboxOptions.defaults().withoutLimits().withoutBodies())) {
            TestClient xero = TestClient.connected(sandbox);
            List<String> contacts = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                contacts.add(xero.createContact("Client " + i));
            }
            List<String> ids = new ArrayList<>();
            List<Double> batches = new ArrayList<>();
            for (int from = 0; from < INVOICES; from += 50) {
                StringBuilder body = new StringBuilder("{'Invoices':[");
                for (int i = from; i < from + 50; i++) {
                    body.append(i == from ? "" : ",")
                            .append(TestClient.invoice(
                                    contacts.get(i % 500), "INV-" + i, "AUTHORISED", "7.33", "110.00"));
                }
                xero.with("Idempotency-Key", "batch-" + from);
                String request = body.append("]}").toString();
                long start = System.nanoTime();
                TestClient.Reply reply = xero.put("Invoices?summarizeErrors=false&unitdp=4", request);
                batches.add((System.nanoTime() - start) / 1e6);
                if (from < 5_000) {
                    reply.json()
                            .get("Invoices")
                            .forEach(each -> ids.add(each.get("InvoiceID").asText()));
                }
                assertThat(reply.status()).isEqualTo(200);
            }
            List<Double> payments = new ArrayList<>();
            for (int from = 0; from < ids.size(); from += 50) {
                StringBuilder body = new StringBuilder("{'Payments':[");
                for (int i = from; i < from + 50; i++) {
                    body.append(i == from ? "" : ",").append(TestClient.payment(ids.get(i), "967.56"));
                }
                xero.with("Idempotency-Key", "payments-" + from);
                long start = System.nanoTime();
                xero.put("Payments?summarizeErrors=false", body.append("]}").toString());
                payments.add((System.nanoTime() - start) / 1e6);
            }
            List<Double> pages = new ArrayList<>();
            for (int page = 1; page <= 100; page++) {
                long start = System.nanoTime();
                TestClient.Reply reply = xero.get("Invoices?page=" + page + "&pageSize=1000");
                pages.add((System.nanoTime() - start) / 1e6);
                JsonNode pagination = reply.json().get("pagination");
                assertThat(pagination.get("itemCount").asInt()).isEqualTo(INVOICES);
            }
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            System.out.printf("%-28s %8s %8s%n", "milliseconds", "median", "p99");
            print("PUT 50 invoices", batches.subList(batches.size() / 2, batches.size()));
            print("PUT 50 payments", payments.subList(payments.size() / 2, payments.size()));
            print("GET a page of 1,000", pages.subList(pages.size() / 2, pages.size()));
            System.out.printf(
                    "%-28s %8d MB%n",
                    "heap with " + INVOICES, (runtime.totalMemory() - runtime.freeMemory()) / 1_048_576);
        }
    }

    private static void print(String what, List<Double> times) {
        List<Double> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        System.out.printf(
                "%-28s %8.2f %8.2f%n", what, sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100));
    }
}
