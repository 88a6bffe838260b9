package org.harvestxero.http;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What comes back from a call that Camel may repeat ({@code enrich} of {@code direct:harvest-patient-call} and its like): the answer's body, or
 * the failure, and nothing else. Such a call runs on a copy of the exchange because Camel counts its tries in the headers and marks a
 * failure as dealt with once it has given up; on the caller's own exchange, the caller's error handling would then ignore it.
 */
public final class BodyOnlyStrategy implements AggregationStrategy {
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
