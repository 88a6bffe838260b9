package org.harvestxero.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.harvestxero.config.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Takes Xero's webhooks: that something changed there begins the next cycle at once instead of on schedule. Nothing else in a delivery is
 * believed; what changed is read as ever. So a delivery that comes twice, late or never does no harm, and ten thousand at once are
 * one cycle.
 *
 * @see <a href="https://developer.xero.com/documentation/guides/webhooks/overview/">Xero: webhooks</a>
 */
final class XeroWebhook {
    static final String PATH = "/webhooks/xero";
    static final String SIGNATURE = "x-xero-signature";
    private static final String ALGORITHM = "HmacSHA256";
    private static final long LARGEST = 1024 * 1024;
    private static final int OK = 200;
    private static final int UNAUTHORISED = 401;

    private final ObjectMapper json = new ObjectMapper();
    private final SecretKeySpec key;
    private final AtomicBoolean told = new AtomicBoolean();
    private final CyclePace pace;

    /** @param key that Xero signs with @param nanos time that passes, whatever the clock shows */
    XeroWebhook(Secret key, LongSupplier nanos) {
        this.key = key(key.reveal());
        this.pace = new CyclePace(nanos);
    }

    void install(Router router) {
        router.post(PATH)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST))
                .handler(this::take);
    }

    /** Answered at once, as Xero waits five seconds: 200 when it is Xero's, else 401, both without a word. */
    private void take(RoutingContext request) {
        byte[] body =
                request.body().isEmpty() ? new byte[0] : request.body().buffer().getBytes();
        boolean signed = isSigned(body, request.request().getHeader(SIGNATURE));
        if (signed && tellsOfEvents(body)) {
            told.set(true);
        }
        request.response().setStatusCode(signed ? OK : UNAUTHORISED).end();
    }

    /** Over the bytes as they came, in constant time. */
    private boolean isSigned(byte[] body, @Nullable String signature) {
        return signature != null
                && MessageDigest.isEqual(signature(key, body), signature.getBytes(StandardCharsets.UTF_8));
    }

    private static SecretKeySpec key(String text) {
        return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** As Xero signs a delivery with that key. */
    static String signature(String key, String body) {
        return new String(signature(key(key), body.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private static byte[] signature(SecretKeySpec key, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder().encode(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }

    /** Xero asks without events whether deliveries are checked at all. */
    private boolean tellsOfEvents(byte[] body) {
        try {
            JsonNode events = json.readTree(body).path("events");
            return !events.isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** Begins a cycle if something changed since one was begun; while one may not begin yet, it is asked again later. */
    void look(BooleanSupplier mayBegin, Runnable begin) {
        if (told.get() && pace.hasRoom() && mayBegin.getAsBoolean() && told.compareAndSet(true, false)) {
            pace.begin();
            begin.run();
        }
    }
}
