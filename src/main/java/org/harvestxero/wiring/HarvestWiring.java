package org.harvestxero.wiring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.harvestxero.config.Settings;
import org.harvestxero.config.secret.Secret;
import org.harvestxero.harvest.HarvestCalls;
import org.harvestxero.harvest.HarvestConnect;
import org.harvestxero.harvest.HarvestFiles;
import org.harvestxero.harvest.HarvestGate;
import org.harvestxero.harvest.HarvestTokenRequests;
import org.harvestxero.harvest.PersonalToken;
import org.harvestxero.http.Api;
import org.harvestxero.http.ApiAccess;
import org.harvestxero.http.AuthorizationCodeFlow;
import org.harvestxero.http.AuxiliaryChannel;
import org.harvestxero.http.CallTimes;
import org.harvestxero.http.RefreshingTokens;
import org.harvestxero.http.TokenCalls;
import org.harvestxero.http.Tokens;
import org.harvestxero.store.connection.TokenTable;
import org.jspecify.annotations.Nullable;

/**
 * Makes the connector to Harvest: the beans {@code harvestGate}, {@code harvestCalls}, {@code harvestPages}, {@code harvestFiles} and
 * {@code harvestCollecting}.
 */
public final class HarvestWiring {
    private final Settings settings;
    private final AuxiliaryChannel identity;
    private final CallGuards guards;
    private final Clock clock;

    private HarvestWiring(Settings settings, CamelContext context, CallGuards guards, Clock clock) {
        this.settings = settings;
        this.identity = new AuxiliaryChannel(context, "direct:harvest-identity");
        this.guards = guards;
        this.clock = clock;
    }

    /** Nothing is called yet. */
    public static HarvestParts make(Settings settings, CamelContext context, CallGuards guards, Clock clock) {
        return new HarvestWiring(settings, context, guards, clock).make();
    }

    private HarvestParts make() {
        HarvestGate gate = new HarvestGate(settings.number("harvest.calls-per-15-seconds"), clock);
        Optional<String> personal = settings.optional("harvest.access-token");
        if (personal.isPresent() || settings.optional("harvest.client-id").isEmpty()) {
            Tokens tokens = new PersonalToken(Secret.of(personal.orElse("")));
            return parts(
                    gate, tokens, () -> settings.optional("harvest.account-id").orElse(""), null);
        }
        guards.tokens().checkKey();
        HarvestTokenRequests requests = tokenRequests();
        TokenTable.Key key = new TokenTable.Key(settings.text("connection.name"), "harvest");
        RefreshingTokens tokens = new RefreshingTokens(guards.tokens(), key, requests::refresh, Api.HARVEST, clock);
        return parts(
                gate,
                tokens,
                () -> settings.optional("harvest.account-id")
                        .or(tokens::targetId)
                        .orElse(""),
                new HarvestParts.HarvestConsent(tokens, connect(requests, key, tokens)));
    }

    private HarvestParts parts(
            HarvestGate gate,
            Tokens tokens,
            Supplier<String> accountId,
            HarvestParts.@Nullable HarvestConsent consent) {
        CallTimes times = new CallTimes("harvest");
        return new HarvestParts(
                gate,
                new HarvestCalls(
                        new ApiAccess(tokens, guards.vault(), guards.leave(), times, clock),
                        accountId,
                        guards.belongingCheck(),
                        gate),
                new HarvestFiles(tokens, settings.text("harvest.base-url"), guards.vault()),
                meters(times, gate),
                consent);
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
        URI redirect = URI.create(settings.text("harvest.redirect-uri"));
        return new HarvestConnect(
                new HarvestConnect.Client(
                        settings.text("harvest.client-id"),
                        settings.text("harvest.identity-url"),
                        settings.optional("harvest.account-id").orElse(null)),
                requests,
                identity,
                guards.belongingCheck(),
                new AuthorizationCodeFlow(
                        Api.HARVEST,
                        redirect,
                        "harvest.client-id and harvest.client-secret",
                        guards.tokens(),
                        key,
                        rotating,
                        clock));
    }
}
