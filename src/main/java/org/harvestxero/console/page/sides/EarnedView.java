package org.harvestxero.console.page.sides;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the pages about what work earned show, in words. */
public record EarnedView(Head head, Query query, List<Tile> tiles, Drawn drawn, Table table, List<Aged> ages) {

    /** @param used hours against capacity; none where groups have none */
    public record Drawn(List<Bar> earned, List<Gauge> used) {}

    /**
     * A row of a drawing 720 wide.
     *
     * @param cells capacity, hours, billable hours and the billable part of capacity, in words
     * @param capacity,worked,billable widths of their bars
     */
    public record Gauge(String name, List<String> cells, int capacity, int worked, int billable) {
        public String label() {
            return cells.get(1) + " of " + cells.get(0) + " hours, " + cells.get(2) + " of them billable"
                    + (cells.get(3).isEmpty() ? "" : ", " + cells.get(3));
        }
    }

    /** The figures by group, the total last. */
    public record Table(List<String> columns, List<Row> rows) {}

    /**
     * What waits, by age.
     *
     * @param first what its rows are
     * @param bars the total, drawn
     */
    public record Aged(
            Title title, String first, List<String> columns, List<OverdueView.AgedRow> rows, List<Bar> bars) {}

    /** @param how the formula @param link to what it is made of */
    public record Title(String id, String name, String how, String link) {}

    /**
     * @param state how the reading stands
     * @param months what was chosen, in words
     * @param hidden whether what single people cost is hidden
     * @param notes what people should know
     */
    public record Head(MarksPage.State state, boolean mend, String months, boolean hidden, List<String> notes) {}

    /** As the address has it. @param csv,xlsx addresses of the same as files */
    public record Query(String by, String from, String to, List<String> views, String csv, String xlsx) {}

    /** @param how the formula */
    public record Tile(String name, String value, String how) {}

    /** A row of a drawing 720 wide. @param width of its bar */
    public record Bar(String name, String label, int width) {}

    /** @param link to what it is made of; empty for none @param sum whether it is the total */
    public record Row(String name, String link, List<String> cells, boolean sum) {}

    /** What a project's figures are made of. */
    public record Sources(
            String project, String months, List<Work> work, List<Income> income, Unbilled unbilled, List<Bar> burn) {}

    /** @param asOf empty where it is not reckoned */
    public record Unbilled(String asOf, List<Waits> rows) {}

    /** Work of one age that waits to be billed. */
    public record Waits(String oldest, String age, String person, String task, String hours, String worth) {}

    public record Work(String month, String person, String task, String hours, String billable, String expenses) {}

    public record Income(
            String date, String invoice, String person, String task, String account, String revenue, String split) {}

    /** @param link to how it was used month by month @param share of hundred that is used, 100 at most @param end what is foretold */
    public record Budget(
            String project,
            String link,
            String client,
            String budget,
            String used,
            String percent,
            int share,
            String usedUp,
            String end) {}

    /** @param read whether anybody looked @param burn one project month by month; null for none */
    public record Budgets(
            MarksPage.State state,
            boolean mend,
            boolean read,
            List<Budget> rows,
            @Nullable Burn burn,
            List<String> notes) {}

    /**
     * How a budget was used, in a drawing of 720 by 184.
     *
     * @param words how it stands
     * @param line where the budget is, from above
     */
    public record Burn(String project, String words, String budget, int line, List<Column> columns) {
        /** Where columns stand, from above. */
        public static final int GROUND = 166;
    }

    /** A month. @param used,expected heights of what was used by its end, and will be */
    public record Column(String month, int x, int width, int used, int expected, Burnt cells) {}

    /** @param used in the month @param sum by its end @param expected by its end */
    public record Burnt(String used, String sum, String expected) {}
}
