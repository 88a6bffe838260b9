package org.harvestxero.monitoring;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Not ready while there is too little room on the disk. Live all the same: a restart makes no room. */
public final class DiskHealth extends AbstractHealthCheck {
    private final DiskRoom room;

    public DiskHealth(DiskRoom room) {
        super("harvest-xero", "disk");
        this.room = room;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        room.shortage().ifPresentOrElse(words -> builder.down().message(words), builder::up);
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
