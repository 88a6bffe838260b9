package org.harvestxero.http;

import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Sets the pause before a read is tried again: the one the other side asked for, else our own. */
public final class RetryAfterProcessor implements Processor {
    private final Duration longest;

    /** @param longest a read that would have to wait longer is given up */
    public RetryAfterProcessor(Duration longest) {
        this.longest = longest;
    }

    /** Sets the next pause of a failed exchange, as {@code onExceptionOccurredRef}. */
    @Override
    public void process(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Optional<Duration> wait = failure instanceof RetryAfter told ? told.retryAfter() : Optional.empty();
        wait.ifPresentOrElse(
                told -> exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, Math.max(1, told.toMillis())),
                () -> exchange.getMessage().removeHeader(Exchange.REDELIVERY_DELAY));
    }

    /** True when the wait asked for is so long that the caller had better come back later. */
    public boolean isTooLong(Exchange exchange) {
        Exception failure = exchange.getException() != null
                ? exchange.getException()
                : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        return failure instanceof RetryAfter told
                && told.retryAfter().map(wait -> wait.compareTo(longest) > 0).orElse(false);
    }
}
