package org.harvestxero.billrun;

import java.util.Currency;
import org.harvestxero.billing.Named;

/** A client whose work is searched, and the currency it is billed in. */
record UnbilledClient(Named named, Currency currency) {
    String currencyCode() {
        return currency.getCurrencyCode();
    }
}
