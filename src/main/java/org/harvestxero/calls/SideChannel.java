package org.harvestxero.calls;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Sends {@link SideRequest}s through the route that stands for one address. */
public final class SideChannel {
    private final CamelContext context;
    private final String route;

    /** @param route endpoint of the route, such as {@code direct:xero-identity} */
    public SideChannel(CamelContext context, String route) {
        this.context = context;
        this.route = route;
    }

    /** @throws SideUnansweredException when no answer came */
    public RawAnswer ask(SideRequest request) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Exchange done =
                    template.request(route, exchange -> exchange.getMessage().setBody(request));
            Exception failure = done.getException();
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure != null) {
                throw new SideUnansweredException(failure);
            }
            return done.getMessage().getBody(RawAnswer.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
