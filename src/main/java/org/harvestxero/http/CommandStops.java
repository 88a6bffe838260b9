package org.harvestxero.http;

import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.harvestxero.commands.Stop;
import org.harvestxero.commands.StoppedException;
import org.jspecify.annotations.Nullable;

/** Passes a command's stop to the routes that work for it, whatever threads those run on. */
public final class CommandStops {
    /** An edited file takes its routes away for a moment; longer than that nobody should wait for one that isn't there. */
    private static final String WHILE_REPLACED = "?timeout=2000";

    private CommandStops() {}

    /**
     * Calls a route with the stop of the command that this thread carries out.
     *
     * @throws CamelExecutionException when the route fails; around a {@link MissingRouteException} when there is none
     */
    public static Exchange send(
            ProducerTemplate routes, String uri, @Nullable Object body, Map<String, Object> headers) {
        boolean there = isBegun(routes, uri);
        Exchange sent = routes.send(there ? uri : uri + WHILE_REPLACED, exchange -> {
            exchange.setProperty(Stop.PROPERTY, Stop.ofThisThread());
            exchange.getIn().setBody(body);
            exchange.getIn().setHeaders(new java.util.HashMap<>(headers));
        });
        Exception failure = sent.getException();
        if (!there
                && failure instanceof DirectConsumerNotAvailableException
                && routes.getCamelContext().isStarted()) {
            throw CamelExecutionException.wrapCamelExecutionException(sent, MissingRouteException.of(uri));
        }
        if (failure != null) {
            throw CamelExecutionException.wrapCamelExecutionException(sent, failure);
        }
        return sent;
    }

    private static boolean isBegun(ProducerTemplate routes, String uri) {
        String begin = uri.replace("direct:", "direct://");
        return routes.getCamelContext().getRoutes().stream()
                .anyMatch(route -> route.getEndpoint().getEndpointUri().equals(begin));
    }

    /**
     * Calls a route the same way, and gives the body it ends with.
     *
     * @throws CallException what a side answered wrong, as it is
     * @throws StoppedException likewise
     * @throws CamelExecutionException when the route fails otherwise
     */
    public static <T> T answer(
            ProducerTemplate routes, String uri, @Nullable Object body, Map<String, Object> headers, Class<T> answer) {
        try {
            return send(routes, uri, body, headers).getMessage().getBody(answer);
        } catch (CamelExecutionException e) {
            throw core(e) instanceof RuntimeException core && !(core instanceof MissingRouteException) ? core : e;
        }
    }

    /** What happened, without what routes, lanes and splits wrapped around it. */
    public static Exception core(Exception wrapped) {
        for (Throwable cause = wrapped; cause != null; cause = cause.getCause()) {
            if (cause instanceof CallException
                    || cause instanceof StoppedException
                    || cause instanceof MissingRouteException) {
                return (Exception) cause;
            }
        }
        return wrapped;
    }

    /** The stop on the exchange, or else this thread's. */
    public static Stop of(@Nullable Stop handed) {
        return handed == null ? Stop.ofThisThread() : handed;
    }
}
