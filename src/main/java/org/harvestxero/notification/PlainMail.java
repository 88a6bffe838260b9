package org.harvestxero.notification;

import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * A mail of plain text that the program writes by itself.
 *
 * @param from null while mail is off
 * @param to addresses with commas between them
 */
public record PlainMail(@Nullable String from, String to, String subject, String body) {
    /** Makes it the message. Every other header goes: the mail server would get what a trigger or a run left there. */
    public void replace(Message message) {
        message.removeHeaders("*");
        message.setHeader("From", from);
        message.setHeader("To", to);
        message.setHeader("Subject", subject);
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setBody(body);
    }
}
