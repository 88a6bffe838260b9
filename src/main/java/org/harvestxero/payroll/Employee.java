package org.harvestxero.payroll;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom payroll pays, as Xero shows them.
 *
 * @param email null when there is none
 * @param calendarId of the pay calendar; null for none
 * @param end last day; null while employed
 */
public record Employee(
        String id,
        String name,
        @Nullable String email,
        @Nullable String calendarId,
        @Nullable LocalDate end) {}
