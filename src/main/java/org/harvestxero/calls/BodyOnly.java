package org.harvestxero.calls;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Takes only the body of a call made aside, so that the caller's headers stay and the answer's stay out. */
public final class BodyOnly implements AggregationStrategy {
    @Override
    public Exchange aggregate(Exchange caller, @Nullable Exchange aside) {
        if (aside != null) {
            caller.getMessage().setBody(aside.getMessage().getBody());
        }
        return caller;
    }
}
