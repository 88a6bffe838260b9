package org.harvestxero.console.page.sides;

import java.util.List;

/** What the pages about what work earned show, in words. */
public record EarnedView(
        Head head, Query query, List<Tile> tiles, List<Bar> bars, List<String> columns, List<Row> rows) {

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
    public record Sources(String project, String months, List<Work> work, List<Income> income, List<Bar> burn) {}

    public record Work(String month, String person, String task, String hours, String billable, String expenses) {}

    public record Income(
            String date, String invoice, String person, String task, String account, String revenue, String split) {}

    /** @param share of hundred that is used, 100 at most */
    public record Budget(
            String project, String client, String budget, String used, String percent, int share, String usedUp) {}

    /** @param read whether anybody looked */
    public record Budgets(MarksPage.State state, boolean mend, boolean read, List<Budget> rows, List<String> notes) {}
}
