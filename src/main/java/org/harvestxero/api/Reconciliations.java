package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.harvestxero.reconciliation.Measure;
import org.harvestxero.reconciliation.Reason;
import org.harvestxero.reconciliation.Reconciliation;
import org.jspecify.annotations.Nullable;

/** Comparing Harvest's invoices, our own tables and Xero's, document by document and to the cent. Changes nothing on either side. */
public interface Reconciliations {
    /** Compares now; one that is already under way is waited for. {@code who} is the person's name for the record. */
    Answer reconcile(ReconcileRequest request, String who);

    /** Of each of the last days the last reconciliation of all documents. */
    List<Day> history(int days);

    /** The last reconciliation of all documents; empty when there was none yet. */
    Optional<Vitals.Reconciled> last();

    /**
     * What came of it.
     *
     * @param found null when a list could not be read to its end: then nothing is told of any document
     */
    record Answer(@Nullable Reconciliation found, CycleReport.Calls calls, List<Trouble> troubles) {
        public Answer {
            troubles = List.copyOf(troubles);
        }

        /** 0 all agrees or has a reason, 1 something has none, 3 not complete. */
        public int exitCode() {
            if (!troubles.isEmpty() || found == null) {
                return 3;
            }
            return found.unexplained() > 0 ? 1 : 0;
        }
    }

    /**
     * A day's last reconciliation.
     *
     * @param trouble why it is not complete; null when it is
     * @param sums what each reason accounted for
     */
    record Day(
            LocalDate day,
            Instant ended,
            long differences,
            long unexplained,
            @Nullable String trouble,
            List<Sum> sums) {
        public Day {
            sums = List.copyOf(sums);
        }
    }

    /** @param amount what Harvest had more than Xero */
    record Sum(String currency, Measure measure, Reason reason, long documents, BigDecimal amount) {}
}
