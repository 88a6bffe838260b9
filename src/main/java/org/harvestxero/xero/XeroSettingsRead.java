package org.harvestxero.xero;

import java.time.Instant;
import java.util.Map;
import org.harvestxero.mapping.document.XeroSettings;

/**
 * An organisation's settings, fresh from Xero.
 *
 * @param raw the answers as they came, by path without slash ({@code Accounts}), for {@link XeroSettingsJson} to read again later
 * @param readAt Xero's clock when it answered first
 */
public record XeroSettingsRead(XeroSettings settings, Map<String, String> raw, Instant readAt) {
    public XeroSettingsRead {
        raw = Map.copyOf(raw);
    }
}
