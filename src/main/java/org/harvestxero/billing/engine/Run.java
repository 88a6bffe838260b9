package org.harvestxero.billing.engine;

import java.util.Currency;
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
 * @param caps the limits
 * @param words days and periods in the client's language
 * @param outcome what the run decides
 */
record Run(
        BillingRequest request,
        Currency currency,
        Pricer pricer,
        Counting counting,
        Caps caps,
        PeriodWords words,
        Outcome outcome) {
    static Run of(BillingRequest request) {
        Agreement agreement = request.agreement();
        Currency currency = request.billedIn();
        return new Run(
                request,
                currency,
                new Pricer(agreement.pricing().rates()),
                new Counting(agreement.pricing()),
                new Caps(agreement.limits().caps(), request.known().balances(), currency),
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
