package org.harvestxero.monitoring;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.harvestxero.api.LeaderLock;

/**
 * Not ready from the moment this process finds that another one leads until its own work in flight has ended; then it stands by
 * like any other. Live all the same: nothing it does meanwhile is recorded.
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
