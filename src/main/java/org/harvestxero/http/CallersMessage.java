package org.harvestxero.http;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * What a connector found in its caller's message. A connector needs headers of its own and gives back nothing but a body, so it puts
 * these back when it is done, however that went.
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

    /** Body and headers as they were. */
    public void putBack(Exchange exchange) {
        exchange.getMessage().setBody(body);
        putHeadersBack(exchange);
    }

    /** The headers as they were; the body is the connector's. */
    public void putHeadersBack(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        headers.forEach(message::setHeader);
    }
}
