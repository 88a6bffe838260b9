package org.harvestxero.console.page.sides;

import java.util.List;

/**
 * What the page Money shows, in words.
 *
 * @param columns names of the ages of what is open
 * @param aged what is open, by currency
 */
public record MoneyView(
        Read read,
        List<Fact> outstanding,
        List<String> columns,
        List<OverdueView.AgedRow> aged,
        List<Chart> charts,
        List<Client> clients,
        Unbilled unbilled) {

    /** @param asOf when Xero's invoices were read last; empty for never */
    public record Read(MarksPage.State state, String asOf, boolean mend) {}

    public record Fact(String name, String value, String how) {}

    /** Invoiced by month in one currency. @param label in a sentence, for those who don't see the bars */
    public record Chart(String currency, String label, List<Bar> bars) {}

    /** A month. @param x,y,height of its bar, in a drawing of 720 by 160 */
    public record Bar(String month, String name, int x, int y, int height, String invoices, String total, String due) {}

    public record Client(String name, String invoices, String total, String paid, String due) {}

    /**
     * Work that is billed nowhere.
     *
     * @param columns names of the ages, by the oldest day of a row
     * @param notes what people should know
     */
    public record Unbilled(
            MarksPage.State state,
            List<String> columns,
            List<OverdueView.AgedRow> ages,
            List<Row> rows,
            String left,
            List<String> notes,
            boolean read) {}

    public record Row(String client, String why, String hours, String worth, String oldest, String age) {}
}
