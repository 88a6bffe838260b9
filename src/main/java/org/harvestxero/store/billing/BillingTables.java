package org.harvestxero.store.billing;

import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables of one connection that bill runs read and write. */
public final class BillingTables {
    private final AgreementVersionTable agreementVersions;
    private final AgreementTextTable agreementTexts;
    private final BillingRunTable billingRuns;
    private final BilledPeriods billedPeriods;
    private final DraftTable drafts;
    private final DraftLines draftLines;
    private final DraftWriter draftWriter;
    private final DraftEditTable draftEdits;
    private final PeriodTotals periodTotals;
    private final WaitingDrafts waitingDrafts;
    private final EntryStateTable entryStates;
    private final NotBilledTable notBilled;
    private final BalanceMovementTable balanceMovements;
    private final CorrectionTable corrections;
    private final DecisionTable decisions;
    private final DeliveryTable deliveries;
    private final MarkTable marks;
    private final ReadyMarkTable readyMarks;

    public BillingTables(String connection, JdbcTemplate jdbc, Clock clock) {
        this.agreementVersions = new AgreementVersionTable(connection, jdbc, clock);
        this.agreementTexts = new AgreementTextTable(connection, jdbc, clock);
        this.billingRuns = new BillingRunTable(connection, jdbc, clock);
        this.billedPeriods = new BilledPeriods(connection, jdbc);
        this.drafts = new DraftTable(connection, jdbc, clock);
        this.draftLines = new DraftLines(connection, jdbc);
        this.draftWriter = new DraftWriter(connection, jdbc, draftLines, clock);
        this.draftEdits = new DraftEditTable(jdbc, clock);
        this.periodTotals = new PeriodTotals(connection, jdbc);
        this.waitingDrafts = new WaitingDrafts(connection, jdbc);
        this.entryStates = new EntryStateTable(connection, jdbc);
        this.notBilled = new NotBilledTable(connection, jdbc);
        this.balanceMovements = new BalanceMovementTable(connection, jdbc, clock);
        this.corrections = new CorrectionTable(connection, jdbc, clock);
        this.decisions = new DecisionTable(connection, jdbc, clock);
        this.deliveries = new DeliveryTable(connection, jdbc, clock);
        this.marks = new MarkTable(connection, jdbc, clock);
        this.readyMarks = new ReadyMarkTable(connection, jdbc, clock);
    }

    public AgreementVersionTable agreementVersions() {
        return agreementVersions;
    }

    public AgreementTextTable agreementTexts() {
        return agreementTexts;
    }

    public BillingRunTable billingRuns() {
        return billingRuns;
    }

    public BilledPeriods billedPeriods() {
        return billedPeriods;
    }

    public DraftTable drafts() {
        return drafts;
    }

    public DraftLines draftLines() {
        return draftLines;
    }

    public DraftWriter draftWriter() {
        return draftWriter;
    }

    public DraftEditTable draftEdits() {
        return draftEdits;
    }

    public WaitingDrafts waitingDrafts() {
        return waitingDrafts;
    }

    public PeriodTotals periodTotals() {
        return periodTotals;
    }

    public EntryStateTable entryStates() {
        return entryStates;
    }

    public NotBilledTable notBilled() {
        return notBilled;
    }

    public BalanceMovementTable balanceMovements() {
        return balanceMovements;
    }

    public CorrectionTable corrections() {
        return corrections;
    }

    public DecisionTable decisions() {
        return decisions;
    }

    public DeliveryTable deliveries() {
        return deliveries;
    }

    public ReadyMarkTable readyMarks() {
        return readyMarks;
    }

    public MarkTable marks() {
        return marks;
    }
}
