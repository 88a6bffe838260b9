package org.harvestxero.console.page.deals;

import java.util.List;
import org.harvestxero.api.BillingPeriods;

/**
 * Clients and periods, in words.
 *
 * @param months names of the columns
 * @param refused agreements that can't be used as they stand
 * @param next what is billed next
 */
public record GridView(
        List<String> months,
        List<Row> rows,
        Paths paths,
        Search search,
        List<BillingPeriods.Refusal> refused,
        List<Next> next) {
    public GridView {
        months = List.copyOf(months);
        rows = List.copyOf(rows);
        refused = List.copyOf(refused);
        next = List.copyOf(next);
    }

    /**
     * Where to go from here; each within the console, and empty where there is nothing.
     *
     * @param to last month, as in the address; empty for the present one
     */
    public record Paths(String earlier, String later, String more, String to) {}

    /** @param none whether there is no agreement at all @param may whether whoever looks may have bills tried */
    public record Search(String client, boolean none, boolean may) {}

    /** @param problem why it can't be billed; empty when it can */
    public record Row(String client, String file, String problem, List<Month> months) {}

    public record Month(String name, List<Cell> cells) {}

    /**
     * One period.
     *
     * @param state word of its style
     * @param amount empty while there is none
     * @param words how it stands
     * @param days which it covers; empty for the whole month
     * @param path it leads to; empty for nowhere
     */
    public record Cell(String state, String amount, String words, String days, String path) {}

    /** @param due whether it can be billed now */
    public record Next(String client, String period, String from, boolean due) {}
}
