package org.harvestxero.hook;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.harvestxero.config.Settings;
import org.harvestxero.http.RawResponse;

/** The steps of one call of a hook: a POST of JSON to the address its settings name, signed where they have a secret. */
public final class HookCalls {
    /** Seconds since 1970 and the signature: {@code t=1793790000,v1=5257a8…}. */
    static final String SIGNATURE = "Harvest-Xero-Signature";

    private static final String EVENT_ID = "Harvest-Xero-Event";
    private static final String KIND = "Harvest-Xero-Kind";
    private static final String HMAC = "HmacSHA256";
    private static final String TICKET = "hookTicket";
    private static final int GONE = 410;
    private static final int REDIRECTS = 3;

    private final Settings settings;
    private final HookClient client;
    private final Clock clock;

    public HookCalls(Settings settings, HookClient client, Clock clock) {
        this.settings = settings;
        this.client = client;
        this.clock = clock;
    }

    /**
     * Makes the request of the body.
     *
     * @param hook whose settings {@code hooks.NAME.url} and {@code hooks.NAME.secret} count
     * @throws HookRefusedException when it has no address
     */
    public void prepare(Exchange exchange, String hook) throws HookRefusedException {
        String url = settings.optional("hooks." + hook + ".url")
                .orElseThrow(() -> new HookRefusedException("hooks." + hook + ".url is not set"));
        Message message = exchange.getMessage();
        byte[] body = message.getBody(String.class).getBytes(StandardCharsets.UTF_8);
        String id = message.getHeader(EventMessage.ID, "", String.class);
        String kind = message.getHeader(EventMessage.KIND, "", String.class);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
        message.setHeader(EVENT_ID, id);
        message.setHeader(KIND, kind);
        message.setBody(body);
        if (isSigned(hook)) {
            settings.optional("hooks." + hook + ".secret")
                    .ifPresent(secret -> message.setHeader(SIGNATURE, signature(secret, body)));
        }
        String ticket = client.issue(URI.create(url));
        exchange.setProperty(TICKET, ticket);
        message.setHeader(HookClient.TICKET, ticket);
    }

    private static boolean isSigned(String hook) {
        return hook.equals("webhook");
    }

    private String signature(String secret, byte[] body) {
        long seconds = clock.instant().getEpochSecond();
        return "t=" + seconds + ",v1=" + sign(secret, seconds, body);
    }

    /** HMAC-SHA256 of the time, a dot and the body, in hexadecimal: a request that is sent again by others shows by its age. */
    static String sign(String secret, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + HMAC, e);
        }
    }

    /**
     * Reads the answer to its end.
     *
     * @throws HookGoneException when nobody listens there any more
     * @throws HookRefusedException for any other answer than success; a redirect is none, since it is not followed
     */
    public void judge(Exchange exchange) throws IOException, HookGoneException, HookRefusedException {
        RawResponse answer = RawResponse.of(exchange.getMessage(), clock);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
        if (answer.isSuccess()) {
            return;
        }
        if (answer.status() == GONE) {
            throw new HookGoneException("its receiver answers 410: it is there no more");
        }
        throw new HookRefusedException(
                answer.status() / 100 == REDIRECTS
                        ? "its receiver answers " + answer.status()
                                + ", a redirect, which is not followed: set the address it leads to"
                        : "its receiver answers " + answer.status());
    }

    /** Cleans up after the call, however it went. */
    public void end(Exchange exchange) {
        String ticket = exchange.getProperty(TICKET, String.class);
        if (ticket != null) {
            client.forget(ticket);
        }
    }
}
