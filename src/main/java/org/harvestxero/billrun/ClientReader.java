package org.harvestxero.billrun;

import java.util.Currency;
import java.util.Optional;
import org.harvestxero.http.JsonFields;

/** Reads what billing needs of a client of Harvest, as it was kept. */
final class ClientReader {
    private ClientReader() {}

    /** Empty when it is absent or no currency. */
    static Optional<Currency> currency(String content) {
        String code = JsonFields.parse(content)
                .map(client -> JsonFields.text(client, "currency"))
                .orElse(null);
        try {
            return code == null ? Optional.empty() : Optional.of(Currency.getInstance(code));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
