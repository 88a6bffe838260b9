package org.harvestxero.wiring;

import java.util.Locale;
import org.harvestxero.config.Settings;
import org.harvestxero.mapping.PaymentBackRule;
import org.harvestxero.paymentsback.PaymentsBack;
import org.harvestxero.paymentsback.PaymentsBackPolicy;
import org.harvestxero.paymentsback.PaymentsBackRehearsal;
import org.harvestxero.paymentsback.VoidedInvoices;

/** Makes what brings payments, and the end of invoices, from Xero to Harvest: the beans {@code paymentsBack} and {@code voidedInvoices}. */
final class PaymentsBackWiring {
    private PaymentsBackWiring() {}

    static PaymentsBackParts make(Basics basics, Rules rules, CopyParts copy) {
        VoidedInvoices voided = voided(basics, copy);
        copy.work()
                .dryRun()
                .plays(
                        "payments-back",
                        () -> new PaymentsBackRehearsal(
                                basics.store(), made(basics, rules, copy), voided, basics.clock()));
        return new PaymentsBackParts(payments(basics, rules, copy), voided);
    }

    private static PaymentsBack payments(Basics basics, Rules rules, CopyParts copy) {
        PaymentsBack paymentsBack = made(basics, rules, copy);
        paymentsBack.seeToFailed(copy.answers().failedWrites());
        return paymentsBack;
    }

    private static PaymentsBack made(Basics basics, Rules rules, CopyParts copy) {
        return new PaymentsBack(
                basics.store(),
                policy(basics.settings(), rules),
                copy.planners().ownRefusalRecorder(),
                rules.referenceData(),
                copy.planners().paymentLists().known(),
                copy.planners().batchDispatcher()::isHalted,
                basics.clock(),
                basics.nanos());
    }

    private static VoidedInvoices voided(Basics basics, CopyParts copy) {
        Settings settings = basics.settings();
        boolean follows = settings.text("copy.payments-back").equals("follow");
        VoidedInvoices voided = new VoidedInvoices(
                basics.store(),
                follows
                        ? VoidedInvoices.Policy.valueOf(
                                settings.text("copy.payments-back.on-void").toUpperCase(Locale.ROOT))
                        : VoidedInvoices.Policy.REPORT);
        voided.seeToFailed(copy.answers().failedWrites());
        return voided;
    }

    private static PaymentsBackPolicy policy(Settings settings, Rules rules) {
        String back = settings.text("copy.payments-back");
        return new PaymentsBackPolicy(
                !back.equals("off"),
                new PaymentBackRule.Policy(
                        back.equals("follow"),
                        settings.text("copy.payments-match").equals("adopt"),
                        settings.text("copy.payments-back.drafts").equals("send"),
                        settings.text("copy.payments-back.credits").equals("payment-with-note")),
                back.equals("follow")
                        && settings.text("copy.payments-back.on-delete").equals("follow"),
                rules.zone());
    }
}
