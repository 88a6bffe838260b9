package org.harvestxero.monitoring;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.harvestxero.api.Pause;

/**
 * Not ready while a person has paused the connection. Live all the same: a restart ends no pause. Who paused it and why is told by
 * {@code status} and not here, where anybody may ask.
 */
public final class PauseHealth extends AbstractHealthCheck {
    private final BooleanSupplier database;
    private final Supplier<Optional<Pause>> pause;

    /** @param database whether it answers; if it doesn't, another check says so */
    public PauseHealth(BooleanSupplier database, Supplier<Optional<Pause>> pause) {
        super("harvest-xero", "pause");
        this.database = database;
        this.pause = pause;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Optional<Pause> waiting = database.getAsBoolean() ? pause.get().filter(Pause::byPerson) : Optional.empty();
        waiting.ifPresentOrElse(each -> builder.down().message("a person has paused the connection"), builder::up);
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
