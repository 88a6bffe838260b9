package org.harvestxero.billrun;

import java.util.Currency;
import java.util.Optional;
import org.harvestxero.harvest.HarvestClientView;
import org.harvestxero.harvest.HarvestElement;

/** Reads what billing needs of a client of Harvest, as it was kept. */
final class ClientReader {
    private ClientReader() {}

    /** Empty when it is absent or no currency. */
    static Optional<Currency> currency(String content) {
        String code = HarvestClientView.of(HarvestElement.parse(content)).currency();
        try {
            return code == null ? Optional.empty() : Optional.of(Currency.getInstance(code));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
