package org.harvestxero.sandbox.harvest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.harvestxero.sandbox.harvest.Lists.Style;

/** {@code /invoices/{id}/payments}. */
final class InvoicePayments {
    private static final String PATH = "/invoices/{id}/payments";

    private final HarvestAccount account;
    private final Lists lists;

    InvoicePayments(HarvestAccount account, Lists lists) {
        this.account = account;
        this.lists = lists;
    }

    void register(Router router) {
        router.add("GET", PATH, Area.INVOICES, this::list);
        router.add("POST", PATH, Area.INVOICES, this::create);
        router.add("DELETE", PATH + "/{id}", Area.INVOICES, this::delete);
    }

    private Reply list(Call call) {
        Filter<Payment> filter = new Filter<Payment>().updatedSince(call.query());
        List<Payment> payments = account.invoices.get(call.ownerId()).payments.stream()
                .filter(filter)
                .sorted(Table.newestFirst())
                .toList();
        return lists.page(
                call, Style.cursors("invoice_payments"), payments, (row, out) -> row.write(out, call.viewer()));
    }

    private Reply create(Call call) {
        Invoice invoice = account.invoices.get(call.ownerId());
        Fields fields = call.body();
        fields.require("amount", "Amount");
        BigDecimal amount = fields.decimal("amount");
        fields.check(amount == null || amount.signum() != 0, "Amount must not be zero");
        fields.check(
                fields.isBlank("paid_at") || fields.isBlank("paid_date"),
                "Paid at and paid date can't be given together");
        fields.check(invoice.state != InvoiceState.CLOSED, "Invoice is closed");
        fields.check(
                amount == null
                        || !account.is(HarvestSwitch.REFUSE_OVERPAYMENTS)
                        || !Settlement.isOverpaidBy(invoice, amount),
                "Amount is greater than the amount due");
        Instant at = fields.time("paid_at");
        LocalDate day = fields.date("paid_date");
        fields.stopIfWrong();
        Instant paidAt = at != null
                ? at
                : day != null
                        ? day.atStartOfDay(ZoneOffset.UTC).toInstant()
                        : call.viewer().now();
        LocalDate paidDate = day != null
                ? day
                : paidAt.atZone(at == null ? account.zone() : ZoneOffset.UTC).toLocalDate();
        Payment payment = new Payment(
                account.birth(call),
                invoice,
                Objects.requireNonNull(amount),
                paidAt,
                paidDate,
                call.viewer().user());
        fields.text("notes", value -> payment.notes = value);
        if (call.viewer().person()) {
            gateway(payment, fields);
        }
        fields.apply();
        boolean wasPaid = invoice.state == InvoiceState.PAID;
        invoice.payments.add(payment);
        settle(invoice, call);
        if (!wasPaid
                && invoice.state == InvoiceState.PAID
                && fields.flag("send_thank_you", true)
                && !call.viewer().person()) {
            thank(invoice, call);
        }
        return Reply.json(201, out -> payment.write(out, call.viewer()))
                .with("Location", account.webUrl() + "/api/v2/invoices/" + invoice.id() + "/payments/" + payment.id());
    }

    /** Card and PayPal payments come in by themselves; only the back door can make them. */
    private static void gateway(Payment payment, Fields fields) {
        fields.text("transaction_id", value -> payment.transactionId = value);
        ObjectNode gateway = fields.object("payment_gateway");
        if (gateway != null) {
            Fields inner = fields.inside(gateway);
            payment.gatewayId = inner.whole("id");
            payment.gatewayName = inner.text("name");
        }
    }

    private Reply delete(Call call) {
        Invoice invoice = account.invoices.get(call.ownerId());
        Payment payment = invoice.payments.stream()
                .filter(each -> each.id() == call.id())
                .findFirst()
                .orElseThrow(HarvestProblem::notFound);
        invoice.payments.remove(payment);
        settle(invoice, call);
        return account.is(HarvestSwitch.EMPTY_DELETE_ANSWERS)
                ? Reply.empty(200)
                : Reply.json(200, out -> payment.write(out, call.viewer()));
    }

    private void settle(Invoice invoice, Call call) {
        Settlement.reckon(invoice, call.viewer().now());
        if (account.is(HarvestSwitch.PAYMENTS_TOUCH_INVOICES)) {
            invoice.touch(call.viewer().now());
        }
    }

    private void thank(Invoice invoice, Call call) {
        List<String> recipients = account.contacts.all().stream()
                .filter(contact -> contact.client == invoice.client && contact.email != null)
                .map(contact -> Objects.requireNonNull(contact.email))
                .toList();
        if (account.is(HarvestSwitch.THANK_YOU_MAILS) && !recipients.isEmpty()) {
            account.mails.record(new RecordedMail(
                    call.viewer().now(),
                    "thank-you",
                    invoice.id(),
                    recipients,
                    "Payment received for invoice #" + invoice.number,
                    "Thank you."));
        }
    }
}
