package org.harvestxero.calls;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.harvestxero.settings.Settings;

/** Makes the beans that the routes of both sides name. */
public final class CallBeans {
    /** A call that would have to wait longer than this for its turn is turned away instead. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(90);

    private CallBeans() {}

    /** The beans by name. */
    public static Map<String, Object> make(Settings settings, Authorizations authorizations, Clock clock) {
        String contact = settings.optional("calls.contact")
                .or(() -> settings.optional("mail.to"))
                .orElse("contact not set");
        return Map.of(
                "callClient", new CallClient(authorizations, "harvest-xero/" + version() + " (" + contact + ")"),
                "sideCalls", new SideCalls(authorizations, clock),
                "bodyOnly", new BodyOnly(),
                "waitAsTold", new WaitAsTold(LONGEST_WAIT));
    }

    private static String version() {
        String version = CallBeans.class.getPackage().getImplementationVersion();
        return version == null ? "0" : version;
    }
}
