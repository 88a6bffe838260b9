package org.harvestxero.api;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a connection stands.
 *
 * @param organisation Xero's name of the organisation; null before the first call
 * @param pause why it talks to neither side now; null while it works
 * @param lastSuccess end of the last cycle without trouble; null when there was none yet
 * @param troubles what stops copying now
 * @param held work that bills have held back, by client
 * @param progress how a cycle that runs here stands; null while none does
 * @param undecided how many documents wait because something they rest on could not be read, by what that is
 */
public record Status(
        String connection,
        @Nullable String organisation,
        @Nullable Pause pause,
        @Nullable Instant lastSuccess,
        Vitals.Reading vitals,
        List<Trouble> troubles,
        List<HeldWork> held,
        Map<String, Long> undecided,
        Progress.@Nullable Reading progress) {

    public Status {
        troubles = List.copyOf(troubles);
        held = List.copyOf(held);
        undecided = Collections.unmodifiableMap(new LinkedHashMap<>(undecided));
    }

    /** Whether a person has stopped it. */
    public boolean paused() {
        return pause != null && pause.byPerson();
    }

    public Optional<Instant> lastSuccessAt() {
        return Optional.ofNullable(lastSuccess);
    }
}
