package org.harvestxero.console.page;

import java.math.BigDecimal;
import java.util.Optional;
import org.harvestxero.api.Invoices.Days;
import org.harvestxero.api.Invoices.Named;
import org.harvestxero.api.Invoices.Page;
import org.harvestxero.api.Invoices.Standing;
import org.harvestxero.api.Invoices.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * Which invoices somebody wants to see, as the address says it; whatever is empty means any.
 *
 * @param named what an invoice is known by
 * @param amount as it was typed
 * @param from,to days of issue, as an address holds them
 * @param state word of a {@link Standing}
 * @param after where the page begins
 */
public record InvoiceQuery(Named named, String amount, String from, String to, String state, String after) {
    private static final int MOST = 50;

    static InvoiceQuery of(Asked asked) {
        return new InvoiceQuery(
                new Named(
                        asked.value("number").orElse(""),
                        asked.value("client").orElse(""),
                        asked.value("order").orElse(""),
                        asked.value("text").orElse("")),
                asked.value("amount").orElse(""),
                asked.value("from").filter(text -> Asked.day(text).isPresent()).orElse(""),
                asked.value("to").filter(text -> Asked.day(text).isPresent()).orElse(""),
                asked.value("state")
                        .filter(word -> Standing.find(word).isPresent())
                        .orElse(""),
                asked.value("after").orElse(""));
    }

    /** Empty where an amount was typed that can't be told for sure. */
    Optional<Wanted> wanted(ReaderFormat format) {
        Optional<BigDecimal> parsed = amount.isEmpty() ? Optional.empty() : format.parsed(bare(amount));
        if (!amount.isEmpty() && parsed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(wanted(named, parsed.orElse(null)));
    }

    /** The same days and state, but known by something else. */
    Wanted wanted(Named other, @Nullable BigDecimal money) {
        return new Wanted(
                other,
                money,
                new Days(Asked.day(from).orElse(null), Asked.day(to).orElse(null)),
                Standing.find(state).orElse(null),
                new Page(after, MOST));
    }

    /** People type a currency's sign or code along. */
    static String bare(String amount) {
        return amount.replaceAll("^[\\p{Sc}\\p{L}\\s]+|[\\p{Sc}\\p{L}\\s]+$", "");
    }

    /** Whether only the box for everything says what is wanted. */
    boolean isOfOneBox() {
        return !named.number().isEmpty()
                && named.client().isEmpty()
                && named.order().isEmpty()
                && named.text().isEmpty()
                && amount.isEmpty();
    }

    /** Whether anything beside the box is chosen. */
    public boolean isNarrowed() {
        return !named.client().isEmpty()
                || !named.order().isEmpty()
                || !named.text().isEmpty()
                || !amount.isEmpty();
    }

    public boolean isAll() {
        return address().isEmpty();
    }

    InvoiceQuery startingAt(String place) {
        return new InvoiceQuery(named, amount, from, to, state, place);
    }

    InvoiceQuery knownBy(Named other, String money) {
        return new InvoiceQuery(other, money, from, to, state, "");
    }

    /** As the end of an address: {@code ?number=INV-1&state=open}, or nothing. */
    public String address() {
        return new AddressEnd()
                .with("number", named.number())
                .with("client", named.client())
                .with("amount", amount)
                .with("from", from)
                .with("to", to)
                .with("state", state)
                .with("order", named.order())
                .with("text", named.text())
                .with("after", after)
                .toString();
    }
}
