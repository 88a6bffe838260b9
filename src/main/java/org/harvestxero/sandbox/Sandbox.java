package org.harvestxero.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import org.harvestxero.sandbox.harvest.HarvestSandbox;
import org.harvestxero.sandbox.harvest.HarvestSandboxOptions.Access;
import org.harvestxero.sandbox.xero.XeroSandbox;

/** Both sides on loopback. */
public final class Sandbox implements AutoCloseable {
    private final HarvestSandbox harvest;
    private final XeroSandbox xero;

    private Sandbox(HarvestSandbox harvest, XeroSandbox xero) {
        this.harvest = harvest;
        this.xero = xero;
    }

    /**
     * Starts both.
     *
     * @throws IllegalStateException when a port is taken; nothing is left running
     */
    public static Sandbox start(SandboxOptions options) {
        HarvestSandbox harvest = HarvestSandbox.start(options.harvest());
        try {
            if (options.sample()) {
                SampleAgency.plant(harvest);
            }
            return new Sandbox(harvest, XeroSandbox.start(options.xero()));
        } catch (RuntimeException e) {
            harvest.close();
            throw e;
        }
    }

    public HarvestSandbox harvest() {
        return harvest;
    }

    public XeroSandbox xero() {
        return xero;
    }

    /**
     * Settings that point the product here: both addresses and credentials, invoices of the previous and the current
     * month, payments into the Xero side's bank accounts and gateway clearing account.
     */
    public Map<String, String> properties() {
        Access access = harvest.options().access();
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("harvest.base-url", harvest.baseUrl());
        properties.put("harvest.identity-url", harvest.identityUrl());
        properties.put("harvest.account-id", Long.toString(access.accountId()));
        properties.put("harvest.access-token", access.token());
        properties.put("xero.api-url", xero.baseUrl());
        properties.put("xero.identity-url", xero.baseUrl());
        properties.put("xero.login-url", xero.baseUrl());
        properties.put("xero.app-url", xero.baseUrl());
        properties.put("xero.grant", "client-credentials");
        properties.put("xero.client-id", "sandbox-client");
        properties.put("xero.client-secret", "sandbox-secret");
        properties.put(
                "copy.since", harvest.today().minusMonths(1).withDayOfMonth(1).toString());
        properties.put("copy.revenue-account", "200");
        properties.put("copy.payments", "true");
        properties.put("copy.payment-account", "090");
        properties.put("copy.payment-account.USD", "091");
        properties.put("copy.payment-account.EUR", "092");
        properties.put("copy.payment-account.gateway.stripe", "890");
        properties.put("copy.write-off-account", "270");
        return properties;
    }

    @Override
    public void close() {
        try (harvest) {
            xero.close();
        }
    }
}
