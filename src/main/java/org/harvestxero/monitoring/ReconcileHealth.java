package org.harvestxero.monitoring;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.harvestxero.api.Vitals;
import org.harvestxero.billing.Counted;

/** What the last reconciliation found, for whoever may read reasons. Never down: books that differ are no trouble of the process. */
public final class ReconcileHealth extends AbstractHealthCheck {
    private final BooleanSupplier database;
    private final Supplier<Optional<Vitals.Reconciled>> last;

    /** @param database whether it answers; if it doesn't, another check says so */
    public ReconcileHealth(BooleanSupplier database, Supplier<Optional<Vitals.Reconciled>> last) {
        super("harvest-xero", "reconciliation");
        this.database = database;
        this.last = last;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.up();
        if (database.getAsBoolean()) {
            last.get().ifPresent(each -> builder.message(words(each)));
        }
    }

    private static String words(Vitals.Reconciled last) {
        String found = last.ended() == null
                ? "no reconciliation was complete yet"
                : "reconciled " + last.ended() + ": " + Counted.of(last.differences(), "difference") + ", "
                        + last.unexplained() + " of them without a reason";
        return last.trouble() == null ? found : found + "; the latest is not complete";
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
