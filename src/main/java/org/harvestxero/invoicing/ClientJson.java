package org.harvestxero.invoicing;

import java.util.Currency;
import java.util.Optional;
import org.harvestxero.calls.Json;

/** Reads what billing needs of a client of Harvest, as it was kept. */
final class ClientJson {
    private ClientJson() {}

    /** Empty when it is absent or no currency. */
    static Optional<Currency> currency(String content) {
        String code =
                Json.parse(content).map(client -> Json.text(client, "currency")).orElse(null);
        try {
            return code == null ? Optional.empty() : Optional.of(Currency.getInstance(code));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
