package org.harvestxero.paymentsback;

import java.util.concurrent.atomic.AtomicInteger;
import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.mapping.PaymentBackRule;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to what Harvest answered to a request that records or deletes a payment, and to requests it gave no answer to. */
final class BackWriteOutcomes {
    private static final Logger LOG = LoggerFactory.getLogger(BackWriteOutcomes.class);
    private static final int NOT_FOUND = 404;
    /** After so many requests in a row without an answer Harvest is down, and each further one would only wait for it. */
    private static final int PATIENCE = 3;

    private final PaymentBackOutcomes outcomes;
    private final AtomicInteger doubtsInARow = new AtomicInteger();

    BackWriteOutcomes(PaymentBackOutcomes outcomes) {
        this.outcomes = outcomes;
    }

    /** A new cycle. */
    void begin() {
        doubtsInARow.set(0);
    }

    void done(HarvestResponse answer, BackWrite write) {
        doubtsInARow.set(0);
        switch (write.deed()) {
            case RECORD -> {
                outcomes.recorded(
                        write.invoice(), write.money(), answer.element().id(), false);
                write.invoice().holds(answer.element());
            }
            case REMOVE -> removed(write, true);
            case REMOVE_DOUBLE -> {
                outcomes.doubleRemoved(write);
                write.invoice().left(write.payment());
            }
        }
    }

    /** Harvest refuses; what was to be deleted and is not there is deleted. */
    void refused(BackWrite write, RequestRefusedException why) {
        write.invoice().isUnsure();
        boolean notFound = why.status() == NOT_FOUND;
        if (write.deed() == BackWrite.Deed.RECORD) {
            FailureCode code = notFound ? FailureCode.PAYMENT_BACK_INVOICE_GONE : FailureCode.PAYMENT_BACK_REFUSED;
            outcomes.refuse(write.invoice(), write.money(), problem(code, write).with("words", why.words()));
        } else if (write.deed() == BackWrite.Deed.REMOVE && notFound) {
            removed(write, false);
        } else if (write.deed() == BackWrite.Deed.REMOVE) {
            outcomes.refuse(
                    write.invoice(),
                    write.money(),
                    problem(FailureCode.PAYMENT_DELETED_IN_XERO, write)
                            .with("hint", " Harvest didn't let it be deleted from here, saying: " + why.words())
                            .with("or", ""));
        } else if (!notFound) {
            outcomes.refuse(
                    write.invoice(),
                    write.money(),
                    problem(FailureCode.PAYMENT_BACK_TWICE, write).with("words", why.words()));
        }
    }

    private void removed(BackWrite write, boolean byUs) {
        outcomes.removed(write.invoice(), write.money(), byUs);
        write.invoice().left(write.payment());
    }

    private static Problem problem(FailureCode code, BackWrite write) {
        return PaymentBackRule.problem(
                code,
                write.invoice().number(),
                write.invoice().currency(),
                write.money().money());
    }

    /**
     * Harvest did not look at the request: nothing was done.
     *
     * @throws Exception what it was told
     */
    void notTaken(BackWrite write, Exception why) throws Exception {
        write.invoice().isUnsure();
        outcomes.notTaken(write);
        throw why;
    }

    /**
     * No answer: it stays in doubt and is searched for later; the others go on.
     *
     * @throws Exception what it was told, when it happens several times in a row
     */
    void inDoubt(BackWrite write, Exception why) throws Exception {
        write.invoice().isUnsure();
        LOG.warn("What became of {} in Harvest is unknown: {}", write, why.getMessage());
        if (write.sendsFirst()) {
            write.invoice().sentMarkIsInDoubt();
        }
        if (doubtsInARow.incrementAndGet() >= PATIENCE) {
            throw why;
        }
    }
}
