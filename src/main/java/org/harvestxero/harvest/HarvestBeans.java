package org.harvestxero.harvest;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.harvestxero.calls.Authorizations;
import org.harvestxero.calls.CallBeans;
import org.harvestxero.calls.Gate;
import org.harvestxero.calls.GateLimits;
import org.harvestxero.calls.TokenCalls;
import org.harvestxero.calls.Tokens;
import org.harvestxero.secrets.Secret;
import org.harvestxero.settings.Settings;

/** Makes the beans that the Harvest routes name. */
public final class HarvestBeans {
    private static final Duration WINDOW = Duration.ofMillis(15_100);
    private static final Duration REPORT_WINDOW = Duration.ofSeconds(901);
    private static final int REPORTS_IN_WINDOW = 100;
    private static final int IN_FLIGHT = 10;

    private HarvestBeans() {}

    /**
     * The beans by name. Nothing is called or opened yet.
     *
     * @param authorizations shared with every other bean of {@link CallBeans}
     */
    public static Map<String, Object> make(
            Settings settings, CamelContext context, Authorizations authorizations, Clock clock) {
        HarvestGate gate = new HarvestGate(
                gate("Harvest", settings.number("harvest.calls-per-15-seconds"), WINDOW, clock),
                gate("Harvest's reports", REPORTS_IN_WINDOW, REPORT_WINDOW, clock));
        TokenCalls tokenCalls =
                new TokenCalls(context, "direct:harvest-token", new HarvestFailures(), authorizations, null, clock);
        Tokens tokens = new PersonalToken(
                Secret.of(settings.optional("harvest.access-token").orElse("")));
        Map<String, Object> beans = new HashMap<>();
        beans.put("harvestGate", gate);
        beans.put("harvestTokenCalls", tokenCalls);
        beans.put(
                "harvestCalls",
                new HarvestCalls(
                        tokens, () -> settings.optional("harvest.account-id").orElse(""), authorizations, gate, clock));
        beans.put("harvestPages", new HarvestPages());
        return Map.copyOf(beans);
    }

    private static Gate gate(String name, int calls, Duration window, Clock clock) {
        return new Gate(name, new GateLimits(calls, window, IN_FLIGHT, 0, CallBeans.LONGEST_WAIT), clock);
    }
}
