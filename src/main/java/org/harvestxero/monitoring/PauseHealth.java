package org.harvestxero.monitoring;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.harvestxero.api.Pause;

/**
 * Not ready while a person has paused the connection. Alive all the same: a new start ends no pause. Who paused it
 * and why is told by {@code status}, not here, where everybody may ask.
 */
public final class PauseHealth extends AbstractHealthCheck {
    private final BooleanSupplier database;
    private final Supplier<Optional<Pause>> pause;

    /** @param database whether it answers; another check tells when it doesn't */
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
