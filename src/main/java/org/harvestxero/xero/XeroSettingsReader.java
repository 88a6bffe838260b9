package org.harvestxero.xero;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/** Reads the lists that make up an organisation's settings, one after the other. Named by the route read-xero-settings. */
public final class XeroSettingsReader {
    private static final String READING = "xeroSettingsReading";
    private static final List<String> ALWAYS = List.of("Organisation", "Accounts", "TaxRates", "Items", "Currencies");

    private static final class Reading {
        final Deque<String> left = new ArrayDeque<>(ALWAYS);
        final Map<String, String> raw = new LinkedHashMap<>();

        @Nullable
        Instant readAt;
    }

    /** Begins; tracking categories and branding themes cost a call each and are read only when asked for. */
    public void begin(
            Exchange exchange,
            @Header("withTracking") @Nullable Boolean withTracking,
            @Header("withBrandingThemes") @Nullable Boolean withBrandingThemes) {
        Reading reading = new Reading();
        if (Boolean.TRUE.equals(withTracking)) {
            reading.left.add("TrackingCategories");
        }
        if (Boolean.TRUE.equals(withBrandingThemes)) {
            reading.left.add("BrandingThemes");
        }
        exchange.setProperty(READING, reading);
    }

    public boolean hasNext(@ExchangeProperty(READING) Object reading) {
        return !((Reading) reading).left.isEmpty();
    }

    public XeroRequest next(@ExchangeProperty(READING) Object reading) {
        return XeroRequest.get("/" + ((Reading) reading).left.getFirst());
    }

    /** Keeps the answer until all lists are read. */
    public void keep(XeroResponse answer, @ExchangeProperty(READING) Object reading) {
        Reading at = (Reading) reading;
        at.raw.put(at.left.removeFirst(), answer.body());
        if (at.readAt == null) {
            at.readAt = answer.serverDate();
        }
    }

    /** All that was read, as one value. */
    public XeroSettingsRead end(@ExchangeProperty(READING) Object reading) {
        Reading at = (Reading) reading;
        Instant readAt = at.readAt;
        if (readAt == null) {
            throw new IllegalStateException("Settings were read without an answer");
        }
        return new XeroSettingsRead(XeroSettingsJson.settings(at.raw), at.raw, readAt);
    }
}
