package org.harvestxero.console.page.deals;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is made on the side, in words.
 *
 * @param back address of the page it was asked on, within the console
 * @param problem why it ended without a result; empty where it didn't
 * @param outcome null until there is one
 */
public record TrialView(
        long id,
        String name,
        String back,
        Course course,
        String problem,
        @Nullable Outcome outcome) {
    /** @param total empty while it isn't known */
    public record Course(String done, String total, String words, boolean over) {}

    /** What came of it. */
    public sealed interface Outcome permits Bills, Compared, Previewed, Unbilled {}

    /**
     * A dry run.
     *
     * @param sums what would be billed in all, by currency
     * @param refused what could not be billed
     * @param notes what else people should know, what kept it from being read first
     */
    public record Bills(List<Bill> bills, List<String> sums, List<Refused> refused, List<String> notes)
            implements Outcome {}

    /**
     * One client's period.
     *
     * @param words how it would come out
     * @param left what was left out, in sum
     */
    public record Bill(String client, String period, String amount, String words, String left, String path) {}

    public record Refused(String what, String why, String remedy) {}

    /**
     * What was invoiced, beside what agreements make.
     *
     * @param totals by currency
     * @param left what could not be compared, and why
     */
    public record Compared(List<Total> totals, List<Pair> pairs, List<Left> left) implements Outcome {}

    /** @param words how many periods agree, and how many don't */
    public record Total(String ours, String theirs, String difference, String words) {}

    /**
     * One period on both sides.
     *
     * @param difference empty where they agree
     * @param invoices compared with
     * @param rows that differ
     */
    public record Pair(
            String client,
            String period,
            Sides sides,
            List<String> invoices,
            List<String> notes,
            List<Differing> rows) {}

    public record Sides(String ours, String theirs, String difference) {}

    /** Lines that belong together. */
    public record Differing(String project, List<String> ours, List<String> theirs, Sides sides, String reason) {}

    public record Left(String client, String why) {}

    /**
     * What a change of an agreement would have billed.
     *
     * @param made whether there is no such agreement yet
     */
    public record Previewed(Proposal proposal, boolean made, List<Then> periods, List<Left> left) implements Outcome {}

    /** The text that was tried. @param path of its file's page @param sign of the file as it was seen */
    public record Proposal(String file, String path, String text, String sign, AgreementViews.May may) {}

    /**
     * One period.
     *
     * @param now by the agreement in force; empty where it bills nothing then
     * @param then by the change
     * @param difference then less now; empty where it is the same, or in another currency
     * @param invoiced what went out
     * @param lines of the bill by the change
     */
    public record Then(
            String period, String now, String then, String difference, String invoiced, List<String> lines) {}

    /**
     * Work that is billed nowhere.
     *
     * @param ages by currency, each with its sums by age
     * @param notes what else people should know
     */
    public record Unbilled(String span, List<Aged> ages, List<Unbilt> rows, List<String> ties, List<String> notes)
            implements Outcome {}

    /** @param bars one for each span of age */
    public record Aged(String total, List<Bar> bars) {}

    /** @param share of the largest, 0 to 100 */
    public record Bar(String age, String worth, int share) {}

    public record Unbilt(String client, String why, String hours, String worth, String oldest, String path) {}
}
