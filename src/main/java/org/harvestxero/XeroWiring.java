package org.harvestxero;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.harvestxero.config.Settings;
import org.harvestxero.config.secret.Secret;
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
import org.harvestxero.xero.DeepLinks;
import org.harvestxero.xero.OrganisationLookup;
import org.harvestxero.xero.XeroAccess;
import org.harvestxero.xero.XeroCalls;
import org.harvestxero.xero.XeroClientCredentials;
import org.harvestxero.xero.XeroConnect;
import org.harvestxero.xero.XeroGate;
import org.harvestxero.xero.XeroPages;
import org.harvestxero.xero.XeroSettingsReader;
import org.harvestxero.xero.XeroTokenRequests;
import org.harvestxero.xero.XeroUses;
import org.jspecify.annotations.Nullable;

/** Makes the beans that the Xero routes name, and those that commands ask for. */
public final class XeroWiring {
    /** A little more than a minute, because Xero's clock and ours never agree exactly. */
    private static final Duration MINUTE = Duration.ofMillis(60_250);

    private final Settings settings;
    private final AuxiliaryChannel identity;
    private final AuxiliaryChannel connections;
    private final AuxiliaryChannel organisation;
    private final BelongingCheck belongingCheck;
    private final Leave leave;
    private final Supplier<XeroUses> uses;
    private final TokenTable table;
    private final Clock clock;

    private XeroWiring(
            Settings settings,
            CamelContext context,
            TokenTable table,
            BelongingCheck belongingCheck,
            Leave leave,
            Supplier<XeroUses> uses,
            Clock clock) {
        this.settings = settings;
        this.identity = new AuxiliaryChannel(context, "direct:xero-identity");
        this.connections = new AuxiliaryChannel(context, "direct:xero-connections");
        this.organisation = new AuxiliaryChannel(context, "direct:xero-organisation");
        this.belongingCheck = belongingCheck;
        this.leave = leave;
        this.uses = uses;
        this.table = table;
        this.clock = clock;
    }

    /**
     * The beans by name: {@code xeroGate}, {@code xeroCalls}, {@code xeroPages}, {@code xeroSettingsReading},
     * {@code xeroLinks}, {@code xeroAccess}, and {@code xeroConnect} where a person's consent is needed. Nothing is called
     * yet.
     *
     * @param authorizationVault the one given to {@link HttpWiring}
     * @param belongingCheck whom the links belong to
     * @param leave asked before each request leaves
     * @param uses what is done in Xero, asked when it matters
     */
    public static Map<String, Object> make(
            Settings settings,
            CamelContext context,
            AuthorizationVault authorizationVault,
            TokenTable table,
            BelongingCheck belongingCheck,
            Leave leave,
            Supplier<XeroUses> uses,
            Clock clock) {
        return new XeroWiring(settings, context, table, belongingCheck, leave, uses, clock).make(authorizationVault);
    }

    private Map<String, Object> make(AuthorizationVault authorizationVault) {
        boolean consented = settings.text("xero.grant").equals("authorization-code");
        XeroTokenRequests requests = xeroTokenRequests();
        TokenTable.Key key = new TokenTable.Key(settings.text("connection.name"), "xero");
        RefreshingTokens rotating =
                consented ? new RefreshingTokens(table, key, requests::refresh, Api.XERO, clock) : null;
        Tokens tokens = rotating != null ? rotating : new XeroClientCredentials(requests, clock);
        XeroAccess access = new XeroAccess(tokens, rotating, tenantId(), uses);
        XeroGate gate = gate();
        Map<String, Object> beans = new HashMap<>();
        OrganisationLookup whose = new OrganisationLookup(organisation, gate);
        CallTimes times = new CallTimes("xero");
        beans.put("xeroGate", gate);
        beans.put("xeroMeters", meters(times, gate));
        beans.put("xeroAccess", access);
        beans.put(
                "xeroCalls",
                new XeroCalls(
                        tokens,
                        access::tenantId,
                        belongingCheck,
                        leave,
                        whose,
                        authorizationVault,
                        gate,
                        times,
                        clock,
                        Duration.ofSeconds(settings.number("xero.outage-pause"))));
        beans.put("xeroPages", new XeroPages());
        beans.put("xeroSettingsReading", new XeroSettingsReader());
        beans.put("xeroLinks", new DeepLinks(settings.text("xero.app-url")));
        if (rotating != null) {
            table.checkKey();
            beans.put("xeroConnect", connect(requests, whose, key, rotating));
        }
        return Map.copyOf(beans);
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
        return new XeroConnect(
                new XeroConnect.Addresses(
                        settings.text("xero.login-url"), URI.create(settings.text("xero.redirect-uri"))),
                new XeroConnect.Client(clientId(), clientSecret(), tenantId(), uses),
                new XeroConnect.Doors(requests, identity, connections, whose),
                belongingCheck,
                table,
                key,
                rotating,
                clock);
    }

    private XeroGate gate() {
        return new XeroGate(new RateLimiter(
                Api.XERO,
                "Xero",
                new RateLimits(
                        settings.number("xero.calls-per-minute"),
                        MINUTE,
                        settings.number("xero.calls-in-flight"),
                        settings.number("xero.day-reserve"),
                        RateLimits.LONGEST_WAIT),
                clock));
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
