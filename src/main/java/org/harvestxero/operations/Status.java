package org.harvestxero.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a connection stands.
 *
 * @param organisation Xero's name of the organisation; null before the first call
 * @param paused true while a person has stopped it
 * @param lastSuccess end of the last cycle without trouble; null when there was none yet
 * @param troubles what stops copying now
 * @param held work that bills have held back, by client
 */
public record Status(
        String connection,
        @Nullable String organisation,
        boolean paused,
        @Nullable Instant lastSuccess,
        Vitals.Reading vitals,
        List<Trouble> troubles,
        List<HeldWork> held) {

    public Status {
        troubles = List.copyOf(troubles);
        held = List.copyOf(held);
    }

    public Optional<Instant> lastSuccessAt() {
        return Optional.ofNullable(lastSuccess);
    }
}
