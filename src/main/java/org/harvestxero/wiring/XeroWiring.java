package org.harvestxero.wiring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.harvestxero.config.Settings;
import org.harvestxero.config.secret.Secret;
import org.harvestxero.http.Api;
import org.harvestxero.http.ApiAccess;
import org.harvestxero.http.AuthorizationCodeFlow;
import org.harvestxero.http.AuxiliaryChannel;
import org.harvestxero.http.CallTimes;
import org.harvestxero.http.RefreshingTokens;
import org.harvestxero.http.TokenCalls;
import org.harvestxero.http.Tokens;
import org.harvestxero.store.connection.TokenTable;
import org.harvestxero.xero.OrganisationCheck;
import org.harvestxero.xero.OrganisationLookup;
import org.harvestxero.xero.XeroAccess;
import org.harvestxero.xero.XeroAnswerJudge;
import org.harvestxero.xero.XeroCalls;
import org.harvestxero.xero.XeroClientCredentials;
import org.harvestxero.xero.XeroConnect;
import org.harvestxero.xero.XeroGate;
import org.harvestxero.xero.XeroLimits;
import org.harvestxero.xero.XeroTokenRequests;
import org.harvestxero.xero.XeroUses;
import org.jspecify.annotations.Nullable;

/** Makes the connector to Xero: the beans {@code xeroGate}, {@code xeroCalls}, {@code xeroPages} and {@code xeroSettingsReading}. */
public final class XeroWiring {
    private final Settings settings;
    private final AuxiliaryChannel identity;
    private final AuxiliaryChannel connections;
    private final AuxiliaryChannel organisation;
    private final CallGuards guards;
    private final Supplier<XeroUses> uses;
    private final Clock clock;

    private XeroWiring(
            Settings settings, CamelContext context, CallGuards guards, Supplier<XeroUses> uses, Clock clock) {
        this.settings = settings;
        this.identity = new AuxiliaryChannel(context, "direct:xero-identity");
        this.connections = new AuxiliaryChannel(context, "direct:xero-connections");
        this.organisation = new AuxiliaryChannel(context, "direct:xero-organisation");
        this.guards = guards;
        this.uses = uses;
        this.clock = clock;
    }

    /**
     * Nothing is called yet.
     *
     * @param uses what is done in Xero, asked when it matters
     */
    public static XeroParts make(
            Settings settings, CamelContext context, CallGuards guards, Supplier<XeroUses> uses, Clock clock) {
        return new XeroWiring(settings, context, guards, uses, clock).make();
    }

    private XeroParts make() {
        boolean consented = settings.text("xero.grant").equals("authorization-code");
        XeroTokenRequests requests = xeroTokenRequests();
        TokenTable.Key key = new TokenTable.Key(settings.text("connection.name"), "xero");
        RefreshingTokens refreshing =
                consented ? new RefreshingTokens(guards.tokens(), key, requests::refresh, Api.XERO, clock) : null;
        Tokens tokens = refreshing != null ? refreshing : new XeroClientCredentials(requests, clock);
        XeroAccess standing = new XeroAccess(tokens, refreshing, tenantId(), uses);
        XeroGate gate = gate();
        OrganisationLookup whose = new OrganisationLookup(organisation, gate);
        CallTimes times = new CallTimes("xero");
        ApiAccess access = new ApiAccess(tokens, guards.vault(), guards.leave(), times, clock);
        XeroAnswerJudge judge = new XeroAnswerJudge(
                access.refusedTokens(),
                guards.belongingCheck(),
                gate,
                Duration.ofSeconds(settings.number("xero.outage-pause")));
        XeroCalls calls = new XeroCalls(
                access,
                standing::tenantId,
                new OrganisationCheck(guards.belongingCheck(), whose, access, judge),
                gate,
                judge);
        if (refreshing != null) {
            guards.tokens().checkKey();
        }
        return new XeroParts(
                gate,
                calls,
                standing,
                meters(times, gate),
                refreshing == null ? null : connect(requests, whose, key, refreshing));
    }

    private MeterBinder meters(CallTimes times, XeroGate gate) {
        String connection = settings.text("connection.name");
        return registry -> {
            times.bindTo(registry);
            FunctionCounter.builder("harvestxero.xero.calls", gate, XeroGate::callsMade)
                    .description("Calls to Xero by this process")
                    .tag("connection", connection)
                    .register(registry);
        };
    }

    private XeroTokenRequests xeroTokenRequests() {
        return new XeroTokenRequests(new TokenCalls(
                identity, "/connect/token", Api.XERO, XeroTokenRequests.basic(clientId(), clientSecret()), clock));
    }

    private XeroConnect connect(
            XeroTokenRequests requests, OrganisationLookup whose, TokenTable.Key key, RefreshingTokens rotating) {
        URI redirect = URI.create(settings.text("xero.redirect-uri"));
        return new XeroConnect(
                new XeroConnect.Client(clientId(), clientSecret(), settings.text("xero.login-url"), tenantId(), uses),
                new XeroConnect.Doors(requests, identity, connections, whose),
                guards.belongingCheck(),
                rotating,
                new AuthorizationCodeFlow(
                        Api.XERO,
                        redirect,
                        "xero.client-id, xero.client-secret and xero.redirect-uri",
                        guards.tokens(),
                        key,
                        rotating,
                        clock));
    }

    private XeroGate gate() {
        return new XeroGate(
                XeroLimits.of(
                        settings.number("xero.calls-per-minute"),
                        settings.number("xero.calls-in-flight"),
                        settings.number("xero.day-reserve")),
                clock);
    }

    private String clientId() {
        return settings.optional("xero.client-id").orElse("");
    }

    private Secret clientSecret() {
        return Secret.of(settings.optional("xero.client-secret").orElse(""));
    }

    private @Nullable String tenantId() {
        return settings.optional("xero.tenant-id").orElse(null);
    }
}
