package org.harvestxero.mapping;

import java.math.BigDecimal;
import java.util.List;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.failure.Problem;

/** What becomes of an invoice written off in Harvest. */
public sealed interface WriteOffResult {
    /**
     * @param creditNote to be created
     * @param allocation to be allocated to the invoice: the credit note's total
     */
    record Mapped(TargetInvoice creditNote, BigDecimal allocation) implements WriteOffResult {}

    record Refused(List<Problem> problems) implements WriteOffResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** Everything was paid. */
    record Nothing() implements WriteOffResult {}
}
