package org.harvestxero.setup;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.SetupDesk;
import org.harvestxero.api.SideException;
import org.harvestxero.api.XeroLists;
import org.harvestxero.http.CallException;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.xero.XeroSettingsRead;
import org.jspecify.annotations.Nullable;

/** Reads Xero's lists by the route that everything reads them by, within the calls kept for people. */
public final class DefaultSetupDesk implements SetupDesk {
    private final ConnectionStore store;
    private final ProducerTemplate routes;
    private @Nullable XeroLists known;

    public DefaultSetupDesk(ConnectionStore store, ProducerTemplate routes) {
        this.store = store;
        this.routes = routes;
    }

    @Override
    public synchronized XeroLists lists(boolean anew) {
        XeroLists lists = known;
        if (lists == null || anew) {
            lists = lists(read());
            known = lists;
        }
        return lists;
    }

    private XeroSettingsRead read() {
        Exchange done = routes.request("direct:read-xero-settings", exchange -> {
            exchange.getMessage().setHeader("forPerson", true);
            exchange.getMessage().setHeader("withTracking", true);
        });
        Exception failure = done.getException();
        if (failure instanceof CallException) {
            throw new SideException(String.valueOf(failure.getMessage()), failure);
        }
        if (failure != null) {
            throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
        }
        return Objects.requireNonNull(done.getMessage().getBody(XeroSettingsRead.class));
    }

    private static XeroLists lists(XeroSettingsRead read) {
        XeroSettings xero = read.settings();
        String base = xero.organisation().baseCurrency();
        Instant readAt = read.readAt();
        return new XeroLists(
                xero.organisation().name(),
                xero.accounts().stream()
                        .filter(XeroSettings.Account::active)
                        .map(DefaultSetupDesk::account)
                        .sorted(Comparator.comparing(XeroLists.Account::key))
                        .toList(),
                xero.taxRates().stream()
                        .filter(XeroSettings.TaxRate::active)
                        .map(rate -> new XeroLists.Tax(
                                rate.taxType(),
                                rate.name(),
                                rate.rate(),
                                rate.appliesTo().isEmpty() || rate.appliesTo().contains("REVENUE")))
                        .sorted(Comparator.comparing(XeroLists.Tax::name))
                        .toList(),
                xero.trackingCategories().stream()
                        .filter(XeroSettings.TrackingCategory::active)
                        .map(XeroSettings.TrackingCategory::name)
                        .sorted()
                        .toList(),
                Stream.concat(
                                Stream.of(base),
                                xero.currencies().stream()
                                        .filter(code -> !code.equals(base))
                                        .sorted())
                        .toList(),
                readAt);
    }

    private static XeroLists.Account account(XeroSettings.Account account) {
        String code = account.code();
        boolean bank = account.type().equals("BANK");
        return new XeroLists.Account(
                code == null || code.isBlank() ? account.id() : code,
                account.name(),
                account.accountClass().equals("REVENUE"),
                bank || account.paymentsEnabled(),
                bank ? account.currency() : null);
    }

    @Override
    public void note(String who, String event, String words) {
        store.audit().add(who, null, null, event, words);
    }
}
