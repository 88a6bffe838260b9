package org.harvestxero.mapping;

import org.harvestxero.mapping.document.TargetPayment;
import org.harvestxero.mapping.failure.Problem;

/** What becomes of a Harvest payment. */
public sealed interface PaymentResult {
    /** @param because which rule or setting named the account */
    record Mapped(TargetPayment payment, String because) implements PaymentResult {}

    record Refused(Problem problem) implements PaymentResult {}

    /** Its invoice isn't approved in Xero yet (ruling 1). */
    record Waiting(String reason) implements PaymentResult {}
}
