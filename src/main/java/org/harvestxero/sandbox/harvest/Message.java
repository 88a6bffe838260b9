package org.harvestxero.sandbox.harvest;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mail about an invoice, or a change of its state. */
final class Message extends Document {
    final Invoice invoice;
    final User sentBy;

    @Nullable
    String eventType;

    @Nullable
    String subject;

    @Nullable
    String body;

    boolean linkToClientInvoice;
    boolean attachPdf;
    boolean copyToSender;
    boolean thankYou;
    boolean reminder;

    @Nullable
    LocalDate sendReminderOn;

    List<Recipient> recipients = List.of();

    Message(Birth birth, Invoice invoice, User sentBy) {
        super(birth);
        this.invoice = invoice;
        this.sentBy = sentBy;
    }

    record Recipient(@Nullable String name, String email) {}

    @Override
    void write(JsonWriter out, Viewer viewer) {
        out.whole("id", id())
                .text("sent_by", sentBy.name())
                .text("sent_by_email", sentBy.email)
                .text("sent_from", sentBy.name())
                .text("sent_from_email", sentBy.email)
                .flag("include_link_to_client_invoice", linkToClientInvoice)
                .flag("send_me_a_copy", copyToSender)
                .flag("thank_you", thankYou)
                .flag("reminder", reminder)
                .date("send_reminder_on", sendReminderOn);
        writeTimes(out);
        out.flag("attach_pdf", attachPdf)
                .text("event_type", eventType)
                .rows(
                        "recipients",
                        recipients,
                        (recipient, row) -> row.text("name", recipient.name()).text("email", recipient.email()))
                .text("subject", subject)
                .text("body", body);
    }
}
