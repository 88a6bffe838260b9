package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Xero organisation has to choose from; only what is in use there.
 *
 * @param categories names of tracking categories
 * @param currencies codes, the base currency first
 * @param readAt when Xero told
 */
public record XeroLists(
        String organisation,
        List<Account> accounts,
        List<Tax> taxes,
        List<String> categories,
        List<String> currencies,
        Instant readAt) {
    public XeroLists {
        accounts = List.copyOf(accounts);
        taxes = List.copyOf(taxes);
        categories = List.copyOf(categories);
        currencies = List.copyOf(currencies);
    }

    /**
     * @param key what settings name it by: its code, or its id where it has none
     * @param revenue whether sales go there
     * @param takesPayments whether payments may be booked there
     * @param currency of a bank account; null of others
     */
    public record Account(
            String key,
            String name,
            boolean revenue,
            boolean takesPayments,
            @Nullable String currency) {}

    /**
     * @param type as settings name it
     * @param percent of the net amount
     * @param onSales whether it may be used on sales
     */
    public record Tax(String type, String name, BigDecimal percent, boolean onSales) {}
}
