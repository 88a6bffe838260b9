package org.harvestxero.calls;

import java.io.IOException;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.harvestxero.secrets.Secret;

/** The steps of a {@link SideRequest} that aren't sending. Its answer becomes the body as {@link RawAnswer}, which prints no body. */
public final class SideCalls {
    private static final String TICKET = "sideTicket";

    private final Authorizations authorizations;
    private final Clock clock;

    SideCalls(Authorizations authorizations, Clock clock) {
        this.authorizations = authorizations;
        this.clock = clock;
    }

    /** Turns the request into what camel-http sends; every other header goes. */
    public void prepare(Exchange exchange) {
        Message message = exchange.getMessage();
        SideRequest request = message.getBody(SideRequest.class);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, request.method());
        message.setHeader(Exchange.HTTP_PATH, request.path());
        message.setHeader("Accept", "application/json");
        String tenant = request.tenant();
        if (tenant != null) {
            message.setHeader("xero-tenant-id", tenant);
        }
        message.setBody(request.form());
        Secret authorization = request.authorization();
        if (authorization != null) {
            String ticket = authorizations.issue(authorization);
            exchange.setProperty(TICKET, ticket);
            message.setHeader(Authorizations.TICKET, ticket);
        }
    }

    /** Reads the answer to its end. */
    public void receive(Exchange exchange) throws IOException {
        RawAnswer answer = RawAnswer.of(exchange.getMessage(), clock);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(answer);
    }

    /** Says that no answer came. */
    public void noAnswer(Exchange exchange) {
        throw new SideUnansweredException(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    }

    /** Clears up, however it went. */
    public void end(Exchange exchange) {
        String ticket = exchange.getProperty(TICKET, String.class);
        if (ticket != null) {
            authorizations.forget(ticket);
        }
    }
}
