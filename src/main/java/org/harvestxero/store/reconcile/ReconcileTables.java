package org.harvestxero.store.reconcile;

import org.springframework.jdbc.core.JdbcTemplate;

/** What a reconciliation reads of one connection's tables, and what is kept of it. */
public final class ReconcileTables {
    private final LedgerFigures figures;
    private final LedgerMatters matters;
    private final ReconciliationTable runs;
    private final DifferenceTable differences;
    private final DifferencePages differencePages;

    public ReconcileTables(String connection, JdbcTemplate jdbc) {
        this.figures = new LedgerFigures(connection, jdbc);
        this.matters = new LedgerMatters(connection, jdbc);
        this.runs = new ReconciliationTable(connection, jdbc);
        this.differences = new DifferenceTable(connection, jdbc);
        this.differencePages = new DifferencePages(connection, jdbc);
    }

    public LedgerFigures figures() {
        return figures;
    }

    public LedgerMatters matters() {
        return matters;
    }

    public ReconciliationTable runs() {
        return runs;
    }

    public DifferenceTable differences() {
        return differences;
    }

    public DifferencePages differencePages() {
        return differencePages;
    }
}
