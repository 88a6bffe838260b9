package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The figures operators watch. */
public interface Vitals {
    /** One consistent reading; cheap enough for every few seconds. */
    Reading read();

    /** How many documents stand failed, by the cause as JSON names it; a document that waits for its contact has the contact's. */
    default Map<String, Long> failedByCause() {
        return Map.of();
    }

    /** Why nothing is copied now, without anything being counted; a pause whose time is over is none. */
    default Optional<Pause> pause() {
        return Optional.empty();
    }

    /** The last reconciliation; empty before the first. */
    default Optional<Reconciled> reconciled() {
        return Optional.empty();
    }

    /** What stops the connection until a person has seen to it, the oldest first. */
    default List<Stop> stops() {
        return List.of();
    }

    /** Documents that came to stand failed after that moment, at most so many; one that fails again is none. */
    default List<Failure> failedSince(Instant since, int most) {
        return List.of();
    }

    /**
     * The last reconciliation.
     *
     * @param ended of the last that was complete; null without one
     * @param differences it found
     * @param unexplained of these, without a reason
     * @param trouble why a later one is not complete; null when none is
     */
    record Reconciled(
            @Nullable Instant ended,
            long differences,
            long unexplained,
            @Nullable String trouble) {}

    /**
     * Consent that is missing, or another organisation or account than the links belong to.
     *
     * @param id one that comes back has another one
     */
    record Stop(long id, String sentence, String remedy, Instant since) {}

    /**
     * A document that stands failed.
     *
     * @param cause the code of the cause, such as {@code account-archived}
     */
    record Failure(long id, DocumentKind kind, @Nullable String number, String cause, String message) {}

    /**
     * @param connection its name
     * @param copied documents copied to Xero, in total
     * @param failed documents that stand failed now
     * @param waiting documents that go on by themselves
     * @param oldestUnresolved since when the oldest failed or waiting document is so; null without one
     * @param lastSuccess end of the last cycle without trouble; null when there was none yet
     * @param xeroCallsLeftThisMinute by our own rate limiter
     * @param xeroCallsLeftToday by Xero's headers; null before its first answer
     * @param xeroCalls calls to Xero, in total
     * @param callsPerCopiedDocument Xero calls ÷ copied documents, four decimals; null before the first copy
     * @param duplicatesPrevented in total
     * @param toReview drafts of billing that wait for a person
     * @param tokenExpires when the Xero access token does; null without one
     * @param consentDead a side lets us in no more, or other books lie there than the links belong to: a person is needed
     */
    record Reading(
            String connection,
            long copied,
            long failed,
            long waiting,
            @Nullable Instant oldestUnresolved,
            @Nullable Instant lastSuccess,
            int xeroCallsLeftThisMinute,
            @Nullable Integer xeroCallsLeftToday,
            long xeroCalls,
            @Nullable BigDecimal callsPerCopiedDocument,
            long duplicatesPrevented,
            long toReview,
            @Nullable Instant tokenExpires,
            boolean consentDead) {}
}
