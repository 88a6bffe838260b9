package org.harvestxero.copy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.harvestxero.api.Trouble;
import org.harvestxero.event.ConnectionEvent;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.connection.AlarmTable;
import org.harvestxero.store.connection.ConnectionTable.Pause;
import org.harvestxero.store.database.DatabaseTrouble;
import org.jspecify.annotations.Nullable;

/**
 * Whether the connection stands still: by a person, by trouble that every document would meet (no access, day limit), or for want of room
 * on the disk. An automatic pause ends when its time has come; what a person must see to is told once, when it begins.
 */
public final class CopyPause {
    /** By what a pause was begun, as the database has it; a person's has another word. */
    static final String CONSENT = "consent";

    static final String DISK = "disk";
    static final String MISMATCH = "mismatch";
    static final String DAY_LIMIT = "day-limit";
    private static final Duration CONSENT_LOOK = Duration.ofHours(1);
    private static final Set<String> ENDED_BY_ASKING = Set.of(CONSENT, MISMATCH, DAY_LIMIT);

    private final ConnectionStore store;
    private final Supplier<Optional<String>> shortOfRoom;
    private final Anew anew;
    private final Clock clock;
    private volatile @Nullable Boolean toldOfRoom;

    /**
     * @param shortOfRoom why nothing may be begun for want of room on the disk; empty while there is enough
     * @param anew what a start or a person's asking does
     */
    public CopyPause(ConnectionStore store, Supplier<Optional<String>> shortOfRoom, Anew anew, Clock clock) {
        this.store = store;
        this.shortOfRoom = shortOfRoom;
        this.anew = anew;
        this.clock = clock;
    }

    /**
     * What is done beyond the ledger.
     *
     * @param ask lets both sides, and Xero's set-up, be asked again whatever they said before
     * @param tell tells people at once that nothing is copied any more
     */
    public record Anew(Runnable ask, Runnable tell) {}

    /** The pause in force; an automatic one ends when its time has come. */
    Optional<Pause> find() {
        Optional<String> room = shortOfRoom.get();
        if (room.isPresent()) {
            return Optional.of(new Pause(DISK, room.get(), null)); // not stored: it ends with its reason
        }
        Optional<Pause> pause = store.connections().state().pause();
        if (pause.isPresent()
                && pause.get().until() != null
                && !pause.get().until().isAfter(clock.instant())) {
            store.connections().goOn();
            return Optional.empty();
        }
        return pause;
    }

    /** Whether the connection is stopped, by a person or by trouble every document would meet. */
    public boolean isInForce() {
        return find().isPresent();
    }

    /** Pauses the connection where every document would meet this trouble. */
    void beginFor(Trouble trouble) {
        switch (trouble.reason()) {
            case CONSENT -> awaitPerson(CONSENT, trouble);
            case MISMATCH -> awaitPerson(MISMATCH, trouble);
            case DAY_LIMIT -> begin(new Pause(DAY_LIMIT, trouble.message(), trouble.until()));
            default -> {
                // one stage, or one document, met it
            }
        }
    }

    private void awaitPerson(String by, Trouble trouble) {
        Pause begun = new Pause(by, trouble.message(), clock.instant().plus(CONSENT_LOOK));
        String alarm = trouble.reason().name().toLowerCase(Locale.ROOT) + "-"
                + trouble.side().toLowerCase(Locale.ROOT);
        boolean[] raised = new boolean[1];
        store.inTransaction(() -> {
            store.connections().pause(begun);
            raised[0] = store.alarms().raise(alarm, true, trouble.message(), trouble.remedy());
            if (raised[0]) {
                store.events().addAll(told(trouble));
            }
        });
        if (raised[0]) {
            anew.tell().run();
        }
    }

    private static List<ConnectionEvent> told(Trouble trouble) {
        ConnectionEvent paused = new ConnectionEvent.Paused(null, trouble.message());
        return trouble.reason() == Trouble.Reason.CONSENT
                ? List.of(
                        new ConnectionEvent.ConsentLost(
                                trouble.side().toLowerCase(Locale.ROOT), trouble.message(), trouble.remedy()),
                        paused)
                : List.of(paused);
    }

    /** One that goes on from the one before is told of no more. */
    private void begin(Pause pause) {
        store.inTransaction(() -> {
            boolean isNew = store.connections()
                    .state()
                    .pause()
                    .filter(before -> before.byPerson() || before.by().equals(pause.by()))
                    .isEmpty();
            store.connections().pause(pause);
            if (isNew) {
                store.events().add(new ConnectionEvent.Paused(null, pause.reason()));
            }
        });
    }

    /**
     * After a start, or when a person asks: credentials, consent, settings, an account in Xero may have been put right meanwhile, or
     * Xero's day may have turned. One call shows; what it meets pauses the connection again.
     */
    void askAnew() {
        if (find().filter(pause -> ENDED_BY_ASKING.contains(pause.by())).isPresent()) {
            store.connections().goOn();
        }
        anew.ask().run();
    }

    /** Why nothing may be begun for want of room on the disk; empty while there is enough. */
    public Optional<Trouble> shortOfRoom() {
        return shortOfRoom.get().map(Trouble::noRoom);
    }

    /** Tells people once that room on the disk has run short, and ends the alarm when there is enough again. Tried on at each look. */
    public void lookAtRoom() {
        Optional<Trouble> trouble = shortOfRoom();
        Boolean told = toldOfRoom;
        if (told != null && told == trouble.isPresent()) {
            return;
        }
        try {
            if (trouble.isEmpty()) {
                store.alarms().end(AlarmTable.NO_ROOM);
            } else if (store.alarms()
                    .raise(
                            AlarmTable.NO_ROOM,
                            true,
                            trouble.get().message(),
                            trouble.get().remedy())) {
                anew.tell().run();
            }
            toldOfRoom = trouble.isPresent();
        } catch (RuntimeException e) {
            if (!DatabaseTrouble.is(e)) {
                throw e; // the database's own trouble keeps it from being told: it is looked at again
            }
        }
    }
}
