package org.harvestxero.copy;

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
import org.harvestxero.api.Pause;
import org.harvestxero.api.Vitals;
import org.harvestxero.copy.failure.Counter;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.connection.AlarmTable;
import org.harvestxero.store.copy.Overview.Counts;
import org.harvestxero.store.reconcile.ReconciliationTable;
import org.harvestxero.xero.XeroGate;
import org.jspecify.annotations.Nullable;

/** The figures operators watch, read from the ledger and the gate. */
public final class CopyVitals implements Vitals {
    /** The audit's word. */
    static final String PAUSED = "paused";

    private final ConnectionStore store;
    private final XeroGate xeroGate;
    private final CallCount callCount;
    private final Supplier<@Nullable Instant> tokenExpires;
    private final Clock clock;

    public CopyVitals(
            ConnectionStore store,
            XeroGate xeroGate,
            CallCount callCount,
            Supplier<@Nullable Instant> tokenExpires,
            Clock clock) {
        this.store = store;
        this.xeroGate = xeroGate;
        this.callCount = callCount;
        this.tokenExpires = tokenExpires;
        this.clock = clock;
    }

    @Override
    public Map<String, Long> failedByCause() {
        Map<String, Long> failed = new TreeMap<>();
        store.overview()
                .failedByCause()
                .forEach((code, count) -> failed.put(FailureCode.valueOf(code).key(), count));
        return failed;
    }

    @Override
    public Optional<Reconciled> reconciled() {
        return store.reconcile().runs().last().map(last -> {
            Optional<ReconciliationTable.Run> complete = last.isComplete()
                    ? Optional.of(last)
                    : store.reconcile().runs().lastComplete();
            return new Reconciled(
                    complete.map(run -> run.span().ended()).orElse(null),
                    complete.map(run -> run.counts().differences()).orElse(0L),
                    complete.map(run -> run.counts().unexplained()).orElse(0L),
                    last.trouble());
        });
    }

    @Override
    public List<Stop> stops() {
        return store.alarms().standing().stream()
                .filter(AlarmTable.Alarm::stops)
                .map(alarm -> new Stop(alarm.id(), alarm.sentence(), alarm.remedy(), alarm.since()))
                .toList();
    }

    @Override
    public List<Failure> failedSince(Instant since, int most) {
        return store.overview().failedSince(since, most).stream()
                .map(failed -> new Failure(
                        failed.id(),
                        CycleReportBuilder.kind(failed.kind()),
                        failed.number(),
                        FailureCode.valueOf(failed.code()).key(),
                        failed.sentence()))
                .toList();
    }

    @Override
    public Optional<Pause> pause() {
        return store.connections()
                .state()
                .pause()
                .filter(pause -> pause.until() == null || pause.until().isAfter(clock.instant()))
                .map(pause -> pause.byPerson()
                        ? byPerson(pause.reason())
                        : new Pause(Pause.By.of(pause.by()), null, pause.reason(), null, pause.until()));
    }

    /** Who paused it, and when, stands in the audit alone. */
    private Pause byPerson(String words) {
        return store.audit()
                .last(PAUSED)
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
        Counts counts = store.overview().counts();
        long calls = callCount.sinceEver();
        OptionalInt today = xeroGate.callsLeftToday();
        return new Reading(
                store.connection(),
                counts.copied(),
                counts.failed(),
                counts.waiting(),
                counts.oldestUnresolved(),
                store.connections().state().lastSuccess(),
                xeroGate.callsLeftThisMinute(),
                today.isPresent() ? today.getAsInt() : null,
                calls,
                counts.copied() == 0
                        ? null
                        : BigDecimal.valueOf(calls)
                                .divide(BigDecimal.valueOf(counts.copied()), 4, RoundingMode.HALF_UP),
                store.tallies().amount(Counter.DUPLICATES_PREVENTED),
                store.billing().drafts().count(DraftState.REVIEW),
                tokenExpires.get(),
                store.alarms().anyStops());
    }
}
