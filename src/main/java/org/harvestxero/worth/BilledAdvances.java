package org.harvestxero.worth;

import java.time.LocalDate;
import java.util.List;

/** Says which fees were billed before they were earned. */
public interface BilledAdvances {
    /** Those on invoices dated up to a day, and before the last of the days that they are for; by client and invoice. */
    List<AdvanceFee> billedUntil(LocalDate day);
}
