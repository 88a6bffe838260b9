package org.harvestxero.mapping;

import java.util.List;
import org.harvestxero.mapping.coding.Explanation;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.failure.Problem;

/** What becomes of a Harvest invoice. */
public sealed interface MappingResult {
    /** It can be copied, like this and for these reasons. */
    record Mapped(TargetInvoice invoice, Explanation explanation) implements MappingResult {}

    /** It can't be mapped; every problem found is named, not only the first. */
    record Refused(List<Problem> problems) implements MappingResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** It is left out on purpose. */
    record Skipped(SkipReason reason) implements MappingResult {}
}
