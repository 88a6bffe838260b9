package org.harvestxero.sandbox.xero;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How a sandbox behaves. {@link #defaults} is a fresh UK organisation with Xero's own limits on any free port; each
 * {@code with…} gives a changed copy.
 */
public final class XeroSandboxOptions {
    int port;
    Clock clock = Clock.systemUTC();
    String clientId = "sandbox-client";
    String clientSecret = "sandbox-secret";
    String providerName = "Harvest Xero";
    List<String> organisations = List.of("Sandbox Studio Ltd");
    Set<String> scopes = Set.of(
            "accounting.invoices",
            "accounting.payments",
            "accounting.contacts",
            "accounting.settings",
            "accounting.banktransactions",
            "accounting.manualjournals",
            "accounting.attachments",
            "accounting.reports.aged.read",
            "payroll.timesheets",
            "payroll.employees.read",
            "payroll.settings.read",
            "accounting.reports.profitandloss.read");
    boolean scopeOnClientCredentials = true;
    boolean connectionsOfCustom;
    boolean limited = true;
    int callsInFlight = 5;
    int callsPerMinute = 60;
    int callsPerDay = 5_000;
    int appCallsPerMinute = 10_000;
    Duration answerTime = Duration.ZERO;
    boolean keepBodies = true;
    int loggedRequests = 10_000;
    long seed;

    private XeroSandboxOptions() {}

    public static XeroSandboxOptions defaults() {
        return new XeroSandboxOptions();
    }

    /** 0 for any free port. */
    public XeroSandboxOptions withPort(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("Not a port: " + port);
        }
        return changed(copy -> copy.port = port);
    }

    /** The sandbox's idea of now: tokens, keys, limits, timestamps and the {@code Date} header follow it. */
    public XeroSandboxOptions withClock(Clock clock) {
        return changed(copy -> copy.clock = clock);
    }

    /** The one app the sandbox knows; {@code sandbox-client} and {@code sandbox-secret} by default. */
    public XeroSandboxOptions withClient(String clientId, String clientSecret) {
        return changed(copy -> {
            copy.clientId = clientId;
            copy.clientSecret = clientSecret;
        });
    }

    /** The first is the one of the custom connection and of the back door. */
    public XeroSandboxOptions withOrganisations(String first, String... more) {
        return changed(copy -> copy.organisations =
                Stream.concat(Stream.of(first), Arrays.stream(more)).toList());
    }

    /** What the app was configured for; a custom connection gets all of it. */
    public XeroSandboxOptions withScopes(String... scopes) {
        return changed(copy -> copy.scopes = Set.of(scopes));
    }

    /** Lets a custom connection list itself: Xero's guide says it can't, some of Xero's own clients ask all the same. */
    public XeroSandboxOptions withConnectionsOfCustomConnections() {
        return changed(copy -> copy.connectionsOfCustom = true);
    }

    /** Refuses any {@code scope} asked for with client credentials. */
    public XeroSandboxOptions withoutScopeOnClientCredentials() {
        return changed(copy -> copy.scopeOnClientCredentials = false);
    }

    public XeroSandboxOptions withoutLimits() {
        return changed(copy -> copy.limited = false);
    }

    /** Limits per organisation: calls in flight, per minute, per day. */
    public XeroSandboxOptions withLimits(int inFlight, int perMinute, int perDay) {
        return changed(copy -> {
            copy.limited = true;
            copy.callsInFlight = inFlight;
            copy.callsPerMinute = perMinute;
            copy.callsPerDay = perDay;
        });
    }

    /** The limit over all organisations together. */
    public XeroSandboxOptions withAppCallsPerMinute(int perMinute) {
        return changed(copy -> copy.appCallsPerMinute = perMinute);
    }

    /** How long each API answer takes at least; zero for as fast as possible. Xero itself takes some 200 ms. */
    public XeroSandboxOptions withAnswerTime(Duration answerTime) {
        return changed(copy -> copy.answerTime = answerTime);
    }

    /** Keeps request bodies out of the request log; otherwise it keeps up to 64 MB of them. */
    public XeroSandboxOptions withoutBodies() {
        return changed(copy -> copy.keepBodies = false);
    }

    /** How many requests the request log keeps; 10,000 by default. */
    public XeroSandboxOptions withLoggedRequests(int requests) {
        return changed(copy -> copy.loggedRequests = requests);
    }

    /** Of the ids of documents; 0, the default, for different ones at each start. */
    public XeroSandboxOptions withSeed(long seed) {
        return changed(copy -> copy.seed = seed);
    }

    private XeroSandboxOptions changed(Consumer<XeroSandboxOptions> change) {
        XeroSandboxOptions copy = new XeroSandboxOptions();
        copy.port = port;
        copy.clock = clock;
        copy.clientId = clientId;
        copy.clientSecret = clientSecret;
        copy.providerName = providerName;
        copy.organisations = organisations;
        copy.scopes = scopes;
        copy.connectionsOfCustom = connectionsOfCustom;
        copy.scopeOnClientCredentials = scopeOnClientCredentials;
        copy.limited = limited;
        copy.callsInFlight = callsInFlight;
        copy.callsPerMinute = callsPerMinute;
        copy.callsPerDay = callsPerDay;
        copy.appCallsPerMinute = appCallsPerMinute;
        copy.answerTime = answerTime;
        copy.keepBodies = keepBodies;
        copy.loggedRequests = loggedRequests;
        copy.seed = seed;
        change.accept(copy);
        return copy;
    }
}
