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
 * Makes the call of a route like the call of a method: each route handles failures by its own rules, whatever routes it calls or is
 * called by. A {@code stop} ends the route it stands in; its callers go on, their {@code doFinally} included.
 *
 * <p>Left alone, Camel marks an exchange that an error handler has dealt with. A read that was repeated in vain would then skip its
 * caller's {@code onException}; a failure that was handled would end the callers too; and the branches of a multicast would have no error
 * handling wherever some caller is inside a {@code doTry}.
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

    /** Takes the marks off for the duration of a call. */
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
