package org.harvestxero.http;

import java.io.IOException;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.harvestxero.config.secret.Secret;

/** Prepares an {@link AuxiliaryRequest} for camel-http and reads its response, a {@link RawResponse}, whose {@code toString} shows no body. */
public final class AuxiliaryCalls {
    private static final String TICKET = "sideTicket";

    private final AuthorizationVault authorizationVault;
    private final Clock clock;

    public AuxiliaryCalls(AuthorizationVault authorizationVault, Clock clock) {
        this.authorizationVault = authorizationVault;
        this.clock = clock;
    }

    /** Turns the request into what camel-http sends, and removes every other header. */
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

    /** Cleans up after the call, however it went. */
    public void end(Exchange exchange) {
        String ticket = exchange.getProperty(TICKET, String.class);
        if (ticket != null) {
            authorizationVault.forget(ticket);
        }
    }
}
