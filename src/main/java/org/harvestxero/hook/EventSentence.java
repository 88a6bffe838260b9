package org.harvestxero.hook;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.harvestxero.billing.Counted;
import org.harvestxero.billing.CurrencyDigits;

/** An event as one sentence for people, on one line. */
final class EventSentence {
    /** Longest sentence; Slack shows no more than 3000 characters of a text, a mail server takes 998 of a subject. */
    private static final int LONGEST = 900;

    private final JsonNode data;

    private EventSentence(JsonNode data) {
        this.data = data;
    }

    /** @param event as a hook gets it */
    static String of(JsonNode event) {
        String kind = event.path("kind").asText();
        String words = oneLine(new EventSentence(event.path("data")).words(kind));
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST - 1) + "…";
    }

    /** Whatever breaks a line or is invisible counts as a blank. */
    private static String oneLine(String words) {
        return words.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }

    private String words(String kind) {
        return switch (kind) {
            case "invoice.copied" ->
                invoice() + " stands in Xero" + (status().isEmpty() ? "" : " (" + status() + ")") + ", "
                        + amount(data.path("total")) + ".";
            case "invoice.failed" ->
                document() + " can't be copied: " + text("message") + " What to do: " + text("remedy");
            case "invoice.healed" -> document() + " no longer stands failed: it is " + text("how") + ".";
            case "invoice.paid" -> invoice() + " is paid, " + amount(data.path("total")) + ".";
            case "invoice.part-paid" ->
                invoice() + " is paid in part: " + plain(data.path("due"), currency()) + " of "
                        + amount(data.path("total")) + " is left.";
            case "invoice.voided" -> invoice() + " no longer stands in Xero: it is " + status() + ".";
            case "invoice.overdue" ->
                invoice() + " is overdue since " + text("dueDate") + ", " + amount(data.path("due")) + ".";
            case "payment.milestone" ->
                data.path("percent").asText() + " % of "
                        + data.path("of").path("type").asText() + " " + named(data.path("of")) + " is paid, "
                        + amount(data.path("paid")) + ".";
            default -> others(kind);
        };
    }

    private String others(String kind) {
        return switch (kind) {
            case "draft.waiting" ->
                draft() + ", " + amount(data.path("total")) + " before tax, waits for "
                        + (text("waitsFor").isEmpty() ? "review" : "a " + text("waitsFor")) + ".";
            case "draft.approved" ->
                draft() + ", " + amount(data.path("total")) + " before tax, is approved by " + text("by") + ".";
            case "period.billed" ->
                named(data.path("client")) + " is billed for " + text("period") + ": "
                        + Counted.of(data.path("drafts").asLong(), "draft") + ", " + amount(data.path("total"))
                        + " before tax.";
            case "client.created" -> "A new client in Harvest: " + named(data.path("client")) + ".";
            case "project.created" -> "A new project in Harvest: " + named(data.path("project")) + ".";
            case "budget.threshold" ->
                "Project " + named(data.path("project")) + " used "
                        + data.path("percent").asText() + " % of its budget.";
            case "reconcile.difference" -> invoice() + " differs: " + text("reason");
            case "consent.lost" -> text("message") + " " + text("remedy");
            case "connection.paused" -> "Nothing is copied for now: " + text("reason");
            default -> kind;
        };
    }

    private String invoice() {
        JsonNode invoice = data.path("invoice");
        String number = invoice.path("number").asText();
        String client = invoice.path("client").path("name").asText();
        return "Invoice " + (number.isEmpty() ? invoice.path("harvestId").asText() : number)
                + (client.isEmpty() ? "" : " of " + client);
    }

    private String document() {
        JsonNode document = data.path("document");
        String number = document.path("number").asText();
        String type = document.path("type").asText().replace('-', ' ');
        return type.substring(0, Math.min(1, type.length())).toUpperCase(java.util.Locale.ROOT)
                + type.substring(Math.min(1, type.length())) + " " + (number.isEmpty() ? "" : number + " ") + "("
                + document.path("failedId").asText() + ")";
    }

    private String draft() {
        JsonNode draft = data.path("draft");
        return "Draft " + draft.path("id").asText() + " of " + named(draft.path("client")) + " for "
                + draft.path("period").asText();
    }

    private static String named(JsonNode thing) {
        String name = thing.path("name").asText();
        return name.isEmpty() ? thing.path("id").asText() : name;
    }

    private String status() {
        return text("status");
    }

    private String currency() {
        return data.path("total").path("currency").asText();
    }

    private String text(String field) {
        return data.path(field).asText();
    }

    private static String amount(JsonNode amount) {
        String currency = amount.path("currency").asText();
        return plain(amount.path("amount"), currency) + (currency.isEmpty() ? "" : " " + currency);
    }

    private static String plain(JsonNode number, String currency) {
        BigDecimal amount = number.isNumber() ? number.decimalValue() : BigDecimal.ZERO;
        return CurrencyDigits.plain(amount, currency.isEmpty() ? null : currency);
    }
}
