package org.harvestxero.monitoring;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.harvestxero.api.Progress;

/** Not ready while a cycle is stuck; ready again once it moves on or has ended. */
public final class ProgressHealth extends AbstractHealthCheck {
    private final Progress progress;

    public ProgressHealth(Progress progress) {
        super("harvest-xero", "cycle");
        this.progress = progress;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Optional<Progress.Reading> still = progress.read().filter(Progress.Reading::standsStill);
        if (still.isPresent()) {
            builder.down().message(still.get().stillSentence());
        } else {
            builder.up();
        }
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
