package org.harvestxero.billing.terms;

import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
        DispatchTerms sending) {
    /** Under this name expenses are coded; no rule may take it. */
    public static final String EXPENSES = "Expenses";

    public Agreement {
        rules = List.copyOf(rules);
        List<String> names = rules.stream().map(Rule::name).toList();
        unique(names, "rules");
        unique(limits.caps().stream().map(Cap::name).toList(), "caps");
        if (names.contains(EXPENSES)) {
            throw new IllegalArgumentException("No rule can be called " + EXPENSES);
        }
        limits.caps().forEach(cap -> known(cap.rules(), names));
        limits.adjustments().forEach(adjustment -> known(adjustment.rules(), names));
        List<String> coded = Stream.concat(names.stream(), Stream.of(EXPENSES)).toList();
        books.codings().forEach(coding -> known(coding.rules(), coded));
        if (!calendar.inAdvance() && rules.stream().anyMatch(Agreement::isBilledInAdvance)) {
            throw new IllegalArgumentException("A fee in advance needs a calendar that opens before the first period");
        }
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
                DispatchTerms.plain());
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

    /**
     * The same for a bill of single pieces of work before their period is billed: only what is billed by the hour or day, with neither
     * fees nor minimums nor amounts off the invoice, since those belong to the bill of a period; other rules give their work away with
     * the reason, so that whoever asks can leave it out.
     */
    public Agreement forSingleWork() {
        Limits single = new Limits(
                limits.caps().stream()
                        .filter(cap -> cap.scope() == Cap.Scope.TOTAL)
                        .toList(),
                limits.adjustments().stream()
                        .filter(adjustment -> adjustment.amount() == null)
                        .toList(),
                null);
        return new Agreement(
                client,
                version,
                currency,
                calendar,
                pricing,
                rules.stream().map(Rule::forSingleWork).toList(),
                single,
                expenses,
                layout,
                books,
                review,
                sending);
    }

    private static boolean isBilledInAdvance(Rule rule) {
        return rule.terms() instanceof Retainer retainer && retainer.when() == Retainer.When.IN_ADVANCE;
    }

    private static void known(Set<String> named, List<String> names) {
        for (String name : named) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "There is no rule \"" + name + "\"; there are " + String.join(", ", names));
            }
        }
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
