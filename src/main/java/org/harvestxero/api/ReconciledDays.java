package org.harvestxero.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.harvestxero.reconciliation.Measure;
import org.harvestxero.reconciliation.Reason;
import org.harvestxero.reconciliation.Reconciliation;
import org.harvestxero.reconciliation.Reconciliation.Told;
import org.jspecify.annotations.Nullable;

/** What reconciliations of all documents found, as it is kept from day to day; and how far one that runs has come. */
public interface ReconciledDays {
    /** The last complete one of a day. @param day null for the last of all */
    Optional<Kept> find(@Nullable LocalDate day);

    /** Differences that stand since the last one. @param after the last one seen; 0 for the first page */
    List<Standing> standing(Part part, long after, int most);

    /** Differences first seen on a day, whether they stand or not. */
    List<Standing> begun(LocalDate day, long after, int most);

    /** How far the one that runs has come; empty while none does. */
    Optional<Reading> underWay();

    /** @param found without its documents */
    record Kept(LocalDate day, String who, Reconciliation found) {}

    /** What has one reason, of what is compared, in one currency. */
    record Part(Reason reason, Measure measure, String currency) {}

    /** @param gone when it was not seen again; null while it stands */
    record Standing(long id, Told told, @Nullable Instant gone) {}

    /** @param harvest invoices read so far @param xero documents read so far */
    record Reading(Instant began, long harvest, long xero) {}
}
