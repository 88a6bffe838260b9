package org.harvestxero.worth;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;

/** What other currencies are worth in the organisation's own. */
public interface BaseRates {
    /** The organisation's own currency. */
    Currency base();

    /** The rate that counts on a day; empty where none is known. */
    Optional<BaseRate> of(Currency currency, LocalDate day);

    /**
     * @param perUnit of the base currency for one unit of the other; above zero
     * @param source where it comes from, for people
     */
    record BaseRate(BigDecimal perUnit, String source) {
        public BaseRate {
            if (perUnit.signum() <= 0) {
                throw new IllegalArgumentException(perUnit + " is no rate");
            }
        }
    }
}
