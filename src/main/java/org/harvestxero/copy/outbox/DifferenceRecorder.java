package org.harvestxero.copy.outbox;

import java.time.Clock;
import java.util.Map;
import org.harvestxero.copy.failure.CopyEventLog;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.CauseTable.Reason;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.xero.ElementVerdict;

/** Records that Xero made other totals of a document than we did. */
final class DifferenceRecorder {
    private final ConnectionStore store;
    private final Clock clock;

    DifferenceRecorder(ConnectionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** It becomes a failed copy, though it stands in Xero. */
    void record(AcceptedRow taken) {
        Row row = taken.row();
        ElementVerdict.Accepted accepted = taken.accepted();
        Problem problem = new Problem(
                FailureCode.XERO_TOTAL_DIFFERS,
                String.valueOf(row.number()),
                Map.of(
                        "amount",
                        AcceptedRow.plain(row.total()) + " (tax " + AcceptedRow.plain(row.totalTax()) + ")",
                        "status",
                        String.valueOf(accepted.status()),
                        "computed",
                        AcceptedRow.plain(accepted.total()) + " (tax " + AcceptedRow.plain(accepted.totalTax()) + ")",
                        "currency",
                        row.currency() == null ? "" : row.currency()));
        CopyEventLog.refused(row, problem, problem.sentence());
        Reason reason = store.causes().reason(problem, clock.instant());
        boolean repairable =
                row.action() == Action.CREATE && row.kind() == Kind.INVOICE && new SentRow(row).confirmFirst();
        store.outboxVerdicts()
                .fail(row.id(), reason, problem.sentence(), repairable ? clock.instant() : OutboxTable.NEVER);
    }
}
