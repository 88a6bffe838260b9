package org.harvestxero.wiring;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.harvestxero.config.Settings;
import org.harvestxero.http.AuthorizationVault;
import org.harvestxero.http.AuxiliaryCalls;
import org.harvestxero.http.BodyOnlyStrategy;
import org.harvestxero.http.CallBounds;
import org.harvestxero.http.CallClient;
import org.harvestxero.http.RateLimits;
import org.harvestxero.http.RetryAfterProcessor;
import org.slf4j.LoggerFactory;

/** Makes what both connectors call with: the beans {@code callClient}, {@code sideCalls}, {@code bodyOnly} and {@code waitAsTold}. */
public final class HttpWiring {
    /** In bytes; a full page of either side is a tenth of that. */
    private static final long LARGEST_ANSWER = 64_000_000;

    private static final int SHARE_OF_HEAP = 8;

    private HttpWiring() {}

    public static HttpParts make(Settings settings, AuthorizationVault authorizationVault, Clock clock) {
        keepOutOfLogs();
        String contact = settings.optional("calls.contact")
                .or(() -> settings.optional("mail.to"))
                .orElse("contact not set");
        return new HttpParts(
                new CallClient(
                        authorizationVault,
                        "harvest-xero/" + version() + " (" + contact + ")",
                        new CallBounds(Duration.ofMillis(settings.number("calls.deadline")), mostBytes())),
                new AuxiliaryCalls(authorizationVault, clock),
                new BodyOnlyStrategy(),
                new RetryAfterProcessor(RateLimits.LONGEST_WAIT));
    }

    /** An answer of this size still fits the heap when it is read as JSON. */
    private static long mostBytes() {
        return Math.min(LARGEST_ANSWER, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** The HTTP client's own logs would show headers and bodies at their finest level, tokens among them. */
    private static void keepOutOfLogs() {
        for (String name : List.of("org.apache.hc.client5.http.headers", "org.apache.hc.client5.http.wire")) {
            if (LoggerFactory.getLogger(name) instanceof Logger logger) {
                logger.setLevel(Level.OFF);
            }
        }
    }

    private static String version() {
        String version = HttpWiring.class.getPackage().getImplementationVersion();
        return version == null ? "0" : version;
    }
}
