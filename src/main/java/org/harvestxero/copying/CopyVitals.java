package org.harvestxero.copying;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.harvestxero.ledger.Alarms;
import org.harvestxero.ledger.DraftState;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.Overview.Counts;
import org.harvestxero.mapping.CauseCode;
import org.harvestxero.operations.Pause;
import org.harvestxero.operations.Vitals;
import org.harvestxero.xero.XeroGate;
import org.jspecify.annotations.Nullable;

/** The figures operators watch, read from the ledger and the gate. */
public final class CopyVitals implements Vitals {
    /** The audit's word. */
    static final String PAUSED = "paused";

    private final String connection;
    private final Ledger ledger;
    private final XeroGate xeroGate;
    private final CallCount callCount;
    private final Supplier<@Nullable Instant> tokenExpires;
    private final Clock clock;

    CopyVitals(
            String connection,
            Ledger ledger,
            XeroGate xeroGate,
            CallCount callCount,
            Supplier<@Nullable Instant> tokenExpires,
            Clock clock) {
        this.connection = connection;
        this.ledger = ledger;
        this.xeroGate = xeroGate;
        this.callCount = callCount;
        this.tokenExpires = tokenExpires;
        this.clock = clock;
    }

    @Override
    public Map<String, Long> failedByCause() {
        Map<String, Long> failed = new TreeMap<>();
        ledger.overview()
                .failedByCause(connection)
                .forEach((code, count) -> failed.put(CauseCode.valueOf(code).key(), count));
        return failed;
    }

    @Override
    public List<Stop> stops() {
        return ledger.alarms().standing(connection).stream()
                .filter(Alarms.Alarm::stops)
                .map(alarm -> new Stop(alarm.id(), alarm.sentence(), alarm.remedy(), alarm.since()))
                .toList();
    }

    @Override
    public List<Failure> failedSince(Instant since, int most) {
        return ledger.overview().failedSince(connection, since, most).stream()
                .map(failed -> new Failure(
                        failed.id(),
                        Reports.kind(failed.kind()),
                        failed.number(),
                        CauseCode.valueOf(failed.code()).key(),
                        failed.sentence()))
                .toList();
    }

    @Override
    public Optional<Pause> pause() {
        return ledger.connections()
                .state(connection)
                .pause()
                .filter(pause -> pause.until() == null || pause.until().isAfter(clock.instant()))
                .map(pause -> pause.byPerson()
                        ? byPerson(pause.reason())
                        : new Pause(Pause.By.of(pause.by()), null, pause.reason(), null, pause.until()));
    }

    /** Who paused it, and when, stands in the audit alone. */
    private Pause byPerson(String words) {
        return ledger.audit()
                .last(connection, PAUSED)
                .map(event -> new Pause(
                        Pause.By.PERSON,
                        event.actor(),
                        Objects.requireNonNullElse(event.detail(), ""),
                        event.at(),
                        null))
                .orElseGet(() -> new Pause(Pause.By.PERSON, null, words, null, null));
    }

    @Override
    public Reading read() {
        Counts counts = ledger.overview().counts(connection);
        long calls = callCount.sinceEver();
        OptionalInt today = xeroGate.callsLeftToday();
        return new Reading(
                connection,
                counts.copied(),
                counts.failed(),
                counts.waiting(),
                counts.oldestUnresolved(),
                ledger.connections().state(connection).lastSuccess(),
                xeroGate.callsLeftThisMinute(),
                today.isPresent() ? today.getAsInt() : null,
                calls,
                counts.copied() == 0
                        ? null
                        : BigDecimal.valueOf(calls)
                                .divide(BigDecimal.valueOf(counts.copied()), 4, RoundingMode.HALF_UP),
                ledger.tallies().amount(connection, Tally.DUPLICATES_PREVENTED),
                ledger.drafts().count(connection, DraftState.REVIEW),
                tokenExpires.get(),
                ledger.alarms().anyStops(connection));
    }
}
