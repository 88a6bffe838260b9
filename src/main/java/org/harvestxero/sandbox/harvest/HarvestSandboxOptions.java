package org.harvestxero.sandbox.harvest;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How a sandbox account starts.
 *
 * @param port on 127.0.0.1; 0 takes any free one
 * @param clock what the account calls now; also the {@code Date} header
 * @param access what callers must show
 * @param company whose account it is
 * @param limits how many calls are answered before 429
 * @param ticker nanoseconds of a steady time that the limits count by, whatever {@code clock} says
 * @param firstId where document ids begin; those of time entries begin 2^31 above it
 */
public record HarvestSandboxOptions(
        int port, Clock clock, Access access, Company company, Limits limits, LongSupplier ticker, long firstId) {

    /**
     * What callers must show.
     *
     * @param accountId value of {@code Harvest-Account-Id}
     * @param token personal access token of the account's administrator
     * @param clientId of the registered OAuth2 application
     * @param clientSecret of the registered OAuth2 application
     */
    public record Access(long accountId, String token, String clientId, String clientSecret) {
        @Override
        public String toString() {
            return "Access[accountId=" + accountId + "]";
        }
    }

    /**
     * Whose account it is.
     *
     * @param currency ISO 4217 code a client gets unless it states its own
     * @param timeZone Rails name of the zone people work in, such as {@code London}
     */
    public record Company(String name, String currency, String timeZone) {}

    /**
     * Calls answered per window before 429.
     *
     * @param general calls of any kind but reports in one {@code window}
     * @param reports report calls in one {@code reportWindow}
     */
    public record Limits(int general, Duration window, int reports, Duration reportWindow) {
        /** What Harvest documents: 100 in 15 seconds, reports 100 in 15 minutes. */
        public static Limits asDocumented() {
            return new Limits(100, Duration.ofSeconds(15), 100, Duration.ofMinutes(15));
        }

        /** No limit at all. */
        public static Limits none() {
            return new Limits(Integer.MAX_VALUE, Duration.ofSeconds(15), Integer.MAX_VALUE, Duration.ofMinutes(15));
        }
    }

    /** An empty British agency on any free port, with Harvest's documented limits and the system clock. */
    public static HarvestSandboxOptions defaults() {
        return new HarvestSandboxOptions(
                0,
                Clock.systemUTC(),
                new Access(1_000_001, "sandbox-harvest-token", "sandbox-harvest-client", "sandbox-harvest-secret"),
                new Company("Sample Studio", "GBP", "London"),
                Limits.asDocumented(),
                System::nanoTime,
                13_150_001);
    }

    public HarvestSandboxOptions withPort(int value) {
        return new HarvestSandboxOptions(value, clock, access, company, limits, ticker, firstId);
    }

    public HarvestSandboxOptions withClock(Clock value) {
        return new HarvestSandboxOptions(port, value, access, company, limits, ticker, firstId);
    }

    public HarvestSandboxOptions withAccess(Access value) {
        return new HarvestSandboxOptions(port, clock, value, company, limits, ticker, firstId);
    }

    public HarvestSandboxOptions withCompany(Company value) {
        return new HarvestSandboxOptions(port, clock, access, value, limits, ticker, firstId);
    }

    public HarvestSandboxOptions withLimits(Limits value) {
        return new HarvestSandboxOptions(port, clock, access, company, value, ticker, firstId);
    }

    public HarvestSandboxOptions withoutLimits() {
        return withLimits(Limits.none());
    }

    public HarvestSandboxOptions withTicker(LongSupplier value) {
        return new HarvestSandboxOptions(port, clock, access, company, limits, value, firstId);
    }

    public HarvestSandboxOptions withFirstId(long value) {
        return new HarvestSandboxOptions(port, clock, access, company, limits, ticker, value);
    }
}
