package org.harvestxero.copy.outbox;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.copy.outbox.VerdictRecorder.Outcome;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.BatchTable.Batch;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.xero.ElementVerdict;
import org.harvestxero.xero.Verdicts;
import org.harvestxero.xero.XeroResponse;

/** Puts Xero's verdicts beside the rows they are about, by position. */
public final class VerdictMatcher {
    private final BatchDispatcher batchDispatcher;

    public VerdictMatcher(BatchDispatcher batchDispatcher) {
        this.batchDispatcher = batchDispatcher;
    }

    /**
     * The rows of the batch that have no verdict yet, with theirs; rows that got one before a crash are left out.
     *
     * @throws org.harvestxero.http.OutcomeUnknownException when the answer doesn't tell of each element
     */
    public List<Outcome> outcomes(XeroResponse answer, Batch batch) {
        List<Row> rows = batchDispatcher.rows(batch);
        if (rows.isEmpty()) {
            return List.of();
        }
        if (rows.get(0).action() == Action.DEALLOCATE && answer.status() < 300) {
            return List.of(new Outcome(
                    rows.get(0), Verdicts.removed(answer, rows.get(0).content())));
        }
        BatchFormat how = BatchFormat.of(batch.kind(), rows.get(0).action(), rows);
        List<ElementVerdict> verdicts = Verdicts.read(answer, how.collection(), batch.elements());
        List<Outcome> outcomes = new ArrayList<>();
        for (Row row : rows) {
            outcomes.add(new Outcome(row, verdicts.get(row.position())));
        }
        return outcomes;
    }
}
