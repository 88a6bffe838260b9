package org.harvestxero.billrun;

import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest.Manner;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.engine.DoesNotTieException;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a period that could not be billed: a task for a person, a line of the report, a word in the log. */
final class BillRefusals {
    private static final Logger LOG = LoggerFactory.getLogger(BillRefusals.class);

    private final BillingFailures failures;

    BillRefusals(BillingFailures failures) {
        this.failures = failures;
    }

    /** A thing of Harvest's that can't be read. */
    static final class UnreadableWork extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String work;

        UnreadableWork(String work, String words) {
            super(words);
            this.work = work;
        }
    }

    /** Nothing of the period is stored; a task says why, and the report. */
    void refuse(ClientBillJob job, DuePeriod period, BillRun round, RuntimeException failure) {
        String name = ClientBillJob.named(job.client(), period);
        Problem problem = problem(name, failure);
        LOG.warn("{} Nothing of it is stored.", problem.sentence());
        if (!(failure instanceof UnreadableWork) && !(failure instanceof DoesNotTieException)) {
            LOG.error("{} was not billed", name, failure);
        }
        if (round.request().manner() == Manner.FOR_REAL) {
            failures.client(job.client().id(), name, problem);
        }
        round.refuse(new BillReport.Refused(name, problem.sentence(), problem.remedy()));
    }

    private static Problem problem(String name, RuntimeException failure) {
        String words = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        if (failure instanceof UnreadableWork unreadable) {
            return Problem.of(FailureCode.BILL_WORK_UNREADABLE, name)
                    .with("work", unreadable.work)
                    .with("words", words);
        }
        return failure instanceof DoesNotTieException
                ? Problem.of(FailureCode.BILL_DOES_NOT_TIE, name).with("words", words)
                : Problem.of(FailureCode.BILL_FAILED, name).with("words", words);
    }

    /** What blocked this client before is settled now. */
    void settled(ClientBillJob job, BillRun round) {
        if (round.request().manner() == Manner.FOR_REAL) {
            failures.clientSettled(job.client().id());
        }
    }
}
