package org.harvestxero.monitoring;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.harvestxero.api.LeaderLock;

/**
 * Not ready from when this process finds itself overtaken until what it had under way has ended; it stands by then, like any other.
 * Alive all the same: nothing of it is recorded.
 */
public final class LeadHealth extends AbstractHealthCheck {
    private final LeaderLock leaderLock;

    public LeadHealth(LeaderLock leaderLock) {
        super("harvest-xero", "lead");
        this.leaderLock = leaderLock;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        if (leaderLock.isEnding()) {
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
