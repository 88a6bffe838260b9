package org.harvestxero.billing.terms;

import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.harvestxero.billing.calendar.BillingCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Everything agreed with one client.
 *
 * @param client Harvest's client, by name or id in digits
 * @param version sign of the content; an invoice names the version that made it
 * @param currency what the client is billed in; null for the client's currency in Harvest
 * @param calendar which periods are billed when
 * @param pricing how work is counted and priced
 * @param rules services, the first that matches takes the work; work no rule takes is held
 * @param limits what bounds and reduces a bill
 * @param expenses how expenses are billed
 * @param layout what the invoice looks like
 * @param books accounts, tracking and purchase orders
 * @param review when a person looks first
 * @param sending what happens to an approved draft
 */
public record Agreement(
        String client,
        String version,
        @Nullable Currency currency,
        BillingCalendar calendar,
        Pricing pricing,
        List<Rule> rules,
        Limits limits,
        ExpenseTerms expenses,
        Layout layout,
        Books books,
        ReviewPolicy review,
        Sending sending) {
    public Agreement {
        rules = List.copyOf(rules);
        unique(rules.stream().map(Rule::name).toList(), "rules");
        unique(limits.caps().stream().map(Cap::name).toList(), "caps");
    }

    /** A client billed for all work by the hour, as Harvest counts and prices it. */
    public static Agreement plain(String client, String version, BillingCalendar calendar) {
        return new Agreement(
                client,
                version,
                null,
                calendar,
                Pricing.asInHarvest(),
                List.of(Rule.of("Time", Match.any(), Hourly.plain())),
                Limits.none(),
                ExpenseTerms.atCost(),
                Layout.plain(),
                Books.open(),
                ReviewPolicy.straightThrough(),
                Sending.plain());
    }

    public Agreement with(Pricing other) {
        return new Agreement(
                client, version, currency, calendar, other, rules, limits, expenses, layout, books, review, sending);
    }

    public Agreement with(Rule... others) {
        return new Agreement(
                client,
                version,
                currency,
                calendar,
                pricing,
                List.of(others),
                limits,
                expenses,
                layout,
                books,
                review,
                sending);
    }

    public Agreement with(Limits other) {
        return new Agreement(
                client, version, currency, calendar, pricing, rules, other, expenses, layout, books, review, sending);
    }

    public Agreement with(ExpenseTerms other) {
        return new Agreement(
                client, version, currency, calendar, pricing, rules, limits, other, layout, books, review, sending);
    }

    public Agreement with(Layout other) {
        return new Agreement(
                client, version, currency, calendar, pricing, rules, limits, expenses, other, books, review, sending);
    }

    public Agreement with(Books other) {
        return new Agreement(
                client, version, currency, calendar, pricing, rules, limits, expenses, layout, other, review, sending);
    }

    public Agreement with(ReviewPolicy other) {
        return new Agreement(
                client, version, currency, calendar, pricing, rules, limits, expenses, layout, books, other, sending);
    }

    private static void unique(List<String> names, String what) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("Two " + what + " are called " + name);
            }
        }
    }
}
