package org.harvestxero;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Calls to both sides by what they are for, as a table. */
final class CountedCalls {
    private final CopyScenario scenario;
    private final Map<String, long[]> counts = new TreeMap<>();

    CountedCalls(CopyScenario scenario) {
        this.scenario = scenario;
    }

    /** Counts what was asked since the last time. @param work what was going on; empty for copying cycles */
    void take(String work) {
        scenario.harvest().requests().forEach(each -> count(work, each.method(), each.template(), each.body(), 0));
        scenario.xero()
                .requests()
                .forEach(each -> count(work, each.method(), each.path().replace("/api.xro/2.0", ""), each.body(), 2));
        scenario.harvest().clearCalls();
        scenario.xero().clearLog();
    }

    private void count(String work, String method, String path, String body, int side) {
        BiFunction<String, String, String> purpose = side == 0 ? CountedCalls::inHarvest : CountedCalls::inXero;
        String what = work.isEmpty() ? purpose.apply(path, body) : work;
        counts.computeIfAbsent(what, first -> new long[4])[side + (method.equals("GET") ? 0 : 1)]++;
    }

    private static String inHarvest(String path, String body) {
        String list = path.replaceFirst("^/([a-z_]+).*", "$1");
        return switch (list) {
            case "invoices" -> path.endsWith("/payments") || path.contains("/payments/") ? "payments" : "invoices";
            case "clients", "contacts" -> "clients and contacts";
            case "expenses", "expense_categories", "users" -> "expenses";
            default -> "tokens, set-up and work";
        };
    }

    private static String inXero(String path, String body) {
        String list = path.replaceFirst("^/([A-Za-z]+).*", "$1");
        return switch (list) {
            case "Invoices" -> body.contains("ACCPAY") || path.contains("/Attachments") ? "expenses" : "invoices";
            case "Contacts" -> body.contains("harvest-user-") ? "expenses" : "clients and contacts";
            case "Payments" -> "payments";
            case "BankTransactions" -> "expenses";
            case "CreditNotes", "Overpayments", "Prepayments" -> "write-offs and credits";
            default -> "tokens, set-up and work";
        };
    }

    long sum() {
        return counts.values().stream()
                .mapToLong(each -> each[0] + each[1] + each[2] + each[3])
                .sum();
    }

    /** As a table of Markdown. */
    String table() {
        StringBuilder table = new StringBuilder(
                "| | Harvest, read | Harvest, written | Xero, read | Xero, written |\n|---|---|---|---|---|\n");
        counts.forEach((what, calls) -> table.append(
                "| %s | %,d | %,d | %,d | %,d |%n".formatted(what, calls[0], calls[1], calls[2], calls[3])));
        return table.toString();
    }
}
