package org.harvestxero.harvest;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.harvestxero.calls.Authorizations;
import org.harvestxero.calls.Belonging;
import org.harvestxero.calls.CallBeans;
import org.harvestxero.calls.CallTimes;
import org.harvestxero.calls.Gate;
import org.harvestxero.calls.GateLimits;
import org.harvestxero.calls.Leave;
import org.harvestxero.calls.RotatingTokens;
import org.harvestxero.calls.SideChannel;
import org.harvestxero.calls.TokenCalls;
import org.harvestxero.calls.Tokens;
import org.harvestxero.ledger.TokenTable;
import org.harvestxero.secrets.Secret;
import org.harvestxero.settings.Settings;

/** Makes the beans that the Harvest routes name, and those that commands ask for. */
public final class HarvestBeans {
    private static final Duration WINDOW = Duration.ofMillis(15_100);
    private static final Duration REPORT_WINDOW = Duration.ofSeconds(901);
    private static final int REPORTS_IN_WINDOW = 100;
    private static final int IN_FLIGHT = 10;

    private final Settings settings;
    private final SideChannel identity;
    private final TokenTable table;
    private final Belonging belonging;
    private final Leave leave;
    private final Clock clock;

    private HarvestBeans(
            Settings settings, CamelContext context, TokenTable table, Belonging belonging, Leave leave, Clock clock) {
        this.settings = settings;
        this.identity = new SideChannel(context, "direct:harvest-identity");
        this.table = table;
        this.belonging = belonging;
        this.leave = leave;
        this.clock = clock;
    }

    /**
     * The beans by name: {@code harvestGate}, {@code harvestCalls}, {@code harvestPages}, and {@code harvestTokens} and {@code harvestConnect}
     * where a person's consent is needed because no personal access token is set. Nothing is called yet.
     *
     * @param authorizations the one given to {@link CallBeans}
     * @param belonging whom the links belong to
     * @param leave asked before each request leaves
     */
    public static Map<String, Object> make(
            Settings settings,
            CamelContext context,
            Authorizations authorizations,
            TokenTable table,
            Belonging belonging,
            Leave leave,
            Clock clock) {
        return new HarvestBeans(settings, context, table, belonging, leave, clock).make(authorizations);
    }

    private Map<String, Object> make(Authorizations authorizations) {
        HarvestGate gate = new HarvestGate(
                gate("Harvest", settings.number("harvest.calls-per-15-seconds"), WINDOW),
                gate("Harvest's reports", REPORTS_IN_WINDOW, REPORT_WINDOW));
        Map<String, Object> beans = new HashMap<>();
        beans.put("harvestGate", gate);
        beans.put("harvestPages", new HarvestPages());
        beans.put("harvestCollecting", new HarvestCollecting());
        Optional<String> personal = settings.optional("harvest.access-token");
        Tokens tokens;
        Supplier<String> accountId;
        if (personal.isPresent() || settings.optional("harvest.client-id").isEmpty()) {
            tokens = new PersonalToken(Secret.of(personal.orElse("")));
            accountId = () -> settings.optional("harvest.account-id").orElse("");
        } else {
            table.checkKey();
            HarvestTokenRequests requests = tokenRequests();
            TokenTable.Key key = new TokenTable.Key(settings.text("connection.name"), "harvest");
            RotatingTokens rotating = new RotatingTokens(table, key, requests::refresh, new HarvestFailures(), clock);
            tokens = rotating;
            beans.put("harvestTokens", rotating);
            accountId = () -> settings.optional("harvest.account-id")
                    .or(rotating::targetId)
                    .orElse("");
            beans.put("harvestConnect", connect(requests, key, rotating));
        }
        CallTimes times = new CallTimes("harvest");
        beans.put(
                "harvestCalls",
                new HarvestCalls(tokens, accountId, belonging, leave, authorizations, gate, times, clock));
        beans.put("harvestMeters", meters(times, gate));
        beans.put("harvestFiles", new HarvestFiles(tokens, settings.text("harvest.base-url"), authorizations));
        return Map.copyOf(beans);
    }

    private MeterBinder meters(CallTimes times, HarvestGate gate) {
        String connection = settings.text("connection.name");
        return registry -> {
            times.bindTo(registry);
            Gauge.builder("harvestxero.harvest.calls.left.window", gate, HarvestGate::callsLeftInWindow)
                    .description("Calls to Harvest that could start now; its limit is on 15 seconds")
                    .tag("connection", connection)
                    .register(registry);
            FunctionCounter.builder("harvestxero.harvest.calls", gate, HarvestGate::callsMade)
                    .description("Calls to Harvest by this process")
                    .tag("connection", connection)
                    .register(registry);
        };
    }

    private HarvestTokenRequests tokenRequests() {
        return new HarvestTokenRequests(
                new TokenCalls(identity, "/api/v2/oauth2/token", new HarvestFailures(), null, clock),
                settings.text("harvest.client-id"),
                Secret.of(settings.optional("harvest.client-secret").orElse("")));
    }

    private HarvestConnect connect(HarvestTokenRequests requests, TokenTable.Key key, RotatingTokens rotating) {
        return new HarvestConnect(
                new HarvestConnect.Addresses(
                        settings.text("harvest.identity-url"), URI.create(settings.text("harvest.redirect-uri"))),
                settings.text("harvest.client-id"),
                settings.optional("harvest.account-id").orElse(null),
                requests,
                identity,
                belonging,
                table,
                key,
                rotating,
                clock);
    }

    private Gate gate(String name, int calls, Duration window) {
        return new Gate(name, new GateLimits(calls, window, IN_FLIGHT, 0, GateLimits.LONGEST_WAIT), clock);
    }
}
