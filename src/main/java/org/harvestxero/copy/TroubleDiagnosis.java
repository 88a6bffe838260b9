package org.harvestxero.copy;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.harvestxero.api.Trouble;
import org.harvestxero.api.Trouble.Reason;
import org.harvestxero.commands.StoppedException;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.http.Api;
import org.harvestxero.http.CallException;
import org.harvestxero.http.ConsentException;
import org.harvestxero.http.Limit;
import org.harvestxero.http.MismatchException;
import org.harvestxero.http.MissingRouteException;
import org.harvestxero.http.NoRoomException;
import org.harvestxero.http.RateLimitedException;
import org.harvestxero.store.connection.ConnectionTable.Pause;
import org.jspecify.annotations.Nullable;

/** Tells people what an exception or a pause means: which side it comes from, why, what to do, and when it goes on by itself. */
public final class TroubleDiagnosis {
    private static final String DAY_LIMIT_REMEDY = "Nothing: it goes on by itself when the day's calls are back.";

    private final Clock clock;

    TroubleDiagnosis(Clock clock) {
        this.clock = clock;
    }

    /** @param failure without what was wrapped around it */
    Trouble of(Exception failure) {
        Optional<Trouble> database = Trouble.ofDatabase(failure);
        if (database.isPresent()) {
            return database.get();
        }
        if (failure instanceof StoppedException) {
            return Trouble.stopped(String.valueOf(failure.getMessage()));
        }
        if (failure instanceof NoRoomException) {
            return Trouble.noRoom(String.valueOf(failure.getMessage()));
        }
        if (failure instanceof MissingRouteException) {
            return new Trouble(
                    "routes", Reason.UNREACHABLE, FailureText.words(failure) + ".", MissingRouteException.REMEDY, null);
        }
        return ofSide(api(failure), failure);
    }

    /** What people are told while the pause is in force. */
    static Trouble of(Pause pause) {
        return switch (pause.by()) {
            case CopyPause.DAY_LIMIT ->
                new Trouble("Xero", Reason.DAY_LIMIT, pause.reason(), DAY_LIMIT_REMEDY, pause.until());
            case CopyPause.DISK -> Trouble.noRoom(pause.reason());
            case CopyPause.CONSENT ->
                new Trouble(
                        "Xero", Reason.CONSENT, pause.reason(), "Check the credentials or run connect again.", null);
            case CopyPause.MISMATCH ->
                new Trouble(
                        pause.reason().contains("lead to Harvest account") ? "Harvest" : "Xero",
                        Reason.MISMATCH,
                        pause.reason(),
                        MismatchException.REMEDY,
                        null);
            default ->
                new Trouble(
                        "Xero",
                        Reason.PAUSED,
                        pause.reason(),
                        "When it shall go on: harvest-xero resume",
                        pause.until());
        };
    }

    private Trouble ofSide(Api api, Exception failure) {
        String side = api.toString();
        String words = FailureText.words(failure);
        if (failure instanceof MismatchException) {
            return new Trouble(side, Reason.MISMATCH, words, MismatchException.REMEDY, null);
        }
        if (failure instanceof ConsentException) {
            String remedy = api == Api.HARVEST
                    ? "Check harvest.account-id and harvest.access-token, or run connect again."
                    : "Check xero.client-id and xero.client-secret, or run connect again.";
            return new Trouble(side, Reason.CONSENT, words, remedy, null);
        }
        if (failure instanceof RateLimitedException limited && limited.limit() == Limit.DAY) {
            return new Trouble(side, Reason.DAY_LIMIT, words, DAY_LIMIT_REMEDY, until(failure));
        }
        return new Trouble(
                side, Reason.UNREACHABLE, words, "Nothing yet: it is tried again at the next cycle.", until(failure));
    }

    private @Nullable Instant until(Exception failure) {
        return failure instanceof RateLimitedException limited
                ? limited.retryAfter().map(clock.instant()::plus).orElse(null)
                : null;
    }

    private static Api api(Exception failure) {
        if (failure instanceof CallException call) {
            return call.api();
        }
        boolean harvest = failure.getClass().getName().contains(".harvest.")
                || String.valueOf(failure.getMessage()).contains("Harvest");
        return harvest ? Api.HARVEST : Api.XERO;
    }
}
