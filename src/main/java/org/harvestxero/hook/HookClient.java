package org.harvestxero.hook;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpRequestInterceptor;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.harvestxero.http.CallBounds;

/**
 * The HTTP client under hooks: it never repeats a request by itself, follows no redirect and keeps no cookie. The address of a hook is
 * often its password, so what follows the host is put on at the last moment and is in no message, log or name of an endpoint.
 */
public final class HookClient implements HttpClientConfigurer, HttpRequestInterceptor {
    static final String TICKET = "X-Hook-Ticket";

    private final CallBounds bounds;
    private final Map<String, URI> tickets = new ConcurrentHashMap<>();

    public HookClient(CallBounds bounds) {
        this.bounds = bounds;
    }

    /** What stands for the address in a message. */
    String issue(URI address) {
        String ticket = UUID.randomUUID().toString();
        tickets.put(ticket, address);
        return ticket;
    }

    void forget(String ticket) {
        tickets.remove(ticket);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("harvest-xero")
                .addRequestInterceptorLast(this)
                .addExecInterceptorFirst("whole-call", bounds);
    }

    @Override
    public void process(HttpRequest request, EntityDetails entity, HttpContext context) throws HttpException {
        Header ticket = request.getFirstHeader(TICKET);
        if (ticket == null) {
            return;
        }
        request.removeHeaders(TICKET);
        URI address = Optional.ofNullable(tickets.get(ticket.getValue()))
                .orElseThrow(() -> new HttpException("A hook's call would have gone out without its address"));
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        request.setPath(address.getRawQuery() == null ? path : path + "?" + address.getRawQuery());
    }
}
