package org.harvestxero.copy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.harvestxero.api.Trouble;
import org.harvestxero.api.Trouble.Reason;
import org.harvestxero.commands.StoppedException;
import org.harvestxero.copy.failure.SystemicFailures;
import org.harvestxero.http.CallException;
import org.harvestxero.http.CommandStops;
import org.harvestxero.http.MissingRouteException;
import org.harvestxero.store.database.DatabaseTrouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What went wrong in the running cycle: troubles of stages, each told once, and of parts that were left aside while their stage went
 * on.
 */
public final class CycleTroubles {
    private static final Logger LOG = LoggerFactory.getLogger(CycleTroubles.class);
    /** So many bad ones in a row are trouble of the whole side, or will be met again in a moment. */
    private static final int ENOUGH = 10;

    private static final int MOST_ASIDES = 100;

    private final CopyPause pause;
    private final TroubleDiagnosis diagnosis;
    private final List<Trouble> troubles = new ArrayList<>();
    private final List<Trouble> asides = new ArrayList<>();
    private long asidesEver;
    private final Map<String, Integer> failuresInARow = new ConcurrentHashMap<>();
    /** What each stage was said to be stopped by: several lanes may meet the same. */
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /** @param pause begins where every document would meet a trouble */
    public CycleTroubles(CopyPause pause, Clock clock) {
        this.pause = pause;
        this.diagnosis = new TroubleDiagnosis(clock);
    }

    /** A cycle begins: nothing went wrong in it yet. */
    synchronized void clear() {
        troubles.clear();
        said.clear();
        clearParts();
    }

    /** Every part may be tried again. */
    void clearParts() {
        failuresInARow.clear();
    }

    /** Notes what ended a stage; trouble every document would meet pauses the connection. */
    public Trouble note(String stage, Exception wrapped) {
        Exception failure = CommandStops.core(wrapped);
        Trouble trouble = diagnosis.of(failure);
        boolean known = failure instanceof CallException
                || failure instanceof StoppedException
                || failure instanceof MissingRouteException
                || DatabaseTrouble.is(failure);
        if (!known) {
            LOG.error("{} stopped by something unforeseen", stage, failure);
        } else if (said.add(
                stage + " " + trouble.side() + " " + (isEverywhere(trouble) ? trouble.reason() : trouble.message()))) {
            LOG.warn("{} stopped: {}", stage, trouble.message());
        }
        synchronized (this) {
            if (troubles.stream().noneMatch(earlier -> isSame(earlier, trouble))) {
                troubles.add(trouble);
            }
        }
        pause.beginFor(trouble);
        return trouble;
    }

    /** Notes that the command should end, once. */
    synchronized void noteStopped(Trouble stopped) {
        if (troubles.stream().noneMatch(each -> each.reason() == Reason.STOPPED)) {
            troubles.add(stopped);
        }
    }

    /**
     * Notes what ended one part of a stage, which goes on with its other parts.
     *
     * @throws Exception what every other part would meet too
     */
    void noteAside(String part, Exception wrapped) throws Exception {
        Exception failure = CommandStops.core(wrapped);
        SystemicFailures.throwOn(failure);
        failuresInARow.merge(part, 1, Integer::sum);
        Trouble noted = note(part, failure);
        synchronized (this) {
            asides.add(noted);
            asidesEver++;
            if (asides.size() > MOST_ASIDES) {
                asides.remove(0);
            }
        }
    }

    /** How many parts of stages went wrong so far; for {@link #asideSince}. */
    synchronized long asides() {
        return asidesEver;
    }

    /** The last trouble of a part since then. */
    synchronized Optional<Trouble> asideSince(long before) {
        return asidesEver == before ? Optional.empty() : Optional.of(asides.get(asides.size() - 1));
    }

    /** Not after many in a row went wrong, as each may cost minutes. */
    boolean mayTry(String part) {
        return failuresInARow.getOrDefault(part, 0) < ENOUGH;
    }

    /** One of these parts went well. */
    void went(String part) {
        failuresInARow.remove(part);
    }

    synchronized List<Trouble> all() {
        return List.copyOf(troubles);
    }

    /** A side that lets nobody in says so to every stage. */
    private static boolean isSame(Trouble one, Trouble other) {
        boolean everywhere = one.reason() == other.reason() && isEverywhere(one);
        return one.side().equals(other.side()) && (everywhere || one.message().equals(other.message()));
    }

    private static boolean isEverywhere(Trouble trouble) {
        return trouble.reason() != Reason.UNREACHABLE;
    }
}
