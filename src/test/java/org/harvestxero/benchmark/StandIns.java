package org.harvestxero.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.harvestxero.sandbox.harvest.BulkSeed;
import org.harvestxero.sandbox.harvest.Fault;
import org.harvestxero.sandbox.harvest.HarvestSandbox;
import org.harvestxero.sandbox.harvest.HarvestSandboxOptions;
import org.harvestxero.sandbox.xero.LoggedRequest;
import org.harvestxero.sandbox.xero.XeroSandbox;
import org.harvestxero.sandbox.xero.XeroSandboxOptions;

/**
 * Both stand-ins in a process of their own, and what they saw of a program. It obeys lines on standard input, each answered by one line
 * of {@code name=value} words, and ends with it: {@code plant INVOICES CLIENTS PAID_PERCENT}, {@code send INVOICES CLIENTS}, {@code pay},
 * {@code begin}, {@code report}, {@code count}.
 */
final class StandIns {
    private static final int TOO_MANY = 429;
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final double HARVEST_CALLS = 100;
    private static final double HARVEST_SECONDS = 15;

    private final Clock clock = Clock.systemUTC();
    private final HarvestSandbox harvest;
    private final XeroSandbox xero;
    private final Duration xeroAnswers;
    private final List<Instant> harvestCalls = new ArrayList<>();
    private long harvestSeen;
    private long harvestRefused;
    private Instant began = Instant.EPOCH;

    private StandIns(boolean limited, Duration harvestAnswers, Duration xeroAnswers) {
        HarvestSandboxOptions harvestOptions = HarvestSandboxOptions.defaults();
        XeroSandboxOptions xeroOptions = XeroSandboxOptions.defaults()
                .withAnswerTime(xeroAnswers)
                .withoutBodies()
                .withLoggedRequests(100_000);
        this.harvest = HarvestSandbox.start(limited ? harvestOptions : harvestOptions.withoutLimits());
        this.xero = XeroSandbox.start(limited ? xeroOptions : xeroOptions.withoutLimits());
        this.xeroAnswers = xeroAnswers;
        if (!harvestAnswers.isZero()) {
            harvest.make(Fault.of(Fault.Kind.SLOW).lasting(harvestAnswers));
        }
    }

