package org.harvestxero.xero;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
import org.jspecify.annotations.Nullable;

/** Makes the beans that the Xero routes name, and those that commands ask for. */
public final class XeroBeans {
    /** A little more than a minute, because Xero's clock and ours never agree exactly. */
    private static final Duration MINUTE = Duration.ofMillis(60_250);

    private final Settings settings;
    private final SideChannel identity;
    private final SideChannel connections;
    private final SideChannel organisation;
    private final Belonging belonging;
    private final Leave leave;
    private final Supplier<XeroUses> uses;
    private final TokenTable table;
    private final Clock clock;

    private XeroBeans(
            Settings settings,
            CamelContext context,
            TokenTable table,
            Belonging belonging,
            Leave leave,
            Supplier<XeroUses> uses,
            Clock clock) {
        this.settings = settings;
        this.identity = new SideChannel(context, "direct:xero-identity");
        this.connections = new SideChannel(context, "direct:xero-connections");
        this.organisation = new SideChannel(context, "direct:xero-organisation");
        this.belonging = belonging;
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
     * @param authorizations the one given to {@link CallBeans}
     * @param belonging whom the links belong to
     * @param leave asked before each request leaves
     * @param uses what is done in Xero, asked when it matters
     */
    public static Map<String, Object> make(
            Settings settings,
            CamelContext context,
            Authorizations authorizations,
            TokenTable table,
            Belonging belonging,
            Leave leave,
            Supplier<XeroUses> uses,
            Clock clock) {
        return new XeroBeans(settings, context, table, belonging, leave, uses, clock).make(authorizations);
    }

    private Map<String, Object> make(Authorizations authorizations) {
        boolean consented = settings.text("xero.grant").equals("authorization-code");
        TokenRequests requests = tokenRequests();
        TokenTable.Key key = new TokenTable.Key(settings.text("connection.name"), "xero");
        RotatingTokens rotating =
                consented ? new RotatingTokens(table, key, requests::refresh, new XeroFailures(), clock) : null;
        Tokens tokens = rotating != null ? rotating : new ClientCredentials(requests, clock);
        XeroAccess access = new XeroAccess(tokens, rotating, tenantId(), uses);
        XeroGate gate = gate();
        Map<String, Object> beans = new HashMap<>();
        WhoseBooks whose = new WhoseBooks(organisation, gate);
        CallTimes times = new CallTimes("xero");
        beans.put("xeroGate", gate);
        beans.put("xeroMeters", meters(times, gate));
        beans.put("xeroAccess", access);
        beans.put(
                "xeroCalls",
                new XeroCalls(
                        tokens,
                        access::tenantId,
                        belonging,
                        leave,
                        whose,
                        authorizations,
                        gate,
                        times,
                        clock,
                        Duration.ofSeconds(settings.number("xero.outage-pause"))));
        beans.put("xeroPages", new XeroPages());
        beans.put("xeroSettingsReading", new XeroSettingsReading());
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

    private TokenRequests tokenRequests() {
        return new TokenRequests(new TokenCalls(
                identity,
                "/connect/token",
                new XeroFailures(),
                TokenRequests.basic(clientId(), clientSecret()),
                clock));
    }

    private XeroConnect connect(TokenRequests requests, WhoseBooks whose, TokenTable.Key key, RotatingTokens rotating) {
        return new XeroConnect(
                new XeroConnect.Addresses(
                        settings.text("xero.login-url"), URI.create(settings.text("xero.redirect-uri"))),
                new XeroConnect.Client(clientId(), clientSecret(), tenantId(), uses),
                new XeroConnect.Doors(requests, identity, connections, whose),
                belonging,
                table,
                key,
                rotating,
                clock);
    }

    private XeroGate gate() {
        return new XeroGate(new Gate(
                "Xero",
                new GateLimits(
                        settings.number("xero.calls-per-minute"),
                        MINUTE,
                        settings.number("xero.calls-in-flight"),
                        settings.number("xero.day-reserve"),
                        GateLimits.LONGEST_WAIT),
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
