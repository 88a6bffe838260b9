package org.harvestxero.billrun;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.worth.BaseRates;
import org.harvestxero.xero.XeroRateView;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;

/** Rates that Xero itself gave: that of the latest sales invoice in the currency. */
public final class InvoiceRates implements BaseRates {
    /** Xero's own rates have up to ten decimals. */
    private static final int DECIMALS = 10;

    private final Supplier<Currency> base;
    private final Function<XeroRequest, XeroResponse> xero;

    /** @param xero reads */
    public InvoiceRates(Supplier<Currency> base, Function<XeroRequest, XeroResponse> xero) {
        this.base = base;
        this.xero = xero;
    }

    @Override
    public Currency base() {
        return base.get();
    }

    @Override
    public Optional<BaseRate> of(Currency currency, LocalDate day) {
        try {
            return XeroRateView.in(
                            xero.apply(XeroRateView.latest(currency.getCurrencyCode(), day)),
                            currency.getCurrencyCode())
                    .map(shown -> new BaseRate(
                            BigDecimal.ONE.divide(shown.perBase(), DECIMALS, RoundingMode.HALF_UP),
                            "Xero's rate of " + shown.number() + ", dated " + shown.date()));
        } catch (RequestRefusedException e) {
            return Optional.empty();
        }
    }
}
