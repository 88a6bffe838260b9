package org.harvestxero.http;

import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.commands.Stop;
import org.harvestxero.commands.StoppedException;
import org.jspecify.annotations.Nullable;

/** Passes a command's stop to the routes that work for it, whatever threads those run on. */
public final class CommandStops {
    private CommandStops() {}

    /**
     * Calls a route with the stop of the command that this thread carries out.
     *
     * @throws CamelExecutionException when the route fails
     */
    public static Exchange send(
            ProducerTemplate routes, String uri, @Nullable Object body, Map<String, Object> headers) {
        Exchange sent = routes.send(uri, exchange -> {
            exchange.setProperty(Stop.PROPERTY, Stop.ofThisThread());
            exchange.getIn().setBody(body);
            exchange.getIn().setHeaders(new java.util.HashMap<>(headers));
        });
        Exception failure = sent.getException();
        if (failure != null) {
            throw CamelExecutionException.wrapCamelExecutionException(sent, failure);
        }
        return sent;
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
            throw core(e) instanceof RuntimeException core ? core : e;
        }
    }

    /** What happened, without what routes, lanes and splits wrapped around it. */
    public static Exception core(Exception wrapped) {
        for (Throwable cause = wrapped; cause != null; cause = cause.getCause()) {
            if (cause instanceof CallException || cause instanceof StoppedException) {
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
