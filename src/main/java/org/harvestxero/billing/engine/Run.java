package org.harvestxero.billing.engine;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.terms.Agreement;

/**
 * What the steps of one run share.
 *
 * @param request what was asked
 * @param currency everything is billed in
 * @param pricer finds rates
 * @param counting makes billed hours
 * @param orders purchase orders
 * @param caps the limits
 * @param words days and periods in the client's language
 * @param outcome what the run decides
 */
record Run(
        BillingRequest request,
        Currency currency,
        Pricer pricer,
        HoursCounter counting,
        Orders orders,
        Caps caps,
        PeriodWords words,
        Outcome outcome) {
    static Run of(BillingRequest request) {
        return of(request, Map.of());
    }

    /** @param extra by cap, see {@link CapMeter} */
    static Run of(BillingRequest request, Map<String, BigDecimal> extra) {
        Orders orders = new Orders(request);
        Agreement agreement = request.agreement();
        Currency currency = request.billedIn();
        return new Run(
                request,
                currency,
                new Pricer(agreement.pricing().rates()),
                new HoursCounter(agreement.pricing()),
                orders,
                new Caps(agreement.limits().caps(), request.known().balances(), currency, orders, extra),
                new PeriodWords(agreement.layout().language()),
                new Outcome());
    }

    Agreement agreement() {
        return request.agreement();
    }

    DuePeriod period() {
        return request.period();
    }

    Money nothing() {
        return Money.zero(currency);
    }
}
