package org.harvestxero.xero;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.harvestxero.calls.Authorizations;
import org.harvestxero.calls.CallBeans;
import org.harvestxero.calls.Gate;
import org.harvestxero.calls.GateLimits;
import org.harvestxero.calls.TokenCalls;
import org.harvestxero.calls.Tokens;
import org.harvestxero.secrets.Secret;
import org.harvestxero.settings.Settings;

/** Makes the beans that the Xero routes name. */
public final class XeroBeans {
    /** A little more than a minute, because Xero's clock and ours never agree exactly. */
    private static final Duration MINUTE = Duration.ofMillis(60_250);

    private XeroBeans() {}

    /**
     * The beans by name. Nothing is called or opened yet.
     *
     * @param authorizations shared with every other bean of {@link CallBeans}
     */
    public static Map<String, Object> make(
            Settings settings, CamelContext context, Authorizations authorizations, Clock clock) {
        XeroGate gate = new XeroGate(new Gate(
                "Xero",
                new GateLimits(
                        settings.number("xero.calls-per-minute"),
                        MINUTE,
                        settings.number("xero.calls-in-flight"),
                        settings.number("xero.day-reserve"),
                        CallBeans.LONGEST_WAIT),
                clock));
        Secret basic = TokenRequests.basic(
                settings.optional("xero.client-id").orElse(""),
                Secret.of(settings.optional("xero.client-secret").orElse("")));
        TokenCalls tokenCalls =
                new TokenCalls(context, "direct:xero-token", new XeroFailures(), authorizations, basic, clock);
        Tokens tokens = new ClientCredentials(new TokenRequests(tokenCalls), clock);
        Optional<String> tenant = settings.optional("xero.tenant-id");
        Map<String, Object> beans = new HashMap<>();
        beans.put("xeroGate", gate);
        beans.put("xeroTokenCalls", tokenCalls);
        beans.put(
                "xeroCalls",
                new XeroCalls(
                        tokens,
                        () -> tenant,
                        authorizations,
                        gate,
                        clock,
                        Duration.ofSeconds(settings.number("xero.outage-pause"))));
        beans.put("xeroPages", new XeroPages());
        return Map.copyOf(beans);
    }
}
