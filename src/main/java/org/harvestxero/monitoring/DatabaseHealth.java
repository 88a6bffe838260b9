package org.harvestxero.monitoring;

import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Not ready while the database can't be reached, since nothing may be sent without it. Live all the same: a restart would not help. */
public final class DatabaseHealth extends AbstractHealthCheck {
    private final BooleanSupplier database;

    /** @param database whether it answers; returns quickly, since the same thread runs the other checks */
    public DatabaseHealth(BooleanSupplier database) {
        super("harvest-xero", "database");
        this.database = database;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        if (database.getAsBoolean()) {
            builder.up();
        } else {
            builder.down().message("the database does not answer");
        }
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
