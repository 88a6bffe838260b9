package org.harvestxero;

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
import org.harvestxero.config.Settings;
import org.harvestxero.config.secret.Secret;
import org.harvestxero.harvest.HarvestCalls;
import org.harvestxero.harvest.HarvestConnect;
import org.harvestxero.harvest.HarvestElementCollector;
import org.harvestxero.harvest.HarvestFiles;
import org.harvestxero.harvest.HarvestGate;
import org.harvestxero.harvest.HarvestPages;
import org.harvestxero.harvest.HarvestTokenRequests;
import org.harvestxero.harvest.PersonalToken;
import org.harvestxero.http.Api;
import org.harvestxero.http.AuthorizationVault;
import org.harvestxero.http.AuxiliaryChannel;
import org.harvestxero.http.BelongingCheck;
import org.harvestxero.http.CallTimes;
import org.harvestxero.http.Leave;
import org.harvestxero.http.RateLimiter;
import org.harvestxero.http.RateLimits;
import org.harvestxero.http.RefreshingTokens;
import org.harvestxero.http.TokenCalls;
import org.harvestxero.http.Tokens;
import org.harvestxero.store.connection.TokenTable;

/** Makes the beans that the Harvest routes name, and those that commands ask for. */
public final class HarvestWiring {
    private static final Duration WINDOW = Duration.ofMillis(15_100);
    private static final Duration REPORT_WINDOW = Duration.ofSeconds(901);
    private static final int REPORTS_IN_WINDOW = 100;
    private static final int IN_FLIGHT = 10;

    private final Settings settings;
    private final AuxiliaryChannel identity;
    private final TokenTable table;
    private final BelongingCheck belongingCheck;
    private final Leave leave;
    private final Clock clock;

    private HarvestWiring(
            Settings settings,
            CamelContext context,
            TokenTable table,
            BelongingCheck belongingCheck,
            Leave leave,
            Clock clock) {
        this.settings = settings;
        this.identity = new AuxiliaryChannel(context, "direct:harvest-identity");
        this.table = table;
        this.belongingCheck = belongingCheck;
        this.leave = leave;
        this.clock = clock;
    }

    /**
     * The beans by name: {@code harvestGate}, {@code harvestCalls}, {@code harvestPages}, and {@code harvestTokens} and {@code harvestConnect}
     * where a person's consent is needed because no personal access token is set. Nothing is called yet.
     *
     * @param authorizationVault the one given to {@link HttpWiring}
     * @param belongingCheck whom the links belong to
     * @param leave asked before each request leaves
     */
    public static Map<String, Object> make(
            Settings settings,
            CamelContext context,
            AuthorizationVault authorizationVault,
            TokenTable table,
            BelongingCheck belongingCheck,
            Leave leave,
            Clock clock) {
        return new HarvestWiring(settings, context, table, belongingCheck, leave, clock).make(authorizationVault);
    }

    private Map<String, Object> make(AuthorizationVault authorizationVault) {
        HarvestGate gate = new HarvestGate(
                gate("Harvest", settings.number("harvest.calls-per-15-seconds"), WINDOW),
                gate("Harvest's reports", REPORTS_IN_WINDOW, REPORT_WINDOW));
        Map<String, Object> beans = new HashMap<>();
        beans.put("harvestGate", gate);
        beans.put("harvestPages", new HarvestPages());
        beans.put("harvestCollecting", new HarvestElementCollector());
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
            RefreshingTokens rotating = new RefreshingTokens(table, key, requests::refresh, Api.HARVEST, clock);
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
                new HarvestCalls(tokens, accountId, belongingCheck, leave, authorizationVault, gate, times, clock));
        beans.put("harvestMeters", meters(times, gate));
        beans.put("harvestFiles", new HarvestFiles(tokens, settings.text("harvest.base-url"), authorizationVault));
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
                new TokenCalls(identity, "/api/v2/oauth2/token", Api.HARVEST, null, clock),
                settings.text("harvest.client-id"),
                Secret.of(settings.optional("harvest.client-secret").orElse("")));
    }

    private HarvestConnect connect(HarvestTokenRequests requests, TokenTable.Key key, RefreshingTokens rotating) {
        return new HarvestConnect(
                new HarvestConnect.Addresses(
                        settings.text("harvest.identity-url"), URI.create(settings.text("harvest.redirect-uri"))),
                settings.text("harvest.client-id"),
                settings.optional("harvest.account-id").orElse(null),
                requests,
                identity,
                belongingCheck,
                table,
                key,
                rotating,
                clock);
    }

    private RateLimiter gate(String name, int calls, Duration window) {
        return new RateLimiter(
                Api.HARVEST, name, new RateLimits(calls, window, IN_FLIGHT, 0, RateLimits.LONGEST_WAIT), clock);
    }
}
