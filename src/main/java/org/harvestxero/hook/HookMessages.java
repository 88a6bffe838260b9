package org.harvestxero.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.harvestxero.config.ConsoleAddress;
import org.harvestxero.config.Settings;

/**
 * Events in the forms that people read them in. Texts of others, such as a client's name, stay text: nothing in them is markup, a mention,
 * a header or another line.
 */
public final class HookMessages {
    private final Settings settings;

    public HookMessages(Settings settings) {
        this.settings = settings;
    }

    /** A message of Slack's incoming webhooks. Plain text, so that neither mentions nor formatting in it count. */
    public void slack(Exchange exchange) {
        String sentence = sentence(exchange);
        ObjectNode message = EventMessage.object();
        message.put("text", escapedForSlack(sentence));
        ObjectNode section = message.putArray("blocks").addObject().put("type", "section");
        section.putObject("text")
                .put("type", "plain_text")
                .put("text", sentence)
                .put("emoji", false);
        exchange.getMessage().setBody(EventMessage.write(message));
    }

    /** What Slack asks for: these three signs begin and end its own words. */
    private static String escapedForSlack(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** A message with an adaptive card, as the workflows of Teams take it. A run of text is never read as markup. */
    public void teams(Exchange exchange) {
        ObjectNode message = EventMessage.object().put("type", "message");
        ObjectNode card = message.putArray("attachments")
                .addObject()
                .put("contentType", "application/vnd.microsoft.card.adaptive")
                .putObject("content")
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4");
        card.putArray("body")
                .addObject()
                .put("type", "RichTextBlock")
                .putArray("inlines")
                .addObject()
                .put("type", "TextRun")
                .put("text", sentence(exchange));
        exchange.getMessage().setBody(EventMessage.write(message));
    }

    /** A mail in plain text. */
    public void mail(Exchange exchange) throws HookRefusedException {
        Message message = exchange.getMessage();
        String to = settings.optional("hooks.mail.to")
                .or(() -> settings.optional("mail.to"))
                .orElseThrow(() -> new HookRefusedException("neither hooks.mail.to nor mail.to is set"));
        String from =
                settings.optional("mail.from").orElseThrow(() -> new HookRefusedException("mail.from is not set"));
        if (settings.optional("mail.host").isEmpty()) {
            throw new HookRefusedException("mail.host is not set");
        }
        JsonNode event = event(exchange);
        String sentence = EventSentence.of(event);
        String id = event.path("id").asText();
        message.removeHeaders("*");
        message.setHeader("From", from);
        message.setHeader("To", to);
        message.setHeader("Subject", "harvest-xero (" + event.path("connection").asText() + "): " + sentence);
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Harvest-Xero-Event", id);
        message.setBody(sentence + "\n" + page(event) + "\nWhen: "
                + event.path("occurredAt").asText() + "\nKind: "
                + event.path("kind").asText() + "\nEvent: " + id + "\n");
    }

    /** Where the reader sees to it, in a line of its own. */
    private String page(JsonNode event) {
        return ConsoleAddress.forOthers(settings)
                .flatMap(console -> EventPage.of(event).map(page -> "\nIts page: " + console + page + "\n"))
                .orElse("");
    }

    private static String sentence(Exchange exchange) {
        return EventSentence.of(event(exchange));
    }

    private static JsonNode event(Exchange exchange) {
        return EventMessage.read(exchange.getMessage().getBody(String.class));
    }
}
