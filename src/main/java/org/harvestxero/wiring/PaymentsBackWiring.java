package org.harvestxero.wiring;

import org.harvestxero.config.Settings;
import org.harvestxero.mapping.PaymentBackRule;
import org.harvestxero.paymentsback.PaymentsBack;
import org.harvestxero.paymentsback.PaymentsBackPolicy;

/** Makes what brings payments from Xero to Harvest: the bean {@code paymentsBack}. */
final class PaymentsBackWiring {
    private PaymentsBackWiring() {}

    static PaymentsBack make(Basics basics, Rules rules, CopyParts copy) {
        PaymentsBack paymentsBack = new PaymentsBack(
                basics.store(),
                policy(basics.settings()),
                copy.planners().ownRefusalRecorder(),
                rules.referenceData(),
                copy.planners().batchDispatcher()::isHalted,
                basics.clock(),
                basics.nanos());
        paymentsBack.seeToFailed(copy.answers().failedWrites());
        return paymentsBack;
    }

    private static PaymentsBackPolicy policy(Settings settings) {
        String back = settings.text("copy.payments-back");
        return new PaymentsBackPolicy(
                !back.equals("off"),
                new PaymentBackRule.Policy(
                        back.equals("follow"),
                        settings.text("copy.payments-match").equals("adopt"),
                        settings.text("copy.payments-back.drafts").equals("send"),
                        settings.text("copy.payments-back.credits").equals("payment-with-note")),
                back.equals("follow")
                        && settings.text("copy.payments-back.on-delete").equals("follow"));
    }
}
