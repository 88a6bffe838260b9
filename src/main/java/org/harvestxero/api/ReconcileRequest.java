package org.harvestxero.api;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is to be compared.
 *
 * @param asOf the day to look at; null for how it stands now
 * @param client the only client, by its name or id in Harvest; null for all
 */
public record ReconcileRequest(
        @Nullable LocalDate asOf, @Nullable String client) {
    /** Everything, as it stands now: what is kept from day to day. */
    public static ReconcileRequest all() {
        return new ReconcileRequest(null, null);
    }

    public boolean isAll() {
        return asOf == null && client == null;
    }
}
