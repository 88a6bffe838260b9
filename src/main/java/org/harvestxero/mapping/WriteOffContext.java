package org.harvestxero.mapping;

import java.time.ZoneId;
import org.harvestxero.mapping.document.XeroSettings;
import org.jspecify.annotations.Nullable;

/**
 * What besides the invoice decides how a write-off looks in Xero.
 *
 * @param account code of {@code copy.write-off-account}
 * @param zone in which the moment of closing becomes a day (ruling 18)
 * @param attempt 1 for the first write-off of this invoice, 2 after it was re-opened and closed again, and so on: numbers of
 *     voided credit notes stay taken
 */
public record WriteOffContext(XeroSettings xero, @Nullable String account, ZoneId zone, int attempt) {}
