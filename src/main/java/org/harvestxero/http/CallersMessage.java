package org.harvestxero.http;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * The body and headers a connector found in its caller's message. A connector needs headers of its own but returns nothing except a body,
 * so it restores the caller's when it is done, whether it succeeded or failed.
 */
public final class CallersMessage {
    private final @Nullable Object body;
    private final Map<String, Object> headers;

    private CallersMessage(Message message) {
        this.body = message.getBody();
        this.headers = new HashMap<>(message.getHeaders());
    }

    public static CallersMessage of(Exchange exchange) {
        return new CallersMessage(exchange.getMessage());
    }

    /** Restores body and headers. */
    public void putBack(Exchange exchange) {
        exchange.getMessage().setBody(body);
        putHeadersBack(exchange);
    }

    /** Restores the headers; the body stays the connector's. */
    public void putHeadersBack(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        headers.forEach(message::setHeader);
    }
}
