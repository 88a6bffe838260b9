package org.harvestxero.copying;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.copying.Outcomes.Outcome;
import org.harvestxero.ledger.Action;
import org.harvestxero.ledger.Batches.Batch;
import org.harvestxero.ledger.Outbox.Row;
import org.harvestxero.xero.ElementVerdict;
import org.harvestxero.xero.Verdicts;
import org.harvestxero.xero.XeroAnswer;

/** Puts Xero's verdicts beside the rows they are about, by position. */
public final class Answers {
    private final Sending sending;

    public Answers(Sending sending) {
        this.sending = sending;
    }

    /**
     * The rows of the batch that have no verdict yet, with theirs; rows that got one before a crash are left out.
     *
     * @throws org.harvestxero.xero.XeroNoAnswerException when the answer doesn't tell of each element
     */
    public List<Outcome> outcomes(XeroAnswer answer, Batch batch) {
        List<Row> rows = sending.rows(batch);
        if (rows.isEmpty()) {
            return List.of();
        }
        if (rows.get(0).action() == Action.DEALLOCATE && answer.status() < 300) {
            return List.of(new Outcome(
                    rows.get(0), Verdicts.removed(answer, rows.get(0).content())));
        }
        Requests how = Requests.of(batch.kind(), rows.get(0).action(), rows);
        List<ElementVerdict> verdicts = Verdicts.read(answer, how.collection(), batch.elements());
        List<Outcome> outcomes = new ArrayList<>();
        for (Row row : rows) {
            outcomes.add(new Outcome(row, verdicts.get(row.position())));
        }
        return outcomes;
    }
}
