package org.harvestxero.copy.failure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.harvestxero.http.RequestRefusedException;

/**
 * Sees to writes that failed, by what the failure says was done: nothing and never will be, nothing yet, or nobody knows. What that
 * means for a batch, an option, a mirror or a delivery is told by whoever sends them.
 */
public final class FailedWrites {
    private final Map<Class<?>, Handling<?>> handlings = new ConcurrentHashMap<>();

    /** What is done about one failed write; throws what every other write would meet too. */
    public interface Step<A, E extends Exception> {
        void take(A attempt, E why) throws Exception;
    }

    /**
     * What is done about failed writes of one kind.
     *
     * @param refused nothing was done, and the same request would be refused again
     * @param notSent nobody looked at the request: it may go again as it is
     * @param outcomeUnknown it may have been done
     */
    public record Handling<A>(
            Step<A, RequestRefusedException> refused, Step<A, Exception> notSent, Step<A, Exception> outcomeUnknown) {
        /** Of writes that may go again as they are, or are searched for first: all but a refusal is thrown on. */
        public static <A> Handling<A> ofRefusals(Step<A, RequestRefusedException> refused) {
            Step<A, Exception> thrownOn = (attempt, why) -> {
                throw why;
            };
            return new Handling<>(refused, thrownOn, thrownOn);
        }
    }

    /** @param attempt class of what is written in one request */
    public <A> FailedWrites on(Class<A> attempt, Handling<A> handling) {
        handlings.put(attempt, handling);
        return this;
    }

    public <A> void refused(A attempt, Exception why) throws Exception {
        of(attempt).refused().take(attempt, refusal(why));
    }

    public <A> void notSent(A attempt, Exception why) throws Exception {
        of(attempt).notSent().take(attempt, why);
    }

    public <A> void outcomeUnknown(A attempt, Exception why) throws Exception {
        of(attempt).outcomeUnknown().take(attempt, why);
    }

    @SuppressWarnings("unchecked") // as it was put in
    private <A> Handling<A> of(A attempt) {
        Handling<?> handling = handlings.get(attempt.getClass());
        if (handling == null) {
            throw new IllegalStateException("Nobody sees to failed writes of " + attempt.getClass());
        }
        return (Handling<A>) handling;
    }

    private static RequestRefusedException refusal(Exception why) {
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            if (cause instanceof RequestRefusedException refused) {
                return refused;
            }
        }
        throw new IllegalArgumentException("Nothing was refused", why);
    }
}
