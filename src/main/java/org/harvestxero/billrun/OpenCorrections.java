package org.harvestxero.billrun;

import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BillingMode;
import org.harvestxero.store.billing.StoredCorrection;

/** The corrections of earlier periods that a period charges. */
final class OpenCorrections {
    private final ConnectionStore store;

    OpenCorrections(ConnectionStore store) {
        this.store = store;
    }

    /** What is charged in another currency, or balances another that is open as well, waits. */
    List<StoredCorrection> chargedIn(ClientBillJob job, DuePeriod period, BillingMode mode) {
        if (mode != BillingMode.LIVE) {
            return List.of();
        }
        Currency billedIn = job.agreement().currency() == null
                ? job.currency()
                : job.agreement().currency();
        List<StoredCorrection> open = store.billing()
                .corrections()
                .toBill(job.client().id(), period.covered().start());
        Set<Long> ids = open.stream().map(StoredCorrection::id).collect(Collectors.toSet());
        Set<Long> balanced = open.stream()
                .map(StoredCorrection::givesBack)
                .filter(ids::contains)
                .collect(Collectors.toSet());
        return open.stream()
                .filter(each -> each.correction().amount().currency().equals(billedIn))
                .filter(each -> !balanced.contains(each.id()) && !balanced.contains(each.givesBack()))
                .toList();
    }
}
