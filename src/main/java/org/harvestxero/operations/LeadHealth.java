package org.harvestxero.operations;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Not ready from when this process finds itself overtaken until what it had under way has ended; it stands by then, like any other.
 * Alive all the same: nothing of it is recorded.
 */
final class LeadHealth extends AbstractHealthCheck {
    private final Ownership ownership;

    LeadHealth(Ownership ownership) {
        super("harvest-xero", "lead");
        this.ownership = ownership;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        if (ownership.isEnding()) {
            builder.down()
                    .message(
                            "another process took the connection over; what this one had under way is ending, unrecorded");
        } else {
            builder.up();
        }
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
