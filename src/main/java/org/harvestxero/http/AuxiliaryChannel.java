package org.harvestxero.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Sends {@link AuxiliaryRequest}s over the route to one address. */
public final class AuxiliaryChannel {
    private final CamelContext context;
    private final String route;

    /** @param route endpoint of the route, such as {@code direct:xero-identity} */
    public AuxiliaryChannel(CamelContext context, String route) {
        this.context = context;
        this.route = route;
    }

    /**
     * Asks where nothing but an answer will do.
     *
     * @param api whose address it is
     * @throws OutcomeUnknownException when no answer came
     */
    public RawResponse ask(Api api, AuxiliaryRequest request) {
        try {
            return ask(request);
        } catch (AuxiliaryUnansweredException e) {
            throw OutcomeUnknownException.noAnswer(
                    api, "No answer from " + api + " (" + e.getMessage() + ")", false, e);
        }
    }

    /** @throws AuxiliaryUnansweredException when no answer came */
    public RawResponse ask(AuxiliaryRequest request) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Exchange done =
                    template.request(route, exchange -> exchange.getMessage().setBody(request));
            Exception failure = done.getException();
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure != null) {
                throw new AuxiliaryUnansweredException(failure);
            }
            return done.getMessage().getBody(RawResponse.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
