package org.harvestxero.console.page.sides;

import java.util.List;

/** What the pages about what work earned show, in words. */
public record EarnedView(
        Head head, Query query, List<Tile> tiles, List<Bar> bars, Table table, List<Aged> ages) {

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

    /** @param share of hundred that is used, 100 at most */
    public record Budget(
            String project, String client, String budget, String used, String percent, int share, String usedUp) {}

    /** @param read whether anybody looked */
    public record Budgets(MarksPage.State state, boolean mend, boolean read, List<Budget> rows, List<String> notes) {}
}
