package org.harvestxero.http;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Takes only the body, or the failure, of a call made aside, so that the caller's headers stay and the answer's stay out. A
 * redelivery counts its attempts in those headers.
 */
public final class BodyOnly implements AggregationStrategy {
    @Override
    public Exchange aggregate(Exchange caller, @Nullable Exchange aside) {
        if (aside != null && aside.getException() != null) {
            caller.setException(aside.getException());
        } else if (aside != null) {
            caller.getMessage().setBody(aside.getMessage().getBody());
        }
        return caller;
    }
}
