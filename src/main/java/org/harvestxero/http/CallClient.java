package org.harvestxero.http;

import java.io.IOException;
import java.util.Optional;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpRequestInterceptor;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.harvestxero.config.secret.Secret;

/**
 * The HTTP client under the connector routes: it never repeats a request by itself, follows no redirect, keeps no cookie, and
 * puts the {@code Authorization} header on at the last moment.
 */
public final class CallClient implements HttpClientConfigurer, HttpRequestInterceptor {
    private final AuthorizationVault authorizationVault;
    private final String userAgent;
    private final CallBounds bounds;

    /**
     * @param userAgent product name and a contact, as both sides ask for
     * @param bounds of every call, in time and size
     */
    public CallClient(AuthorizationVault authorizationVault, String userAgent, CallBounds bounds) {
        this.authorizationVault = authorizationVault;
        this.userAgent = userAgent;
        this.bounds = bounds;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent(userAgent)
                .addRequestInterceptorLast(this)
                .addExecInterceptorFirst("whole-call", bounds);
    }

    @Override
    public void process(HttpRequest request, EntityDetails entity, HttpContext context)
            throws HttpException, IOException {
        Header ticket = request.getFirstHeader(AuthorizationVault.TICKET);
        if (ticket == null) {
            return;
        }
        request.removeHeaders(AuthorizationVault.TICKET);
        Optional<Secret> authorization = authorizationVault.redeem(ticket.getValue());
        request.setHeader(
                "Authorization",
                authorization
                        .orElseThrow(() -> new HttpException("A call would have gone out without its authorization"))
                        .reveal());
    }
}
