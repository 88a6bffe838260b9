package org.harvestxero.journal;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.harvestxero.api.MonthEnd.Request;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.store.ConnectionStore;

/** What all journals of one run are made from. */
record MonthBasis(
        ConnectionStore store,
        JournalSides sides,
        JournalBooker booker,
        Request request,
        XeroSettings settings,
        String who) {

    /** The organisation's currency. */
    String currency() {
        return settings.organisation().baseCurrency();
    }

    Currency money() {
        return Currency.getInstance(currency());
    }

    int digits() {
        return CurrencyDigits.of(currency());
    }

    LocalDate lastDay() {
        return request.month().atEndOfMonth();
    }

    /** Looks which journals of the month stand in Xero, and gives what a person should know of it. */
    List<String> look(JournalKind kind) {
        return new StandingJournals(store, sides).look(request.month(), kind, currency(), who);
    }
}
