package org.harvestxero.sandbox.harvest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.harvestxero.sandbox.harvest.Lists.Style;
import org.harvestxero.sandbox.harvest.Message.Recipient;
import org.jspecify.annotations.Nullable;

/** {@code /invoices/{id}/messages}: mails (recorded, never sent) and the only way to change an invoice's state. */
final class InvoiceMessages {
    private static final String PATH = "/invoices/{id}/messages";

    private final HarvestAccount account;
    private final Lists lists;

    InvoiceMessages(HarvestAccount account, Lists lists) {
        this.account = account;
        this.lists = lists;
    }

    void register(Router router) {
        router.add("GET", PATH, Area.INVOICES, this::list);
        router.add("GET", PATH + "/new", Area.INVOICES, this::propose);
        router.add("POST", PATH, Area.INVOICES, this::create);
        router.add("DELETE", PATH + "/{id}", Area.INVOICES, this::delete);
    }

    private Reply list(Call call) {
        Filter<Message> filter = new Filter<Message>().updatedSince(call.query());
        List<Message> messages = account.invoices.get(call.ownerId()).messages.stream()
                .filter(filter)
                .sorted(Table.newestFirst())
                .toList();
        return lists.page(
                call, Style.cursors("invoice_messages"), messages, (row, out) -> row.write(out, call.viewer()));
    }

    private Reply propose(Call call) {
        Invoice invoice = account.invoices.get(call.ownerId());
        boolean thanks = Boolean.TRUE.equals(call.query().flag("thank_you"));
        boolean reminds = Boolean.TRUE.equals(call.query().flag("reminder"));
        return Reply.json(
                200,
                out -> out.whole("invoice_id", invoice.id())
                        .text("subject", "Invoice #" + invoice.number + " from " + account.company.name())
                        .text(
                                "body",
                                "Invoice " + invoice.number + " for " + invoice.client.name + "\r\nIssued: "
                                        + invoice.issueDate + "\r\nTotal: " + invoice.currency + " " + invoice.amount())
                        .flag("reminder", reminds)
                        .flag("thank_you", thanks));
    }

    private Reply create(Call call) {
        Invoice invoice = account.invoices.get(call.ownerId());
        Fields fields = call.body();
        String event = fields.text("event_type");
        Message message =
                new Message(account.birth(call), invoice, call.viewer().user());
        message.eventType = event;
        message.linkToClientInvoice = event == null && !invoice.paymentOptions.isEmpty();
        if (event == null) {
            mail(message, fields);
            fields.then(() -> send(invoice, message, call));
        } else {
            Transition transition = Transition.of(event, invoice.state);
            fields.check(
                    transition != null || call.viewer().person(),
                    "Event type " + event + " is not possible for an invoice that is " + invoice.state.word());
            fields.then(() -> move(invoice, transition, message.createdAt()));
        }
        if (!fields.flag("include_link_to_client_invoice", true)) {
            fields.then(() -> invoice.paymentOptions = List.of());
        }
        fields.apply();
        invoice.messages.add(message);
        invoice.touch(call.viewer().now());
        return Reply.json(201, out -> message.write(out, call.viewer()))
                .with("Location", account.webUrl() + "/api/v2/invoices/" + invoice.id() + "/messages/" + message.id());
    }

    private static void mail(Message message, Fields fields) {
        List<Recipient> recipients = new ArrayList<>();
        for (ObjectNode each : fields.objects("recipients")) {
            Fields recipient = fields.inside(each);
            recipient.require("email", "Recipient email");
            String email = recipient.text("email");
            if (email != null) {
                recipients.add(new Recipient(recipient.text("name"), email));
            }
        }
        message.copyToSender = fields.flag("send_me_a_copy", false);
        if (message.copyToSender) {
            recipients.add(new Recipient(message.sentBy.name(), message.sentBy.email));
        }
        fields.check(!recipients.isEmpty(), "Recipients can't be blank");
        message.recipients = recipients;
        message.attachPdf = fields.flag("attach_pdf", false);
        message.thankYou = fields.flag("thank_you", false);
        fields.text("subject", value -> message.subject = value);
        fields.text("body", value -> message.body = value);
    }

    private void send(Invoice invoice, Message message, Call call) {
        account.mails.record(new RecordedMail(
                call.viewer().now(),
                message.thankYou ? "thank-you" : "invoice",
                invoice.id(),
                message.recipients.stream().map(Recipient::email).toList(),
                message.subject,
                message.body));
        move(invoice, Transition.of("send", invoice.state), message.createdAt());
    }

    private static void move(Invoice invoice, @Nullable Transition transition, Instant at) {
        if (transition == null) {
            return;
        }
        invoice.state = transition.to;
        switch (transition) {
            case SEND -> invoice.sentAt = at;
            case CLOSE -> invoice.closedAt = at;
            case REOPEN -> invoice.closedAt = null;
            case DRAFT -> invoice.sentAt = null;
        }
    }

    private Reply delete(Call call) {
        Invoice invoice = account.invoices.get(call.ownerId());
        Message message = invoice.messages.stream()
                .filter(each -> each.id() == call.id())
                .findFirst()
                .orElseThrow(HarvestProblem::notFound);
        invoice.messages.remove(message);
        return account.is(HarvestSwitch.EMPTY_DELETE_ANSWERS)
                ? Reply.empty(200)
                : Reply.json(200, out -> Objects.requireNonNull(message).write(out, call.viewer()));
    }

    /** The changes of state that a message can make. */
    private enum Transition {
        SEND("send", InvoiceState.DRAFT, InvoiceState.OPEN),
        CLOSE("close", InvoiceState.OPEN, InvoiceState.CLOSED),
        REOPEN("re-open", InvoiceState.CLOSED, InvoiceState.OPEN),
        DRAFT("draft", InvoiceState.OPEN, InvoiceState.DRAFT);

        private final String event;
        private final InvoiceState from;
        private final InvoiceState to;

        Transition(String event, InvoiceState from, InvoiceState to) {
            this.event = event;
            this.from = from;
            this.to = to;
        }

        static @Nullable Transition of(String event, InvoiceState state) {
            for (Transition each : values()) {
                if (each.event.equals(event) && each.from == state) {
                    return each;
                }
            }
            return null;
        }
    }
}
