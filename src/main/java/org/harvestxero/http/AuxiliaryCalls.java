package org.harvestxero.http;

import java.io.IOException;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.harvestxero.config.secret.Secret;

/** The steps of a {@link AuxiliaryRequest} that aren't sending. Its answer becomes the body as {@link RawResponse}, which prints no body. */
public final class AuxiliaryCalls {
    private static final String TICKET = "sideTicket";

    private final AuthorizationVault authorizationVault;
    private final Clock clock;

    public AuxiliaryCalls(AuthorizationVault authorizationVault, Clock clock) {
        this.authorizationVault = authorizationVault;
        this.clock = clock;
    }

    /** Turns the request into what camel-http sends; every other header goes. */
    public void prepare(Exchange exchange) {
        Message message = exchange.getMessage();
        AuxiliaryRequest request = message.getBody(AuxiliaryRequest.class);
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
            String ticket = authorizationVault.issue(authorization);
            exchange.setProperty(TICKET, ticket);
            message.setHeader(AuthorizationVault.TICKET, ticket);
        }
    }

    /** Reads the answer to its end. */
    public void receive(Exchange exchange) throws IOException {
        RawResponse answer = RawResponse.of(exchange.getMessage(), clock);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(answer);
    }

    /** Says that no answer came. */
    public void noAnswer(Exchange exchange) {
        throw new AuxiliaryUnansweredException(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    }

    /** Clears up, however it went. */
    public void end(Exchange exchange) {
        String ticket = exchange.getProperty(TICKET, String.class);
        if (ticket != null) {
            authorizationVault.forget(ticket);
        }
    }
}
