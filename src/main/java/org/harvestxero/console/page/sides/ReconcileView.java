package org.harvestxero.console.page.sides;

import java.util.List;

/**
 * What the pages about reconciliations show, in words.
 *
 * @param sums of the sides, one for each currency
 */
public record ReconcileView(
        Head head, List<Running> running, Asked asked, List<Side> sums, List<Cause> causes, List<Day> days) {

    /**
     * @param level green, amber or red; empty before the first
     * @param sentence whether all agree
     * @param when it was made, by whom, and what came of later ones
     * @param notes what people should know beside
     */
    public record Head(String level, String sentence, String when, List<String> notes) {}

    /** Work in the background. @param link to what was found; empty for none */
    public record Running(String words, boolean over, boolean good, String link) {}

    /** What may be asked for. @param mend whether whoever looks may ask @param today the last day that can be looked at */
    public record Asked(boolean mend, boolean runs, String today) {}

    /** @param documents in words @param rows total, paid, credited, due */
    public record Side(String currency, String documents, List<Row> rows) {}

    public record Row(String name, String harvest, String xero, String difference) {}

    /**
     * What one reason accounts for.
     *
     * @param what of documents differs
     * @param path to its documents; empty for none
     */
    public record Cause(
            String sentence, String remedy, String what, String documents, String amount, String path, boolean bad) {}

    /** @param level of its badge @param bar share of the most differences of a day, 0 to 100 */
    public record Day(
            String date,
            String path,
            String when,
            String differences,
            String unexplained,
            String level,
            String words) {}

    /** Documents of one reason. @param more address of the next page; empty on the last */
    public record Documents(
            String crumb, String back, Cause cause, List<Document> rows, String more, String page, boolean mend) {}

    /**
     * @param of what of it differs
     * @param gone when it was not seen again; empty while it stands
     */
    public record Document(
            String number,
            String client,
            String of,
            String amount,
            String since,
            String gone,
            String detail,
            Remedy remedy) {}
}