    /** @param arguments {@code limits} or {@code free}, then the milliseconds an answer of Harvest and of Xero takes */
    public static void main(String[] arguments) throws IOException {
        StandIns both = new StandIns(
                arguments[0].equals("limits"),
                Duration.ofMillis(Long.parseLong(arguments[1])),
                Duration.ofMillis(Long.parseLong(arguments[2])));
        Thread counting = new Thread(both::countAlways, "count-calls");
        counting.setDaemon(true);
        counting.start();
        say(Map.of("harvest", both.harvest.baseUrl(), "xero", both.xero.baseUrl()));
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            say(both.obey(line.split(" ")));
        }
        System.exit(0);
    }

    private static void say(Map<String, String> words) {
        System.out.println("standins "
                + String.join(
                        " ",
                        words.entrySet().stream()
                                .map(word -> word.getKey() + "=" + word.getValue())
                                .toList()));
        System.out.flush();
    }

    private synchronized Map<String, String> obey(String[] words) {
        switch (words[0]) {
            case "plant" -> plant(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
            case "send" -> send(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "pay" -> pay();
            case "begin" -> begin();
            case "report" -> {
                return report();
            }
            case "count" -> {
                return Map.of("invoices", Integer.toString(xero.invoices().size()));
            }
            default -> throw new IllegalArgumentException(words[0]);
        }
        return Map.of("done", words[0]);
    }

    private void plant(int invoices, int clients, int paidPercent) {
        plant(invoices, clients, paidPercent, harvest.today().minusDays(27), harvest.today());
    }

    /** Issued tomorrow, so that they were changed just now, after whatever was read before. */
    private void send(int invoices, int clients) {
        LocalDate tomorrow = harvest.today().plusDays(1);
        plant(invoices, clients, 0, tomorrow, tomorrow);
    }

    private void plant(int invoices, int clients, int paidPercent, LocalDate from, LocalDate to) {
        harvest.plant(new BulkSeed(1, clients, invoices, paidPercent, 1, 0, 0, from, to, List.of(), null));
    }

    /** All that is open in Xero is paid there. */
    private void pay() {
        xero.invoices().stream()
                .filter(invoice -> invoice.path("Status").asText().equals("AUTHORISED"))
                .forEach(invoice -> xero.payInvoice(
                        invoice.path("InvoiceID").asText(),
                        invoice.path("AmountDue").decimalValue(),
                        "090",
                        harvest.today()));
    }

    private void begin() {
        harvest.clearCalls();
        xero.clearLog();
        harvestCalls.clear();
        harvestSeen = 0;
        harvestRefused = 0;
        began = clock.instant();
    }

    private void countAlways() {
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY.toMillis());
                countHarvest();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Harvest's log holds the last thousand calls: they are taken over before more have come. */
    private synchronized void countHarvest() {
        long all = harvest.callCount();
        var latest = harvest.requests();
        int fresh = (int) Math.min(latest.size(), all - harvestSeen);
        latest.subList(latest.size() - fresh, latest.size()).forEach(call -> {
            if (call.status() == TOO_MANY) {
                harvestRefused++;
            } else {
                harvestCalls.add(call.at());
            }
        });
        harvestSeen = all;
    }

    private Map<String, String> report() {
        countHarvest();
        List<LoggedRequest> calls = xero.requests().stream()
                .filter(call -> call.path().startsWith("/api.xro/"))
                .toList();
        Map<String, String> figures = new TreeMap<>();
        figures.put("harvest.calls", Long.toString(harvestSeen));
        figures.put("xero.calls", Integer.toString(calls.size()));
        figures.put(
                "refused",
                Long.toString(harvestRefused
                        + calls.stream()
                                .filter(call -> call.status() == TOO_MANY)
                                .count()));
        figures.put("flight", Integer.toString(mostInFlight(calls)));
        // Starting the JVM is work of the processor, which the faster time would multiply.
        began = Stream.concat(calls.stream().map(LoggedRequest::at), harvestCalls.stream())
                .min(Comparator.naturalOrder())
                .orElse(began);
        List<LoggedRequest> written = calls.stream()
                .filter(call -> !call.method().equals("GET") && call.status() == 200)
                .toList();
        List<LoggedRequest> documents = written.stream()
                .filter(call -> !call.path().endsWith("/Contacts"))
                .toList();
        if (!documents.isEmpty()) {
            figures.put("first", seconds(documents.get(0).at().plus(xeroAnswers)));
            figures.put("all", seconds(documents.get(documents.size() - 1).at().plus(xeroAnswers)));
        }
        figures.put("invoices", Integer.toString(xero.invoices().size()));
        figures.put("payments", Integer.toString(xero.payments().size()));
        figures.put(
                "harvest.paid",
                Integer.toString(harvest.get("/invoices?state=paid&per_page=1")
                        .path("total_entries")
                        .asInt()));
        figures.put("share", Double.toString(share()));
        return figures;
    }

    private String seconds(Instant moment) {
        return Double.toString(Duration.between(began, moment).toMillis() / 1e3);
    }

    /** Of the calls that Harvest's limit allows from the first to the last one. */
    private double share() {
        if (harvestCalls.size() < 2) {
            return 0;
        }
        Duration working = Duration.between(harvestCalls.get(0), harvestCalls.get(harvestCalls.size() - 1));
        return harvestCalls.size() / (HARVEST_CALLS + working.toMillis() / 1e3 / HARVEST_SECONDS * HARVEST_CALLS);
    }

    /** Every call is under way for as long as an answer takes. */
    private int mostInFlight(List<LoggedRequest> calls) {
        int most = 0;
        int oldest = 0;
        for (int i = 0; i < calls.size(); i++) {
            while (calls.get(oldest)
                    .at()
                    .plus(xeroAnswers)
                    .isBefore(calls.get(i).at())) {
                oldest++;
            }
            most = Math.max(most, i - oldest + 1);
        }
        return most;
    }
}
