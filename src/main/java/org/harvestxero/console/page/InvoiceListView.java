package org.harvestxero.console.page;

import java.util.List;

/**
 * Invoices that were found, in words.
 *
 * @param note how what was typed was understood, where it needs a word; empty else
 * @param more addresses of what comes next
 * @param missing whether something was typed into the box that nothing is known by
 */
public record InvoiceListView(
        InvoiceQuery query, List<State> states, String note, List<Row> rows, More more, boolean missing) {
    public InvoiceListView {
        states = List.copyOf(states);
        rows = List.copyOf(rows);
    }

    /** @param word as the address has it */
    public record State(String word, String name, boolean chosen) {}

    /**
     * What comes next; each empty for nothing.
     *
     * @param next address of the next page
     * @param looked how far was looked, where the look is not at its end
     * @param first address of the first page, where this is a later one
     */
    public record More(String next, String looked, String first) {}

    /**
     * One invoice.
     *
     * @param path of its page within the console
     * @param name its number, or what it is while it has none
     */
    public record Row(
            String path, String name, String client, String date, String amount, Badge standing, Sides sides) {}

    /** @param tone class of its colour; empty for none */
    public record Badge(String words, String tone) {}

    public record Sides(Side harvest, Side xero) {}

    /** @param words how it stands there; empty while it isn't there */
    public record Side(String words, String link) {}
}
