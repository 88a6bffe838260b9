package org.harvestxero.runtime.route;

import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeExtension;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets each route see to failures on its own terms, whatever routes it calls or is called by, as methods with a {@code catch} do.
 *
 * <p>A {@code stop} ends the route it stands in: its callers, and what they do {@code finally}, go on.
 *
 * <p>By itself Camel marks an exchange that one error handler has looked at: a failed read that was tried again in vain would pass
 * by the {@code onException} of its caller; a failure that was handled would end its callers too; and the branches of a multicast
 * would have no error handling wherever some caller stands in a {@code doTry}.
 */
public final class RouteBoundary implements InterceptStrategy {
    private static final Set<String> CALLS = Set.of("to", "toD", "enrich", "recipientList");

    public static void drawn(CamelContext context) {
        context.getCamelContextExtension().addInterceptStrategy(new RouteBoundary());
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode node, Processor target, @Nullable Processor next) {
        return CALLS.contains(node.getShortName()) ? new Call(target) : target;
    }

    /** Puts the marks aside for the time of a call. */
    private static final class Call extends DelegateAsyncProcessor {
        Call(Processor called) {
            super(called);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            ExchangeExtension marks = exchange.getExchangeExtension();
            Object inTry = exchange.removeProperty(ExchangePropertyKey.TRY_ROUTE_BLOCK);
            boolean failureHandled = marks.isFailureHandled();
            boolean exhausted = marks.isRedeliveryExhausted();
            Boolean handled = marks.isErrorHandlerHandledSet() ? marks.isErrorHandlerHandled() : null;
            set(marks, false, false, null);
            boolean stopped = exchange.isRouteStop();
            return super.process(exchange, doneSync -> {
                exchange.setRouteStop(stopped);
                if (inTry != null) {
                    exchange.setProperty(ExchangePropertyKey.TRY_ROUTE_BLOCK, inTry);
                }
                set(marks, failureHandled, exhausted, handled);
                callback.done(doneSync);
            });
        }

        private static void set(
                ExchangeExtension marks, boolean failureHandled, boolean exhausted, @Nullable Boolean handled) {
            marks.setFailureHandled(failureHandled);
            marks.setRedeliveryExhausted(exhausted);
            marks.setErrorHandlerHandled(handled);
        }
    }
}
