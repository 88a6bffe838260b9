package org.harvestxero.store.database;

import java.time.LocalDate;

/**
 * A stretch of days, read from its end.
 *
 * @param from first day
 * @param to last day
 * @param before on the last day only rows with a smaller id
 */
public record Stretch(LocalDate from, LocalDate to, long before) {}
