package org.harvestxero.wiring;

import java.util.function.BiConsumer;
import org.harvestxero.overdue.OverdueWork;

/** What is done about invoices that are not paid when they are due. */
record OverdueParts(OverdueWork work) {

    /** Binds them by the names that routes use. */
    void bindTo(BiConsumer<String, Object> registry) {
        registry.accept("receivableLists", work.lists());
        registry.accept("overdueRounds", work.rounds());
        registry.accept("overdueAddresses", work.addresses());
        registry.accept("overdueMails", work.mails());
    }
}
