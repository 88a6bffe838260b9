package org.harvestxero.copy.outbox;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.store.copy.BatchTable.Batch;
import org.harvestxero.store.copy.OutboxTable.Row;

/** A batch and the rows it carries, in the order of its elements. */
record Parcel(Batch batch, List<Row> rows) {
    /** The rows as they stand once the batch has claimed them. */
    List<Row> claimedRows() {
        List<Row> claimed = new ArrayList<>();
        for (Row row : rows) {
            claimed.add(row.claimed(batch.id(), claimed.size()));
        }
        return claimed;
    }
}
