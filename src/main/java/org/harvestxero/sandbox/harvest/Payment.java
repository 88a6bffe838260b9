package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Money received for an invoice. */
final class Payment extends Document {
    final Invoice invoice;
    final BigDecimal amount;
    final Instant paidAt;
    final LocalDate paidDate;
    final User recordedBy;

    @Nullable
    String notes;

    @Nullable
    String transactionId;

    @Nullable
    Long gatewayId;

    @Nullable
    String gatewayName;

    Payment(Birth birth, Invoice invoice, BigDecimal amount, Instant paidAt, LocalDate paidDate, User recordedBy) {
        super(birth);
        this.invoice = invoice;
        this.amount = amount;
        this.paidAt = paidAt;
        this.paidDate = paidDate;
        this.recordedBy = recordedBy;
    }

    @Override
    void write(JsonWriter out, Viewer viewer) {
        out.whole("id", id())
                .decimal("amount", amount)
                .time("paid_at", paidAt)
                .date("paid_date", paidDate)
                .text("recorded_by", recordedBy.name())
                .text("recorded_by_email", recordedBy.email)
                .text("notes", notes)
                .text("transaction_id", transactionId);
        writeTimes(out);
        out.nested("payment_gateway", inner -> inner.whole("id", gatewayId).text("name", gatewayName));
    }
}
