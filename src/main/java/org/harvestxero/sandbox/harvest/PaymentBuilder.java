package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Money received to be; today unless told. */
public final class PaymentBuilder extends DocumentBuilder<PaymentBuilder> {
    PaymentBuilder(String amount) {
        super("/payments");
        with("amount", new BigDecimal(amount)).with("send_thank_you", false);
    }

    public PaymentBuilder on(LocalDate paidDate) {
        return with("paid_date", paidDate);
    }

    public PaymentBuilder notes(String notes) {
        return with("notes", notes);
    }

    /** Came in through a card gateway such as stripe. */
    public PaymentBuilder gateway(String name, String transactionId) {
        return with("payment_gateway", Json.object().put("id", 1234).put("name", name))
                .with("transaction_id", transactionId);
    }
}
