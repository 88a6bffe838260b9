package org.harvestxero.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes one side's own exceptions. */
public interface CallFailures {
    /** The side's name in messages. */
    String side();

    NoAnswerException noAnswer(String message, boolean neverSent, @Nullable Throwable cause);

    UnavailableException unavailable(String message, int status, @Nullable Duration retryAfter);

    ConsentException consent(String message, @Nullable Throwable cause);

    RefusedException refused(String message, int status, String reason);

    RateLimitedException rateLimited(String message, Limit limit, Duration retryAfter);
}
