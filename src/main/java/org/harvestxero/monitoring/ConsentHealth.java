package org.harvestxero.monitoring;

import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Not ready while a person must consent again, since nothing is copied. Live all the same: a restart would not help. */
public final class ConsentHealth extends AbstractHealthCheck {
    private final BooleanSupplier dead;

    /** @param dead false also while that is not known */
    public ConsentHealth(BooleanSupplier dead) {
        super("harvest-xero", "consent");
        this.dead = dead;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        if (dead.getAsBoolean()) {
            builder.down().message("a side lets us in no more; harvest-xero status says which and what to do");
        } else {
            builder.up();
        }
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
